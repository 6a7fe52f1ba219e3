"""Why a line is in a network: the statements behind it, and the query that gives it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.pages.parts.cards import evidence_cards, query_behind, sheet
from graph.pages.parts.fragments import listing
from graph.pages.parts.proposing import propose_here
from graph.pages.parts.widgets import knowledge_graph, plain_text
from graph.views.network.drawn_network import DrawnLine, DrawnThing, TieLine
from graph.views.network.reproduce import statements_query, tie_query
from graph.views.network.ties import wording
from graph.views.record.evidence import because

if TYPE_CHECKING:
    from graph.components.network_canvas import Selection
    from graph.views.network.drawn_network import NetworkView
    from graph.views.network.hidden_lines import HiddenTie
    from graph.views.network.ties import SharedTie

__all__ = ["hidden_things", "selected_in", "shared_things", "statements"]

_CARDS = 8
_TITLE = "The query that gives this line again"
_RUN = "Run it in Ask"
_MADE_UP = (
    "No document states this line in so many words: the query draws it. The query itself says "
    "what it follows from."
)


def selected_in(view: NetworkView, selection: Selection | None, hint: str = "") -> None:
    """The sheet of what is selected in a network, or why it is there; else a hint."""
    match view.drawn(selection.id) if selection else None:
        case DrawnThing(id=thing):
            kg = knowledge_graph()
            if thing in kg.names:
                sheet(kg, thing, centred=None)
            else:
                st.caption("Nothing about it is on record here.")
        case DrawnLine() as line:
            statements(line)
        case TieLine(tied=tied):
            shared_things(tied)
        case _ if hint:
            st.caption(hint)


def statements(line: DrawnLine) -> None:
    """The statements behind a line, and the query that gives them."""
    kg = knowledge_graph()
    st.subheader("Why is this line here?")
    said = because(kg.engine, *line.triple) if line.predicate in kg.names else []
    if not said:
        st.caption(_MADE_UP)
        return
    evidence_cards(said, kg.names, graded=True)
    propose_here(kg, said, f"line {line.id}")
    query_behind(_TITLE, statements_query(kg.names, *line.triple), _RUN)


def hidden_things(hidden: HiddenTie) -> None:
    """What the reader took out between two things, with the statements that lead through it."""
    kg = knowledge_graph()
    ends = " and ".join(kg.names[end].label for end in (hidden.one, hidden.other))
    st.subheader("Why is this line here?")
    st.markdown(f"{plain_text(hidden.label.capitalize())} {plain_text(ends)}.")
    st.caption("You took them out of the picture; each has a line to both ends.")
    picked = st.selectbox(
        "Show the statements for",
        hidden.things,
        format_func=lambda iri: kg.names[iri].label,
        key=f"hidden {hidden.id}",
    )
    shown = []
    for source, predicate, target in hidden.triples:
        if picked in {source, target}:
            said = because(kg.engine, source, predicate, target)[:_CARDS]
            evidence_cards(said, kg.names, graded=True)
            shown += said
    propose_here(kg, shown, f"hidden {hidden.id} {picked}")


def shared_things(shared: SharedTie) -> None:
    """What both ends of a line that was worked out share, with the statements on either side."""
    kg = knowledge_graph()
    ends = [kg.names[end] for end in (shared.one, shared.other)]
    st.subheader("Why is this line here?")
    both = " and ".join(end.label for end in ends)
    st.markdown(f"{plain_text(both)} **{plain_text(shared.label)}**.")
    st.caption(
        plain_text(
            "No document states this line; it follows from lines that documents state "
            f"({wording(shared.tie, kg.names)})."
        )
    )
    st.html(listing(kg.names[one].label for one in shared.things))
    picked = st.selectbox(
        "Show the statements for",
        shared.things,
        format_func=lambda iri: kg.names[iri].label,
        key=f"shared {shared.id}",
    )
    predicate = shared.tie.relation.iri
    shown = []
    for end in (shared.one, shared.other):
        inward = shared.tie.relation.inward
        source, target = (picked, end) if inward else (end, picked)
        said = because(kg.engine, source, predicate, target)[:_CARDS]
        evidence_cards(said, kg.names, graded=True)
        shown += said
    propose_here(kg, shown, f"tie {shared.id} {picked}")
    query_behind(_TITLE, tie_query(kg.names, shared), _RUN)
