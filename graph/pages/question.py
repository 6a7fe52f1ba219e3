"""Questions in plain words: a form with typed parameters, and the answer at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from graph.pages.answers import show
from graph.pages.widgets import pick, plain_text
from graph.store import ask
from graph.views.names import instances

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph
    from graph.store import Question

__all__ = ["question_page"]

_GROUPS = {"analyst": "Explore", "staff": "Look up", "reviewer": "Review"}


def question_page(kg: KnowledgeGraph) -> None:
    """A question, its parameters as pickers, and the answer at once."""
    keys = list(kg.questions)
    wanted = st.query_params.get("question", keys[0])
    st.session_state["question"] = wanted if wanted in keys else keys[0]

    def keep() -> None:
        st.query_params.from_dict({"question": st.session_state["question"]})

    key = st.selectbox(
        "Question", keys, format_func=partial(_listed, kg), key="question", on_change=keep
    )
    question = kg.questions[key]
    values = _values(kg, question)
    if values is None:
        st.info("Fill in the form above; the answer follows at once.")
        return
    named = {name: kg.names.find(value) for name, value in values.items()}
    told = {name: found.label if found else values[name] for name, found in named.items()}
    st.subheader(plain_text(question.asked(told)))
    show(
        kg,
        ask(kg.engine, question, values),
        question.view,
        key,
        hidden=[parameter.name for parameter in question.parameters],
    )
    if question.note:
        st.caption(question.note)
    with st.expander("The query behind this answer"):
        st.code(question.sparql, language=None)


def _listed(kg: KnowledgeGraph, key: str) -> str:
    question = kg.questions[key]
    told = {parameter.name: f"[{parameter.name}]" for parameter in question.parameters}
    return f"{_GROUPS[question.group]}: {question.asked(told)}"


def _values(kg: KnowledgeGraph, question: Question) -> dict[str, str] | None:
    """What the form holds for each parameter; ``None`` while one of them is empty."""
    values: dict[str, str] = {}
    for parameter in question.parameters:
        if parameter.name not in st.query_params:
            st.query_params[parameter.name] = parameter.default or ""
        if parameter.kind == "thing":
            options = instances(kg.engine, kg.names, parameter.type_iri)
            chosen = pick(parameter.name.capitalize(), options, parameter.name)
            values[parameter.name] = chosen.short if chosen else ""
        else:
            typed = st.text_input(parameter.name.capitalize(), st.query_params[parameter.name])
            st.query_params[parameter.name] = values[parameter.name] = typed
    return values if all(values.values()) else None
