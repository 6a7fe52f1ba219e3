"""Connections: how two to five things are connected, path by path, each line with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.components.network_canvas import Legend, Selection, is_drawn, network_canvas
from graph.errors import CbrnGraphError, EngineUnavailable
from graph.pages.connections.bridging import bridging
from graph.pages.connections.path_list import chosen_paths, path_list
from graph.pages.parts.downloads import downloads
from graph.pages.parts.engine_away import while_it_answers
from graph.pages.parts.fragments import empty_state, link, listing, onward, table, thing
from graph.pages.parts.pickers import remember, several
from graph.pages.parts.why import selected_in
from graph.pages.parts.widgets import knowledge_graph, plain_text
from graph.pages.parts.workbench import workbench_style
from graph.views.network.sentence import sentence
from graph.views.paths.hubs import busy_initiatives
from graph.views.paths.neighbours import common_neighbours
from graph.views.paths.path_places import path_places
from graph.views.paths.paths import LONGEST, Connections, connections
from graph.views.record.appearance import APPEARANCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.record.names import Name

_STARTS = (
    ("project/053", "project/065"),
    ("country/KAZ", "project/053"),
    ("country/KAZ", "organisation/unicri", "project/087"),
)
_USUAL = 4
_DRAWN = 24
"""So many paths of a pair are drawn and listed, those alike folded into one."""
_DRAWER = "paths drawer"
# What is picked among paths that a new choice replaces.
_PICKED = ("path", "fold", "at")

kg = knowledge_graph()


def _length() -> int:
    key = "longest path"
    told = st.query_params.get("longest", "")
    st.session_state[key] = int(told) if told in map(str, range(1, LONGEST + 1)) else _USUAL
    chosen = st.segmented_control(
        "Longest path, in lines",
        range(1, LONGEST + 1),
        key=key,
        on_change=lambda: remember("longest", str(st.session_state[key]), _PICKED),
        required=True,
    )
    return chosen or _USUAL


@st.fragment
@while_it_answers()
def explore(connected: Connections) -> None:
    """The paths drawn, and in the drawer the list of them with the evidence of what is picked."""
    chosen = chosen_paths(connected)
    is_open = st.session_state.setdefault(_DRAWER, True)
    asked_for = Selection.of(connected.view.named(st.query_params.get("at", "")))
    with st.container(key="workbench"):
        selected = network_canvas(
            connected.view.graph,
            path_places(connected),
            key="connections",
            height=None,
            sentences=[sentence(connected.view)],
            is_beside=is_open,
            ends=[name.iri for name in connected.ends],
            legend=_legend(connected),
            selected=asked_for,
            lit=[id_ for path in chosen for id_ in path.ids],
        )
        if selected != asked_for:
            _select(connected, selected)
        if is_open and is_drawn("connections"):
            with st.container(key="drawer"):
                st.button("Close", icon=":material/close:", type="tertiary", on_click=_turn_drawer)
                if selected is not None:
                    selected_in(connected.view, selected)
                path_list(connected, chosen)


def _legend(connected: Connections) -> Legend:
    """The kinds of things on the paths, and what dashes mean where there are any."""
    counts = connected.view.counts()
    told = [("disputed", "documents disagree")]
    return Legend(
        kinds={look.kind: counts[look.kind] for look in APPEARANCES if counts[look.kind]},
        lines=told if any(line.disputed for line in connected.view.lines) else (),
    )


def _turn_drawer() -> None:
    """Opens the drawer with the paths, or closes it."""
    st.session_state[_DRAWER] = not st.session_state.get(_DRAWER, True)


def _select(found: Connections, selection: Selection | None) -> None:
    st.query_params.pop("at", None)
    if selection is not None and (drawn := found.view.drawn(selection.id)) is not None:
        st.query_params["at"] = drawn.at


def bar() -> tuple[list[Name], list[Name], list[Name], int, bool]:
    """What is to be connected, what to go around and to leave out, how far, and through what."""
    with st.container(key="paths-bar", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(key="paths-between"):
            ends = several(
                "Between",
                [],
                "between",
                most=5,
                hint="Between: pick two to five things",
                forget=_PICKED,
                is_bare=True,
            )
        with st.popover("Ways", icon=":material/tune:"):
            longest = _length()
            around = several(
                "Not through", [], "around", hint="Busy things to go around", forget=_PICKED
            )
            without = several(
                "Without these lines",
                ["Relation"],
                "without",
                hint="Relations to leave out",
                forget=_PICKED,
            )
            is_loud = _through_all()
        st.button("Paths", icon=":material/right_panel_open:", on_click=_turn_drawer)
    return ends, around, without, longest, is_loud


def _through_all() -> bool:
    """Whether paths may lead through the Initiative, to which most things belong."""
    key = "through the Initiative"
    st.session_state[key] = st.query_params.get("through") == "all"
    return st.toggle(
        "Through the Initiative too",
        key=key,
        on_change=lambda: remember("through", "all" if st.session_state[key] else "", _PICKED),
        help="Most things belong to it, so a path through it says little",
    )


def shared(ends: Sequence[Name], relations: Sequence[str]) -> None:
    """What at least two of the things have a line to, as a table with a column for each."""
    found = common_neighbours(kg, [name.iri for name in ends], without_relations=relations)
    st.subheader("What they have in common")
    if not found:
        st.info("Nothing that two of them have a line to is on record.")
        return
    table(
        ["In common", *(name.label for name in ends)],
        [
            [
                thing(each.name),
                *(", ".join(step.words for step in each.steps.get(name.iri, ())) for name in ends),
            ]
            for each in found
        ],
    )


def begin() -> None:
    """The page before two things are picked: a few pairs and triples to begin with."""
    starts = [[kg.names.find(short) for short in start] for start in _STARTS]
    pairs = listing(
        link("connections", " and ".join(labels), between=",".join(start))
        for start, found in zip(_STARTS, starts, strict=True)
        if len(labels := [name.label for name in found if name]) == len(start)
    )
    st.html(empty_state("Pick at least two things above, or begin with one of these.", pairs))


workbench_style("Connections")
ends, around, without, longest, is_loud = bar()
if len(ends) < 2:  # noqa: PLR2004 - one thing alone is not connected
    begin()
else:
    try:
        result = connections(
            kg,
            [name.iri for name in ends],
            longest=longest,
            without_things=[name.iri for name in around],
            without_relations=[name.iri for name in without],
            quiet={} if is_loud else busy_initiatives(kg),
            most=_DRAWN,
        )
        explore(result)
        with st.container(key="below"):
            shared(ends, [name.iri for name in without])
            things = "~".join(kg.names[one].short for one in result.view.graph)
            st.html(onward(link("network", "Open these in Network", things=things)))
            downloads(
                kg,
                result.view,
                places=path_places(result),
                title="How these are connected: " + ", ".join(name.label for name in ends),
            )
    except EngineUnavailable:
        raise  # for the page that waits
    except CbrnGraphError as error:
        st.error(plain_text(str(error)))

with st.container(key="bridges"):
    bridging(kg, around, without)
