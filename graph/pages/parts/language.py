"""The reader's choice of a language, for names and whole pages, at the same place on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.components.reader_language import LANGUAGE
from graph.folding import plain
from graph.languages import ENGLISH, language_of
from graph.pages.parts.widgets import keep, knowledge_graph
from graph.texts import gettext

if TYPE_CHECKING:
    from graph.views.record.names import Names

__all__ = ["choice_of_language"]

_KEY: Final = "language of names"


def choice_of_language() -> None:
    """Draw the button that tells the language, and opens the list of languages."""
    names = knowledge_graph().names
    with (
        st.container(key="language"),
        st.popover(
            gettext("Language: {language}", language=names.language.upper()),
            icon=":material/translate:",
        ),
    ):
        st.session_state[_KEY] = names.language
        st.selectbox(
            gettext("Language of names"),
            [ENGLISH, *sorted(names.languages.keys() - {ENGLISH}, key=_in_order)],
            format_func=lambda tag: language_of(tag).words,
            key=_KEY,
            on_change=_chosen,
        )
        st.caption(_told(names))


def _told(names: Names) -> str:
    """How far names in the language reach, as a sentence."""
    if not names.told_language:
        return gettext(
            "The record's own names, of all {number:,} things, are English.",
            number=names.languages[ENGLISH],
        )
    return gettext(
        "{told_language} Search finds all names anyway.", told_language=names.told_language
    )


def _chosen() -> None:
    """Puts the language into the address; that of the record needs no word there."""
    language = st.session_state[_KEY]
    keep(LANGUAGE, "" if language == ENGLISH else language)


def _in_order(tag: str) -> str:
    """Languages stand in the order of what English calls them, which all can read here."""
    return plain(language_of(tag).english)
