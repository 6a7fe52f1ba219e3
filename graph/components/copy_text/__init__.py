"""A button that puts a text on the clipboard of the visitor's browser.

Python makes the text when the button is pressed. A browser lets a page write to the clipboard only
at an address of its own machine or over HTTPS; where it does not, the text is shown, selected.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.components.made_when_pressed import made_when_pressed
from graph.components.registering import register
from graph.texts import catalogued, translated

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["copy_text"]

_WORDS: Final = {
    "copied": catalogued("Copied."),
    "forbidden": (
        catalogued(
            "This browser does not let the page copy. The text is selected: press Ctrl+C, or ⌘C."
        )
    ),
    "text": catalogued("Text to copy"),
}


@st.fragment
def copy_text(label: str, written: Callable[[], bytes], *, key: str, purpose: str) -> None:
    """Draw the button.

    Args:
        label: what stands on it.
        written: makes the text, as UTF-8; called only when the button was pressed.
        key: names this button.
        purpose: what the text is good for, shown when the pointer rests on the button.
    """
    made = made_when_pressed(key, written)
    _component()(
        key=key,
        data={
            "key": key,
            "label": label,
            "purpose": purpose,
            "words": translated(_WORDS),
            "number": made.number,
            "text": made.text,
        },
        width="content",
        on_wanted_change=made.press,
    )


@cache
def _component() -> ComponentRenderer:
    return register(__name__, "copy_text")
