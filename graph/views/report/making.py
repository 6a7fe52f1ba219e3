"""What every chapter of a report is made from, and how a chapter is handed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.reviews import Proposal
    from graph.store import Engine
    from graph.views.record.evidence import Evidence
    from graph.views.record.names import Names
    from graph.views.report.background import Background
    from graph.views.report.content import Query, Section
    from graph.views.report.part import ReportPart
    from graph.views.report.selection import ReportSelection
    from graph.views.review.marks import Mark

__all__ = ["Chapter", "Making", "listed", "public"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """The graph, what the report is about, and what was fetched of it already."""

    whole: Background
    selection: ReportSelection
    part: ReportPart
    marks: Mapping[str, Mark]
    proposals: tuple[Proposal, ...]

    @property
    def engine(self) -> Engine:
        """Where the graph is."""
        return self.whole.engine

    @property
    def names(self) -> Names:
        """Its names."""
        return self.whole.names

    @property
    def title(self) -> str:
        """The labels of the things, as a heading names them."""
        labels = [name.label for name in self.part.selected]
        most = 4
        return listed(labels) if len(labels) <= most else f"{labels[0]} and {len(labels) - 1} more"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section with the queries that give its tables again."""

    section: Section
    queries: tuple[Query, ...] = ()


def listed(words: Iterable[str]) -> str:
    """Words as a sentence lists them: "one, two and three"."""
    several = list(words)
    return " and ".join(filter(None, [", ".join(several[:-1]), *several[-1:]]))


def public(names: Names, evidence: Iterable[Evidence]) -> bool:
    """Whether what statements say may stand in a report: of persons only a role that is named."""
    return all(
        one.role or "Person" not in (names[one.subject].family, names[one.value].family)
        for one in evidence
        if one.is_link
    )
