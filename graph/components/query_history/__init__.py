"""The queries answered in this browser, kept there and nowhere else, to be loaded again.

They stay in the browser's own store: the server hears of one only when its reader loads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from graph.components.registering import register
from graph.texts import catalogued, translated

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["Past", "query_history"]

_WORDS: Final = {
    "title": catalogued("Queries answered in this browser"),
    "none": catalogued("None yet. Each query that is answered is listed here."),
    "blocked": catalogued(
        "This browser does not let pages keep anything, so no queries are listed."
    ),
    "where": catalogued(
        "They are kept in this browser only: the last 50 and those saved. Pick one to load."
    ),
    "save": catalogued("Save"),
    "saved": catalogued("Saved"),
    "file": catalogued("Save as a file"),
    "forget": catalogued("Forget all that are not saved"),
}


@dataclass(frozen=True, slots=True)
class Past:
    """A query that was just answered, and its number of rows and time in words."""

    query: str
    told: str


def query_history(newest: Past | None, *, key: str) -> str | None:
    """List the queries of this browser, the newest added; return the one to load, when picked."""
    shown = newest and {"key": f"{newest.told} {newest.query}", **_of(newest)}
    found = _component()(
        key=key, data={"words": translated(_WORDS), "newest": shown}, on_load_change=lambda: None
    ).get("load")
    return found if isinstance(found, str) else None


def _of(past: Past) -> dict[str, str]:
    return {"query": past.query, "told": past.told}


@cache
def _component() -> ComponentRenderer:
    return register(__name__, "history")
