"""What takes its time to make is made once, however many threads ask for it, and kept.

`functools.lru_cache` lets every thread that comes while a value is being made make it too. Of eight
letters that somebody types into a server that has just started, each would then have the phrasings
of all questions made anew, and all of them wait six times as long as the first one would have.
Nor can it be asked whether it has a value, which an event loop has to know: it must not wait.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from functools import wraps
from typing import TYPE_CHECKING, Generic, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Kept", "made_once"]

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def made_once(most: int) -> Callable[[Callable[_Given, _Made]], Callable[_Given, _Made]]:
    """A decorator of what makes a value from hashable arguments: later calls get the same one.

    Args:
        most: how many values are kept; the one longest not asked for goes first.
    """

    def decorate(make: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
        kept: OrderedDict[object, _Made] = OrderedDict()
        making: dict[object, threading.RLock] = {}
        lock = threading.Lock()

        @wraps(make)
        def found(*given: _Given.args, **named: _Given.kwargs) -> _Made:
            asked = (given, frozenset(named.items()))
            with lock:
                if asked in kept:
                    kept.move_to_end(asked)
                    return kept[asked]
                mine = making.setdefault(asked, threading.RLock())
            with mine:  # whoever asks for another value does not wait for this one
                with lock:
                    if asked in kept:
                        return kept[asked]
                made = make(*given, **named)
                with lock:
                    kept[asked] = made
                    making.pop(asked, None)
                    if len(kept) > most:
                        kept.popitem(last=False)
            return made

        return found

    return decorate


class Kept(Generic[_Given, _Made]):
    """A function whose values are kept, and told without being made where they are."""

    def __init__(self, make: Callable[_Given, _Made], most: int) -> None:
        """Begin with none.

        Args:
            make: makes a value, never None, from hashable arguments that are given by position.
            most: how many values are kept; the one longest not asked for goes first.
        """
        self._make = make
        self._most = most
        self._values: OrderedDict[tuple[object, ...], _Made] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, *given: _Given.args, **named: _Given.kwargs) -> _Made:
        """Return the value, made where it is not kept."""
        value = self.known(*given, **named)
        if value is None:
            value = self._make(*given, **named)
            with self._lock:
                self._values[given] = value
                if len(self._values) > self._most:
                    self._values.popitem(last=False)
        return value

    def known(self, *given: _Given.args, **_named: _Given.kwargs) -> _Made | None:
        """Return the value where it is kept."""
        with self._lock:
            value = self._values.get(given)
            if value is not None:
                self._values.move_to_end(given)
            return value
