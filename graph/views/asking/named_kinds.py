"""Some of a kind that a text tells by words which their names hold: "steering committees"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.views.asking.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.asking.wording import Wording

__all__ = ["with_named_kinds"]

_LONGEST: Final = 6


def with_named_kinds(pieces: Sequence[Piece], wording: Wording) -> list[Piece]:
    """The pieces, with those joined that call some of a kind by what their names hold.

    Args:
        pieces: the text, piece by piece.
        wording: that of its language.
    """
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        joined, end = _joined(pieces, at, wording)
        found.append(joined)
        at = end
    return found


def _joined(pieces: Sequence[Piece], at: int, wording: Wording) -> tuple[Piece, int]:
    """The longest piece that begins at a place, and the place behind it."""
    for end in range(min(at + _LONGEST, len(pieces)), at, -1):
        span = pieces[at:end]
        form = wording.folded(" ".join(one.told for one in span))
        named = wording.named.get(form) or wording.named.get(form.removesuffix("s"))
        if named is None:
            continue
        kind, held = named
        following = pieces[end : end + 1]
        if following and following[0].sort == "kind" and following[0].value == kind:
            span = pieces[at : end + 1]  # "steering committee meetings"
        told = " ".join(one.told for one in span)
        return Piece(told=told, sort="kind", value=kind, held=held), at + len(span)
    return pieces[at], at + 1
