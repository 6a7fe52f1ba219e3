"""Who does something to the record, and why: two fields, the name remembered for the visit."""

from __future__ import annotations

from typing import Final

import streamlit as st

__all__ = ["ask_name", "ask_why"]

_NAME: Final = "name in the journal"


def ask_name(key: str) -> str:
    """The name that the visitor gives; "" where none is given yet.

    Args:
        key: what is signed, since one page may ask for the name at two places.
    """
    usual = st.session_state.get(_NAME) or (str(st.user.get("name") or "") if st.user else "")
    typed = st.text_input(
        "Your name or role",
        usual,
        max_chars=80,
        key=f"name for {key}",
        help="It stands in the journal of the record.",
    )
    st.session_state[_NAME] = " ".join((typed or "").split())
    return str(st.session_state[_NAME])


def ask_why(key: str, *, needed: bool = False) -> str:
    """The reason that the visitor gives; "" where none is given.

    Args:
        key: what is signed, as for the name.
        needed: whether it corrects what is on record.
    """
    label = (
        "Why is what is on record corrected?" if needed else "Why (if there is something to say)"
    )
    typed = st.text_input(label, max_chars=500, key=f"why for {key}")
    return " ".join((typed or "").split())
