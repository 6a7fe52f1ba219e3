"""What should end in time: at once without a clock, later with one, or stopped."""

from __future__ import annotations

import asyncio

import pytest

from graph.server.in_time import in_time
from tests.event_loop import run


async def told(waits: int) -> int:
    """The number of waits, after as many."""
    for _ in range(waits):
        await asyncio.sleep(0)
    return waits


@pytest.mark.parametrize("waits", [0, 1, 3])
def test_what_an_act_makes_is_returned(waits: int) -> None:
    """However often it waits."""
    assert run(in_time(told(waits), 5)) == waits


def test_what_needs_no_wait_has_no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock is wound only where something is waited for."""
    monkeypatch.setattr(asyncio, "timeout", None)
    assert run(in_time(told(0), 5)) == 0


@pytest.mark.parametrize("waits", [0, 1])
def test_what_fails_says_how(waits: int) -> None:
    """At once or after a wait, in the words of the act."""

    async def failing() -> None:
        await told(waits)
        raise LookupError("lost")

    with pytest.raises(LookupError, match="lost"):
        run(in_time(failing(), 5))


async def _endless(heard: list[str]) -> None:
    """Wait for nothing, and tell of its end."""
    try:
        await asyncio.Event().wait()
    finally:
        heard.append("stopped")


def test_what_takes_too_long_is_stopped() -> None:
    """It hears that it is stopped, and can tidy up."""
    heard: list[str] = []

    with pytest.raises(TimeoutError):
        run(in_time(_endless(heard), 0.05))
    assert heard == ["stopped"]


def test_who_leaves_stops_the_act() -> None:
    """A task that is cancelled passes that on."""
    heard: list[str] = []

    async def leaving() -> None:
        task = asyncio.create_task(in_time(_endless(heard), 5))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    run(leaving())
    assert heard == ["stopped"]
