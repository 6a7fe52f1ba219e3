"""What a reader does in a canvas, as Python hears it: what is selected, and what is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast, get_args

import streamlit as st

from graph.views.network.drawn_nodes import is_node

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.views.network.drawn_lines import NetworkLine
    from graph.views.network.drawn_nodes import NetworkNode

__all__ = [
    "Act",
    "AsItIs",
    "Memory",
    "Selection",
    "as_data",
    "deselect",
    "heard_acts",
    "heard_from_page",
    "heard_from_reader",
    "heard_several",
    "selected_now",
    "selected_together",
]

ActName: TypeAlias = Literal[
    "expand",
    "hide",
    "keep",
    "pin",
    "group",
    "group by",
    "open",
    "map",
    "when",
    "their years",
    "kind",
    "look",
    "years",
    "play",
    "beside",
    "undo",
    "redo",
]
"""What a reader may ask for in a canvas."""
_ACT_NAMES: Final[frozenset[str]] = frozenset(get_args(ActName))


@dataclass(frozen=True, slots=True)
class Selection:
    """What is selected in a network: a node or an edge, by its id."""

    kind: Literal["node", "edge"]
    id: str

    @classmethod
    def of(cls, drawn: NetworkNode | NetworkLine | None) -> Selection | None:
        """The selection of what is drawn; None where nothing is."""
        if drawn is None:
            return None
        return cls("node" if is_node(drawn) else "edge", drawn.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What the reader asked for in the picture: with things, a kind, the lines, or what was done.

    "expand", "hide", "keep", "group", "map", "when" and "their years" name nodes in ``ids``;
    "open" groups, or none for all of them; "pin" nodes, and in ``places`` where each was put, as
    positions are.
    In ``id``, "kind" has a kind whose things are to be hidden or shown again; "group by" what to
    group by, as "region" or as "kind:Meeting"; "look" what the look of lines is to say; "years" the
    years to be shown, as "event:2018-2020" or as "known:" for all, and "play" the same where years
    are played. "beside" (the first and the last year beside each other), "undo" and "redo" name
    nothing.
    """

    what: ActName
    id: str = ""
    ids: tuple[str, ...] = ()
    places: tuple[tuple[int, int], ...] = ()


AsItIs: TypeAlias = Literal["as it is"]
"""What a page says that leaves the selection to the canvas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What one canvas last heard from the page and from the reader."""

    current: Selection | None = None
    serial: int | None = None
    """The number of the last click that was heard."""
    wishes: int = 0
    """How often the page has changed its mind."""
    wish: Selection | None = None


def deselect(key: str) -> None:
    """Take back what is selected in a canvas, whoever selected it, from its next run on."""
    place = f"{key}:memory"
    memory = st.session_state.get(place, Memory())
    st.session_state[place] = replace(memory, current=None, wishes=memory.wishes + 1, wish=None)


def heard_from_page(memory: Memory, selected: Selection | AsItIs | None) -> Memory:
    """The memory after the page said what is selected; news is only what is not so yet."""
    if isinstance(selected, str) or selected == memory.current:
        return memory
    return replace(memory, current=selected, wishes=memory.wishes + 1, wish=selected)


def heard_from_reader(memory: Memory, message: object) -> Memory:
    """The memory after the browser said what was clicked last, and as which click."""
    match message:
        case {"serial": int(serial)} if serial == memory.serial:
            return memory
        case {"serial": int(serial), "kind": "node" | "edge" as kind, "id": str(chosen)}:
            return replace(memory, serial=serial, current=Selection(kind, chosen))
        case {"serial": int(serial)}:
            return replace(memory, serial=serial, current=None)
        case _:
            return memory


def selected_now(key: str, selected: Selection | AsItIs | None) -> Selection | None:
    """What is selected in a canvas once it is drawn in this run, if the page goes on saying so.

    So a page knows it before, and can tell the canvas what goes with it.
    """
    memory = heard_from_page(st.session_state.get(f"{key}:memory", Memory()), selected)
    return heard_from_reader(memory, (st.session_state.get(key) or {}).get("selection")).current


def as_data(selection: Selection | None) -> dict[str, str | None]:
    """A selection as the browser gets it."""
    if selection is None:
        return {"kind": None, "id": None}
    return {"kind": selection.kind, "id": selection.id}


def heard_acts(key: str, on_act: Callable[[Act], None] | None) -> None:
    """Passes on what the reader asked for and was not passed on before, in its order.

    The browser tells all that it has not seen heard: of two messages in the time of one run,
    Streamlit keeps the later one.
    """
    match (st.session_state.get(key) or {}).get("acts"):
        case {"acts": list(told)} if on_act is not None:
            for one in told:
                heard = st.session_state.get(f"{key}:heard", 0)
                match one:
                    case {"serial": int(serial)} if serial > heard:
                        st.session_state[f"{key}:heard"] = serial
                        if (act := _act(one)) is not None:
                            on_act(act)


def _act(told: Mapping[str, object]) -> Act | None:
    """What the browser told of an act; None where it is not well formed."""
    match {"id": "", "ids": [], "places": [], **told}:
        case {"what": str(what), "id": str(asked), "ids": list(ids), "places": list(places)} if (
            what in _ACT_NAMES
        ):
            return Act(
                what=cast("ActName", what),
                id=asked,
                ids=tuple(map(str, ids)),
                places=tuple((round(x), round(y)) for x, y in filter(_is_place, places)),
            )
    return None


def _is_place(place: object) -> bool:
    match place:
        case [int() | float(), int() | float()]:
            return True
    return False


def heard_several(key: str, on_several: Callable[[tuple[str, ...]], None] | None) -> None:
    """Passes on what the reader selected together, where it is well formed."""
    match (st.session_state.get(key) or {}).get("several"):
        case {"ids": list(ids)}:
            told = tuple(map(str, ids))
            _, number = st.session_state.get(f"{key}:several", ((), 0))
            st.session_state[f"{key}:several"] = told, number
            deselect(key)
            if on_several is not None:
                on_several(told)


def selected_together(key: str, wanted: tuple[str, ...]) -> dict[str, Any]:
    """What the page wants selected together; news only where the reader has not chosen so."""
    known, number = st.session_state.get(f"{key}:several", ((), 0))
    # One alone is a usual selection to the page, while the reader may be adding to it.
    if set(known if len(known) > 1 else ()) != set(wanted):
        number += 1
    st.session_state[f"{key}:several"] = wanted, number
    return {"ids": list(wanted), "number": number}
