"""Ask: questions in plain words with a form, and a box for SPARQL of one's own."""

from __future__ import annotations

import streamlit as st

from graph.pages.ask.desk import sparql_page
from graph.pages.ask.other_answers import name_other_answers, other_answers
from graph.pages.ask.question import question_page
from graph.pages.ask.step_by_step import step_by_step_page
from graph.pages.parts.widgets import knowledge_graph
from graph.texts import gettext

WAYS = {
    "Questions": (gettext("Questions"), question_page),
    "Step by step": (gettext("Step by step"), step_by_step_page),
    "SPARQL": ("SPARQL", sparql_page),
}

kg = knowledge_graph()
st.title(gettext("Ask"))
named = {"query": "SPARQL", "build": "Step by step"}
how = st.segmented_control(
    gettext("How to ask"),
    list(WAYS),
    default=next((way for key, way in named.items() if key in st.query_params), "Questions"),
    format_func=lambda way: WAYS[way][0],
    label_visibility="collapsed",
    required=True,
)
name_other_answers(kg)
WAYS[how][1](kg)
other_answers(kg)
