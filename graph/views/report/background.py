"""What all reports from one graph share, worked out once: its edition, its gaps, its matrices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.views.cooperation.gaps import bases, gaps
from graph.views.cooperation.matrix import matrix
from graph.views.report.edition import edition

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Engine, Question
    from graph.views.cooperation.gaps import Gap
    from graph.views.cooperation.matrix import Matrix
    from graph.views.record.names import Names
    from graph.views.report.edition import Edition

__all__ = ["Background", "background"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """The whole graph, as far as reports look at all of it.

    ``bases`` says on how much of the record the gaps rest; ``covered`` sets projects against
    countries, ``met`` countries against each other by meetings.
    """

    engine: Engine
    names: Names
    questions: Mapping[str, Question]
    edition: Edition
    gaps: tuple[Gap, ...]
    bases: tuple[str, ...]
    covered: Matrix
    met: Matrix


def background(engine: Engine, names: Names, questions: Mapping[str, Question]) -> Background:
    """The background of every report; it takes a few seconds, so keep it with the open graph."""
    return Background(
        engine=engine,
        names=names,
        questions=questions,
        edition=edition(engine),
        gaps=tuple(gaps(engine, names, questions)),
        bases=tuple(bases(engine)),
        covered=matrix(engine, names, "Project", "Country"),
        met=matrix(engine, names, "Country", "Country", by="meetings"),
    )
