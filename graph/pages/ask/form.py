"""The form of a question: a field for each parameter, of the sort that its type asks for.

What is chosen stands in the address, so that a link leads to the same answer.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.pages.parts.pickers import pick
from graph.pages.parts.widgets import choose
from graph.views.record.choices import kinds, years

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph
    from graph.store import Question
    from graph.store.cards.questions import Parameter

__all__ = ["told", "values"]

_TYPES: Final = "http://www.w3.org/2001/XMLSchema#"


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


def told(kg: KnowledgeGraph, question: Question, chosen: dict[str, str]) -> dict[str, str]:
    """The values in words: the label of a thing or kind, a value as it is."""
    words = {}
    for parameter in question.parameters:
        value = chosen[parameter.name]
        if parameter.kind == "kind":
            words[parameter.name] = kinds(kg.engine, kg.names).get(value, value)
        else:
            name = kg.names.find(value) if parameter.kind == "thing" else None
            words[parameter.name] = name.label if name else value
    return words


def _field(kg: KnowledgeGraph, parameter: Parameter) -> str:
    label = parameter.name.replace("_", " ").capitalize()
    if parameter.kind == "thing":
        kind = parameter.type_iri.rpartition("#")[2]
        picked = pick(label, [] if kind == "Thing" else [kind], parameter.name, stays=True)
        return picked.short if picked else ""
    if parameter.kind == "kind":
        return choose(label, parameter.name, kinds(kg.engine, kg.names))
    return _value(kg, label, parameter, st.query_params.get(parameter.name, ""))


def _value(kg: KnowledgeGraph, label: str, parameter: Parameter, wanted: str) -> str:
    kind = parameter.type_iri.removeprefix(_TYPES)
    if kind == "gYear":
        return _year(kg, label, wanted)
    if kind == "date":
        return _day(kg, label, wanted)
    if kind == "integer":
        number = st.number_input(label, value=int(wanted) if _is_whole(wanted) else 0, step=1)
        return str(number)
    if kind == "boolean":
        return "true" if st.checkbox(label, wanted == "true") else "false"
    return st.text_input(label, wanted)


def _year(kg: KnowledgeGraph, label: str, wanted: str) -> str:
    """A year as a number, between the first and the last that the record speaks of."""
    first, last = years(kg.engine) or (1900, 2100)
    value = int(wanted) if _is_whole(wanted) else last
    if not first <= value <= last:
        st.warning(f"The address names {value}; the record goes from {first} to {last}.")
        value = min(max(value, first), last)
    number = st.number_input(
        label, first, last, value, step=1, help=f"The record goes from {first} to {last}."
    )
    return f"{number:04}"


def _day(kg: KnowledgeGraph, label: str, wanted: str) -> str:
    first, last = years(kg.engine) or (1900, 2100)
    earliest, latest = datetime.date(first, 1, 1), datetime.date(last, 12, 31)
    try:
        value = datetime.date.fromisoformat(wanted)
    except ValueError:
        if wanted:
            st.warning("The address names a day that is not on the calendar.")
        value = latest
    day = st.date_input(
        label,
        min(max(value, earliest), latest),
        min_value=earliest,
        max_value=latest,
        format="YYYY-MM-DD",
    )
    return day.isoformat()


def _is_whole(text: str) -> bool:
    return text.removeprefix("-").isdecimal() and text.isascii()
