"""What was found in a text: a name, a date, a number, with its place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Mention", "MentionKind", "Mentions"]


class MentionKind(StrEnum):
    """The kinds of what a text can name; the value is the letter that patterns see."""

    COUNTRY = "C"
    REGION = "R"
    ORGANISATION = "O"
    SECRETARIAT = "S"
    PERSON = "P"
    PROJECT = "J"
    MEETING = "M"
    INITIATIVE = "I"
    PLAN = "A"
    TOPIC = "T"
    PLACE = "L"
    DATE = "D"
    PERIOD = "W"
    MONEY = "E"
    COUNT = "N"
    ROLE = "Q"
    TITLE = "X"
    STATUS = "Y"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name or a value in a text, from ``start`` up to before ``end``.

    ``key`` is the thing's (``country/KAZ``), or the value as the tables write it; ``until`` is the
    end of a period. ``label`` is the name in English that a new thing would get, and ``type`` its
    class; both are empty where the thing is on record. ``way`` says how it was found, ``entry`` is
    the name that was looked for, without the endings that the text may give it.
    """

    start: int
    end: int
    kind: MentionKind
    key: str
    text: str
    way: str = "name"
    until: str = ""
    label: str = ""
    type: str = ""
    entry: str = ""

    @property
    def new(self) -> bool:
        """Whether the thing is not on record."""
        return bool(self.type)


class Mentions:
    """Mentions in the order of their places; none overlaps another: the first that came stays."""

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        """Begin with some mentions."""
        self._all: list[Mention] = []
        for mention in mentions:
            self.add(mention)

    def __iter__(self) -> Iterator[Mention]:
        """All of them in order."""
        return iter(self._all)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing was found between two places yet."""
        at = bisect_right(self._all, start, key=lambda one: one.start)
        before = at > 0 and self._all[at - 1].end > start
        return not before and not (at < len(self._all) and self._all[at].start < end)

    def add(self, mention: Mention) -> bool:
        """Takes a mention where its place is free, and says whether it did."""
        if mention.end <= mention.start or not self.free(mention.start, mention.end):
            return False
        insort(self._all, mention, key=lambda one: one.start)
        return True

    def put(self, mention: Mention) -> None:
        """Takes a mention in place of all that it covers or touches."""
        first, last = self._span(mention.start, mention.end)
        self._all[first:last] = [mention]

    def remove(self, mention: Mention) -> None:
        """Takes a mention out again."""
        self._all.remove(mention)

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that have a part between two places."""
        first, last = self._span(start, end)
        return self._all[first:last]

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """The first mention with a part between two places, and the first one after them."""
        at = bisect_right(self._all, start, key=lambda one: one.start)
        first = at - 1 if at > 0 and self._all[at - 1].end > start else at
        last = bisect_left(self._all, end, lo=first, key=lambda one: one.start)
        return first, last
