"""Where a reader says what words of a text state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.pages.add.decisions_kept import decide, decisions, made_anew
from graph.pages.parts.widgets import plain_text
from graph.views.review.read_text import in_words, named_in, with_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.views.review.read_text import ReadText

__all__ = ["ask_of_chosen_words", "choose_words", "let_words_go"]

_WORDS: Final = "words of the text that were chosen"


def choose_words(start: int, end: int) -> None:
    """Asks below what these words of the text state."""
    st.session_state[_WORDS] = start, end


def let_words_go() -> None:
    """Asks of no words any more."""
    st.session_state.pop(_WORDS, None)


def ask_of_chosen_words(read: ReadText) -> None:
    """The form that asks what the chosen words state; nothing before some are chosen."""
    chosen: tuple[int, int] | None = st.session_state.get(_WORDS)
    if chosen is None:
        return
    named = named_in(read, *chosen)
    passage = " ".join(str(read.told["text"])[slice(*chosen)].split())
    keys = list(named)
    with st.form(f"statement of {chosen}", border=True):
        st.markdown(f"**What do these words say?**  \n“{plain_text(passage)}”")
        subject = st.text_input("About (key)", keys[0] if keys else "")
        relation = st.selectbox(
            "Line or fact", sorted(read.told["properties"], key=in_words), index=None,
            format_func=in_words,
            placeholder="attended by, start date …",
        )  # fmt: skip
        value = st.text_input("Value (key, date, number or text)", keys[1] if keys[1:] else "")
        role = st.text_input("Role (if one is told)")
        add, drop = st.columns(2)
        added = add.form_submit_button("Add it", icon=":material/add:", width="stretch")
        dropped = drop.form_submit_button("Leave it", width="stretch")
    if added and subject.strip() and relation and value.strip():
        said = {
            "subject": subject.strip(), "property": relation, "object": value.strip(),
            "role": role.strip(),
        }  # fmt: skip
        _add(read, chosen, said)
    elif added:
        st.info("Say what it is about, which line or fact it states, and the value.")
    if dropped:
        let_words_go()
        st.rerun()


def _add(read: ReadText, chosen: tuple[int, int], said: Mapping[str, str]) -> None:
    """Puts a statement of a reader's own among those of the text, accepted."""
    more = with_words(read, *chosen, said)
    decide(decisions().with_own(more.statements[-1]), more)
    let_words_go()
    made_anew()
    st.rerun()
