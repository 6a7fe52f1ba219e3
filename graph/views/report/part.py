"""The part of the graph that a report is about, and every statement about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.kinds import BY_NAME, in_pictures
from graph.store import Limits
from graph.store.text.parameters import Parametrised
from graph.views.record.evidence import leading
from graph.views.record.names import plain
from graph.views.record.statements import about_each
from graph.views.report.selection import picked
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Engine
    from graph.views.record.evidence import Evidence
    from graph.views.record.names import Name, NamedGraph
    from graph.views.report.selection import ReportSelection

__all__ = ["ReportPart", "part_of"]


# A project that covers countries of a region belongs to what is on record of the region, also
# where no document says that it covers the region; of two at least, or half of all would.
_COVERING: Final = Parametrised("""
SELECT ?thing
WHERE {
  VALUES ?region { }
  ?thing a cbrn:Project ; cbrn:coversCountry ?country .
  ?country cbrn:inRegion ?region .
}
GROUP BY ?thing ?region
HAVING (COUNT(DISTINCT ?country) > 1)
""")
_ALL: Final = Limits(seconds=60, rows=1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPart:
    """The things of a report, what has a line to them, and the statements about all of these.

    ``beyond`` are the projects that cover countries of a region of the report, though no document
    says that they cover the region; they are near it too. ``scope`` holds the addresses of the
    things whose gaps and disagreements the report tells.
    """

    selected: tuple[Name, ...]
    near: tuple[Name, ...]
    scope: frozenset[str]
    said: Mapping[str, tuple[Evidence, ...]]
    beyond: frozenset[str] = frozenset()

    def of(self, family: str) -> tuple[Name, ...]:
        """The things of a kind: those of the report, and those with a line to them."""
        return tuple(name for name in (*self.selected, *self.near) if name.family == family)

    def standing(self, thing: str, predicate: str) -> tuple[Evidence, ...]:
        """The statements for the value or values that the graph holds of a property."""
        return tuple(one for one in self.stated(thing, predicate) if one.asserted)

    def stated(self, thing: str, predicate: str) -> tuple[Evidence, ...]:
        """All statements of a property that nobody withdrew, the one that leads first."""
        return tuple(
            leading(
                one
                for one in self.said[thing]
                if one.subject == thing
                and one.predicate == predicate
                and one.review != str(CBRN.Withdrawn)
            )
        )


def part_of(kg: NamedGraph, selection: ReportSelection) -> ReportPart:
    """The part of a selection, fetched once.

    Raises:
        NothingSelected: a thing is not on record.
    """
    selected = picked(kg.names, selection)
    chosen = {name.iri for name in selected}
    said = about_each(kg.engine, chosen)
    near: set[str] = set()
    scope = set(chosen)
    for name in selected:
        for one in said[name.iri]:
            other = one.value if one.subject == name.iri else one.subject
            family = kg.names[other].family
            if one.is_link and one.asserted and in_pictures(family):
                near.add(other)
                if BY_NAME[name.family].gathers and BY_NAME[family].belongs:
                    scope.add(other)
    members = [name for name in selected if name.family == "Region"]
    beyond = _of_countries(kg.engine, [name.iri for name in members]) - near if members else set()
    near |= beyond
    scope |= beyond
    near -= chosen
    ordered = sorted((kg.names[iri] for iri in near), key=lambda one: (plain(one.label), one.iri))
    return ReportPart(
        selected=selected,
        near=tuple(ordered),
        scope=frozenset(scope),
        said={**said, **about_each(kg.engine, near)},
        beyond=frozenset(beyond),
    )


def _of_countries(engine: Engine, regions: list[str]) -> set[str]:
    """The projects and meetings that cover a partner country of a region, or have it on board."""
    answer = engine.query(_COVERING.filled(region=regions), limits=_ALL)
    return {record["thing"] or "" for record in answer.records()}
