"""Network: start anywhere, grow and prune; a thing opens its sheet, a line its evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from graph.components.network_canvas import (
    Legend,
    Selection,
    is_drawn,
    network_canvas,
    selected_now,
)
from graph.pages.network.bar import bar
from graph.pages.network.beside import asked_for_beside, two_views
from graph.pages.network.doing import do
from graph.pages.network.panel import panel
from graph.pages.network.state import (
    close_drawer,
    current,
    drawer_is_open,
    picture_of,
    said,
    select,
    select_together,
)
from graph.pages.network.time import strip
from graph.pages.network.together import together
from graph.pages.network.twin import in_words
from graph.pages.parts.cards import picked_in_sheet
from graph.pages.parts.downloads import downloads
from graph.pages.parts.engine_away import while_it_answers
from graph.pages.parts.fragments import link, onward
from graph.pages.parts.review_state import laid_over
from graph.pages.parts.widgets import knowledge_graph
from graph.pages.parts.workbench import workbench_style
from graph.texts import all_of, gettext
from graph.views.network.drawn_nodes import DrawnThing, GroupNode
from graph.views.network.line_notes import noted, notes_told
from graph.views.record.appearance import appearance
from graph.views.report.selection import of_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.network.drawn_lines import NetworkLine
    from graph.views.network.drawn_nodes import NetworkNode
    from graph.views.network.picture import Picture
    from graph.views.network.view_state import ViewState

kg = knowledge_graph()


@st.fragment
@while_it_answers()
def explore() -> None:
    """The bar, the picture with the drawer over it, and below both the same in words."""
    read = current()
    state = read.state
    if (other := asked_for_beside()) is not None:
        two_views(state, other)
        return
    picture = picture_of(state)
    picture = replace(picture, view=noted(picture.view, laid_over(kg).by_triple))
    named = [picture.view.named(at) for at in st.query_params.get_all("at")]
    group = [one for one in named if isinstance(one, DrawnThing | GroupNode)]
    group = group if len(named) > 1 else []
    asked_for = named[0] if len(named) == 1 else None
    tools = st.container(key="workbench-bar")
    with st.container(key="workbench"):
        # The picture first, and what is around it once the browser has drawn it.
        told = network_canvas(
            picture.view.graph,
            picture.places,
            key="network",
            height=None,
            sentences=[picture.sentence, *read.complaints, *picture.remarks, *said()],
            is_beside=bool(asked_for or group or drawer_is_open()),
            focus=picture.view.focus,
            selected=Selection.of(asked_for),
            picked=_picked(picture, asked_for),
            headings=picture.headings,
            legend=_legend(state, picture),
            cards=picture.cards,
            land=picture.land,
            years=strip(state, picture),
            several=[one.id for one in group],
            on_act=lambda act: do(picture, act),
            on_several=lambda ids: _select_together(picture, ids),
        )
        selected = picture.view.drawn(told.id) if told else None
        if selected != asked_for:
            select(selected)
            st.session_state["canvas spoke"] = st.session_state.get("canvas spoke", 0) + 1
        if selected is not None:
            group = []
        is_first = not is_drawn("network")
        if not is_first and (selected or group or drawer_is_open()):
            with st.container(key="drawer"):
                st.button(
                    gettext("Close"),
                    icon=":material/close:",
                    type="tertiary",
                    on_click=close_drawer,
                )
                if group:
                    together(picture, group)
                else:
                    panel(state, picture, selected)
    if is_first:
        return
    with tools:
        bar(state, picture, middle=asked_for.at if isinstance(asked_for, DrawnThing) else "")
    with st.container(key="below"):
        if (about := of_view(kg.names, state, picture.things)) is not None:
            report = link(
                "cooperation", gettext("Report on this"), view="report", **about.parameters
            )
            st.html(onward(report))
        # What is folded away is made when it is unfolded: a click in the picture need not wait.
        twin = st.expander(
            gettext("The same view in words, as tables and as an outline"),
            key="twin",
            on_change="rerun",
        )
        with twin:
            if twin.open:
                in_words(picture, selected, group)
        downloads(kg, picture.taken, places=picture.places, tones=picture.tones)


def _picked(picture: Picture, asked_for: NetworkNode | NetworkLine | None) -> str | None:
    """The line of the row that is picked in the sheet beside the picture."""
    now = selected_now("network", Selection.of(asked_for))
    thing = now.id if now else picture.view.focus
    if thing is None or thing not in kg.names or not (now or drawer_is_open()):
        return None
    triple = picked_in_sheet(kg, thing)
    return picture.view.triples().get(triple) if triple else None


def _select_together(picture: Picture, ids: Sequence[str]) -> None:
    """What the reader selected together in the picture; one alone is a usual selection."""
    drawn = [picture.view.node(one) for one in ids if one in picture.view.graph]
    select_together([one.at for one in drawn if one.rest is None])


def _legend(state: ViewState, picture: Picture) -> Legend:
    """The kinds with their numbers, and how lines and sizes are to be read where they differ."""
    told = []
    if any(line.disputed for line in picture.view.lines):
        told.append(("disputed", gettext("documents disagree")))
    if picture.ties:
        shared = dict.fromkeys(appearance(one.through).words for one in state.ties)
        told.append(
            (
                "tie",
                gettext(
                    "worked out from {things} that both share, the thicker the more; a number "
                    "says how many",
                    things=all_of(shared),
                ),
            )
        )
    told += notes_told(picture.view)
    if picture.land:
        told.append(("area", gettext("countries in view, and those of its regions")))
    if any(line.sort == "hidden" for line in picture.view.lines):
        told.append(("hidden", gettext("through what you hid")))
    if any(line.count > 1 and line.sort != "tie" for line in picture.view.lines):
        told.append(("bundle", gettext("several lines, with their number; a click opens them")))
    elif any(line.count > 1 for line in picture.view.lines):
        told.append(("bundle", gettext("several lines, opened by a click")))
    if picture.groups:
        told.append(("group", gettext("a group: several things as one")))
    if picture.rests:
        told.append(("rest", gettext("not shown, with the exact number")))
    if state.sizes != "same":
        size = (
            gettext("the larger, the more lines in view")
            if state.sizes == "lines"
            else gettext("the larger, the more documents behind its lines")
        )
        told.append(("size", size))
    look = state.look if any(line.sort == "stated" for line in picture.view.lines) else None
    return Legend(
        kinds=picture.legend,
        hidden=state.without_kinds,
        lines=told,
        tones=picture.tones,
        look=look,
    )


workbench_style(gettext("Network"))
explore()
