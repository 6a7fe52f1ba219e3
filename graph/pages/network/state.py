"""The view that the address describes, and the way to another one: address, undo and redo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from graph.components.network_canvas import deselect
from graph.components.reader_language import LANGUAGE
from graph.pages.parts.widgets import knowledge_graph, show_only
from graph.texts import gettext
from graph.views.network.glance import GLANCE
from graph.views.network.growing import Grower
from graph.views.network.grown_picture import grown
from graph.views.network.view_address import ReadAddress, decode, encode
from graph.views.network.view_state import History, ViewState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.network.drawn_lines import NetworkLine
    from graph.views.network.drawn_nodes import NetworkNode
    from graph.views.network.picture import Picture

__all__ = [
    "bound",
    "close_drawer",
    "current",
    "drawer_is_open",
    "expand",
    "go",
    "go_on",
    "grower",
    "history",
    "open_drawer",
    "picture_of",
    "put_address",
    "redo",
    "said",
    "say",
    "select",
    "select_together",
    "undo",
]

_HISTORY = "network history"
_DRAWER = "network drawer"
_SAID = "network said"
_WRITTEN = "network address"
_BEFORE = "network addresses before"


def grower() -> Grower:
    """What makes pictures of the opened graph; one for all visitors, so that they share memory."""
    kg = knowledge_graph()
    english = kg.in_english
    return _grower(id(english), english)[0].in_language(kg)


@st.cache_resource(max_entries=1, show_spinner=False)
def _grower(opened: int, _kg: KnowledgeGraph) -> tuple[Grower, KnowledgeGraph]:
    # The graph is kept beside it, so that no other one can get the same id meanwhile.
    return Grower(_kg), _kg


def current() -> ReadAddress:
    """The state in the address; a new one becomes part of the history."""
    read = _in_address()
    st.session_state[_WRITTEN] = _parameters()
    st.session_state[_HISTORY] = history().to(read.state)
    return read


def history() -> History:
    """What was and what was taken back in this visit, which begins with what the address says."""
    kept = st.session_state.get(_HISTORY)
    return kept if isinstance(kept, History) else History(_in_address().state)


def _in_address() -> ReadAddress:
    """The state that the address describes; where it describes none, the glance."""
    _settle()
    read = decode(_parameters())
    return ReadAddress(GLANCE, read.complaints) if read.state == ViewState() else read


def picture_of(state: ViewState) -> Picture:
    """The picture of a state; the last one is kept, so a click on it costs no work."""
    made = st.session_state.get("network picture")
    maker = grower()
    if made is None or made[:2] != (state, id(maker)):
        made = (state, id(maker), grown(maker, state))
        st.session_state["network picture"] = made
    picture: Picture = made[2]
    return picture


def go(change: Callable[[ViewState], ViewState], *, selected: Sequence[str] | None = None) -> None:
    """Makes of the state on the screen the next one, in which what is ``selected`` may differ.

    It is the state of that moment: of two changes that come from the browser together, the second
    must not take back the first.
    """
    state = change(current().state)
    st.session_state[_HISTORY] = history().to(state)
    _write(state, selected)
    if selected is not None:
        deselect("network")


def go_on(change: Callable[[ViewState], ViewState]) -> None:
    """Makes the next state a part of the last step, so that undo takes both back together."""
    state = change(current().state)
    st.session_state[_HISTORY] = replace(history(), present=state, future=())
    _write(state)


def expand(names: Sequence[str]) -> None:
    """Brings in what the things have lines to; where that is nothing, says so and does nothing."""
    state = current().state
    grown_by = grower().growing(state, names)
    if grown_by:
        go(lambda _: replace(state, steps=(*state.steps, *grown_by)))
        return
    one = grower().kg.names.find(names[0])
    say(
        gettext(
            "Nothing more to bring in: all that {thing} has a line to is shown.", thing=one.label
        )
        if len(names) == 1 and one
        else gettext(
            "Nothing more to bring in: all that {number:,} things have a line to is shown.",
            number=len(names),
        )
    )


def say(sentence: str) -> None:
    """Has the page say a sentence to the act that is under way, once."""
    st.session_state[_SAID] = sentence


def said() -> list[str]:
    """What the page has to say to the last act, once."""
    told = st.session_state.pop(_SAID, "")
    return [told] if told else []


def undo() -> None:
    """Goes back to the state before."""
    st.session_state[_HISTORY] = history().undone()
    _write(history().present)


def redo() -> None:
    """Goes on again to the state that was taken back."""
    st.session_state[_HISTORY] = history().redone()
    _write(history().present)


def bound(key: str, value: object, change: Callable[[ViewState, Any], ViewState]) -> dict[str, Any]:
    """What ties a widget to the state: it shows the value, and a change of it is a new state.

    A value that something else changed gets a new widget. The browser goes on telling the old value
    until it has heard of the new one; told of the same widget, that would undo the change.
    """
    place = f"{key} shown"
    count, before = st.session_state.get(place, (0, None))
    if before not in (None, value):
        count += 1
    st.session_state[place] = count, value
    name = f"{key} {count}"
    st.session_state[name] = value

    def changed() -> None:
        if st.session_state[place][0] == count:
            # What the reader did needs no new widget, which would not have the focus.
            st.session_state[place] = count, None
            go(lambda state: change(state, st.session_state[name]))

    return {"key": name, "on_change": changed}


def drawer_is_open() -> bool:
    """Whether the reader wants the drawer also while nothing is selected."""
    return bool(st.session_state.get(_DRAWER))


def open_drawer() -> None:
    """Opens the drawer with what the picture is about."""
    st.session_state[_DRAWER] = True


def close_drawer() -> None:
    """Closes the drawer, and takes back the selection that had opened it."""
    st.session_state[_DRAWER] = False
    select(None)
    deselect("network")


def _parameters() -> dict[str, list[str]]:
    """The address but for what is the same on all pages."""
    return {name: st.query_params.get_all(name) for name in st.query_params if name != LANGUAGE}


def _settle() -> None:
    """Takes the address for what was written into it last, where the browser may tell an older one.

    With each click the browser sends the address that it shows. A click while the act before was
    under way comes with the address from before that act, and would undo it. Only Back, Forward
    and links lead elsewhere, and those run the whole page and not its fragment alone.
    """
    context = get_script_run_ctx(suppress_warning=True)
    written = st.session_state.get(_WRITTEN)
    now = _parameters()
    if not context or not context.fragment_ids_this_run or written in (None, now):
        return
    # What was written before is an older one; anything else was chosen in this very run.
    if now in st.session_state.get(_BEFORE, []):
        show_only(written)


def put_address(parameters: dict[str, list[str]]) -> None:
    """Writes the address, which is one entry of the browser's history; nothing where it is so."""
    if parameters != _parameters():
        st.session_state[_BEFORE] = [*st.session_state.get(_BEFORE, [])[-9:], _parameters()]
        show_only(parameters)
    st.session_state[_WRITTEN] = _parameters()


def select(drawn: NetworkNode | NetworkLine | None) -> None:
    """Puts what is selected into the address, where a reload and a colleague find it."""
    _select_at([] if drawn is None else [drawn.at])


def select_together(names: Sequence[str]) -> None:
    """Puts several things into the address as what is selected; none takes the selection back."""
    _select_at(names)
    deselect("network")


def _select_at(names: Sequence[str]) -> None:
    _settle()
    others = {name: values for name, values in _parameters().items() if name != "at"}
    put_address(others | ({"at": list(names)} if names else {}))


def _write(state: ViewState, selected: Sequence[str] | None = None) -> None:
    """Puts a state into the address, beside what is selected; that stays where it is not given."""
    at = st.query_params.get_all("at") if selected is None else [*selected]
    put_address(encode(state) | ({"at": at} if at else {}))
