"""Which things have lines to which, as arrays: the lines of one relation, fetched by one query."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.dates import PartialDate
from graph.store import Limits
from graph.store.text.parameters import Parametrised
from graph.views.cooperation.ways import YEARS
from graph.views.record.lifetimes import Lifetime, lifetimes, ran_in
from graph.vocabulary import CBRN, THINGS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from graph.store import Engine
    from graph.views.cooperation.ways import LinesBetween
    from graph.views.record.lines import Triple

__all__ = ["Activities", "Incidence", "activities", "incidence", "places", "related"]

# By way of the statements: the build writes `involves` from the properties below it, but only
# what a document states counts. The plain triple is asked for too: it is absent where a line was
# withdrawn. Classes are told by the address, since a join with them takes twenty times as long.
_LINES = Parametrised("""
SELECT DISTINCT ?subject ?property ?object
WHERE {
  VALUES ?property { }
  ?statement rdf:predicate ?property ; rdf:subject ?subject ; rdf:object ?object .
  ?subject ?property ?object .
}
""")

_PAIRS = Parametrised(
    "SELECT ?subject ?object WHERE { VALUES ?property { } ?subject ?property ?object }"
)

_ACTIVITIES = """
SELECT ?activity ?region
WHERE {
  VALUES ?class { cbrn:Project cbrn:Meeting }
  ?activity a ?class .
  OPTIONAL { ?activity cbrn:coversRegion ?region }
}
"""

_ALL = Limits(seconds=60, rows=10_000_000, output_bytes=1_000_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidence:
    """The lines from things to what is in the middle (or at the far end), in both orders.

    ``near[i]`` and ``far[i]`` are the places of line i's two ends in ``things`` and ``middles``;
    each pair stands there once, and ``lines`` holds the triples behind it.
    """

    things: Mapping[str, int]
    middles: Mapping[str, int]
    near: NDArray[np.int64]
    far: NDArray[np.int64]
    lines: Mapping[tuple[str, str], tuple[Triple, ...]]


@dataclass(frozen=True, slots=True)
class Activities:
    """The projects and meetings that count for a region and a time, and those that may have."""

    ran: frozenset[str]
    perhaps: frozenset[str]


def incidence(
    engine: Engine, relation: LinesBetween, among: Collection[str] | None = None
) -> Incidence:
    """The lines of a relation; with ``among``, only those whose activity is one of these."""
    if relation.objects == YEARS:
        return _placed(_years(engine, relation, among))
    query = _LINES.filled(property=[str(CBRN[name]) for name in relation.properties])
    subjects, objects = (f"{THINGS}{one.lower()}/" for one in (relation.subjects, relation.objects))
    found: dict[tuple[str, str], list[Triple]] = defaultdict(list)
    # The subject of every such line is an activity, and so is the object where it is a project.
    both = relation.objects == "Project"
    for row in engine.query(query, limits=_ALL).rows:
        subject, property_, object_ = (term.value for term in row if term is not None)
        if not (subject.startswith(subjects) and object_.startswith(objects)):
            continue
        if among is not None and (subject not in among or (both and object_ not in among)):
            continue
        line = (subject, property_, object_)
        if relation.inward or relation.either:
            found[object_, subject].append(line)
        if not relation.inward:
            found[subject, object_].append(line)
    return _placed({pair: tuple(sorted(lines)) for pair, lines in found.items()})


def _years(
    engine: Engine, relation: LinesBetween, among: Collection[str] | None
) -> dict[tuple[str, str], tuple[Triple, ...]]:
    """By thing and year, the dates and states that say that it ran then."""
    found: dict[tuple[str, str], tuple[Triple, ...]] = {}
    kind = f"{THINGS}{relation.subjects.lower()}/"
    for thing, time in lifetimes(engine).items():
        if thing.startswith(kind) and (among is None or thing in among):
            told = (
                ("startDate", time.start),
                ("endDate", time.end),
                ("status", "" if time.end or not time.running else time.running.state),
            )
            lines = tuple((thing, str(CBRN[name]), str(value)) for name, value in told if value)
            found |= {(thing, f"year/{year}"): lines for year in time.years}
    return found


def _placed(lines: Mapping[tuple[str, str], tuple[Triple, ...]]) -> Incidence:
    things = {iri: place for place, iri in enumerate(sorted({pair[0] for pair in lines}))}
    middles = {iri: place for place, iri in enumerate(sorted({pair[1] for pair in lines}))}
    pairs = np.array(
        sorted((things[near], middles[far]) for near, far in lines), dtype=np.int64
    ).reshape(-1, 2)
    return Incidence(things=things, middles=middles, near=pairs[:, 0], far=pairs[:, 1], lines=lines)


def activities(
    engine: Engine, region: str | None, since: str | None, until: str | None
) -> Activities | None:
    """The projects and meetings of a region and a time; None where neither is asked for.

    Those that ran count; of those that may have run it is only told how many there are. One
    without any date is in no period.
    """
    if not (region or since or until):
        return None
    asked = _date(since), _date(until)
    times = lifetimes(engine) if since or until else {}
    kept, perhaps = set(), set()
    for record in engine.query(_ACTIVITIES, limits=_ALL).records():
        activity = record["activity"] or ""
        if region and record["region"] != region:
            continue
        ran = (
            ran_in(times.get(activity, Lifetime(thing=activity)), *asked)
            if since or until
            else "ran"
        )
        if ran == "ran":
            kept.add(activity)
        elif ran == "may have run":
            perhaps.add(activity)
    return Activities(frozenset(kept), frozenset(perhaps))


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def related(engine: Engine, property_: str) -> dict[str, tuple[str, ...]]:
    """What each subject of a property has as its objects, sorted."""
    if property_ not in {"inRegion", "coversRegion"}:
        msg = f"'{property_}' is not a line to a region"
        raise ValueError(msg)
    query = _PAIRS.filled(property=[str(CBRN[property_])])
    found: dict[str, list[str]] = defaultdict(list)
    for record in engine.query(query, limits=_ALL).records():
        found[record["subject"] or ""].append(record["object"] or "")
    return {subject: tuple(sorted(set(objects))) for subject, objects in found.items()}


def places(known: Mapping[str, int], wanted: Sequence[str]) -> NDArray[np.int64]:
    """For each place in ``known``, where that thing stands in ``wanted``; -1 where it does not."""
    moved = np.full(len(known), -1, dtype=np.int64)
    for place, iri in enumerate(wanted):
        if iri in known:
            moved[known[iri]] = place
    return moved
