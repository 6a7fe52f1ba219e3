"""Lines as a path goes along them: in words that read in its direction, with their documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from graph.errors import CbrnGraphError
from graph.views.network.drawn_lines import line_id
from graph.views.paths.reach import LineBacking, known

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.views.record.lines import Triple
    from graph.views.record.names import NamedGraph, Names

__all__ = ["PathStep", "WrongEnds", "checked", "steps_between"]


class WrongEnds(CbrnGraphError):
    """The things to connect are too few, too many, or the length is out of range."""


@dataclass(frozen=True, slots=True)
class PathStep:
    """A line as a path goes along it; ``words`` read in that direction."""

    line: Triple
    words: str
    documents: int
    disputed: bool

    @property
    def id(self) -> str:
        """The name of the line in the network and in the page's address."""
        return line_id(*self.line)


def checked(ends: Sequence[str]) -> tuple[str, ...]:
    """The ends without repetition.

    Raises:
        WrongEnds: they are not two to five different things.
    """
    chosen = tuple(dict.fromkeys(ends))
    if not 2 <= len(chosen) <= 5:  # noqa: PLR2004 - more than five make no sentence
        raise WrongEnds("Pick two to five different things to see how they are connected.")
    return chosen


def steps_between(
    kg: NamedGraph, fetched: Iterable[Triple], ways: Iterable[Sequence[str]]
) -> dict[tuple[str, str], tuple[PathStep, ...]]:
    """By two things in the order in which a path passes them: the lines between them."""
    hops = {hop for way in ways for hop in pairwise(way)}
    lines = defaultdict(list)
    for line in fetched:
        lines[line[0], line[2]].append(line)
        if line[0] != line[2]:
            lines[line[2], line[0]].append(line)
    told = known(kg.engine, [line for hop in hops for line in lines[hop]])
    return {hop: _along(kg.names, hop[0], lines[hop], told) for hop in hops}


def _along(
    names: Names, start: str, lines: Iterable[Triple], told: Mapping[Triple, LineBacking]
) -> tuple[PathStep, ...]:
    steps = []
    for line in lines:
        name = names[line[1]]
        words = name.label if line[0] == start else name.inverse or name.label
        about = told.get(line, LineBacking(0, disputed=False))
        steps.append(PathStep(line, words, about.documents, about.disputed))
    return tuple(sorted(steps, key=lambda step: (-step.documents, step.words, step.line)))
