"""Which of several values leads: the rule of the record, for the build and for whoever reads.

In this order: a reviewed statement before an unreviewed one; for what changes over time the one
that speaks of the latest time; a stated one before a derived one and that before background; one
with a date before one whose document bears none; then the newest; then the one from more
documents. So what a statement rests on decides within one date only where a value changes, and at
once where it does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BASES", "Precedence"]

BASES: Final[Mapping[str, int]] = {"Stated": 2, "Derived": 1, "Background": 0}
"""What a statement rests on, by the local name of its term, and how much that weighs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedence:
    """What decides how a statement ranks among others of one thing and one property.

    ``on`` is the day it counts as said: the date of its document or, where ``undated``, the day
    of the reading. ``basis`` is the local name of the term. ``changes`` says that the property is
    one whose values change over time.
    """

    since: PartialDate | None
    until: PartialDate | None
    on: PartialDate
    undated: bool
    basis: str
    accepted: bool
    changes: bool

    @property
    def as_of(self) -> PartialDate | None:
        """The latest time of which the statement speaks; None where that is not on record.

        A value from a day on still held when its document spoke of it. A page without a date may
        have been written at any time, and what a reader worked out is not said on the document's
        day, but was so at some time until it was read.
        """
        if self.until is not None:
            return self.until
        if self.undated or self.basis != "Stated":
            return self.since
        return max(self.since, self.on) if self.since is not None else self.on

    def rank(self, documents: int) -> tuple[bool, PartialDate, int, bool, PartialDate, int]:
        """What to sort by, the highest first; ``documents`` is how many give the same value."""
        never = PartialDate(0)
        return (
            self.accepted,
            (self.as_of or never) if self.changes else never,
            BASES.get(self.basis, 0),
            not self.undated,
            self.on,
            documents,
        )
