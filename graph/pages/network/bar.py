"""The bar above the network: undo, filters, ways to arrange, things to add."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.components.combobox import combobox
from graph.components.reader_language import LANGUAGE
from graph.pages.network.filters import filters
from graph.pages.network.grouping import grouping
from graph.pages.network.state import bound, go, grower, history, open_drawer, redo, undo
from graph.pages.network.story import story
from graph.pages.parts.fragments import chips, paragraph
from graph.pages.parts.pickers import pick
from graph.texts import catalogued, figure, gettext
from graph.views.network.ties import wording
from graph.views.network.view_state import LAYOUTS, SIZES, Add, Arrange

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.views.network.picture import Picture
    from graph.views.network.view_state import Sizes, ViewState
    from graph.views.places.arrangements import Layout

__all__ = ["bar"]

_SUGGESTED: Final = (
    "region/CA",
    "country/KAZ",
    "meeting/rtm-ca-14",
    "project/087",
    "organisation/unicri",
    "initiative/eu-cbrn-coe",
)
_LAYOUTS: Final[dict[Layout, str]] = {
    "around": catalogued("Around the middle"),
    "force": catalogued("By their lines"),
    "region": catalogued("By region"),
    "time": catalogued("In time order"),
    "map": catalogued("On the map"),
}
_SIZES: Final[dict[Sizes, str]] = {
    "same": catalogued("All the same"),
    "lines": catalogued("More lines in view, larger"),
    "documents": catalogued("More documents behind the lines, larger"),
}


def bar(state: ViewState, picture: Picture, middle: str) -> None:
    """Draws the bar.

    Args:
        state: what is shown, which the bar changes.
        picture: how it is drawn.
        middle: the thing that a new arrangement may have in its middle; "" for none.
    """
    past = history()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width=340, key="workbench-search"):
            pick(gettext("Find a thing"), [], "thing", alone=True, is_bare=True)
        for name, sign, act, steps, keys in (
            (gettext("Undo"), "undo", undo, past.past, "Ctrl+Z"),
            (gettext("Redo"), "redo", redo, past.future, "Ctrl+Shift+Z"),
        ):
            st.button(
                name,
                icon=f":material/{sign}:",
                on_click=act,
                disabled=not steps,
                help=gettext("{keys} in the picture", keys=keys),
            )
        told = (
            gettext("Filter ({filters})", filters=state.filters)
            if state.filters
            else gettext("Filter")
        )
        menus: list[tuple[str, str, Callable[[], None]]] = [
            (told, "filter_alt", lambda: filters(state, picture)),
            (gettext("Arrange"), "account_tree", lambda: _arrangement(state, picture, middle)),
            (gettext("Group"), "join", lambda: grouping(picture)),
            (gettext("Views"), "bookmarks", lambda: story(picture)),
            (gettext("Add a thing"), "add", lambda: _addition(picture)),
        ]
        if not {*st.query_params} - {LANGUAGE}:
            menus.append((gettext("Begin with"), "start", _beginnings))
        for label, sign, content in menus:
            with st.popover(label, icon=f":material/{sign}:"):
                content()
        st.button(gettext("Sheet"), icon=":material/right_panel_open:", on_click=open_drawer)


def _beginnings() -> None:
    """A few things to begin with; what is there without any is the Initiative at a glance."""
    names = grower().kg.names
    starts = [found for short in _SUGGESTED if (found := names.find(short))]
    st.html(paragraph(chips(starts, "network", "thing"), of="cbrn-go"))
    st.caption(
        gettext("What you see is the Initiative at a glance: its regions, and what ties them.")
    )


def _arrangement(state: ViewState, picture: Picture, middle: str) -> None:
    def arrange(state: ViewState, layout: Layout) -> ViewState:
        return state.then(Arrange(layout, middle if layout == "around" else ""))

    st.radio(
        gettext("Places"),
        LAYOUTS,
        format_func=lambda layout: gettext(_LAYOUTS[layout]),
        **bound("arrange places", state.layout, arrange),
    )
    st.button(
        gettext("Arrange anew"), on_click=lambda: go(lambda state: arrange(state, state.layout))
    )
    st.caption(
        gettext("Places never change by themselves; arranging anew moves all but what you dragged.")
    )
    st.radio(
        gettext("Sizes"),
        SIZES,
        format_func=lambda sizes: gettext(_SIZES[sizes]),
        **bound("arrange sizes", state.sizes, lambda state, sizes: replace(state, sizes=sizes)),
    )
    _ties(state, picture)
    st.number_input(
        gettext("Show at most so many things"),
        10,
        500,
        step=10,
        **bound("arrange most", state.most, lambda state, most: replace(state, most=int(most))),
    )


def _ties(state: ViewState, picture: Picture) -> None:
    """What ties things by what they share; looked for only when it is asked for."""
    st.session_state.setdefault("look for ties", bool(state.ties))
    if not st.toggle(gettext("Lines worked out from what things share"), key="look for ties"):
        return
    maker = grower()
    counts = maker.ties(picture.things)
    st.multiselect(
        gettext("Which ones"),
        [*counts, *(tie for tie in state.ties if tie not in counts)],
        format_func=lambda tie: f"{wording(tie, maker.kg.names)} ({figure(counts.get(tie, 0))})",
        placeholder=gettext("None"),
        select_all=False,
        **bound(
            "arrange ties",
            list(state.ties),
            lambda state, ties: replace(state, ties=tuple(sorted(ties))),
        ),
    )


def _addition(picture: Picture) -> None:
    """Things to bring in by name; only what matches is listed, however many the graph has."""
    names = grower().kg.names
    combobox(
        gettext("A thing to add to the picture"),
        [],
        key="add what",
        on_choice=lambda keys: go(lambda state: state.then(Add(tuple(keys)))),
        out=[names[iri].short for iri in picture.scene.things],
    )
