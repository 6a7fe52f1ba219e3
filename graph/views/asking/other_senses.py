"""Words of kinds in another sense: "radiological sources" are no documents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.asking.pieces import Piece

__all__ = ["without_other_senses"]

_DOCUMENT: Final = "SourceDocument"
_SOURCES: Final = frozenset({"source", "sources"})
_OF_MATTER: Final = frozenset(
    {
        "disused",
        "energy",
        "food",
        "funding",
        "gamma",
        "ionising",
        "ionizing",
        "neutron",
        "nuclear",
        "orphan",
        "radiation",
        "radioactive",
        "radiological",
        "sealed",
        "water",
    }
)


def without_other_senses(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with "sources" that are no documents as a word.

    Args:
        pieces: a text, piece by piece.
    """
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        before = pieces[at - 1].told.casefold() if at else ""
        behind = [one.told.casefold() for one in pieces[at + 1 : at + 3]]
        is_source = piece.value == _DOCUMENT and piece.told.casefold() in _SOURCES
        is_of = behind[:1] == ["of"] and bool({*behind[1:]} & _OF_MATTER)
        is_other = is_source and (before in _OF_MATTER or is_of)
        found.append(
            replace(piece, sort="word", value=piece.told.casefold()) if is_other else piece
        )
    return found
