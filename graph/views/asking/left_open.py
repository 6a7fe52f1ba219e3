"""What keeps a text that is read from being answered: a name, or a choice, that it leaves open."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from graph.texts import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.views.asking.naming import Namer
    from graph.views.asking.pieces import Piece
    from graph.views.asking.wording import Wording

__all__ = ["names_missing", "of_askers_own", "which_one"]

_OWN: Final = frozenset({"my", "our", "your"})


def names_missing(
    finder: Namer, pieces: Sequence[Piece], unknown: Sequence[str], text: str
) -> Iterator[str]:
    """That nothing is called as a word that is written as a name and is not understood.

    Of a word that is in several names it is said in which.
    """
    name: list[str] = []
    for piece in (*pieces[1:], None):
        if piece and piece.sort == "word" and piece.told in unknown and piece.told[:1].isupper():
            is_known = piece.value in finder.wording.words_said or finder.place(piece.value)
            if held := finder.telling_words.holding(piece.told, text):
                told = ", ".join(one.label for one in held)
                yield gettext("“{word}” is in these names: {names}.", word=piece.told, names=told)
                continue
            name += [] if is_known else [piece.told]
        elif name:
            yield gettext("Nothing called “{name}” is on record.", name=" ".join(name))
            name = []


def which_one(pieces: Sequence[Piece], wording: Wording) -> tuple[str, ...]:
    """The question which one is meant, where a text speaks of "the project" and names none."""
    named = [one for one in pieces if one.sort != "word"]
    said = [*wording.meant(one.value for one in pieces if one.sort == "word")]
    is_one = any(
        before.value == "the" and one.sort == "kind" and not one.told.endswith("s")
        for before, one in pairwise(pieces)
    )
    if not is_one or len(named) > 1 or {*said} - {"known"}:
        return ()
    return (f"Which {named[0].told} is meant? Its name or number tells.",)


def of_askers_own(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """What a text calls the asker's own, "our region": which one that is it does not tell."""
    return tuple(
        f"{before.told} {one.told}"
        for before, one in pairwise(pieces)
        if before.value in _OWN and one.sort == "kind" and not one.told.endswith("s")
    )
