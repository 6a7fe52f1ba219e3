"""Things compared by a number: "is Kenya in more projects than Uganda", "who hosted more"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.views.asking.built_question import ThingValue
from graph.views.asking.draft_question import DraftQuestion, Link, families
from graph.views.asking.named_kinds import with_named_kinds
from graph.views.asking.text_walk import ITSELF
from graph.views.asking.tying import ASIDE, TURNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.asking.naming import Namer
    from graph.views.asking.pieces import Piece
    from graph.views.asking.relations import Relations

__all__ = ["compared"]

_KINDS: Final = frozenset({"Country", "Organisation", "Region"})
_MORE: Final = frozenset({"more", "fewer", "less"})
_COMPARING: Final = frozenset({"compare", "than", "either"}) | _MORE


def compared(finder: Namer, known: Relations, pieces: Sequence[Piece]) -> DraftQuestion | None:
    """The things that a text compares, with how many of a kind each has; None where it does not.

    Args:
        finder: what found the pieces.
        known: the relations of the record.
        pieces: the text, piece by piece.
    """
    pieces = with_named_kinds([one for one in pieces if not one.is_initiative], finder.wording)
    things = [one for one in pieces if one.sort == "thing"]
    counted = [one for one in pieces if one.sort == "kind" and one.value not in _KINDS]
    said = {*finder.wording.meant(one.value for one in pieces if one.sort == "word")}
    is_asked = ("compare" in said and "howmany" in said) or bool(said & _MORE)
    things = _of_one_family(things)
    kind = "".join(families(name for one in things for name in one.things))
    if not is_asked or len(things) <= 1 or len(counted) != 1 or kind not in _KINDS:
        return None
    if any(len(one.things) > 1 or one.is_excluded for one in things):
        return None
    if any(one.sort == "year" or one.is_loose or one.held for one in pieces):
        return None
    verbs = said - _COMPARING - TURNS - ASIDE
    ties = known.ties(kind, counted[0].value, verbs or {"cover", "hold", "partner"})
    if len(ties) != 1 or verbs - ties[0].said:
        return None
    iris = dict.fromkeys(name.iri for one in things for name in one.things)
    among = Link(ITSELF, ThingValue(tuple(iris)))
    return DraftQuestion(
        kind, [among, Link(ties[0], DraftQuestion(counted[0].value), is_ranked=True)]
    )


def _of_one_family(things: Sequence[Piece]) -> list[Piece]:
    """Names as those of the one family that all can be of: "SEEE" and "ECA" as regions."""
    common = _KINDS.intersection(*(families(one.things) for one in things))
    if len(common) != 1:
        return list(things)
    return [
        replace(one, things=tuple(name for name in one.things if name.family in common))
        for one in things
    ]
