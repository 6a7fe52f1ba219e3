"""A text piece by piece: what belongs together in it, and what a "not" shuts out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.asking.wording import Wording
    from graph.views.record.names import Name

__all__ = ["INITIATIVE_KEY", "Piece", "PieceSort", "joined", "told_apart"]

PieceSort: TypeAlias = Literal["thing", "kind", "year", "word"]

INITIATIVE_KEY: Final = "initiative/eu-cbrn-coe"
"""The key of the Initiative of which the whole record is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of a text: as they are written, what sort they are, and what they mean.

    ``things`` are what they may name, ``value`` the kind, the year or the folded word;
    ``is_excluded`` says that a "not" stands before it: "in Georgia and not in Ukraine".
    """

    told: str
    sort: PieceSort
    value: str = ""
    things: tuple[Name, ...] = ()
    is_excluded: bool = False

    @property
    def is_initiative(self) -> bool:
        """Whether it names the Initiative itself, of which the whole record is."""
        return bool(self.things) and all(one.short == INITIATIVE_KEY for one in self.things)


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with a kind joined to the thing of that kind beside it: "the GCC region"."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last and last.sort == "kind" and _is_all(piece, last.value):
            found[-1] = replace(piece, told=f"{last.told} {piece.told}")
        elif last and piece.sort == "kind" and _is_all(last, piece.value):
            found[-1] = replace(last, told=f"{last.told} {piece.told}")
        else:
            found.append(piece)
    return found


def told_apart(pieces: Sequence[Piece], wording: Wording) -> list[Piece]:
    """The pieces, with each thing marked that a "not" stands before; "but" goes with its "not"."""
    found: list[Piece] = []
    between: list[str] = []
    was_excluded = False
    said = [one.value for one in pieces if one.sort == "word"]
    has_not = wording.excludes(said, was_excluded=False)
    for piece in pieces:
        if piece.sort == "thing":
            was_excluded = wording.excludes(between, was_excluded=was_excluded)
            found.append(replace(piece, is_excluded=was_excluded))
            between = []
            continue
        between += [piece.value] if piece.sort == "word" else []
        if not (has_not and piece.sort == "word" and piece.value in wording.but):
            found.append(piece)
    return found


def _is_all(piece: Piece, kind: str) -> bool:
    return piece.sort == "thing" and all(one.family == kind for one in piece.things)
