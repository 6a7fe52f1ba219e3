"""The form of a question: a field for each parameter, of the sort that its type asks for.

What is chosen stands in the address, so that a link leads to the same answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.errors import QueryError
from graph.pages.parts.pickers import pick
from graph.pages.parts.widgets import choose, plain_text
from graph.texts import gettext
from graph.views.record.choices import kinds, years

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph
    from graph.store import Question
    from graph.store.cards.questions import Parameter

__all__ = ["in_words", "values"]

_TYPES: Final = "http://www.w3.org/2001/XMLSchema#"
_DATES: Final = frozenset({"date", "gYear", "gYearMonth"})


def values(kg: KnowledgeGraph, question: Question) -> dict[str, str] | None:
    """What the form holds for each parameter; ``None`` while one of them is empty."""
    chosen: dict[str, str] = {}
    for parameter in question.parameters:
        if parameter.name not in st.query_params:
            st.query_params[parameter.name] = parameter.default or ""
        chosen[parameter.name] = _field(kg, parameter)
        if chosen[parameter.name]:
            st.query_params[parameter.name] = chosen[parameter.name]
    return chosen if all(chosen.values()) else None


def in_words(kg: KnowledgeGraph, question: Question, chosen: dict[str, str]) -> dict[str, str]:
    """The values in words: the label of a thing or kind, a value as it is."""
    words = {}
    for parameter in question.parameters:
        value = chosen[parameter.name]
        if parameter.kind == "kind":
            words[parameter.name] = kinds(kg).get(value, value)
        else:
            name = kg.names.find(value) if parameter.kind == "thing" else None
            words[parameter.name] = name.label if name else value
    return words


def _field(kg: KnowledgeGraph, parameter: Parameter) -> str:
    label = gettext(parameter.name.replace("_", " ")).capitalize()
    if parameter.kind == "thing":
        kind = parameter.type_iri.rpartition("#")[2]
        picked = pick(label, [] if kind == "Thing" else [kind], parameter.name, stays=True)
        return picked.short if picked else ""
    if parameter.kind == "kind":
        return choose(label, parameter.name, kinds(kg))
    return _value(kg, label, parameter, st.query_params.get(parameter.name, ""))


def _value(kg: KnowledgeGraph, label: str, parameter: Parameter, wanted: str) -> str:
    if parameter.type_iri.endswith("#boolean"):
        return "true" if st.checkbox(label, wanted == "true") else "false"
    return _typed(kg, label, parameter, wanted)


def _typed(kg: KnowledgeGraph, label: str, parameter: Parameter, wanted: str) -> str:
    """A value as text, which Enter takes; what is wrong with it is said, and nothing answered."""
    key = f"typed {parameter.name}"
    st.session_state[key] = wanted

    def taken() -> None:
        st.query_params[parameter.name] = st.session_state[key].strip()

    first, last = years(kg.engine) or (None, None)
    is_date = parameter.type_iri.removeprefix(_TYPES) in _DATES
    of_record = (
        gettext("The record goes from {first} to {last}.", first=first, last=last)
        if is_date and first
        else None
    )
    text = st.text_input(label, key=key, on_change=taken, help=of_record).strip()
    if not text:
        return ""
    try:
        parameter.bind(text)
    except QueryError as error:
        st.error(plain_text(str(error)))
        return ""
    return text
