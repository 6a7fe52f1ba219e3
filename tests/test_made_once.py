"""What takes its time to make is made once, also when several threads ask for it at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from graph.made_once import Kept, made_once


def test_threads_that_ask_at_once_get_one_value() -> None:
    """Eight threads that begin together get the same value, and it is made once."""
    made: list[str] = []
    begin = threading.Barrier(8)

    @made_once(2)
    def slow(name: str) -> list[str]:
        threading.Event().wait(0.05)
        made.append(name)
        return [name]

    def ask(_: int) -> list[str]:
        begin.wait()
        return slow("index")

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(ask, range(8)))
    assert made == ["index"]
    assert all(one is found[0] for one in found)


def test_nobody_waits_for_a_value_that_somebody_else_wants() -> None:
    """While one value is being made, another is made and told."""
    is_asked, may_end = threading.Event(), threading.Event()

    @made_once(2)
    def value(name: str) -> str:
        if name == "long":
            is_asked.set()
            assert may_end.wait(60)
        return name.upper()

    with ThreadPoolExecutor(1) as threads:
        long = threads.submit(value, "long")
        assert is_asked.wait(60)
        assert value("short") == "SHORT"
        assert not long.done()
        may_end.set()
        assert long.result() == "LONG"


def test_only_the_last_ones_are_kept() -> None:
    """A value that was not asked for longest is made again; one that fails is not kept."""
    made: list[int] = []

    @made_once(2)
    def value(number: int) -> int:
        made.append(number)
        return 10 // number

    assert [value(one) for one in (1, 2, 1, 3, 1, 2)] == [10, 5, 10, 3, 10, 5]
    assert made == [1, 2, 3, 2]
    for _ in range(2):
        try:
            value(0)
        except ZeroDivisionError:
            continue
    assert made[-2:] == [0, 0]


def test_what_is_kept_is_told_without_being_made() -> None:
    """Who must not wait is told what is kept, and that nothing is; the oldest makes room."""
    made: list[int] = []

    def make(number: int) -> int:
        made.append(number)
        return 10 * number

    value = Kept(make, most=2)
    assert value.known(1) is None
    assert [value(one) for one in (1, 2, 1, 3, 1)] == [10, 20, 10, 30, 10]
    assert (value.known(1), value.known(2), value.known(3)) == (10, None, 30)
    assert made == [1, 2, 3]
