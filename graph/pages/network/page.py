"""Network: start anywhere, grow and prune; a thing opens its sheet, a line its evidence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph.components.network_canvas import Act, Legend, Selection, network_canvas
from graph.pages.network.bar import bar
from graph.pages.network.panel import panel
from graph.pages.network.state import (
    close_drawer,
    current,
    drawer_is_open,
    go,
    picture_of,
    redo,
    select,
    undo,
)
from graph.pages.network.twin import in_words
from graph.pages.parts.cards import link
from graph.pages.parts.downloads import downloads
from graph.pages.parts.engine_away import while_it_answers
from graph.pages.parts.review_state import laid_over
from graph.pages.parts.widgets import knowledge_graph
from graph.views.network.drawn_network import DrawnThing
from graph.views.network.line_notes import noted, notes_told
from graph.views.network.view_state import Expand, Hide, Pin
from graph.views.report.selection import of_view

if TYPE_CHECKING:
    from graph.views.network.picture import Picture
    from graph.views.network.view_state import Step, ViewState

kg = knowledge_graph()


@st.fragment
@while_it_answers()
def explore() -> None:
    """The bar, the picture with the drawer over it, and below both the same in words."""
    read = current()
    state = read.state
    picture = picture_of(state)
    picture = replace(picture, view=noted(picture.view, laid_over(kg).by_triple))
    asked_for = picture.view.named(st.query_params.get("at", ""))
    tools = st.container(key="workbench-bar")
    with st.container(key="workbench"):
        # The picture first: the bar and all else are drawn while the browser draws it.
        told = network_canvas(
            picture.view.graph,
            picture.places,
            key="network",
            height=None,
            told=[picture.sentence, *read.complaints, *picture.remarks],
            is_beside=asked_for is not None or drawer_is_open(),
            focus=picture.view.focus,
            selected=Selection.of(asked_for),
            headings=picture.headings,
            legend=_legend(state, picture),
            on_act=lambda act: _act(picture, act),
        )
        selected = picture.view.drawn(told.id) if told else None
        if selected != asked_for:
            select(selected)
            st.session_state["canvas spoke"] = st.session_state.get("canvas spoke", 0) + 1
        if selected is not None or drawer_is_open():
            with st.container(key="drawer"):
                st.button("Close", icon=":material/close:", type="tertiary", on_click=close_drawer)
                panel(state, picture, selected)
    with tools:
        bar(state, picture, asked_for.at if isinstance(asked_for, DrawnThing) else "")
    with st.container(key="below"):
        if (about := of_view(kg.names, state, picture.things)) is not None:
            report = link("cooperation", "Report on this", view="report", **about.parameters)
            st.html(f'<p class="cbrn-go">{report}</p>')
        with st.expander("The same view in words, as tables and as an outline"):
            in_words(picture, selected)
        downloads(kg, picture.taken, places=picture.places)


def _act(picture: Picture, act: Act) -> None:
    """Does what the reader asked for in the picture."""
    match act.what:
        case "undo":
            undo()
        case "redo":
            redo()
        case "kind":
            go(lambda state: state.turned(act.id))
        case _ if act.id in picture.things:
            step = _step(act, kg.names[act.id].short)
            go(lambda state: state.then(step))


def _step(act: Act, name: str) -> Step:
    """What an act with a thing does to the view."""
    match act.what:
        case "expand":
            return Expand(name)
        case "hide":
            return Hide((name,))
        case _:
            return Pin(name, act.x, act.y)


def _legend(state: ViewState, picture: Picture) -> Legend:
    """The kinds with their numbers, and how lines and sizes are to be read where they differ."""
    told = []
    if any(line.disputed for line in picture.view.lines):
        told.append(("disputed", "documents disagree"))
    if picture.ties:
        told.append(("tie", "worked out: they share things, more of them the thicker"))
    told += notes_told(picture.view)
    if picture.rests:
        told.append(("rest", "not shown, with the exact number"))
    if state.sizes != "same":
        what = "lines in view" if state.sizes == "lines" else "documents behind its lines"
        told.append(("size", f"the larger, the more {what}"))
    return Legend(picture.legend, state.without_kinds, told)


st.html('<h1 class="cbrn-spoken">Network</h1>')
st.html(Path(__file__).with_name("workbench.css"))
explore()
