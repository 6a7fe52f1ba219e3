"""Buttons that save a drawing as a PNG file or copy it, made by the visitor's own browser.

The browser draws the SVG as it draws any picture: nothing in it runs, labels are text, and the
letters are those of the visitor's system. Python makes the SVG when the button is pressed.
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

__all__ = ["picture_file"]

_WORDS: Final = {
    "copy": catalogued("Copy the picture"),
    "saved": catalogued("The picture is saved."),
    "copied": catalogued("The picture is copied: paste it where it is wanted."),
    "refused": catalogued(
        "This browser does not let a page copy pictures; save the picture instead."
    ),
    "failed": catalogued("This browser cannot make a picture of that size; please take the SVG."),
}


@st.fragment
def picture_file(  # noqa: PLR0913 - a button and its named options
    label: str,
    drawing: Callable[[], bytes],
    file_name: str,
    *,
    key: str,
    purpose: str,
    copies: bool = False,
) -> None:
    """Draw the button, and one that copies the picture.

    Args:
        label: what stands on it.
        drawing: makes the SVG; called only when the button was pressed.
        file_name: what the file is called.
        key: names this button.
        purpose: what the file is good for, shown when the pointer rests on the button.
        copies: whether the picture can be copied too.
    """
    made = made_when_pressed(key, drawing)
    _component()(
        key=key,
        data={
            "key": key,
            "label": label,
            "purpose": purpose,
            "copies": copies,
            "file": file_name,
            "words": translated(_WORDS),
            "number": made.number,
            "drawing": made.text,
        },
        width="content",
        on_wanted_change=made.press,
    )


@cache
def _component() -> ComponentRenderer:
    return register(__name__, "picture_file")
