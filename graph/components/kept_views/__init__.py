"""Views that a reader keeps under a name, with a sentence: in this browser, and as a file.

A view is the address of its page, so what is kept is short, and opens as any link does. The server
hears of the list only to make slides of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from graph.components.registering import register
from graph.texts import catalogued, translated

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["KeptView", "kept_views"]

_MOST: Final = 30
_LONGEST: Final = 500
_WORDS: Final = {
    "name": catalogued("Name of this view"),
    "sentence": catalogued("What it shows, in a sentence"),
    "keep": catalogued("Keep this view"),
    "none": catalogued(
        "None yet. Views are kept in this browser only; save them as a file to hand them on."
    ),
    "blocked": catalogued(
        "This browser does not let pages keep anything: save the views as a file."
    ),
    "list": catalogued("Kept views, in the order of the story"),
    "beside": catalogued("Beside the open view"),
    "up": catalogued("Earlier"),
    "down": catalogued("Later"),
    "drop": catalogued("Forget"),
    "save": catalogued("Save as a file"),
    "open": catalogued("Open a file"),
    "bad": catalogued("That file holds no views: take one that was saved here."),
    "next": catalogued("Next"),
    "back": catalogued("Previous"),
    "full": catalogued("There is room for {most} views; forget one first."),
}


@dataclass(frozen=True, slots=True)
class KeptView:
    """A kept view: its name, a sentence about it, and the part of its address after "?"."""

    name: str
    sentence: str
    search: str


def kept_views(suggested: str, *, key: str) -> tuple[KeptView, ...]:
    """Draw the views of this browser; return them in the order of the story.

    Args:
        suggested: a name for the view that is open now.
        key: names this list.
    """
    heard = _component()(
        key=key,
        data={"words": translated(_WORDS, most=_MOST), "suggested": suggested, "most": _MOST},
        on_views_change=lambda: None,
    ).get("views")
    return tuple(filter(None, map(_view, heard[:_MOST]))) if isinstance(heard, list) else ()


def _view(told: object) -> KeptView | None:
    """A view as the browser tells it; None where it is not well formed."""
    match told:
        case {"name": str(name), "sentence": str(sentence), "search": str(search)} if name:
            return KeptView(name[:_LONGEST], sentence[:_LONGEST], search.removeprefix("?"))
    return None


@cache
def _component() -> ComponentRenderer:
    return register(__name__, "kept_views")
