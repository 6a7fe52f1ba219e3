"""What the pages show while the graph's engine does not answer, and the way back."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

from graph.components.reader_language import in_reader_words
from graph.errors import EngineUnavailable
from graph.knowledge_graph import current_graph
from graph.pages.parts.widgets import plain_text
from graph.store import Limits
from graph.texts import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["is_away", "wait_page", "while_it_answers"]

_AWAY = "the engine is away"
_SECONDS = 3


@contextmanager
def while_it_answers() -> Iterator[None]:
    """A block, or as a decorator a function, that gives way to the waiting page.

    It is worded in the reader's language. Fragments need one of their own: a click reruns them
    without the script around them.
    """
    try:
        with in_reader_words():
            yield
    except EngineUnavailable as error:
        st.session_state[_AWAY] = str(error)
        st.rerun()


def is_away() -> bool:
    """Whether the last page of this visit found that the engine does not answer."""
    return _AWAY in st.session_state


def wait_page() -> None:
    """The page in place of any other one, until the engine is back; then that other one again.

    What the visitor had chosen is in the address, and what was typed stays as well.
    """
    for key, value in st.session_state.items():
        if isinstance(value, str):
            st.session_state[key] = value  # or it is dropped, for its widget is not on this page
    st.title(gettext("The graph's engine does not answer"))
    st.warning(plain_text(st.session_state[_AWAY]), icon=":material/cloud_off:")
    st.markdown(
        gettext(
            "Nothing is lost: this page tries again by itself and goes on where you "
            "were, as soon as "
            "there is an answer. You need not reload."
        )
    )
    _try_again()


@st.fragment(run_every=_SECONDS)
def _try_again() -> None:
    trials = st.session_state.get("trials", 0)
    st.session_state["trials"] = trials + 1
    if trials and _answers():
        del st.session_state[_AWAY], st.session_state["trials"]
        st.rerun()
    st.caption(
        gettext(
            "Trying again every {seconds} seconds: {number} so far.",
            seconds=_SECONDS,
            number=trials + 1,
        )
    )


def _answers() -> bool:
    try:
        current_graph().engine.query("ASK { ?thing a cbrn:Thing }", limits=Limits(seconds=5))
    except EngineUnavailable as error:
        st.session_state[_AWAY] = str(error)
        return False
    return True
