"""What should end in time, and mostly ends at once: `in_time`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Coroutine, Generator

__all__ = ["in_time"]

_Made = TypeVar("_Made")


async def in_time(act: Coroutine[Any, Any, _Made], seconds: float) -> _Made:
    """Return what an act makes, which is stopped after so many seconds.

    To read a request that has arrived, or to write an answer to a client that takes it, is not
    waited for. A clock is only wound for what does not end without a wait: it would cost more.

    Raises:
        TimeoutError: it was stopped.
    """
    begun = _Begun(act)
    if begun.has_ended:
        return begun.made
    async with asyncio.timeout(seconds):
        return await begun


class _Begun(Generic[_Made]):
    """An act that has gone as far as it goes without a wait."""

    def __init__(self, act: Coroutine[Any, Any, _Made]) -> None:
        self._act = act
        self._awaited: object = None
        self.has_ended = False
        try:
            self._awaited = act.send(None)
        except StopIteration as end:
            self.has_ended = True
            self.made = cast("_Made", end.value)

    def __await__(self) -> Generator[object, object, _Made]:
        """Go on to the end of the act, as whoever awaits it from its beginning does."""
        while True:
            try:
                try:
                    heard = yield self._awaited
                except BaseException as error:  # a cancellation, above all, is the act's to hear
                    self._awaited = self._act.throw(error)
                else:
                    self._awaited = self._act.send(heard)
            except StopIteration as end:
                return cast("_Made", end.value)
