"""The number of all there are of a kind, which says nothing more: "the eight secretariats"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.views.asking.amounts import COMPARED
from graph.views.asking.wording import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.views.asking.pieces import Piece

__all__ = ["without_totals"]

_FEW: Final = 2
_COUNTING: Final = {*COMPARED, "first", "last", "latest", "top", "than"}


def without_totals(pieces: Sequence[Piece], how_many: Mapping[str, int]) -> list[Piece]:
    """The pieces without the number of all of a kind.

    Args:
        pieces: the text, piece by piece.
        how_many: how many there are of each kind.
    """
    for at, piece in enumerate(pieces):
        kind = next((one.value for one in pieces[at + 1 : at + 3] if one.sort == "kind"), "")
        told = number(piece.value) if piece.sort == "word" else None
        is_counted = any(one.value in _COUNTING for one in pieces[max(0, at - 1) : at])
        if told and told > _FEW and told == how_many.get(kind) and not is_counted:
            return [*pieces[:at], *pieces[at + 1 :]]
    return list(pieces)
