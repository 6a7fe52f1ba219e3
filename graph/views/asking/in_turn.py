"""What is asked of several things or kinds in one breath, taken in turn: "budgets of P53 and P87".

Where a text is not understood of all of them together, it may be understood of each.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.views.asking.naming import Namer
    from graph.views.asking.pieces import Piece
    from graph.views.asking.wording import Wording

__all__ = ["each_in_turn"]

_MOST: Final = 6
_WORD: Final = "word"
_PLACE: Final = "place"
_YEAR: Final = "year"
_SPANS: Final = frozenset({"between", "from", "since"})
"""Years behind these are no row: "between 2014 and 2016"."""
_BEFORE_NAMES: Final = frozenset({"at", "for", "from", "in", "of", "to", "with"})


def each_in_turn(
    finder: Namer, pieces: Sequence[Piece], text: str = ""
) -> Iterator[list[list[Piece]]]:
    """The pieces with each of several names in place of them all, for each row of such names.

    Args:
        finder: what found the pieces.
        pieces: a text, piece by piece.
        text: the same as it was typed.

    Yields:
        For things of one family, kinds, or towns of meetings, in a row with an "and" or a sign
        between them: the text of each of them.
    """
    wording = finder.wording
    if any(one.value in wording.together for one in pieces):
        return
    if _SPANS & {one.value for one in pieces} and any(one.sort == _YEAR for one in pieces):
        return
    pieces = _said_once(pieces, wording)
    sorts = [_sort(finder, one) for one in pieces]
    at = 0
    for _, row in groupby(_rows(pieces, sorts, wording)):
        end = at + len([*row])
        told = zip(pieces[at:end], sorts[at:end], strict=True)
        named = [(one, sort) for one, sort in told if sort != _WORD]
        families = {one.things[0].family if one.things else sort for one, sort in named}
        is_row = 1 < len(named) <= _MOST and len(families) == 1
        if is_row and (len(named) < end - at or _is_listed([one for one, _ in named], text)):
            yield [[*pieces[:at], one, *pieces[end:]] for one, _ in named]
        at = end


def _is_listed(named: Sequence[Piece], text: str) -> bool:
    """Whether names stand one behind the other with signs between them: "P53, P87, P98"."""
    row = r"\s*[,;/&+]\s*(?:the\s+)?".join(re.escape(one.told) for one in named)
    return bool(re.search(row, text))


def _sort(finder: Namer, piece: Piece) -> str:
    """The sort of a piece; of a word that is a town where meetings were held, that."""
    is_town = piece.sort == _WORD and finder.place(piece.value)
    return _PLACE if is_town else piece.sort


def _said_once(pieces: Sequence[Piece], wording: Wording) -> list[Piece]:
    """The pieces without what each name of a row has before it: "of Moldova and of Georgia"."""
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        was = [one.value for one in pieces[max(0, at - 3) : at]]
        is_again = (
            piece.value in _BEFORE_NAMES
            and was[-1:] != []
            and was[-1] in wording.joining
            and was[:1] == [piece.value]
        )
        found += [] if is_again else [piece]
    return found


def _rows(pieces: Sequence[Piece], sorts: Sequence[str], wording: Wording) -> Iterator[int]:
    """The number of the row of each piece; what joins two names is of their row."""
    row = 0
    for at, (piece, sort) in enumerate(zip(pieces, sorts, strict=True)):
        before = sorts[at - 1] if at else ""
        behind = sorts[at + 1] if at + 1 < len(sorts) else ""
        is_name = sort in {"thing", "kind", _PLACE, _YEAR} and not piece.is_excluded
        joins = piece.value in wording.joining and before == behind != _WORD and bool(before)
        is_behind = at > 1 and pieces[at - 1].value in wording.joining and sorts[at - 2] == sort
        row += not (at and (joins or (is_name and (before == sort or is_behind))))
        yield row
