"""Where something is on record and where nothing is: countries by topic, and regions by year.

What is empty is empty for one of three reasons, which are kept apart: documents were read and none
of them has a project of this sort; documents were read that are silent on what is asked; or nothing
was read that could tell. None of the three says that there is nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from graph.dates import PartialDate
from graph.views.cooperation.incidence import incidence, related
from graph.views.cooperation.ways import LinesBetween, way
from graph.views.record.lifetimes import lifetimes, ran_in
from graph.views.record.names import plain
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.views.record.lifetimes import Lifetime
    from graph.views.record.lines import Triple
    from graph.views.record.names import Name, NamedGraph

__all__ = ["EMPTY", "STATES", "GapMap", "Spot", "State", "by_topic", "by_year"]

State = Literal["running", "perhaps", "over", "undated", "none", "silent", "unread"]
STATES: Final[Mapping[State, str]] = {
    "running": "ran in the year that is asked about, on record",
    "perhaps": "may have run then: no end on record settles it",
    "over": "ended before, on record",
    "undated": "on record, without a date",
    "none": "no project on record",
    "silent": "documents that were read are silent",
    "unread": "nothing was read that could tell",
}
"""What a spot can be, in the order of strength."""
EMPTY: Final = frozenset({"none", "silent", "unread"})


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of the map: its state, the things there, and the lines that say so."""

    state: State
    things: tuple[str, ...] = ()
    lines: tuple[Triple, ...] = ()


@dataclass(frozen=True, slots=True)
class GapMap:
    """The rows, the columns with their keys, and a spot for each pair."""

    rows: tuple[Name, ...]
    columns: tuple[tuple[str, str], ...]
    spots: Mapping[tuple[str, str], Spot]

    def filled(self) -> int:
        """How many spots have something on record."""
        return sum(spot.state not in EMPTY for spot in self.spots.values())


def by_topic(kg: NamedGraph, year: str, property_: str = "hasTopic") -> GapMap:
    """Partner countries by the topics (or, with ``hazard``, the hazards) of their projects.

    Args:
        kg: the graph, opened.
        year: the year for which it is told whether a project ran.
        property_: ``hasTopic`` or ``hazard``.
    """
    covered = incidence(kg.engine, way("Project", "Country", "lines").near).lines
    about = incidence(
        kg.engine, LinesBetween(subjects="Project", properties=(property_,), objects="Topic")
    ).lines
    projects: dict[str, set[str]] = defaultdict(set)
    topics: dict[str, set[str]] = defaultdict(set)
    for project, country in covered:
        projects[country].add(project)
    for project, topic in about:
        topics[project].add(topic)
    homes = related(kg.engine, "inRegion")
    rows = tuple(name for name in kg.names.things(["Country"]) if name.iri in homes)
    columns = sorted(
        {topic for _, topic in about}, key=lambda iri: (plain(kg.names[iri].label), iri)
    )
    times, when = lifetimes(kg.engine), PartialDate.parse(year)
    spots = {}
    for name in rows:
        own = projects[name.iri]
        for topic in columns:
            here = sorted(one for one in own if topic in topics[one])
            lines = [line for one in here for line in (*covered[one, name.iri], *about[one, topic])]
            empty: State = "unread" if not own else "none"
            if any(not topics[one] for one in own):
                empty = "silent"
            state = _state(here, times, when) if here else empty
            spots[name.iri, topic] = Spot(state, tuple(here), tuple(lines))
    return GapMap(rows, tuple((iri, kg.names[iri].label) for iri in columns), spots)


def by_year(kg: NamedGraph, first: int, last: int) -> GapMap:
    """Regions by the years in which their projects and meetings ran."""
    regions: dict[str, set[str]] = defaultdict(set)
    for thing, those in related(kg.engine, "coversRegion").items():
        if thing.startswith((f"{THINGS}project/", f"{THINGS}meeting/")):
            for region in those:
                regions[region].add(thing)
    times = lifetimes(kg.engine)
    rows = tuple(kg.names.things(["Region"]))
    spots = {}
    for name in rows:
        own = sorted(regions[name.iri])
        undated = any(one not in times or not times[one].dated for one in own)
        for year in range(first, last + 1):
            when = PartialDate(year)
            ran = {one: ran_in(times[one], when, when) for one in own if one in times}
            here = [one for one in own if ran.get(one) in {"ran", "may have run"}]
            empty: State = "unread" if not own else "silent" if undated else "none"
            state = empty
            if here:
                state = "running" if "ran" in ran.values() else "perhaps"
            spots[name.iri, str(year)] = Spot(state, tuple(here))
    years = tuple((str(year), str(year)) for year in range(first, last + 1))
    return GapMap(rows, years, spots)


def _state(projects: Iterable[str], times: Mapping[str, Lifetime], when: PartialDate) -> State:
    """The strongest state of some projects."""
    found: Sequence[str] = [
        ran_in(times[one], when, when) if one in times else "not on record" for one in projects
    ]
    order: tuple[tuple[str, State], ...] = (
        ("ran", "running"),
        ("may have run", "perhaps"),
        ("did not run", "over"),
    )
    return next((state for ran, state in order if ran in found), "undated")
