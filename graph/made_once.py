"""What takes its time to make is made once, however many threads ask for it at the same moment.

`functools.lru_cache` lets every thread that comes while a value is being made make it too. Of eight
letters that somebody types into a server that has just started, each would then have the phrasings
of all questions made anew, and all of them wait six times as long as the first one would have.
"""

from __future__ import annotations

import threading
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["made_once"]

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def made_once(most: int) -> Callable[[Callable[_Given, _Made]], Callable[_Given, _Made]]:
    """A decorator of what makes a value from hashable arguments: later calls get the same one.

    Args:
        most: how many values are kept; the one longest not asked for goes first.
    """

    def decorate(make: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
        kept = lru_cache(most)(make)
        making = threading.RLock()  # what is made may ask for another of its kind

        @wraps(make)
        def found(*given: _Given.args, **named: _Given.kwargs) -> _Made:
            with making:
                return kept(*given, **named)  # type: ignore[arg-type]  # all of them hashable

        return found

    return decorate
