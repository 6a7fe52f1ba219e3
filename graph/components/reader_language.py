"""The language in which a reader wants names, which stands in the address of every page."""

from __future__ import annotations

from typing import Final

import streamlit as st

from graph.languages import ENGLISH

__all__ = ["LANGUAGE", "in_reader_language", "reader_language"]

LANGUAGE: Final = "lang"
"""The parameter of an address that says it, by the tag of the language (BCP 47)."""


def reader_language() -> str:
    """The tag of the language that the address names; that of the record where it names none."""
    return st.query_params.get(LANGUAGE, "").strip().lower() or ENGLISH


def in_reader_language() -> list[tuple[str, str]]:
    """What an address needs so that it is answered in the reader's language: nothing in English."""
    language = reader_language()
    return [] if language == ENGLISH else [(LANGUAGE, language)]
