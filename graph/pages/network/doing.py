"""What a reader asks for in the picture, or of what is selected there, done to the view."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, get_args

from graph.pages.network.beside import two_years
from graph.pages.network.state import (
    current,
    expand,
    go,
    go_on,
    grower,
    redo,
    say,
    undo,
)
from graph.pages.network.time import in_years, span_of
from graph.texts import catalogued, gettext
from graph.views.network.groups import GROUP
from graph.views.network.line_looks import LINE_LOOKS
from graph.views.network.view_state import (
    Arrange,
    GroupBy,
    GroupedBy,
    GroupNamed,
    Hide,
    Keep,
    OpenGroup,
    Pin,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.components.network_canvas import Act
    from graph.views.network.picture import Picture
    from graph.views.network.view_state import Step, ViewState

__all__ = [
    "do",
    "group",
    "group_by",
    "in_their_years",
    "on_map",
    "open_group",
    "rename",
    "shown_when",
]

_ALIKE: Final[dict[GroupedBy, str]] = {
    "kind": catalogued("No two things in view are of one kind, beside what is in a group."),
    "region": catalogued("No two things in view are of one region and of no other."),
    "publisher": catalogued("No two things in view are on record by one publisher alone."),
}


def do(picture: Picture, act: Act) -> None:
    """Does what the reader asked for in the picture."""
    match act.what:
        case "undo":
            undo()
        case "redo":
            redo()
        case "kind":
            go(lambda state: state.turned(act.id))
        case "look" if look := next((one for one in LINE_LOOKS if one == act.id), None):
            go(lambda state: replace(state, look=look))
        case "years":
            go(lambda state: in_years(state, act.id))
        case "beside":
            two_years(current().state, picture)
        case "play":
            go_on(lambda state: in_years(state, act.id))
        case "pin":
            _pin(picture, act)
        case "open":
            open_group(act.ids)
        case "group by":
            by, _, of = act.id.partition(":")
            if known := next((one for one in get_args(GroupedBy) if one == by), None):
                group_by(known, of)
        case _:
            things = picture.things_of(act.ids)
            _with_things(act, tuple(grower().kg.names[one].short for one in things))


def _with_things(act: Act, names: tuple[str, ...]) -> None:
    """What an act does with the things that it names, those of groups among them."""
    match act.what:
        case _ if not names:
            return
        case "expand":
            expand(names)
        case "hide":
            go(lambda state: state.then(Hide(names)))
        case "keep":
            go(lambda state: state.then(Keep(names)))
        case "group":
            group(names)
        case "map":
            on_map()
        case "when":
            shown_when()
        case "their years":
            in_their_years(names)


def _pin(picture: Picture, act: Act) -> None:
    """Leaves things and groups where they were put, several in one step of the way back."""
    names = grower().kg.names
    pins = [
        Pin(node if node.startswith(GROUP) else names[node].short, x, y)
        for node, (x, y) in zip(act.ids, act.places, strict=False)
        if node in picture.view.graph and picture.view.node(node).rest is None
    ]

    def pinned(state: ViewState) -> ViewState:
        for one in pins:
            state = state.then(one)
        return state

    if pins:
        go(pinned)


def group(names: Sequence[str], name: str = "") -> None:
    """Draws things as one, under a name or the next free one, and selects that."""
    known = {step.name for step in current().state.steps if isinstance(step, GroupNamed)}
    free = (gettext("Group {at}", at=at) for at in range(1, len(known) + 2))
    called = _plain(name) or next(one for one in free if one not in known)
    step = GroupNamed(called, tuple(names))
    go(lambda state: state.then(step), selected=[f"{GROUP}name:{called}"])


def group_by(by: GroupedBy, of: str = "") -> None:
    """Draws things as one that are alike; where no two are, says so and does nothing."""
    state = current().state
    after = state.then(GroupBy(by, of))
    if grower().scene(after).groups == grower().scene(state).groups:
        say(gettext(_ALIKE[by]))
        return
    go(lambda _: after, selected=())


def open_group(ids: Sequence[str]) -> None:
    """Draws the things of some groups one by one again; of all groups where none is named."""
    keys = [one.removeprefix(GROUP) for one in ids if one.startswith(GROUP)]
    steps: list[Step] = [OpenGroup(key) for key in keys] or [OpenGroup()]
    go(lambda state: replace(state, steps=(*state.steps, *steps)), selected=())


def rename(old: str, name: str) -> None:
    """Gives a reader's group another name, which is no further step."""
    called = _plain(name)
    if not called or called == old:
        return
    go(lambda state: state.renamed(old, called), selected=[f"{GROUP}name:{called}"])


def on_map() -> None:
    """Shows the view on the map, where what is selected stays so."""
    go(lambda state: state.then(Arrange("map")))


def shown_when() -> None:
    """Shows the view in the order of time, where what is selected stays so."""
    go(lambda state: state.then(Arrange("time")))


def in_their_years(names: Sequence[str]) -> None:
    """Chooses the years of some things on the strip; where none is on record, says so."""
    known = grower().kg.names
    span = span_of(one.iri for name in names if (one := known.find(name)) is not None)
    if span is None:
        say(gettext("No date of theirs is on record."))
        return
    go(lambda state: replace(state, known_by="", years=span))


def _plain(name: str) -> str:
    """A name that an address can hold."""
    return " ".join(name.replace("~", "-").split())[:120]
