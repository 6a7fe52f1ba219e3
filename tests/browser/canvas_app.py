"""A page with an invented network of 40 things; what is selected is written below it.

The address may ask for another picture: ``?things=N`` for a made-up one of N things, ``?markup=1``
for labels full of markup, ``?empty=1`` for nothing at all.
"""

from __future__ import annotations

import random

import networkx as nx
import streamlit as st

from graph.components.network_canvas import Selection, network_canvas
from graph.views.places.layout import positions

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
DISPUTED = {"project/34|complements|project/55"}
MARKUP = {
    "person/ada": "<img src=x onerror=\"document.title='broken'\">",
    "country/arl": "<script>document.title='broken'</script><b>Arlen</b>",
    "topic/bio": "*Biosafety* & `code` <a href='https://example.org/'>link</a>",
}


def world() -> nx.MultiDiGraph[str]:
    """The invented network around one meeting."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for kind, names in THINGS.items():
        for name in names.split("|"):
            key, label = name.split(" ", 1)
            graph.add_node(f"{kind[0].lower()}{kind[1:]}/{key}", kind=kind, label=label)
    attended = [f"meeting/14|attended by|country/{key}" for key in ATTENDED]
    members = [f"country/{key}|belongs to|region/amber" for key in ATTENDED]
    for line in [*LINES.split("\n"), *attended, *members]:
        if line:
            one, label, other = line.split("|")
            disputed = line in DISPUTED
            graph.add_edge(
                one, other, line, id=line, label=label, documents=1 + disputed, disputed=disputed
            )
    return graph


def made_up(things: int) -> nx.MultiDiGraph[str]:
    """A network of so many things and twice as many lines, a few of them hubs."""
    dice = random.Random(things)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for at in range(things):
        graph.add_node(f"thing/{at}", kind=dice.choice(list(THINGS)), label=f"Made-up thing {at}")
    for at in range(2 * things):
        one, other = int(dice.random() ** 2 * things), dice.randrange(things)
        graph.add_edge(
            f"thing/{one}", f"thing/{other}", at, id=f"line/{at}", label="linked to", documents=1
        )
    return graph


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
def canvas(graph: nx.MultiDiGraph[str], focus: str | None) -> None:
    """The network with buttons that change it, and the selection in words."""
    with st.container(horizontal=True):
        st.button("Run again")
        if st.button("Add things"):
            st.session_state["added"] = st.session_state.get("added", 0) + 1
        if st.button("Choose Arlen"):
            st.session_state["wish"] = Selection("node", "country/arl")
        hidden = st.checkbox("Hide the picture")
    for at in range(3 * st.session_state.get("added", 0)):
        node = f"topic/added-{at}"
        graph.add_node(node, kind="Topic", label=f"Added topic {at}")
        graph.add_edge("project/55", node, node, id=node, label="has topic", documents=1)
    if hidden:
        return
    selection = network_canvas(
        graph,
        places(graph, focus),
        key="canvas",
        focus=focus,
        selected=st.session_state.get("wish"),
    )
    st.write(f"Selected {selection.kind}: {selection.id}" if selection else "Selected nothing")


st.set_page_config(page_title="Canvas", layout="wide")
query = st.query_params
if "empty" in query:
    canvas(nx.MultiDiGraph(), None)
elif "things" in query:
    canvas(made_up(int(query["things"])), None)
else:
    shown = world()
    if "markup" in query:
        nx.set_node_attributes(shown, MARKUP, "label")
    canvas(shown, FOCUS)
