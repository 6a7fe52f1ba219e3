"""The one box: a name, a year or a question is typed, and what fits it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlencode, urlsplit

import streamlit as st

from graph.components.combobox import field
from graph.components.reader_language import in_reader_language, in_reader_words, reader_language
from graph.components.way_back import keep_way_back
from graph.home import PAGES
from graph.pages.parts.language import choice_of_language
from graph.pages.parts.widgets import run_page
from graph.texts import gettext, speaking, spoken_language

if TYPE_CHECKING:
    from collections.abc import Collection

    from streamlit.navigation.page import StreamlitPage

__all__ = ["box", "run_below_box"]

_WISH: Final = "the box leads to"


def box(key: str, language: str) -> None:
    """Draw the box; what is chosen in it is gone to in the next run, by `run_below_box`.

    Args:
        key: names this box, and gives its place its look: "box" or "box-large".
        language: in which the page below it is worded, for whoever reads it aloud.
    """

    def heard() -> None:
        told = (st.session_state.get(f"the {key}") or {}).get("chosen")
        if isinstance(told, list) and told:
            st.session_state[_WISH] = str(told[0])

    with st.container(key=key, gap=None):
        keep_way_back(language)
        field(
            f"the {key}",
            {
                "label": gettext("Ask or find"),
                "bare": True,
                "hint": gettext("Type a name, a year or a question (key /)"),
                "address": f"read?{urlencode(in_reader_language())}",
                "chosen": [],
                "most": 1,
                "leads": True,
                "slash": True,
            },
            on_chosen_change=heard,
        )


def run_below_box(page: StreamlitPage, pages: Collection[str]) -> None:
    """Go to what was chosen in the box in the last run, or draw a page with the box above it.

    Args:
        page: the page that is about to be drawn; the first one has a larger box of its own.
        pages: the names of all pages in their addresses.
    """
    parts = urlsplit(st.session_state.pop(_WISH, ""))
    if parts.path in pages:
        script = PAGES / parts.path / "page.py"
        # Some names stand there several times: each further question that a text asked is a "then".
        asked = parse_qs(parts.query, keep_blank_values=True)
        st.switch_page(script, query_params={**asked, **dict(in_reader_language())})
    name = page.url_path or next(iter(pages))
    with in_reader_words(name):
        language = spoken_language()
    with speaking(reader_language()):
        choice_of_language()
        if page.url_path:
            box("box", language)
    with in_reader_words(name):
        run_page(page)
