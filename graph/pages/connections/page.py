"""Connections: how two to five things are connected, path by path, each line with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.components.network_canvas import Selection, network_canvas
from graph.errors import CbrnGraphError, EngineUnavailable
from graph.pages.connections.bridging import bridging
from graph.pages.parts.cards import legend
from graph.pages.parts.downloads import downloads
from graph.pages.parts.engine_away import while_it_answers
from graph.pages.parts.fragments import empty_state, link, listing, paragraph, table, thing
from graph.pages.parts.pickers import remember, several
from graph.pages.parts.why import selected_in
from graph.pages.parts.widgets import knowledge_graph, plain_text
from graph.plurals import counted
from graph.views.network.sentence import sentence
from graph.views.paths.neighbours import common_neighbours
from graph.views.paths.path_places import path_places
from graph.views.paths.paths import LONGEST, Connections, Path, connections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.record.names import Name

_STARTS = (
    ("project/053", "project/065"),
    ("country/KAZ", "project/053"),
    ("country/KAZ", "organisation/unicri", "project/087"),
)
_USUAL = 4
_STATE = ("between", "longest", "around", "without")
# What is picked among paths that a new choice replaces.
_PICKED = ("path", "at")

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
    """The paths drawn and listed, and the evidence of the line that is picked."""
    picture, panel = st.columns([3, 2], gap="medium")
    lit = _lit(connected)
    with picture:
        st.caption(plain_text(sentence(connected.view)))
        asked_for = Selection.of(connected.view.named(st.query_params.get("at", "")))
        selected = network_canvas(
            connected.view.graph,
            path_places(connected),
            key="connections",
            selected=asked_for,
            lit=lit.ids if lit else (),
        )
        legend(connected.view)
        if lit is not None:
            _steps(lit)
    if selected != asked_for:
        _select(connected, selected)
    with panel:
        selected_in(connected.view, selected)
        _paths(connected, lit)


def _lit(found: Connections) -> Path | None:
    """The path that the address brings out (``?path=2.1`` is the first of the second pair)."""
    pair, _, at = st.query_params.get("path", "").partition(".")
    try:
        between = found.between[int(pair) - 1] if int(pair) > 0 else None
        return between.paths[int(at) - 1] if between and int(at) > 0 else None
    except (ValueError, IndexError):
        return None


def _select(found: Connections, selection: Selection | None) -> None:
    st.query_params.pop("at", None)
    if selection is not None and (drawn := found.view.drawn(selection.id)) is not None:
        st.query_params["at"] = drawn.at


def _paths(found: Connections, lit: Path | None) -> None:
    """The paths pair by pair; the one that is picked is lit in the picture, step by step."""
    st.subheader("Paths")
    for number, between in enumerate(found.between, start=1):
        pair = f"{between.one.label} and {between.other.label}"
        if len(found.between) > 1:
            st.markdown(f"**{plain_text(pair)}**")
        if not between.paths:
            st.caption(
                f"No path of up to {counted(found.longest, 'line')} between {plain_text(pair)} "
                "is on record."
            )
        else:
            _choice(number, between.paths, pair, lit)
        if between.note:
            st.caption(plain_text(between.note))


def _choice(number: int, paths: Sequence[Path], pair: str, lit: Path | None) -> None:
    key = f"paths {number}"
    st.session_state[key] = next((at for at, path in enumerate(paths) if path is lit), None)

    def keep() -> None:
        st.query_params.pop("at", None)
        st.query_params["path"] = f"{number}.{st.session_state[key] + 1}"

    st.radio(
        f"Paths between {plain_text(pair)}",
        range(len(paths)),
        format_func=lambda at: plain_text(paths[at].sentence),
        captions=[counted(path.length, "line") for path in paths],
        key=key,
        on_change=keep,
        index=None,
        label_visibility="collapsed",
    )


def _steps(path: Path) -> None:
    """The lines of a path, each leading to its evidence, for those who cannot click a line."""
    state = {name: st.query_params[name] for name in (*_STATE, "path") if name in st.query_params}
    lines = listing(
        link("connections", f"{near.label} · {step.words} · {far.label}", **state, at=step.id)
        + f", {counted(step.documents, 'document')}"
        for near, far, steps in zip(path.things, path.things[1:], path.steps, strict=False)
        for step in steps
    )
    heading = paragraph("Lines of this path, with the evidence for each:", of="cbrn-note")
    st.html(heading + lines)


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


st.title("Connections")
st.caption(
    "How are two to five things connected? The shortest paths come first, and of equally long "
    "ones those through less busy things."
)
ends = several("Between", [], "between", most=5, hint="Pick two to five things", forget=_PICKED)
left, middle, right = st.columns([2, 3, 3], gap="medium", vertical_alignment="top")
with left:
    longest = _length()
with middle:
    around = several("Not through", [], "around", hint="Busy things to go around", forget=_PICKED)
with right:
    without = several(
        "Without these lines",
        ["Relation"],
        "without",
        hint="Relations to leave out",
        forget=_PICKED,
    )

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
        )
        explore(result)
        shared(ends, [name.iri for name in without])
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

bridging(kg, around, without)
