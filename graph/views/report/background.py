"""What all reports from one graph share, worked out once: its edition, its gaps, its matrices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.views.cooperation.gaps import bases, gaps
from graph.views.cooperation.matrix import matrix
from graph.views.record.names import NamedGraph
from graph.views.report.edition import edition

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Question
    from graph.views.cooperation.gaps import Gap
    from graph.views.cooperation.matrix import Matrix
    from graph.views.report.edition import Edition

__all__ = ["Background", "background"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Background(NamedGraph):
    """The whole graph, as far as reports look at all of it.

    ``bases`` says on how much of the record the gaps rest; ``covered`` sets projects against
    countries, ``met`` countries against each other by meetings.
    """

    questions: Mapping[str, Question]
    edition: Edition
    gaps: tuple[Gap, ...]
    bases: tuple[str, ...]
    covered: Matrix
    met: Matrix


def background(kg: NamedGraph, questions: Mapping[str, Question]) -> Background:
    """The background of every report; it takes a few seconds, so keep it with the open graph."""
    return Background(
        engine=kg.engine,
        names=kg.names,
        questions=questions,
        edition=edition(kg.engine),
        gaps=tuple(gaps(kg, questions)),
        bases=tuple(bases(kg.engine)),
        covered=matrix(kg, "Project", "Country"),
        met=matrix(kg, "Country", "Country", by="meetings"),
    )
