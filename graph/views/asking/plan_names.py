"""Action plans told by the place that they are of: "the regional plan for the Middle East"."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from graph.folding import words
from graph.store import Limits
from graph.views.asking.pieces import Piece
from graph.views.asking.venues import local_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Engine
    from graph.views.record.names import Name, Names

__all__ = ["PlanNames"]

_PLANS: Final = """
SELECT DISTINCT ?plan ?place
WHERE { ?plan a cbrn:ActionPlan ; cbrn:coversCountry|cbrn:coversRegion ?place }
ORDER BY ?plan
"""
_TYING: Final = frozenset({"for", "in", "of", "the"})
_LONGEST: Final = 3
"""So many pieces may stand between a plan and its place: "of the"."""


class PlanNames:
    """Joins what a text says of an action plan into the plans that it names."""

    def __init__(self, engine: Engine, names: Names) -> None:
        """Take the places of all plans."""
        self._plans: dict[str, list[Name]] = defaultdict(list)
        for record in engine.query(_PLANS, limits=Limits(seconds=30)).records():
            self._plans[record["place"] or ""].append(names[record["plan"] or ""])

    def joined(self, pieces: Sequence[Piece]) -> list[Piece] | None:
        """The pieces with each plan joined that is told by its place.

        It is told as one, "the action plan of Kenya", and not as any of several, "the plans of".

        Args:
            pieces: the text.

        Returns:
            The pieces; None where no plan on record is told so.
        """
        found: list[Piece] = []
        at = 0
        while at < len(pieces):
            whole, length = self._plan(pieces[at:])
            found.append(whole)
            at += length
        return found if len(found) < len(pieces) else None

    def _plan(self, pieces: Sequence[Piece]) -> tuple[Piece, int]:
        """The plan with which pieces begin, and of how many it is told; else the first of them."""
        kind = pieces[0]
        end = 1
        while end < len(pieces) - 1 and pieces[end].value in _TYING and end < _LONGEST:
            end += 1
        is_one = kind.sort == "kind" and not kind.told.casefold().endswith("s")
        plans = self._of(kind, pieces[end]) if is_one and 1 < end < len(pieces) else []
        if not plans:
            return kind, 1
        told = " ".join(one.told for one in pieces[: end + 1])
        return Piece(told=told, sort="thing", value=words(told), things=tuple(plans)), end + 1

    def _of(self, kind: Piece, place: Piece) -> list[Name]:
        """The plans of a kind that are of what a piece names, if it names one."""
        plans = [plan for one in place.things[:1] for plan in self._plans[one.iri]]
        is_one = len(place.things) == 1 and not place.is_excluded
        return [one for one in plans if is_one and kind.value in {one.family, local_kind(one)}]
