"""Words that are looked for in titles, of which a part is a topic on record."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.store import ask
from graph.views.asking.page_ways import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.asking.interpretation import Interpretation
    from graph.views.asking.naming import Namer
    from graph.views.asking.pieces import Piece
    from graph.views.record.names import NamedGraph

__all__ = ["finds_nothing", "is_empty", "part_on_record", "with_title_words_behind"]

_WORDS: Final = "words"
_WITH_ORDINAL: Final = re.compile(
    r"\b(first[\s-]+(?:aid|lines?|respon(?:der|se)s?))\s+(projects?)\b", re.IGNORECASE
)
"""What is called "first" by its name, and is not the first of several."""
_SPREAD: Final = "spread-over-countries"


def with_title_words_behind(text: str) -> str:
    """A text with "first response projects" as projects about that."""
    return _WITH_ORDINAL.sub(r"\2 about \1", text)


def is_empty(kg: NamedGraph, reading: Interpretation) -> bool:
    """Whether nothing on record answers a reading; a page is never empty."""
    if isinstance(reading.target, Page):
        return False
    return not ask(kg.engine, reading.target, dict(reading.values)).rows


def finds_nothing(kg: NamedGraph, reading: Interpretation) -> bool:
    """Whether a reading looks for what is nowhere: words, or things that no country could have."""
    is_looked_for = _WORDS in reading.values or reading.key == _SPREAD
    return is_looked_for and is_empty(kg, reading)


def part_on_record(
    kg: NamedGraph, finder: Namer, reading: Interpretation, pieces: Sequence[Piece]
) -> tuple[list[Piece], tuple[str, ...]] | None:
    """What is left of a text whose words no title holds together, where a topic is among them.

    Nothing on record about all the words does not say that nothing is about the topic.

    Args:
        kg: the graph, opened.
        finder: what found the pieces.
        reading: what the text is read as.
        pieces: the text, piece by piece.

    Returns:
        The pieces with the first topic alone for the words, and the words that are left out; None
        where an answer is on record, or no topic is among the words.
    """
    phrase = reading.values.get(_WORDS, "")
    topics = [one for one in pieces if one.things and one.things[0].family == "Topic"]
    inside = [one for one in topics if one.told in phrase]
    if not inside or not finds_nothing(kg, reading):
        return None
    among = set(phrase.split())
    first = last = pieces.index(inside[0])
    while first and set(pieces[first - 1].told.split()) <= among:
        first -= 1
    while last + 1 < len(pieces) and set(pieces[last + 1].told.split()) <= among:
        last += 1
    left_out = tuple(
        one.told
        for one in pieces[first : last + 1]
        if one is not inside[0] and one.value not in finder.wording.silent
    )
    if not left_out:
        return None
    return [*pieces[:first], replace(inside[0], is_part=False), *pieces[last + 1 :]], left_out
