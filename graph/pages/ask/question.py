"""Questions in plain words, in three groups: a form with typed parameters, and the answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from graph.errors import CbrnGraphError, EngineUnavailable
from graph.pages.ask.answers import show
from graph.pages.ask.asked import Asked
from graph.pages.ask.form import told, values
from graph.pages.parts.cards import query_behind
from graph.pages.parts.visits import visits
from graph.pages.parts.widgets import plain_text
from graph.store import ask
from graph.store.cards.own_questions import filled, read_own_card

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.knowledge_graph import KnowledgeGraph
    from graph.store import Question

__all__ = ["question_page"]

_GROUPS = {"analyst": "Explore", "staff": "Look up", "reviewer": "Review"}
_OWN = "own question"
_OWN_KEY = "own"


def question_page(kg: KnowledgeGraph) -> None:
    """A question, its parameters as pickers, and the answer at once."""
    cards = _cards(kg)
    question = cards[_chosen(kg, cards)]
    chosen = values(kg, question)
    if chosen is None:
        st.info("Fill in the form above; the answer follows at once.")
        return
    words = told(kg, question, chosen)
    asked = question.asked(words)
    st.subheader(plain_text(asked))
    try:
        answer = ask(kg.engine, question, chosen)
    except EngineUnavailable:
        raise  # for the page that waits
    except CbrnGraphError as error:
        st.error(str(error))
        return
    query = filled(question, chosen, words)
    hidden = [parameter.name for parameter in question.parameters]
    show(kg, answer, Asked(question.key, query, question.view, hidden, asked))
    if question.note:
        st.caption(question.note)
    query_behind("The query behind this answer", query, "Change this query")


def _cards(kg: KnowledgeGraph) -> Mapping[str, Question]:
    """The cards of the project, and the one that the reader has loaded, if any."""
    own = st.session_state.get(_OWN)
    return {**kg.questions, _OWN_KEY: own} if own else kg.questions


def _chosen(kg: KnowledgeGraph, cards: Mapping[str, Question]) -> str:
    """The key of the question that the reader picks: first its group, then the question."""
    first = next(key for group in _GROUPS for key in _of(cards, group))
    wanted = st.query_params.get("question", first)
    if wanted not in cards:
        st.warning(f"The address names '{plain_text(wanted)}', which is no question here.")
        wanted = first
    st.session_state["group"] = cards[wanted].group
    st.session_state["question"] = wanted

    def turn() -> None:
        group = st.session_state["group"]
        st.query_params.from_dict({"question": _of(cards, group)[0]})

    def keep() -> None:
        st.query_params.from_dict({"question": st.session_state["question"]})

    left, right = st.columns([5, 1], vertical_alignment="bottom")
    with left:
        group = st.segmented_control(
            "What you want to do",
            list(_GROUPS),
            format_func=lambda one: f"{_GROUPS[one]} ({len(_of(cards, one))})",
            key="group",
            on_change=turn,
            required=True,
        )
    with right:
        _loader(kg)
    return st.selectbox(
        "Question",
        _of(cards, group or "analyst"),
        format_func=partial(_listed, cards),
        key="question",
        on_change=keep,
    )


def _loader(kg: KnowledgeGraph) -> None:
    """A door for a card from a file; what is wrong with it is said with file and line."""
    with st.popover("Load a card"):
        visits.ask_for_files()
        st.file_uploader(
            "A question of your own, as a file .rq",
            type="rq",
            key="card file",
            max_upload_size=1,
            on_change=_load,
            args=(kg,),
            help="An answer gives one under “Take this answer away”; a question in words stands at "
            "its top and can be changed with any editor.",
        )
        if fault := st.session_state.get("card fault"):
            st.error(plain_text(fault))


def _load(kg: KnowledgeGraph) -> None:
    file = st.session_state["card file"]
    st.session_state["card fault"] = ""
    if file is None:
        return
    try:
        card = read_own_card(kg.engine, file.name, file.getvalue().decode("utf-8"))
    except UnicodeDecodeError:
        st.session_state["card fault"] = f"{file.name} is not written in UTF-8."
    except CbrnGraphError as error:
        st.session_state["card fault"] = str(error)
    else:
        st.session_state[_OWN] = card
        st.query_params.from_dict({"question": _OWN_KEY})


def _of(cards: Mapping[str, Question], group: str) -> list[str]:
    """The keys of the cards of a group; an own one comes last."""
    return [key for key, card in cards.items() if card.group == group]


def _listed(cards: Mapping[str, Question], key: str) -> str:
    question = cards[key]
    words = {parameter.name: f"[{parameter.name}]" for parameter in question.parameters}
    return f"{'Loaded: ' if key == _OWN_KEY else ''}{question.asked(words)}"
