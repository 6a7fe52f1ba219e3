"""Questions in plain words: a gallery of them, and the answer with its parameters beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.errors import CbrnGraphError, EngineUnavailable
from graph.pages.ask.answers import show
from graph.pages.ask.asked import Asked
from graph.pages.ask.form import in_words, values
from graph.pages.ask.gallery import gallery
from graph.pages.parts.cards import query_behind
from graph.pages.parts.fragments import link, onward
from graph.pages.parts.visits import visits
from graph.pages.parts.widgets import plain_text, show_only
from graph.store import ask
from graph.store.cards.own_questions import filled, read_own_card
from graph.texts import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.knowledge_graph import KnowledgeGraph
    from graph.store import Question

__all__ = ["question_page"]

_OWN = "own question"
_OWN_KEY = "own"


def question_page(kg: KnowledgeGraph) -> None:
    """The gallery of questions; or one of them, answered, with its parameters beside the answer."""
    cards = _cards(kg)
    wanted = st.query_params.get("question", "")
    if wanted and wanted not in cards:
        st.warning(
            gettext(
                "The address names '{wanted}', which is no question here.",
                wanted=plain_text(wanted),
            )
        )
    if wanted not in cards:
        gallery(kg, cards)
        _loader(kg)
        return
    question = cards[wanted]
    answered, beside = st.columns([7, 2], gap="large")
    with beside:
        chosen = values(kg, question)
        st.html(onward(link("ask", gettext("All questions"))))
        if question.note:
            st.caption(gettext(question.note))
        _loader(kg)
    with answered:
        if chosen is None:
            st.subheader(plain_text(question.asked({})))
            st.info(gettext("Fill in what is missing; the answer follows at once."))
        else:
            _answer(kg, question, chosen)


def _answer(kg: KnowledgeGraph, question: Question, chosen: dict[str, str]) -> None:
    words = in_words(kg, question, chosen)
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
    card = (question, chosen)
    show(
        kg,
        answer,
        Asked(
            name=question.key,
            sparql=query,
            view=question.view,
            hidden=hidden,
            title=asked,
            card=card,
        ),
    )
    query_behind(gettext("The query behind this answer"), query, gettext("Change this query"))


def _cards(kg: KnowledgeGraph) -> Mapping[str, Question]:
    """The cards of the project, and the one that the reader has loaded, if any."""
    own = st.session_state.get(_OWN)
    return {**kg.questions, _OWN_KEY: own} if own else kg.questions


def _loader(kg: KnowledgeGraph) -> None:
    """A door for a card from a file; what is wrong with it is said with file and line."""
    with st.popover(gettext("Load a card")):
        visits.ask_for_files()
        st.file_uploader(
            gettext("A question of your own, as a file .rq"),
            type="rq",
            key="card file",
            max_upload_size=1,
            on_change=_load,
            args=(kg,),
            help=gettext(
                "An answer gives one under “Take this answer away”; a question in words stands at "
                "its top and can be changed with any editor."
            ),
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
        st.session_state["card fault"] = gettext("{name} is not written in UTF-8.", name=file.name)
    except CbrnGraphError as error:
        st.session_state["card fault"] = str(error)
    else:
        st.session_state[_OWN] = card
        show_only({"question": _OWN_KEY})
