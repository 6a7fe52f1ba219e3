"""A kind in a text, taken: what is looked for, or what that is tied to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.views.asking.amounts import count_said
from graph.views.asking.draft_question import PROJECT, DraftQuestion, Link, NotPutTogether
from graph.views.asking.relations import SpokenTie
from graph.views.asking.text_walk import WORDS_IN
from graph.views.asking.tying import ASIDE, HELD, TURNS, tie_to_dated, tie_to_kind
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from graph.views.asking.text_walk import TextWalk

__all__ = ["begin_with", "take_kind"]

_IN_REGION: Final = SpokenTie((str(CBRN.inRegion),), is_inward=False)


def begin_with(walk: TextWalk, kind: str) -> None:
    """Look for things of a kind, the first that a text tells."""
    walk.drafts = [DraftQuestion(kind)]
    walk.is_counted = "howmany" in walk.between.meant
    if not walk.waiting:
        walk.spend({"howmany"})


def take_kind(walk: TextWalk, at: int) -> int:
    """Take the kind at a place and the names that wait for it; the place behind.

    Raises:
        NotPutTogether: the record ties it to none of the kinds before it.
    """
    piece = walk.pieces[at]
    is_that = walk.between.said[-1:] in (["that"], ["this"]) and not piece.told.endswith("s")
    if piece.is_loose or is_that or piece.value not in walk.finder.labels:
        raise NotPutTogether
    if not walk.drafts:
        begin_with(walk, piece.value)
    elif walk.is_counted and "each" in walk.between.meant:
        _count_for_each(walk, DraftQuestion(piece.value))
    else:
        _tie_kind(walk, DraftQuestion(piece.value))
    if piece.value == PROJECT and walk.words_before:
        walk.drafts[-1].links += [Link(WORDS_IN, one) for one in walk.words_before]
    if walk.is_of_partners:  # others than partners are on record, too
        walk.drafts[-1].links.append(Link(_IN_REGION, DraftQuestion("Region")))
        walk.is_of_partners = False
    walk.last = None
    waiting, walk.waiting = walk.waiting, []
    said, walk.said_of_waiting = walk.between.meant | walk.said_of_waiting, set()
    said -= ASIDE  # "projects that Georgia and Ukraine share"
    for one in waiting:
        link, owner = walk.tied(walk.drafts[-1:], one, said)
        owner.links.append(link)
        walk.unsaid |= said - link.tie.said - TURNS
    walk.between.said = [] if waiting else walk.between.said
    return at + 1


def _tie_kind(walk: TextWalk, draft: DraftQuestion) -> None:
    """SpokenTie a kind to the nearest one before it."""
    number, walk.between.said = count_said(walk.between.said)
    tie, owner = _tied_to_kind(walk, draft, walk.between.verbs)
    link = Link(
        tie,
        draft,
        is_absent=walk.between.is_not,
        is_ranked=bool(number) or "most" in walk.between.meant,
        number=number,
    )
    owner.links.append(link)
    # "The largest number of projects" is the most of them.
    walk.spend({*tie.said, "not", "most", *({"howmany"} if link.is_ranked else ())})
    walk.drafts.append(draft)


def _count_for_each(walk: TextWalk, draft: DraftQuestion) -> None:
    """Begin anew with a kind, each of which is told its number of the kind before it."""
    before, walk.drafts = walk.drafts, [draft]
    tie, _ = _tied_to_kind(walk, before[0], walk.between.verbs - {"each"})
    draft.links.append(Link(tie, before[0], is_ranked=True))
    walk.spend({*tie.said, "each", "not", "most"})
    walk.drafts = [*before, draft]
    walk.head, walk.is_counted = draft, False


def _tied_to_kind(
    walk: TextWalk, other: DraftQuestion, said: set[str]
) -> tuple[SpokenTie, DraftQuestion]:
    """The tie of the nearest kind that has one to things of another kind, and that kind."""
    is_where = walk.pieces[0].value in HELD and walk.drafts[0].kind == "Country"
    if is_where and not said and walk.known.is_meeting(other.kind):
        said = {"hold"}  # "in which countries were there trainings"
    for draft in reversed(walk.drafts):
        if found := tie_to_kind(walk.known, draft.kind, other.kind, said):
            walk.is_open |= found[1]
            return found[0], draft
    for draft in reversed(walk.drafts):
        if dated := tie_to_dated(walk.known, draft.kind, other.kind, said):
            walk.dated = Link(dated[1])
            other.links.append(walk.dated)
            return dated[0], draft
    raise NotPutTogether
