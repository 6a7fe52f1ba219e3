"""A page with an invented network of 40 things; what is selected is written below it.

The address may ask for another picture: ``?things=N`` for a made-up one of N things, ``?markup=1``
for labels full of markup, ``?empty=1`` for nothing at all.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from graph.components.network_canvas import Selection, network_canvas
from graph.server.doors import routes
from graph.views.network.drawn_lines import DrawnLine
from graph.views.network.drawn_network import drawn_network
from graph.views.network.drawn_nodes import DrawnThing
from graph.views.places.layout import positions

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

FOCUS = "meeting/14"
THINGS = {
    "Meeting": "14 14th Round Table of the Amber Coast|13 13th Round Table of the Amber Coast"
    "|drill Harbour Exercise 2024",
    "Region": "amber Amber Coast|far Far Islands",
    "Country": "arl Arlen|bor Borva|cal Calder|dun Dunmark|els Elsinia|fen Fenland|gra Graumark",
    "Organisation": "sec Regional Secretariat for the Amber Coast|lab Central Laboratory of Borva"
    "|min Ministry of Public Health of Arlen|civ Civil Protection Agency of Calder"
    "|uni Institute for Research on Crime and Justice|fund Foreign Policy Instrument"
    "|cust Customs Service of Dunmark|acad Academy of Emergencies|mar Maritime Authority"
    "|jrc Joint Research Centre",
    "Person": "ada Ada Lorne|ben Ben Ostrov|cia Cia Marden|dov Dov Halden|eva Eva Quill",
    "Initiative": "ini Initiative of Centres of Excellence",
    "Project": "21 Project 21: Training of first responders at ports|34 Project 34 SEAWALL: "
    "Strengthening cross-border response to chemical incidents on rivers|55 Project 55 LANTERN",
    "ActionPlan": "reg Regional Action Plan of the Amber Coast|nat National Action Plan of Arlen",
    "Topic": "ports Port security|waste Hazardous waste|train First response|bio Biosafety",
    "SourceDocument": "press Press release of the 14th Round Table|page Page of Project 34"
    "|report Yearly report",
}
ATTENDED = ["arl", "bor", "cal", "dun", "els", "fen", "gra"]
LINES = """
meeting/14|held for|region/amber
meeting/14|follows|meeting/13
meeting/14|part of|initiative/ini
meeting/14|organised by|organisation/sec
meeting/14|organised by|organisation/uni
meeting/14|attended by|organisation/lab
meeting/14|attended by|organisation/min
meeting/14|attended by|organisation/civ
meeting/14|attended by|organisation/cust
meeting/14|attended by|organisation/acad
meeting/14|attended by|organisation/mar
meeting/14|opened by|person/ada
meeting/14|addressed by|person/ben
meeting/14|addressed by|person/cia
meeting/14|addressed by|person/dov
meeting/14|discussed|project/21
meeting/14|discussed|project/34
meeting/14|discussed|project/55
meeting/14|discussed|actionPlan/reg
meeting/14|discussed|actionPlan/nat
meeting/14|discussed|topic/ports
meeting/14|discussed|topic/bio
meeting/14|described in|sourceDocument/press
meeting/14|hosted by|country/bor
person/ada|works for|organisation/sec
person/ben|works for|organisation/uni
person/cia|works for|organisation/fund
person/dov|works for|organisation/lab
person/eva|works for|organisation/jrc
organisation/fund|funds|initiative/ini
organisation/uni|implements|initiative/ini
organisation/jrc|implements|initiative/ini
organisation/lab|based in|country/bor
organisation/cust|based in|country/dun
project/21|has topic|topic/train
project/21|has topic|topic/ports
project/34|has topic|topic/waste
project/34|described in|sourceDocument/page
project/34|complements|project/55
initiative/ini|described in|sourceDocument/report
meeting/drill|part of|project/21
region/far|takes part in|meeting/drill
organisation/uni|supports|initiative/ini
"""
DISPUTED = {("project/34", "complements", "project/55")}
MARKUP = {
    "person/ada": "<img src=x onerror=\"document.title='broken'\">",
    "country/arl": "<script>document.title='broken'</script><b>Arlen</b>",
    "topic/bio": "*Biosafety* & `code` <a href='https://example.org/'>link</a>",
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """An invented network before it becomes a graph."""

    things: tuple[DrawnThing, ...] = ()
    lines: tuple[DrawnLine, ...] = ()

    def grown_by(self, many: int) -> Drawing:
        """The drawing with so many more topics at one of its projects."""
        topics = [f"topic/added-{at}" for at in range(many)]
        return Drawing(
            (*self.things, *(thing(topic, "Topic", "Added topic") for topic in topics)),
            (*self.lines, *(line("project/55", "has topic", topic) for topic in topics)),
        )


def thing(name: str, kind: str, label: str) -> DrawnThing:
    """An invented thing."""
    return DrawnThing(id=name, label=label, kind=kind, kind_label=kind)


def line(source: str, label: str, target: str, *, key: str = "") -> DrawnLine:
    """An invented line; its name is made of its ends, and its label or a key of its own."""
    return DrawnLine(
        source=source,
        predicate=key or label,
        target=target,
        label=label,
        inverse=label,
        documents=1 + ((source, label, target) in DISPUTED),
        disputed=(source, label, target) in DISPUTED,
    )


def world(labels: Mapping[str, str]) -> Drawing:
    """The invented network around one meeting; some things may have other labels."""
    things = []
    for kind, names in THINGS.items():
        for told in names.split("|"):
            key, label = told.split(" ", 1)
            name = f"{kind[0].lower()}{kind[1:]}/{key}"
            things.append(thing(name, kind, labels.get(name, label)))
    attended = [f"meeting/14|attended by|country/{key}" for key in ATTENDED]
    members = [f"country/{key}|belongs to|region/amber" for key in ATTENDED]
    told_lines = [each.split("|") for each in [*LINES.split("\n"), *attended, *members] if each]
    return Drawing(tuple(things), tuple(line(*parts) for parts in told_lines))


def made_up(things: int) -> Drawing:
    """A network of so many things and twice as many lines, a few of them hubs."""
    dice = random.Random(things)
    made = [
        thing(f"thing/{at}", dice.choice(list(THINGS)), f"Made-up thing {at}")
        for at in range(things)
    ]
    lines = [
        line(
            f"thing/{int(dice.random() ** 2 * things)}",
            "linked to",
            f"thing/{dice.randrange(things)}",
            key=str(at),
        )
        for at in range(2 * things)
    ]
    return Drawing(tuple(made), tuple(lines))


def places(graph: nx.MultiDiGraph[str], focus: str | None) -> dict[str, tuple[float, float]]:
    """Where things are, keeping what was there before; a grid where layout would take long."""
    if len(graph) > 300:
        wide = 2 * int(len(graph) ** 0.5)
        return {node: (at % wide * 150.0, at // wide * 70.0) for at, node in enumerate(graph)}
    known = st.session_state.get("places", {})
    found = positions(graph, focus, fixed={node: at for node, at in known.items() if node in graph})
    st.session_state["places"] = known | found
    return found


@st.fragment
def canvas(drawing: Drawing, focus: str | None) -> None:
    """The network with buttons that change it, and the selection in words."""
    with st.container(horizontal=True):
        st.button("Run again")
        if st.button("Add things"):
            st.session_state["added"] = st.session_state.get("added", 0) + 1
        if st.button("Choose Arlen"):
            st.session_state["chosen"] = Selection("node", "country/arl")
        hidden = st.checkbox("Hide the picture")
    if hidden:
        return
    drawing = drawing.grown_by(3 * st.session_state.get("added", 0))
    graph = drawn_network(drawing.things, drawing.lines)
    selection = network_canvas(
        graph,
        places(graph, focus),
        key="canvas",
        focus=focus,
        selected=st.session_state.get("chosen"),
    )
    st.session_state["chosen"] = selection
    st.text(f"Selected {selection.kind}: {selection.id}" if selection else "Selected nothing")


if get_script_run_ctx(suppress_warning=True) is None:
    # The pages load vis-network from a door of ours.
    app = st.App(__file__, routes=routes())
else:
    st.set_page_config(page_title="Canvas", layout="wide")
    query = st.query_params
    if "empty" in query:
        canvas(Drawing(), None)
    elif "things" in query:
        canvas(made_up(int(query["things"])), None)
    else:
        canvas(world(MARKUP if "markup" in query else {}), FOCUS)
