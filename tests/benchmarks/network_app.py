"""A page that shows one made-up network with one of several tools, and a sheet of what is clicked.

``bench_network`` serves it: ``?tool=st-link-analysis&things=500``. Every tool gets the same things
and lines, is used as its own manual shows it, and sits in a fragment, so that a click reruns as
little as it can; the sheet is the same for all.
"""

from __future__ import annotations

import random
from importlib import import_module
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["MARKS", "Line", "Thing", "made_up"]

Thing = tuple[str, str, str]
"""The id of a thing, its label and its kind."""

Line = tuple[str, str, str]
"""The id of a line and the two things that it runs between."""

KINDS = ("Country", "Project", "Meeting", "Organisation", "Topic")
EMPTY = """
export default function show({ parentElement }) {
  const canvas = document.createElement("canvas");
  canvas.className = "drawn";
  canvas.getContext("2d").fillRect(0, 0, 40, 40);
  parentElement.replaceChildren(canvas);
}
"""
MARKS = {"thing/0": "#ff00ff", "thing/1": "#00ffff", "thing/2": "#ffee00"}
"""Things that stand out by a colour of their own, for tools that tell nobody where things are."""


def made_up(things: int) -> tuple[list[Thing], list[Line]]:
    """So many things and twice as many lines, a few of the things hubs; the same every time."""
    dice = random.Random(things)
    made = [(f"thing/{at}", f"Made-up thing {at}", dice.choice(KINDS)) for at in range(things)]
    lines = [
        (
            f"line/{at}",
            f"thing/{int(dice.random() ** 2 * things)}",
            f"thing/{dice.randrange(things)}",
        )
        for at in range(2 * things)
    ]
    return made, lines


def ours(things: list[Thing], lines: list[Line]) -> str | None:
    """The canvas of this project, with places that it works out itself, once for each visitor."""
    canvas: Any = import_module("graph.components.network_canvas")
    drawn: Any = import_module("graph.views.network.drawn_network")
    layout: Any = import_module("graph.views.places.layout")
    if "places" not in st.session_state:
        graph = drawn.drawn_network(
            [
                drawn.DrawnThing(id=thing, label=label, kind=kind, kind_label=kind)
                for thing, label, kind in things
            ],
            [
                drawn.DrawnLine(
                    source=one,
                    predicate=line,
                    target=other,
                    label="linked to",
                    inverse="linked to",
                    documents=1,
                )
                for line, one, other in lines
            ],
        )
        st.session_state["places"] = graph, layout.positions(graph)
    selected = canvas.network_canvas(*st.session_state["places"], key="canvas")
    return selected.id if selected else None


def st_link_analysis(things: list[Thing], lines: list[Line]) -> str | None:
    """Cytoscape in a frame, with the layout that comes unasked (cose)."""
    tool: Any = import_module("st_link_analysis")
    events: Any = import_module("st_link_analysis.component.events")
    told = tool.st_link_analysis(
        _elements(things, lines),
        node_styles=[tool.NodeStyle(kind, caption="name") for kind in KINDS],
        edge_styles=[tool.EdgeStyle("linked to", directed=True)],
        height=620,
        key="peer",
        events=[events.Event("clicked", "click tap", "node")],
    )
    return told["data"]["target_id"] if told else None


def st_graph_workbench(things: list[Thing], lines: list[Line]) -> str | None:
    """Cytoscape in a component of the second sort, with the layout that comes unasked (cose)."""
    tool: Any = import_module("st_graph_workbench")
    told = tool.graph_workbench(
        _elements(things, lines),
        node_styles=[tool.NodeStyle(kind, caption="name") for kind in KINDS],
        edge_styles=[tool.EdgeStyle("linked to", directed=True)],
        height=620,
        key="peer",
        events=[tool.Event("clicked", "click tap", "node")],
    )
    return told["data"]["target_id"] if told and told.get("action") == "clicked" else None


def streamlit_agraph(things: list[Thing], lines: list[Line]) -> str | None:
    """vis-network in a frame, with the springs that come unasked."""
    tool: Any = import_module("streamlit_agraph")
    nodes = [
        tool.Node(
            id=thing,
            label=label,
            color=MARKS.get(thing, "#4b6a9b"),
            size=120 if thing in MARKS else 25,
        )
        for thing, label, _ in things
    ]
    edges = [tool.Edge(source=one, target=other, label="linked to") for _, one, other in lines]
    chosen = tool.agraph(nodes=nodes, edges=edges, config=tool.Config(width=900, height=620))
    return str(chosen) if chosen else None


def streamlit_graph_canvas(things: list[Thing], lines: list[Line]) -> str | None:
    """A canvas laid out by ELK; its limit on things is raised to hold them all."""
    tool: Any = import_module("streamlit_graph_canvas")
    schema = tool.GraphSchema(
        node_types={kind: tool.NodeType(kind) for kind in KINDS},
        edge_types={"linked to": tool.EdgeType("linked to")},
    )
    graph = tool.GraphData(
        nodes=tuple(tool.Node(thing, kind, label) for thing, label, kind in things),
        edges=tuple(tool.Edge(line, one, other, "linked to") for line, one, other in lines),
    )
    shown = tool.graph_canvas(graph, schema, key="peer", max_elements=4 * len(things))
    return shown.selected_node_ids[0] if shown.selected_node_ids else None


def _elements(things: list[Thing], lines: list[Line]) -> dict[str, list[dict[str, Any]]]:
    """Things and lines as Cytoscape takes them."""
    return {
        "nodes": [
            {"data": {"id": thing, "label": kind, "name": label}} for thing, label, kind in things
        ],
        "edges": [
            {"data": {"id": line, "label": "linked to", "source": one, "target": other}}
            for line, one, other in lines
        ],
    }


def empty(things: list[Thing], lines: list[Line]) -> str | None:
    """A component that draws nothing but a mark: what a page of Streamlit takes by itself."""
    st.components.v2.component("empty_component", js=EMPTY)(key="empty")
    return None


TOOLS: dict[str, Callable[[list[Thing], list[Line]], str | None]] = {
    "cbrn-graph": ours,
    "an empty component": empty,
    "st-link-analysis": st_link_analysis,
    "st-graph-workbench": st_graph_workbench,
    "streamlit-agraph": streamlit_agraph,
    "streamlit-graph-canvas": streamlit_graph_canvas,
}


@st.fragment
def page(tool: str, things: int) -> None:
    """The network, and below it the sheet of what was clicked last."""
    if "world" not in st.session_state:
        st.session_state["world"] = made_up(things)
    made, lines = st.session_state["world"]
    beside, under = st.columns([3, 1])
    with beside:
        chosen = TOOLS[tool](made, lines)
    with under:
        labels = {thing: label for thing, label, _ in made}
        if chosen in labels:
            st.subheader(f"Sheet of {labels[chosen]}")
            st.text("\n".join(line for line, *ends in lines if chosen in ends))
        else:
            st.subheader("Nothing is clicked")


if __name__ == "__main__":
    st.set_page_config(layout="wide")
    page(st.query_params["tool"], int(st.query_params["things"]))
else:
    # What serves it: our picture loads vis-network from a door of ours.
    app = st.App(__file__, routes=import_module("graph.server.doors").routes())
