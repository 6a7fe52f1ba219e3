"""The gallery of questions: searched by words, each with the beginning of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.errors import CbrnGraphError, EngineUnavailable
from graph.folding import words
from graph.pages.ask.form import in_words
from graph.pages.parts.fragments import link
from graph.pages.parts.widgets import LANGUAGES_AT_ONCE
from graph.store import Limits
from graph.templates import piece
from graph.texts import catalogued, gettext
from graph.views.record.tables import labelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from markupsafe import Markup

    from graph.knowledge_graph import KnowledgeGraph
    from graph.store import Question

__all__ = ["gallery"]

_GROUPS: Final = {
    "analyst": catalogued("Explore"),
    "staff": catalogued("Look up"),
    "reviewer": catalogued("Review"),
}
_BRIEF: Final = Limits(seconds=5, rows=10_000)
_CELLS: Final = 3


def gallery(kg: KnowledgeGraph, cards: Mapping[str, Question]) -> None:
    """All questions, group by group, or those that have all words of the search."""
    typed = st.text_input(
        gettext("Search the questions"),
        placeholder=gettext("For example: hosted, budget, since"),
        key="gallery",
    )
    sought = words(typed).split()
    found = {key: card for key, card in cards.items() if _has(card, sought)}
    if not found:
        st.info(
            gettext(
                "No question here has these words. The box at the top reads questions of your own."
            )
        )
    with st.spinner(gettext("Answering each question once …")):
        previews = _previews(id(kg), kg)
    for group, title in _GROUPS.items():
        of_group = [card for card in found.values() if card.group == group]
        if not of_group:
            continue
        st.subheader(f"{gettext(title)} ({len(of_group)})")
        shown = [_card(card, *previews.get(card.key, ("", ""))) for card in of_group]
        st.html(piece("pages/ask/gallery.html", "gallery", shown))


def _has(card: Question, sought: Iterable[str]) -> bool:
    """Whether each word sought begins a word of the card."""
    own = words(" ".join((*card.sentences, card.note or ""))).split()
    return all(any(one.startswith(word) for one in own) for word in sought)


def _card(card: Question, asked: str, answer: str) -> tuple[Markup, str]:
    """A question: what it asks, which leads to its page, and the beginning of its answer."""
    return link("ask", asked or card.asked({}), question=card.key), answer


@st.cache_resource(max_entries=LANGUAGES_AT_ONCE, show_spinner=False)
def _previews(opened: int, _kg: KnowledgeGraph) -> dict[str, tuple[str, str]]:
    """Each question as it is asked without a choice, and the beginning of its answer.

    The number tells one opened graph from the next.
    """
    found = {}
    for key, card in _kg.questions.items():
        if all(parameter.default is not None for parameter in card.parameters):
            values = {one.name: one.default or "" for one in card.parameters}
            found[key] = card.asked(in_words(_kg, card, values)), _preview(_kg, card)
    return found


def _preview(kg: KnowledgeGraph, card: Question) -> str:
    try:
        answer = kg.engine.query(card.sparql, card.bind({}), _BRIEF)
    except EngineUnavailable:
        raise  # for the page that waits
    except CbrnGraphError:
        return ""  # the page of the question says why
    table = labelled(answer, kg.names, without=[one.name for one in card.parameters])
    if not table.rows:
        return gettext("Nothing on record")
    firsts = list(dict.fromkeys(row[0] for row in table.rows))
    listed, more = ", ".join(firsts[:_CELLS]), len(firsts) - _CELLS
    if more <= 0:
        return listed
    return gettext("{listed} and {more:,} more", listed=listed, more=more)
