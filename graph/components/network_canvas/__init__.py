"""A network to look at, walk through and click into, inside a Streamlit page.

The picture is a pyvis model drawn by the vis-network that pyvis brings in its own wheel, which the
page loads from its own server (`graph.page_files`); nothing is fetched from elsewhere. Places come
from Python and stay: a rerun changes nothing on the screen unless the graph, the focus or a
position did. Call it inside ``st.fragment`` so that a click reruns the fragment only, and pass
``graph.views.places.layout.positions(..., fixed=old positions)`` so that a network that grows keeps
what is already there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import streamlit as st

from graph.components.network_canvas.hearing import (
    Act,
    Memory,
    Selection,
    as_data,
    deselect,
    heard_acts,
    heard_from_page,
    heard_from_reader,
    heard_several,
    selected_now,
    selected_together,
)
from graph.components.network_canvas.looks import Legend, YearStrip, legend_data, years_data
from graph.components.network_canvas.model import kinds, model
from graph.components.network_canvas.words import COUNTED, FRESH, notes_as_drawn, words
from graph.components.registering import register
from graph.languages import set_apart
from graph.page_files import vis_network
from graph.plurals import forms

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    import networkx as nx
    from streamlit.components.v2.types import ComponentRenderer

    from graph.components.network_canvas.hearing import AsItIs
    from graph.views.network.hover_cards import HoverCard

__all__ = [
    "Act",
    "Legend",
    "Selection",
    "YearStrip",
    "deselect",
    "is_drawn",
    "network_canvas",
    "selected_now",
]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A network as the browser gets it, kept so that a click does not write it again."""

    graph: nx.MultiDiGraph[str]
    positions: Mapping[str, tuple[float, float]]
    written: str
    ids: Mapping[str, Collection[str]]


