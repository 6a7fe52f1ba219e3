"""Projects that are alike and that no document ties to each other: a known tie, or a real gap?

Two projects are alike where they share a country and, beside it, a topic or a partner, and are not
on record as running at different times. A document ties them where one follows on from,
complements, equips or is related to the other. Whether the missing tie is known to everybody or a
gap, a reader marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.store import Limits
from graph.views.cooperation.measures import pairs
from graph.views.record.lifetimes import Lifetime, lifetimes, together

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.views.record.lifetimes import Ran
    from graph.views.record.names import Name, NamedGraph

__all__ = ["Alike", "alike"]

_FUNDED: Final = "SELECT ?project ?funder WHERE { ?project a cbrn:Project ; cbrn:fundedBy ?funder }"
_ALL: Final = Limits(seconds=30, rows=1_000_000)
_EVERY: Final = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two projects, how many things of each kind they share, when they ran, and who funds each."""

    one: Name
    other: Name
    shared: Mapping[str, int]
    ran: Ran
    funders: tuple[tuple[Name, ...], tuple[Name, ...]]

    @property
    def key(self) -> str:
        """What a mark on the pair is about."""
        return f"alike~{self.one.short}~{self.other.short}"


def alike(kg: NamedGraph) -> list[Alike]:
    """The pairs that are alike and not tied, those that share most first."""
    times = lifetimes(kg.engine)
    funders: dict[str, set[str]] = {}
    for record in kg.engine.query(_FUNDED, limits=_ALL).records():
        funders.setdefault(record["project"] or "", set()).add(record["funder"] or "")
    found = []
    for pair in pairs(kg, most=_EVERY):
        shared = pair.counts
        if "relations" in shared or not shared.get("countries"):
            continue
        if not (shared.get("topics") or shared.get("partners")):
            continue
        ran = together(
            *(times.get(each.iri, Lifetime(thing=each.iri)) for each in (pair.one, pair.other))
        )
        if ran == "did not run":
            continue
        by_one, by_other = (
            tuple(kg.names[iri] for iri in sorted(funders.get(each.iri, ())))
            for each in (pair.one, pair.other)
        )
        counts = {kind: number for kind, number in shared.items() if kind != "time"}
        found.append(
            Alike(
                one=pair.one, other=pair.other, shared=counts, ran=ran, funders=(by_one, by_other)
            )
        )
    return sorted(
        found,
        key=lambda each: (each.ran != "ran", -sum(each.shared.values()), each.key),
    )
