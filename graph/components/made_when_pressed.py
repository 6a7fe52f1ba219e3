"""A text that Python makes when its button in the browser was pressed, and only then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["MadeText", "made_when_pressed"]


@dataclass(frozen=True, slots=True)
class MadeText:
    """What a button sends to the browser, and what it calls when it is pressed.

    ``number`` counts how often it was pressed, so that what comes again is not taken twice;
    ``text`` is empty where it was not pressed since the last run.
    """

    number: int
    text: str
    press: Callable[[], None]


def made_when_pressed(key: str, written: Callable[[], bytes]) -> MadeText:
    """The text of a button, made if it was pressed just now.

    Args:
        key: names the button.
        written: makes the text, as UTF-8.
    """
    asked, counted = f"{key}:asked", f"{key}:number"

    def press() -> None:
        st.session_state[asked] = True

    wanted = bool(st.session_state.pop(asked, False))
    number = st.session_state[counted] = st.session_state.get(counted, 0) + wanted
    return MadeText(number, written().decode() if wanted else "", press)
