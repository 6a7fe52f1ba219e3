"""The one box: a name, a year or a question is typed, and what fits it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from graph.components.combobox import field

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["box", "gone_to"]

_WISH: Final = "the box leads to"


def box(key: str) -> None:
    """Draw the box; what is chosen in it is gone to in the next run, by `gone_to`.

    Args:
        key: names this box, and gives its place its look: "box" or "box-large".
    """

    def heard() -> None:
        told = (st.session_state.get(f"the {key}") or {}).get("chosen")
        if isinstance(told, list) and told:
            st.session_state[_WISH] = str(told[0])

    with st.container(key=key):
        field(
            f"the {key}",
            {
                "label": "Ask or find",
                "bare": True,
                "hint": "Type a name, a year or a question (key /)",
                "address": "read",
                "chosen": [],
                "most": 1,
                "leads": True,
                "slash": True,
            },
            on_chosen_change=heard,
        )


def gone_to(pages: Collection[str]) -> tuple[str, dict[str, str]] | None:
    """The page and the parameters that somebody has just chosen in the box, if any."""
    wish = st.session_state.pop(_WISH, None)
    if wish is None:
        return None
    parts = urlsplit(wish)
    return (parts.path, dict(parse_qsl(parts.query))) if parts.path in pages else None
