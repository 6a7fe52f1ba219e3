"""Ask: questions in plain words with a form, and a box for SPARQL of one's own."""

from __future__ import annotations

import streamlit as st

from graph.pages.ask.desk import sparql_page
from graph.pages.ask.question import question_page
from graph.pages.parts.widgets import knowledge_graph

kg = knowledge_graph()
st.title("Ask")
how = st.segmented_control(
    "How to ask",
    ["Questions", "SPARQL"],
    default="SPARQL" if "query" in st.query_params else "Questions",
    label_visibility="collapsed",
    required=True,
)
if how == "SPARQL":
    sparql_page(kg)
else:
    question_page(kg)
