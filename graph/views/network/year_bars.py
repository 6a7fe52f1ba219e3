"""How much of a picture each year has: what ran in it, and which lines were known by its end.

The bars are of what the picture would hold without its filters of time, so that a reader sees what
there is beside the years that are chosen. Nothing without a date is in a bar.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.views.network.facets import parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.views.record.lifetimes import Lifetime
    from graph.views.record.lines import Line

__all__ = ["YearBars", "year_bars"]


@dataclass(frozen=True, slots=True)
class YearBars:
    """By year, without gaps: how many projects and meetings ran; how many lines were first said.

    ``undated`` is how many things that could have a date have none on record.
    """

    ran: Mapping[int, int] = field(default_factory=dict)
    said: Mapping[int, int] = field(default_factory=dict)
    undated: int = 0

    def having(self, some: YearBars) -> YearBars:
        """The same years with the counts of a part of what they have."""
        return YearBars(
            {year: some.ran.get(year, 0) for year in self.ran},
            {year: some.said.get(year, 0) for year in self.said},
            some.undated,
        )


def year_bars(
    events: Iterable[str], times: Mapping[str, Lifetime], lines: Iterable[Line]
) -> YearBars:
    """The bars of some projects, meetings and other events, and of the lines of a picture."""
    ran: Counter[int] = Counter()
    undated = 0
    for thing in events:
        years = times[thing].years if thing in times else range(0)
        ran.update(years)
        undated += not years
    said: Counter[int] = Counter()
    for line in lines:
        days = [day for one in line.sayings if (day := parsed(one.on)) is not None]
        if days:
            said[min(days).year] += 1
    return YearBars(_without_gaps(ran), _without_gaps(said), undated)


def _without_gaps(counts: Counter[int]) -> dict[int, int]:
    if not counts:
        return {}
    return {year: counts[year] for year in range(min(counts), max(counts) + 1)}
