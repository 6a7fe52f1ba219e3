"""Two views beside each other: what is in both stands at the same place, the rest is told.

Each is a whole view with its own steps, filters and looks. Places are those of the first view; what
only the other one has is put beside what it has lines to.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.plurals import counted
from graph.texts import gettext
from graph.views.network.drawn_nodes import DrawnThing
from graph.views.network.grown_picture import grown
from graph.views.network.sentence import counted_kinds
from graph.views.places.layout import positions

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from graph.views.network.growing import Grower
    from graph.views.network.picture import Picture
    from graph.views.network.view_state import ViewState
    from graph.views.places.label_boxes import Position

__all__ = ["Beside", "SideView", "beside", "first_and_last"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """One of two views: its name, its state, its picture, and what the other one has not.

    ``only`` holds the things, ``lines`` the lines that are in this view alone, by their ids.
    """

    name: str
    state: ViewState
    picture: Picture
    only: tuple[DrawnThing, ...]
    lines: frozenset[str]

    @property
    def sentence(self) -> str:
        """What is only here, counted."""
        counts = Counter(thing.kind for thing in self.only)
        told = [counted_kinds(counts)] if self.only else []
        told += [counted(len(self.lines), "line")] if self.lines else []
        return gettext("Only here: {things}.", things="; ".join(told) or gettext("nothing"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Two views on common places, and what both of them have.

    ``frame`` are two corners of a box around everything, which both pictures show.
    """

    one: SideView
    other: SideView
    places: Mapping[str, Position]
    frame: tuple[Position, Position]
    sentence: str


def beside(grower: Grower, one: ViewState, other: ViewState) -> Beside:
    """The pictures of two states, made to be compared."""
    left, right = grown(grower, one), grown(grower, other)
    whole = left.view.having(
        {node.id: node for node in (*right.view.nodes, *left.view.nodes)}.values(),
        {line.id: line for line in (*right.view.lines, *left.view.lines)}.values(),
    )
    places = positions(whole.graph, left.view.focus, fixed=left.places)
    xs, ys = zip(*places.values(), strict=True) if places else ((0.0,), (0.0,))
    things = {*left.things} & {*right.things}
    lines = _lines(left) & _lines(right)
    both = counted_kinds(Counter(left.view.node(one).kind for one in things))
    return Beside(
        one=_side(one, other, left, things, lines),
        other=_side(other, one, right, things, lines),
        places=places,
        frame=((min(xs), min(ys)), (max(xs), max(ys))),
        sentence=gettext(
            "In both: {things}; {lines}.",
            things=both or gettext("no thing"),
            lines=counted(len(lines), "line"),
        ),
    )


def first_and_last(state: ViewState, years: Collection[int]) -> tuple[ViewState, ViewState] | None:
    """The first and the last of some years as two views; None where they are fewer than two."""
    if len(years) < 2:  # noqa: PLR2004 - one year is beside none
        return None
    first, last = (
        replace(state, years=(year, year), known_by="") for year in (min(years), max(years))
    )
    return first, last


def _side(
    state: ViewState,
    other: ViewState,
    picture: Picture,
    things: Collection[str],
    lines: Collection[str],
) -> SideView:
    nodes = (node for node in picture.view.nodes if isinstance(node, DrawnThing))
    return SideView(
        name=_name(state, other, picture),
        state=state,
        picture=picture,
        only=tuple(node for node in nodes if node.id not in things),
        lines=frozenset(_lines(picture) - set(lines)),
    )


def _lines(picture: Picture) -> set[str]:
    return {line.id for line in picture.taken.lines}


def _name(state: ViewState, other: ViewState, picture: Picture) -> str:
    """What a view is called beside another one: by its years where only these differ."""
    when = ""
    if state.years:
        first, last = state.years
        when = f"{first}" if first == last else f"{first}–{last}"
    elif state.known_by:
        when = gettext("as known by {day}", day=state.known_by)
    plain = replace(state, years=None, known_by="")
    if when and plain == replace(other, years=None, known_by=""):
        return when
    title = picture.view.title or counted(len(picture.things), "thing")
    return ", ".join(filter(None, (title, when or gettext("all years"))))
