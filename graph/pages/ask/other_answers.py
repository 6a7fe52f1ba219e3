"""What a text asked besides: each further question with its answer, below the first one.

Each stands in the address as ``&then=``, which holds what the address of its own page would.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import streamlit as st

from graph.errors import CbrnGraphError, EngineUnavailable
from graph.pages.ask.answers import show_rows
from graph.pages.ask.asked import Asked
from graph.pages.ask.form import in_words
from graph.pages.parts.fragments import link, onward
from graph.pages.parts.widgets import plain_text
from graph.store import Limits
from graph.store.cards.own_questions import filled
from graph.texts import gettext
from graph.views.asking.built_address import decoded
from graph.views.asking.built_query import answering

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["name_other_answers", "other_answers"]


def name_other_answers(kg: KnowledgeGraph) -> None:
    """What is answered below the first answer, which may fill the screen, with the way there."""
    for number, told in enumerate(st.query_params.get_all("then")):
        try:
            asked = _asked(kg, dict(parse_qsl(told)), "")
        except CbrnGraphError:
            continue  # which is said in its place
        if asked is not None:
            st.markdown(
                gettext(
                    "Answered below too: {question}",
                    question=_link_to(number, asked.title),
                )
            )


def other_answers(kg: KnowledgeGraph) -> None:
    """The rows that answer each question that the address names besides the first."""
    for number, told in enumerate(st.query_params.get_all("then")):
        address = dict(parse_qsl(told))
        try:
            asked = _asked(kg, address, f"other {number}")
        except CbrnGraphError as error:
            st.error(plain_text(str(error)))
            continue
        if asked is None:
            st.warning(
                gettext(
                    "The address asks '{told}' too, which is cut or not on record here.",
                    told=plain_text(told),
                )
            )
            continue
        st.subheader(plain_text(asked.title), divider="gray", anchor=_anchor(number))
        try:
            show_rows(kg, kg.engine.query(asked.sparql, limits=Limits()), asked)
        except EngineUnavailable:
            raise  # for the page that waits
        except CbrnGraphError as error:
            st.error(plain_text(str(error)))
        st.html(onward(link("ask", gettext("This answer by itself"), **address)))


def _link_to(number: int, title: str) -> str:
    return f"[{plain_text(title)}](#{_anchor(number)})"


def _anchor(number: int) -> str:
    return f"answer-{number + 2}"


def _asked(kg: KnowledgeGraph, address: Mapping[str, str], name: str) -> Asked | None:
    """The question of an address, ready to be answered; None where it names none.

    Raises:
        QueryError: a value is none that the card takes.
    """
    if told := address.get("build", ""):
        question = decoded(told, kg.names)
        if question is None:
            return None
        title = question.in_words(kg.names)
        return Asked(name=name, sparql=answering(question), title=title, built=question)
    card = kg.questions.get(address.get("question", ""))
    if card is None or not all(one.name in address for one in card.parameters):
        return None
    values = {one.name: address[one.name] for one in card.parameters}
    words = in_words(kg, card, values)
    return Asked(
        name=name,
        sparql=filled(card, values, words),
        hidden=[*values],
        title=card.asked(words),
        card=(card, values),
    )