def network_canvas(  # noqa: PLR0913 - all but the graph and its positions are named options
    graph: nx.MultiDiGraph[str],
    positions: Mapping[str, tuple[float, float]],
    *,
    key: str,
    height: int | None = 620,
    sentences: Sequence[str] = (),
    is_beside: bool = False,
    focus: str | None = None,
    ends: Collection[str] = (),
    selected: Selection | AsItIs | None = "as it is",
    lit: Collection[str] = (),
    picked: str | None = None,
    headings: Mapping[str, tuple[float, float]] = MappingProxyType({}),
    legend: Legend | None = None,
    cards: Mapping[str, HoverCard] = MappingProxyType({}),
    years: YearStrip | None = None,
    land: str = "",
    frame: Sequence[tuple[float, float]] = (),
    several: Collection[str] = (),
    on_act: Callable[[Act], None] | None = None,
    on_several: Callable[[tuple[str, ...]], None] | None = None,
) -> Selection | None:
    """Draw the network and return what is selected in it, or None.

    A click of the reader wins and stays until the next one, or until the page says otherwise. A
    page that keeps the selection, as in its address, passes what it keeps in every run: the
    browser's Back changes that, and so what is selected. The camera shows everything when the
    network or its ``focus`` is a new one, and is the reader's otherwise.

    Args:
        graph: What `graph.views.network.drawn_network` made; one that changes must be another
            object.
        positions: A place in pixels for each node.
        key: Names this canvas; zoom, dragged nodes and selection are remembered under it.
        height: Height in pixels, of which a narrow window gets less; None fills the window.
        sentences: Sentences about the picture, written in its upper corner.
        is_beside: Whether a drawer lies over the right side of the picture, which things keep
            out of.
        focus: The node that the picture is about; it is drawn larger.
        ends: Nodes that paths run between; they are drawn as the focus is.
        selected: What is selected as far as the page knows; left out, the canvas alone knows.
        lit: Ids of lines to bring out while nothing is selected; the rest steps back.
        picked: The line to bring out as if it were selected, as it is picked elsewhere on the page.
        headings: Words to stand in the picture, each with its place.
        legend: What to tell in the picture; nothing where it is None.
        cards: What to say of nodes and lines that are pointed at, by their ids.
        years: The strip of years under the picture; none where it is None.
        land: What lies under the things of a map, as `graph.views.network.on_map` writes it.
        frame: Places that the picture shows beside its things, so that two pictures on common
            places are seen alike.
        several: Ids of nodes that are selected together; one alone is in ``selected``.
        on_several: Called before the next run with the nodes that the reader has now selected
            together.
        on_act: Called before the next run with what the reader asked for. Without it the picture
            offers none of it.

    Raises:
        ValueError: A node has no position.
    """
    drawn = _drawn(key, graph, positions)
    place = f"{key}:memory"
    memory = heard_from_page(st.session_state.get(place, Memory()), selected)
    data = {
        "key": key,
        "library": vis_network().address,
        "height": height,
        "told": [set_apart(sentence) for sentence in sentences],
        "beside": is_beside,
        "several": selected_together(key, tuple(several)),
        "focus": focus,
        "ends": sorted(ends),
        "network": drawn.written,
        "lit": sorted(lit),
        "picked": picked,
        "words": words(acts=on_act is not None),
        "counted": {key: forms(*words) for key, words in COUNTED.items()},
        "notes": notes_as_drawn(),
        "fresh": FRESH,
        "headings": [{"text": text, "x": x, "y": y} for text, (x, y) in headings.items()],
        "legend": legend_data(legend),
        "cards": _cards(key, cards),
        "years": years_data(years),
        "land": land,
        "frame": [{"x": x, "y": y} for x, y in frame],
        "acts": on_act is not None,
        "heard": st.session_state.get(f"{key}:heard", 0),
        "wish": {"number": memory.wishes, **as_data(memory.wish)},
    }
    result = _component()(
        key=key,
        data=data,
        on_selection_change=_rerun,
        on_acts_change=lambda: heard_acts(key, on_act),
        on_several_change=lambda: heard_several(key, on_several),
        on_drawn_change=_rerun,
    )
    memory = heard_from_reader(memory, result.get("selection"))
    if memory.current and memory.current.id not in drawn.ids[memory.current.kind]:
        memory = replace(memory, current=None)
    st.session_state[place] = memory
    return memory.current


def is_drawn(key: str) -> bool:
    """Whether the browser has told that a canvas is on the screen, or cannot be.

    A page leaves what is below a canvas until then: of all that comes with one run, a browser would
    make everything before it shows anything.
    """
    return bool((st.session_state.get(key) or {}).get("drawn"))


def _drawn(
    key: str, graph: nx.MultiDiGraph[str], positions: Mapping[str, tuple[float, float]]
) -> _Drawn:
    """The network as data; that of the run before where it is the same graph in the same places."""
    place = f"{key}:drawn"
    kept = st.session_state.get(place)
    if isinstance(kept, _Drawn) and kept.graph is graph and kept.positions == positions:
        return kept
    network = model(graph, positions)
    nodes, edges, *_ = network.get_network_data()
    data = {"nodes": nodes, "edges": edges, "kinds": kinds(network)}
    drawn = _Drawn(
        graph,
        dict(positions),
        json.dumps(data, ensure_ascii=False, separators=(",", ":")),
        {"node": {node["id"] for node in nodes}, "edge": {edge["id"] for edge in edges}},
    )
    st.session_state[place] = drawn
    return drawn


def _cards(key: str, cards: Mapping[str, HoverCard]) -> str:
    """The cards as JSON text, written once for each picture."""
    place = f"{key}:cards"
    kept = st.session_state.get(place)
    if kept is None or kept[0] is not cards:
        rows = {name: card.rows for name, card in cards.items() if card.rows}
        kept = cards, json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        st.session_state[place] = kept
    written: str = kept[1]
    return written


def _rerun() -> None:
    """Nothing more: that it is there makes a click a reason to run again."""


@cache
def _component() -> ComponentRenderer:
    return register(__name__, "canvas")
