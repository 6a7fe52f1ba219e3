"""What is asked of several things or kinds in one breath, taken in turn: "budgets of P53 and P87".

Where a text is not understood of all of them together, it may be understood of each.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.views.asking.pieces import Piece
    from graph.views.asking.wording import Wording

__all__ = ["each_in_turn"]

_MOST: Final = 6


def each_in_turn(pieces: Sequence[Piece], wording: Wording) -> Iterator[list[list[Piece]]]:
    """The pieces with each of several names in place of them all, for each row of such names.

    Args:
        pieces: a text, piece by piece.
        wording: that of its language.

    Yields:
        For things of one family, or kinds, in a row with an "and": the text of each of them.
    """
    if any(one.value in wording.together for one in pieces):
        return
    at = 0
    for _, row in groupby(_rows(pieces, wording), key=lambda one: one[0]):
        told = [piece for _, piece in row]
        named = [one for one in told if one.sort != "word"]
        is_row = 1 < len(named) <= _MOST and len({*map(_sort, named)}) == 1
        if is_row and len(named) < len(told):
            end = at + len(told)
            yield [[*pieces[:at], one, *pieces[end:]] for one in named]
        at += len(told)


def _rows(pieces: Sequence[Piece], wording: Wording) -> Iterator[tuple[int, Piece]]:
    """Each piece with the number of its row; what joins two names is of their row."""
    row = 0
    for at, piece in enumerate(pieces):
        before, behind = pieces[at - 1 : at], pieces[at + 1 : at + 2]
        is_name = piece.sort in {"thing", "kind"} and not piece.is_excluded
        joins = (
            piece.value in wording.joining
            and bool(before and behind)
            and before[0].sort == behind[0].sort != "word"
        )
        goes_on = bool(before) and (
            joins or (is_name and (before[0].sort == piece.sort or _joined(pieces, at, wording)))
        )
        row += not goes_on
        yield row, piece


def _joined(pieces: Sequence[Piece], at: int, wording: Wording) -> bool:
    """Whether a name stands behind what joins it to another of its sort."""
    is_behind = at > 1 and pieces[at - 1].value in wording.joining
    return is_behind and pieces[at - 2].sort == pieces[at].sort


def _sort(piece: Piece) -> str:
    return piece.things[0].family if piece.things else piece.sort
