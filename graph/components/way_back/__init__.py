"""The way back: Back and Forward take exactly one step of the reader, on every page.

The menu leads back to a page as it was left in this tab: what it showed is in its address, which
the browser keeps; the server hears of nothing but the address that is gone to.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from graph.components.registering import register
from graph.languages import language_of

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["keep_way_back"]


def keep_way_back(language: str) -> None:
    """Let what a page writes into the address by itself change the entry that is there.

    The document says in which language its texts are, by its tag, for whoever reads it aloud.
    """
    spoken = language_of(language)
    _component()(key="way back", data={"language": spoken.tag, "direction": spoken.direction})


@cache
def _component() -> ComponentRenderer:
    return register(__name__, "way_back")
