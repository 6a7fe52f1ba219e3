"""Who does something to the record, and why: two fields, the name remembered for the visit."""

from __future__ import annotations

from typing import Final

import streamlit as st

__all__ = ["ask_name", "ask_why"]

_NAME: Final = "name in the journal"


def ask_name() -> str:
    """The name that the visitor gives; "" where none is given yet."""
    usual = st.session_state.get(_NAME) or (str(st.user.get("name") or "") if st.user else "")
    typed = st.text_input(
        "Your name or role", usual, max_chars=80, help="It stands in the journal of the record."
    )
    st.session_state[_NAME] = " ".join((typed or "").split())
    return str(st.session_state[_NAME])


def ask_why(default: str, *, needed: bool = False) -> str:
    """The reason that the visitor gives; "" where none is given."""
    label = (
        "Why is what is on record corrected?" if needed else "Why (if there is something to say)"
    )
    typed = st.text_input(label, default, max_chars=500)
    return " ".join((typed or "").split())
