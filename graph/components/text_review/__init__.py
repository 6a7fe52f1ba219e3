"""A text with its statements: one is chosen, its passage marked, and decided on by keyboard too.

The page keeps what was accepted; the browser keeps which statement is chosen, so that moving from
one to the next asks nobody.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from graph.components.registering import register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["text_review"]

_WORDS: Final = {
    "text": "The text, with what was found in it",
    "none": "Choose a statement to see its passage",
    "of": "of",
    "accepted": "accepted",
    "open": "not accepted",
    "accept": "Accept it",
    "refuse": "Turn it down",
    "place": "Accept its paragraph",
    "next": "Next statement",
    "before": "Statement before",
    "add": "Add a statement from the chosen words",
    "silent": "nothing found",
    "known": "on record",
    "new": "not on record",
    "passage": "passage of the chosen statement",
    "picked": "chosen words",
    "keys": "Keys",
}
_KEYS: Final = (
    ("J or ↓", "the next statement"),
    ("K or ↑", "the statement before"),
    ("A", "accept it and go on"),
    ("X", "turn it down and go on"),
    ("P", "accept all of its paragraph"),
    ("W", "begin to choose words; ← and → move, with Shift they take more"),
    ("Enter", "add a statement from the chosen words; so does the mouse"),
    ("Escape", "let the words go"),
)


def text_review(  # noqa: PLR0913 - a text, its statements and what is heard of them
    text: str,
    paragraphs: Sequence[Mapping[str, Any]],
    names: Sequence[Mapping[str, Any]],
    statements: Sequence[Mapping[str, Any]],
    accepted: Iterable[str],
    *,
    turn: int,
    key: str,
    on_accepted: Callable[[set[str]], None],
    on_words: Callable[[int, int], None],
) -> None:
    """Draw the text beside which its statements are decided on.

    Args:
        text: the whole text; places in all that follows count its characters.
        paragraphs: each with ``start``, ``end``, ``locator`` and whether it is ``silent``.
        names: what was found, each with ``start``, ``end``, ``key`` and whether it is ``new``.
        statements: each with ``id``, ``says``, ``start``, ``end``, ``locator`` and ``matched``.
        accepted: the ids of those that are accepted.
        turn: another number whenever the page itself changed what is accepted.
        key: names the component on the page.
        on_accepted: called before the next run with all that is accepted now.
        on_words: called before the next run with the place of words to make a statement of.
    """
    data = {
        "words": _WORDS,
        "keys": [list(one) for one in _KEYS],
        "id": key,
        "text": text,
        "paragraphs": list(paragraphs),
        "names": list(names),
        "statements": list(statements),
        "accepted": sorted(accepted),
        "turn": turn,
    }

    def heard(name: str) -> object:
        return (st.session_state.get(key) or {}).get(name)

    def decided() -> None:
        told = heard("accepted")
        if isinstance(told, list):
            known = {one["id"] for one in statements}
            on_accepted({str(one) for one in told} & known)

    def chosen() -> None:
        told = heard("chosen_words")
        if isinstance(told, list) and len(told) == 2:  # noqa: PLR2004 - where they begin and end
            start, end = (int(one) for one in told)
            if 0 <= start < end <= len(text):
                on_words(start, end)

    _component()(key=key, data=data, on_accepted_change=decided, on_chosen_words_change=chosen)


@cache
def _component() -> ComponentRenderer:
    return register(__name__, "text_review")
