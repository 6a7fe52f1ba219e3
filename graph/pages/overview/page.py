"""Overview: what is in the graph, how fresh it is, from how many documents, where to start."""

from __future__ import annotations

from html import escape

import streamlit as st

from graph.pages.parts.box import box
from graph.pages.parts.cards import link, symbol, table
from graph.pages.parts.widgets import knowledge_graph
from graph.views.record.appearance import APPEARANCES
from graph.views.record.overview import overview

_STARTS: tuple[tuple[str, dict[str, str], str], ...] = (
    ("network", {"thing": "country/KAZ"}, "See the network around Kazakhstan"),
    (
        "ask",
        {"question": "who-took-part", "meeting": "meeting/rtm-ca-14"},
        "Ask who took part in the 14th Round-Table Meeting for Central Asia",
    ),
    (
        "cooperation",
        {"one": "project/053", "other": "project/065"},
        "Compare Project 53 with Project 65",
    ),
    ("sources", {}, "Read what each document says, place by place"),
)

kg = knowledge_graph()
numbers = overview(kg.engine, kg.names)

st.title("Who works with whom, in what, since when, and who says so")
box("box-large")
st.markdown(
    "The EU CBRN Centres of Excellence Initiative in its public documents: countries, agencies, "
    "projects, meetings and plans, and the lines between them. Every line answers for itself "
    "with the documents that state it."
)

figures = [
    (f"{numbers.things:,}", "things"),
    (f"{numbers.statements:,}", "statements"),
    (f"{len(numbers.documents):,}", "documents"),
    (numbers.newest, "date of the newest document"),
    (f"{numbers.disputed:,}", "statements that other documents contradict"),
]
items = "".join(f"<p><b>{escape(figure)}</b>{escape(what)}</p>" for figure, what in figures)
st.html(f'<div class="cbrn-figures">{items}</div>')

left, right = st.columns(2, gap="large")
with left:
    st.subheader("Where to start")
    starts = "".join(f"<li>{link(page, text, **state)}</li>" for page, state, text in _STARTS)
    st.html(f'<ul class="cbrn-list">{starts}</ul>')
    st.caption("What is absent here is not on record; it does not mean that it did not happen.")
with right:
    st.subheader("What is in the graph")
    table(
        ["Kind", "On record"],
        [
            (symbol(look.kind) + escape(look.plural), f"{numbers.families[look.kind]:,}")
            for look in APPEARANCES
            if numbers.families.get(look.kind)
        ],
    )

st.subheader("The newest documents")
table(
    ["Document", "Publisher", "Dated", "Statements"],
    [
        (
            link("sources", one.title, source=kg.names[one.iri].short),
            escape(one.publisher),
            escape(one.dated),
            f"{one.statements:,}",
        )
        for one in [each for each in numbers.documents if not each.codes][:10]
    ],
)
