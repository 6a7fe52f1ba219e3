"""Why a line is in the network: the statements behind it, and the query that gives it again."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from graph.pages.parts.cards import evidence_cards, query_behind
from graph.pages.parts.proposing import propose_here
from graph.pages.parts.widgets import knowledge_graph, plain_text
from graph.views.network.network import line_parts
from graph.views.network.reproduce import statements_query, tie_query
from graph.views.network.ties import wording
from graph.views.record.evidence import because

if TYPE_CHECKING:
    from graph.views.network.picture import Picture
    from graph.views.network.ties import Shared

__all__ = ["shared_things", "statements"]

_CARDS = 8
_TITLE = "The query that gives this line again"
_RUN = "Run it in Ask"


def statements(picture: Picture, line: str) -> None:
    """The statements behind a line, and the query that gives them."""
    kg = knowledge_graph()
    st.subheader("Why is this line here?")
    properties = {given["property"] for *_, given in picture.view.graph.edges(data=True)} - {""}
    parts = line_parts(line, properties)
    said = because(kg.engine, *parts)
    evidence_cards(said, kg.names)
    propose_here(kg, said, f"line {line}")
    query_behind(_TITLE, statements_query(kg.names, *parts), _RUN)


def shared_things(shared: Shared) -> None:
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
    items = "".join(f"<li>{escape(kg.names[one].label)}</li>" for one in shared.things)
    st.html(f'<ul class="cbrn-list">{items}</ul>')
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
        evidence_cards(said, kg.names)
        shown += said
    propose_here(kg, shown, f"tie {shared.id} {picked}")
    query_behind(_TITLE, tie_query(kg.names, shared), _RUN)
