"""Small pieces of pages in HTML: links, signs, lists, tables, and what an empty page says.

They are written in ``fragments.html``, which escapes every text that it is given; Streamlit's own
sanitiser stands behind that. What they return is markup, which other pieces take as it is.
"""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st
from markupsafe import Markup, escape

from graph.kinds import SOURCE
from graph.pages.parts.widgets import address
from graph.palette import painted
from graph.templates import piece
from graph.views.record.appearance import appearance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.views.record.names import Name

__all__ = [
    "absent",
    "below",
    "chips",
    "dash",
    "empty_state",
    "examples",
    "in_a_row",
    "link",
    "listing",
    "note",
    "onward",
    "paragraph",
    "pieces",
    "sentence",
    "spoken_title",
    "steps",
    "strong",
    "stylesheet",
    "symbol",
    "table",
    "thing",
]

_LOOK: Final = Path(__file__).parents[1] / "style.css"
_html = partial(piece, "pages/parts/fragments.html")


def stylesheet(path: Path = _LOOK) -> None:
    """Adds a style sheet to the page; where none is named, that of cards, lists and legends."""
    st.html(_style(path))


@cache
def _style(path: Path) -> Markup:
    return _html("style", Markup(painted(path.read_text("utf-8"))))


def link(page: str, text: str, *, of: str = "", **state: str) -> Markup:
    """An anchor to a page of the app with a state; ``of`` is a CSS class."""
    return _html("link", address(page, **state), text, of)


def symbol(kind: str) -> Markup:
    """The coloured shape of a kind, as the network draws it; silent for screen readers."""
    return _html("symbol", appearance(kind))


def thing(name: Name) -> Markup:
    """A thing: the shape of its kind, and its name, which leads to the network around it."""
    return symbol(name.family) + link("network", name.label, thing=name.short)


def strong(text: str) -> Markup:
    """A text that stands out."""
    return _html("strong", text)


def note(text: str) -> Markup:
    """A text that stands back."""
    return _html("note", text)


def dash(meaning: str) -> Markup:
    """A dash where there is nothing; what that means is read when one points at it."""
    return _html("dash", meaning)


def absent(words: str) -> Markup:
    """Words for what is not there."""
    return _html("absent", words)


def spoken_title(text: str) -> Markup:
    """The heading of a page that shows none, for those who hear the page."""
    return _html("spoken_title", text)


def paragraph(text: str, *, of: str = "") -> Markup:
    """A text, or a piece, on lines of its own; ``of`` is a CSS class."""
    return _html("paragraph", text, of)


def sentence(text: str, **links: str) -> Markup:
    """A text in the reader's language with pieces in its ``{places}``, each a link or a text."""
    return Markup(escape(text)).format(**{place: pieces([one]) for place, one in links.items()})


def onward(*ways: str) -> Markup:
    """Links in a row that lead on from here."""
    return _html("onward", ways)


def examples(ways: Iterable[str]) -> Markup:
    """Links to begin with, as a sentence."""
    return _html("examples", ways)


def pieces(all_of_them: Iterable[str]) -> Markup:
    """Pieces one after another."""
    return _html("pieces", all_of_them)


def in_a_row(several: Iterable[str], between: str = " · ") -> Markup:
    """Pieces with a sign between them."""
    return _html("in_a_row", several, between)


def below(several: Iterable[str]) -> Markup:
    """Pieces below one another."""
    return _html("below", several)


def listing(items: Iterable[str], *, of: str = "cbrn-list") -> Markup:
    """Texts or pieces as a list; ``of`` is its CSS class."""
    return _html("listing", items, of)


def steps(items: Iterable[str]) -> Markup:
    """Texts or pieces as a list with numbers."""
    return _html("steps", items)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, even: bool = False) -> None:
    """A plain table; each cell is a text or a piece.

    ``even`` gives every column the same width, so that tables below each other line up.
    """
    st.html(_html("table", headings, rows, even))


def empty_state(sentence: str, begin: Markup) -> Markup:
    """A page before anything is picked: what to do, and something to begin with."""
    return _html("empty_state", sentence, begin)


def chips(names: Iterable[Name], page: str, parameter: str) -> Markup:
    """Links to a page of each thing; a document has a page of its own."""
    return _html(
        "chips",
        [
            (
                appearance(name.family),
                address("sources", source=name.short)
                if name.family == SOURCE
                else address(page, **{parameter: name.short}),
                name.label,
            )
            for name in names
        ],
    )
