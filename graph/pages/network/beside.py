"""Two views of the network beside each other, each with its picture, and what sets them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlencode

import pandas as pd
import streamlit as st

from graph.components.network_canvas import Selection, deselect, network_canvas
from graph.pages.network.state import grower, put_address
from graph.pages.parts.cards import legend
from graph.pages.parts.why import selected_in
from graph.pages.parts.widgets import plain_text
from graph.texts import gettext
from graph.views.network.beside import beside, first_and_last
from graph.views.network.glance import GLANCE
from graph.views.network.view_address import decode, encode
from graph.views.network.view_state import ViewState
from graph.views.record.appearance import appearance

if TYPE_CHECKING:
    from graph.views.network.beside import Beside, SideView
    from graph.views.network.picture import Picture

__all__ = ["asked_for_beside", "show_beside", "two_views", "two_years"]

_PARAMETER: Final = "beside"
_SIDES: Final = ("one", "other")
_HEIGHT: Final = 560
_EITHER: Final = "beside selected"


def asked_for_beside() -> ViewState | None:
    """The other view that the address asks for, written in it as an address of its own."""
    told = st.query_params.get(_PARAMETER)
    if told is None:
        return None
    state = decode(parse_qs(told.removeprefix("?"), keep_blank_values=True)).state
    return GLANCE if state == ViewState() else state


def show_beside(one: ViewState, other: ViewState) -> None:
    """Goes to two views beside each other, which is one entry of the browser's history."""
    put_address(encode(one) | {_PARAMETER: [urlencode(encode(other), doseq=True, safe="/~")]})


def two_years(state: ViewState, picture: Picture) -> None:
    """Goes to the first and the last of the years that are chosen, or of all, side by side."""
    dated = [year for year, many in picture.bars.ran.items() if many]
    if state.years and state.years[0] != state.years[1]:
        dated = list(state.years)
    if (pair := first_and_last(state, dated)) is not None:
        show_beside(*pair)


def two_views(one: ViewState, other: ViewState) -> None:
    """Draws both views; a thing or a line of either opens its evidence under them."""
    both = beside(grower(), one, other)
    with st.container(key="beside-bar", horizontal=True, vertical_alignment="center"):
        st.subheader(
            plain_text(gettext("{one} beside {other}", one=both.one.name, other=both.other.name)),
            anchor=False,
        )
        st.button(
            gettext("Swap"), icon=":material/swap_horiz:", on_click=lambda: show_beside(other, one)
        )
        for side, words in (
            (both.one, gettext("Only the left one")),
            (both.other, gettext("Only the right one")),
        ):
            state = side.state
            st.button(
                words,
                key=f"only {'left' if side is both.one else 'right'}",
                on_click=lambda state=state: put_address(encode(state)),
            )
        is_lit = st.toggle(gettext("Bring out what only one has"), value=True)
    chosen: tuple[SideView, Selection] | None = None
    with st.container(key="beside"):
        columns = st.columns(2, gap="small")
        for at, side in enumerate((both.one, both.other)):
            with columns[at]:
                found = _side(both, side, _SIDES[at], is_lit=is_lit)
                chosen = (side, found) if found else chosen
    with st.container(key="below"):
        if chosen is not None:
            side, found = chosen
            selected_in(side.picture.view, found)
        st.caption(plain_text(both.sentence))
        _differences(both)


def _side(both: Beside, side: SideView, name: str, *, is_lit: bool) -> Selection | None:
    """One picture with its name above it and its counts under it; what is selected in it."""
    key = f"beside {name}"
    view = side.picture.view
    st.markdown(f"**{plain_text(side.name)}**")
    found = network_canvas(
        view.graph,
        {node: both.places[node] for node in view.graph},
        key=key,
        height=_HEIGHT,
        focus=view.focus,
        lit=side.lines if is_lit else (),
        frame=both.frame,
        cards=side.picture.cards,
    )
    st.caption(plain_text(f"{side.picture.sentence} {side.sentence}"))
    legend(view)
    if found is None or found == st.session_state.get(f"{_EITHER} {name}"):
        return found if st.session_state.get(_EITHER) == name else None
    # What was clicked last counts, and is the only selection of the two.
    st.session_state[f"{_EITHER} {name}"] = found
    st.session_state[_EITHER] = name
    other = next(one for one in _SIDES if one != name)
    st.session_state.pop(f"{_EITHER} {other}", None)
    deselect(f"beside {other}")
    return found


def _differences(both: Beside) -> None:
    """The things that only one of the views has, as a table."""
    rows = [
        (thing.label, appearance(thing.kind).word(1), side.name)
        for side in (both.one, both.other)
        for thing in side.only
    ]
    if not rows:
        st.caption(gettext("Both views have the same things."))
        return
    st.dataframe(
        pd.DataFrame(rows, columns=[gettext("Thing"), gettext("Kind"), gettext("Only in")]),
        hide_index=True,
        alt=gettext("What only one of the two views has"),
    )
