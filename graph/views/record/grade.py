"""How good the evidence is for a cell, a line or a sentence: four questions, in words and a mark.

Who says so, and how many that do not copy from each other; whether a document bears a date; whether
more than its beginning was read; and whether the place is exact. Each answer that could not be
better is a full circle. It grades what is on record for a claim, and not the claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.texts import gettext, ngettext
from graph.views.record.publishers import publisher_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.views.record.evidence import Evidence

__all__ = ["BEST", "Grade", "Witness", "grade"]

BEST: Final = 4
"""The mark of what several say in dated documents that were read in full, in an exact place."""
_SEVERAL: Final = 2
_WHOLE_PAGE: Final = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One place that says so: who published it, and what is known of the document and the place."""

    publisher: str
    dated: bool
    in_part: bool
    place: str
    passage: str = ""
    """How the passage begins and ends, where that is on record."""

    @classmethod
    def of(cls, evidence: Evidence) -> Witness:
        """The witness that a statement is."""
        return cls(
            publisher=evidence.publisher,
            dated=bool(evidence.issued),
            in_part=evidence.in_part,
            place=evidence.locator,
            passage=evidence.quote,
        )

    @property
    def exact(self) -> bool:
        """Whether the place is narrower than a whole page, or its passage is on record."""
        return self.place != _WHOLE_PAGE or bool(self.passage)


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Grade:
    """What the best of the places behind a claim have; ``publishers`` counts a copy as its source.

    Grades compare by ``mark`` first, so that a table can be sorted by them.
    """

    mark: int
    publishers: int
    dated: bool
    in_full: bool
    exact: bool

    @property
    def circles(self) -> str:
        """The mark as four circles, those that are full first."""
        return "●" * self.mark + "○" * (BEST - self.mark)

    @property
    def words(self) -> str:
        """The grade in words, for everybody and every file."""
        if not self.publishers:
            return gettext("no document")
        return ", ".join(
            (
                ngettext(
                    "{number} publisher",
                    "{number} independent publishers",
                    self.publishers,
                    number=self.publishers,
                ),
                gettext("dated") if self.dated else gettext("not dated"),
                gettext("read in full") if self.in_full else gettext("read in part"),
                gettext("exact place") if self.exact else gettext("whole page"),
            )
        )

    @property
    def sentence(self) -> str:
        """The mark and what it stands for: "●●○○ 1 publisher, dated, …"."""
        return f"{self.circles} {self.words}"


def grade(said: Iterable[Evidence | Witness]) -> Grade:
    """The grade of a claim that rests on some statements, or on places in documents."""
    found = [one if isinstance(one, Witness) else Witness.of(one) for one in said]
    publishers = len({publisher_of(one.publisher) for one in found})
    dated, in_full, exact = (
        any(one.dated for one in found),
        any(not one.in_part for one in found),
        any(one.exact for one in found),
    )
    mark = sum((publishers >= _SEVERAL, dated, in_full, exact))
    return Grade(mark=mark, publishers=publishers, dated=dated, in_full=in_full, exact=exact)
