"""Several aspects of one thing asked for in a list: "P66: budget, lead and countries".

A text is parted where it has a sign or an "and" between two words, and behind the name of the
thing. Each part is then a question of that thing; what is not understood of one is said.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from graph.views.asking.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.asking.wording import Wording

__all__ = ["Aspects", "asks_one_by_one", "aspects", "compared_in", "with_presence"]

_SIGNS: Final = frozenset(",;:+/&|\u2013\u2014")
_ASKING: Final = re.compile(
    r"[,:;]\s*(?:and\s+)?(?:how|what|when|where|which|who)\b", re.IGNORECASE
)
_DASH: Final = " - "
_THERE: Final = "there"
_WAS: Final = frozenset({"was", "were", "is", "are", "been"})
_COMPARE: Final = "compare"
_TWO: Final = 2
_OF_IT: Final = frozenset({"it", "its"})
_THEIR: Final = frozenset({"the", "their", "of", "on", "record"})
Aspects = tuple[tuple[Piece, ...], ...]
"""What is asked of a thing, part by part."""


def with_presence(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with "who was there" as "who attended" where a meeting is named."""
    if not any(one.family == "Meeting" for piece in pieces for one in piece.things):
        return list(pieces)
    found: list[Piece] = []
    for before, piece in pairwise([Piece(told="", sort="word"), *pieces]):
        is_there = piece.value == _THERE and before.value in _WAS and bool(found[:-1])
        found.append(replace(piece, value="attended") if is_there else piece)
    return found


def asks_one_by_one(text: str) -> bool:
    """Whether a text asks one thing after the other: "the forum: where, who came, who hosted"."""
    return len(_ASKING.findall(text)) >= _TWO


def aspects(text: str, pieces: Sequence[Piece], wording: Wording) -> tuple[Piece, Aspects] | None:
    """The one thing that a text names first, and what it asks of it in several parts.

    Args:
        text: what somebody typed.
        pieces: the same, piece by piece.
        wording: that of its language.

    Returns:
        The thing and the parts, at least two; None where a text is no such list.
    """
    heads = [at for at, one in enumerate(pieces) if one.sort == "thing"]
    if len(heads) != 1:
        return None
    head = pieces[heads[0]]
    if any(one.value not in wording.silent for one in pieces[: heads[0]]):
        more = _more_of_it(pieces, heads[0], wording)
        return (head, more) if more and len(head.things) == 1 else None
    parts = _parts(text, pieces, heads[0])
    if len(parts) == 1 and all(one.sort != "year" for one in parts[0]):  # "P65 countries partners"
        parts = [(one,) for one in parts[0] if one.value not in wording.silent]
    return (head, tuple(parts)) if len(parts) >= _TWO and len(head.things) == 1 else None


def _more_of_it(pieces: Sequence[Piece], head: int, wording: Wording) -> Aspects:
    """What is asked of a thing before its name, and behind: "leads P46, and its countries"."""
    joins, rest = pieces[head + 1 : head + 2], pieces[head + 2 :]
    is_more = [one.value for one in joins] == ["and"]
    asks = any(one.sort != "word" or one.value not in wording.silent for one in rest)
    if not is_more or not asks or not any(one.value in _OF_IT for one in rest):
        return ()
    return tuple(pieces[:head]), tuple(rest)


def compared_in(
    text: str, pieces: Sequence[Piece], wording: Wording
) -> tuple[list[Piece], Aspects] | None:
    """What compares two things, and the aspects in which it does: "compare P66 and P65: budget".

    Args:
        text: what somebody typed.
        pieces: the same, piece by piece.
        wording: that of its language.
    """
    heads = [at for at, one in enumerate(pieces) if one.sort == "thing"]
    said = wording.meant(one.value for one in pieces if one.sort == "word")
    if len(heads) != _TWO or _COMPARE not in said:
        return None
    last = heads[-1]
    parts = _parts(text, pieces, last)
    is_told = _COMPARE in wording.meant(
        one.value for one in pieces[: last + 1] if one.sort == "word"
    )
    # "Which projects do they have in common?" is a question of its own.
    is_listed = all(
        one.value not in wording.silent or one.value in _THEIR for part in parts for one in part
    )
    return (list(pieces[: last + 1]), tuple(parts)) if parts and is_told and is_listed else None


def _parts(text: str, pieces: Sequence[Piece], head: int) -> list[tuple[Piece, ...]]:
    """What stands behind a piece, parted by signs and by "and"; nothing where it is not found."""
    parts: list[list[Piece]] = [[]]
    at, has_sign = 0, False
    for place, piece in enumerate(pieces):
        for word in piece.told.split():
            start = text.find(word, at)
            if start < 0:
                return []
            between, at = text[at:start], start + len(word)
            has_sign |= bool(_SIGNS & {*between}) or _DASH in between
        if place > head:
            if has_sign or piece.value == "and":
                parts.append([])
            parts[-1] += [] if piece.value == "and" else [piece]
        has_sign = False
    return [tuple(part) for part in parts if part]
