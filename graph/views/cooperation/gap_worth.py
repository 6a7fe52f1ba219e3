"""What it would be good for to close a gap: how many answers of the record wait for it.

The number ranks lines against each other and says nothing more: each kind has its own unit, which
stands beside it in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.store import Limits
from graph.views.record.lifetimes import together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.store import Engine
    from graph.views.cooperation.gap_kinds import GapRow
    from graph.views.record.lifetimes import Lifetime

__all__ = ["Worth", "Worths"]

_ALL: Final = Limits(seconds=60, rows=1_000_000)
_MEMBERS: Final = """
SELECT ?region (COUNT(DISTINCT ?country) AS ?number)
WHERE { ?country cbrn:inRegion ?region } GROUP BY ?region
"""
_COVERING: Final = """
SELECT ?project (COUNT(DISTINCT ?country) AS ?number)
WHERE { ?project a cbrn:Project ; cbrn:coversCountry ?country } GROUP BY ?project
"""
_WAITING: Final = {
    "missing-round-tables": ("presence at a round table", "presences at round tables"),
    "countries-not-at-round-tables": ("presence of a country", "presences of countries"),
    "incomplete-projects": ("comparison with a project", "comparisons with projects"),
    "projects-without-later-meeting": ("follow-up of a project", "follow-ups of projects"),
    "countries-outside-regions": ("country in a project", "countries in a project"),
    "overlapping-projects": ("shared country", "shared countries"),
    "plan-topics-without-project": (
        "comparison of a plan with a project",
        "comparisons of plans with projects",
    ),
    "posts-without-holder": ("holder of a post", "holders of a post"),
    "known-from-one-document": (
        "statement that one document carries alone",
        "statements that one document carries alone",
    ),
    "documents-that-disagree": ("value in dispute", "values in dispute"),
}
"""What waits for a line of each kind, one and many."""


@dataclass(frozen=True, slots=True)
class Worth:
    """How many answers wait for a gap to be closed, and what they are, in words."""

    number: int
    words: str


class Worths:
    """What closing a line of each kind would be good for, on one graph."""

    def __init__(self, engine: Engine, times: Mapping[str, Lifetime], projects: int) -> None:
        """Count once what every line of a kind needs; ``projects`` is how many there are."""
        self._times = times
        self._projects = projects
        self._members = _numbers(engine, _MEMBERS, "region")
        self._covering = _numbers(engine, _COVERING, "project")
        self._dated = [time for time in times.values() if "/project/" in time.thing and time.start]

    def of(self, question: str, rows: Sequence[GapRow]) -> Worth:
        """The worth of the line that some rows of a card make."""
        first = rows[0]
        if question == "incomplete-projects":
            return self._project(first["project"], {row["missing"] for row in rows})
        number = len(rows)
        if question == "missing-round-tables":
            number *= self._members.get(first["region"], 0)
        elif question == "plan-topics-without-project":
            number *= self._projects
        elif question == "known-from-one-document":
            number = sum(int(row["statements"]) for row in rows)
        elif question == "overlapping-projects":
            number = int(first["countries"])
        one, many = _WAITING[question]
        return Worth(number, f"{number:,} {one if number == 1 else many}")

    def _project(self, project: str, missing: set[str]) -> Worth:
        """The pairs of projects that could be compared in time, and by countries."""
        time = self._times.get(project)
        pairs = 0
        if "start" in missing or time is None or time.start is None:
            pairs = len(self._dated)
        elif "end" in missing:
            pairs = sum(
                together(time, other) == "may have run" for other in self._dated if other != time
            )
        if "country" in missing:
            pairs += len(self._covering)
        if "lead" in missing:
            pairs += 1
        one, many = _WAITING["incomplete-projects"]
        return Worth(pairs, f"{pairs:,} {one if pairs == 1 else many}")


def _numbers(engine: Engine, query: str, of: str) -> dict[str, int]:
    return {
        record[of] or "": int(record["number"] or 0)
        for record in engine.query(query, limits=_ALL).records()
    }
