"""The language in which a reader wants names and texts; it stands in the address of every page."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.languages import ENGLISH
from graph.texts import speaking

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LANGUAGE", "in_reader_language", "in_reader_words", "reader_language"]

LANGUAGE: Final = "lang"
"""The parameter of an address that says it, by the tag of the language (BCP 47)."""


_PAGE: Final = "page that is worded"


def reader_language() -> str:
    """The tag of the language that the address names; that of the record where it names none."""
    return st.query_params.get(LANGUAGE, "").strip().lower() or ENGLISH


@contextmanager
def in_reader_words(page: str = "") -> Iterator[None]:
    """A block, or as a decorator a function, that words what it shows in the reader's language.

    A page that the language does not have whole is worded in English. A part of a page that is run
    alone is worded as the page was (https://docs.streamlit.io/develop/concepts/architecture/fragments).

    Args:
        page: the page by its name in its address; that of the last whole run where it is empty.
    """
    if page:
        st.session_state[_PAGE] = page
    with speaking(reader_language(), page or st.session_state.get(_PAGE, "")):
        yield


def in_reader_language() -> list[tuple[str, str]]:
    """What an address needs so that it is answered in the reader's language: nothing in English."""
    language = reader_language()
    return [] if language == ENGLISH else [(LANGUAGE, language)]
