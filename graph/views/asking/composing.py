"""A text in plain words put together to a question: a kind of thing, and all that is said of it.

A card answers what was thought of before. What people ask joins what no card joins: "Dutch
organisations in projects led by UNICRI since 2015". So each name, kind and year of a text is tied
to the kind before it that the record can tie it to, by the relation that the words between them
say. Where a word says none of it, the question is not taken: nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.views.asking.built_question import ThingValue
from graph.views.asking.compared import compared
from graph.views.asking.draft_question import (
    PROJECT,
    DraftQuestion,
    Link,
    NotPutTogether,
    families,
)
from graph.views.asking.looking_ahead import title_words_before
from graph.views.asking.named_kinds import with_named_kinds
from graph.views.asking.parts_left_out import leave_out_last_part
from graph.views.asking.relations import SpokenTie
from graph.views.asking.shown_beside import of_part, show_at_the_end
from graph.views.asking.taking_kinds import (
    of_partners,
    shut_out_partners,
    take_kind,
    take_last_words,
)
from graph.views.asking.taking_names import take_name
from graph.views.asking.taking_words import (
    take_follower,
    take_word,
    take_words,
    take_year,
    words_end,
)
from graph.views.asking.text_walk import TextWalk
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.views.asking.built_question import BuiltQuestion, WordsValue
    from graph.views.asking.naming import Namer
    from graph.views.asking.pieces import Piece
    from graph.views.asking.relations import Relations
    from graph.views.asking.wording import Wording

__all__ = ["Composed", "composed"]

_PARTAKING: Final = frozenset({"attend", "part"})
_COVERS_REGION: Final = SpokenTie((str(CBRN.coversRegion),), is_inward=False)
_COVERS_COUNTRY: Final = SpokenTie((str(CBRN.coversCountry),), is_inward=False)
_IN_REGION: Final = SpokenTie((str(CBRN.inRegion),), is_inward=False)
_BODY: Final = "Organisation"
_WHO: Final = (_BODY, "Person")
_MEETING: Final = "Meeting"
_ORGANISING: Final = frozenset({"host", "organise"})
_POST: Final = "focalpoint"
_WHO_CAME: Final = ("Actor",)  # countries come to meetings too


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A question that a text was put together to.

    Attributes:
        question: the question.
        unsaid: the words that it does not account for.
        is_open: whether a part of it could as well be meant in another way.
        worded: for each of the words that names, titles and topics are to hold, what holds them.
        words_before: those of the words that stand before a kind, which may say something else.
    """

    question: BuiltQuestion
    unsaid: frozenset[str]
    is_open: bool
    worded: tuple[BuiltQuestion, ...]
    words_before: tuple[WordsValue, ...] = ()


def composed(finder: Namer, known: Relations, pieces: Sequence[Piece]) -> Iterator[Composed]:
    """Each question that a text can be put together to; none where a name has no tie.

    Args:
        finder: what found the pieces.
        known: the relations of the record.
        pieces: the text, piece by piece.
    """
    if draft := compared(finder, known, pieces):
        yield Composed(question=draft.finished, unsaid=frozenset(), is_open=False, worded=())
    kept = with_named_kinds([one for one in pieces if not one.is_initiative], finder.wording)
    kept = _without_partaking(_without_tie_at_the_end(kept, finder.wording), finder.wording)
    first = next((at for at, one in enumerate(kept) if one.sort == "kind"), len(kept))
    asks_for = finder.wording.asks_for(one.value for one in kept[:first] if one.sort == "word")
    heads: list[str | None] = [None]
    if asks_for == "who":
        said = finder.wording.meant(one.value for one in kept if one.sort == "word")
        things = [one for piece in kept for one in piece.things]
        is_at = {*said} <= {"not"} and all(one.family == _MEETING for one in things)
        is_of_meeting = is_at or "attend" in said or ("host" in said and "not" in said)
        who: tuple[str, ...] = _WHO_CAME if is_of_meeting else _WHO
        who = () if _POST in said else who  # that is a person, and of no kind that is told
        heads = [*who, *([None] if first < len(kept) else [])]
    elif asks_for == "what" and first == len(kept):
        said = finder.wording.meant(one.value for one in kept if one.sort == "word")
        heads = [PROJECT] if "fund" in said else heads  # "what did DG DEVCO finance"
        heads = [_MEETING] if {*said} & _ORGANISING else heads  # "what did UNICRI organise"
    for head in heads:
        try:
            yield _through(TextWalk(finder, known, kept, head))
        except NotPutTogether:
            continue


def _without_tie_at_the_end(pieces: Sequence[Piece], wording: Wording) -> list[Piece]:
    """The pieces without what says only that there is a tie: "universities involved".

    Nothing is named to which those whose names are told so would be tied.
    """
    kinds = [at for at, one in enumerate(pieces) if one.sort != "word"]
    if len(kinds) != 1 or not pieces[kinds[0]].held:
        return list(pieces)
    said = wording.meant(one.value for one in pieces[kinds[0] + 1 :])
    return list(pieces[: kinds[0] + 1]) if {*said} <= wording.ties else list(pieces)


def _without_partaking(pieces: Sequence[Piece], wording: Wording) -> list[Piece]:
    """The pieces without "take part" at the end of what asks for countries of a region.

    To be in a region is to take part: nothing is named in which they do.
    """
    others = [one for one in pieces if one.sort != "word"]
    kinds = [one.value for one in others if one.sort == "kind"]
    things = [one for one in others if one.sort == "thing"]
    is_of_region = kinds == ["Country"] and all(
        families(one.things) == {"Region"} for one in things
    )
    if not things or not is_of_region or len(others) > len(kinds) + len(things):
        return list(pieces)
    last = max(at for at, one in enumerate(pieces) if one.sort != "word")
    said = wording.meant(one.value for one in pieces[last + 1 :])
    return list(pieces[: last + 1]) if said and {*said} <= _PARTAKING else list(pieces)


def _without_regions(question: DraftQuestion) -> None:
    """Shut out a region with its countries, and the countries of a region with it.

    Of one project documents name the region only, of another its countries only: "outside Asia",
    "that include no African country".
    """
    if question.kind != PROJECT:
        return
    regions, by_country = [], []
    for link in question.links:
        told = link.between.links if link.between and link.between.kind == "Country" else []
        if not link.is_absent:
            continue
        if str(CBRN.coversRegion) in link.tie.relations and isinstance(link.value, ThingValue):
            regions.append(link.value)
        elif str(CBRN.coversCountry) in link.tie.relations and len(told) == 1:
            is_in_region = str(CBRN.inRegion) in told[0].tie.relations
            by_country += [told[0].value] if is_in_region and not told[0].between else []
    for value in by_country:
        if value not in regions:
            question.links.append(Link(_COVERS_REGION, value, is_absent=True))
    for region in regions:
        if region not in by_country:
            countries = DraftQuestion("Country", links=[Link(_IN_REGION, region)])
            question.links.append(Link(_COVERS_COUNTRY, countries, is_absent=True))


def _without_leads(walk: TextWalk) -> None:
    """Count as partners those that are told so, and not also who leads: "how many partners"."""
    said = walk.wording.meant(one.value for one in walk.pieces if one.sort == "word")
    if "howmany" in said and walk.drafts and walk.drafts[0].kind == _BODY:
        for link in walk.drafts[0].links:
            if isinstance(link.value, ThingValue) and "partner" in said:
                link.tie = of_part(link.tie)


def _through(walk: TextWalk) -> Composed:
    """What a text is put together to, from its first piece to its last.

    Raises:
        NotPutTogether: a piece has no tie to what stands before it.
    """
    at = 0
    while at < len(walk.pieces):
        at = at + 1 if at in walk.spent else _taken(walk, at)
    leave_out_last_part(walk)
    show_at_the_end(walk)
    take_last_words(walk)
    _without_leads(walk)
    if walk.head is None and walk.drafts and walk.drafts[0].kind == _BODY:
        for link in walk.all_shared:
            shut_out_partners(walk, link)
    links = [link for draft in walk.drafts for link in draft.links]
    if not links or walk.waiting:
        raise NotPutTogether
    # "Which topics do the projects address": the word behind says it of a tie before.
    behind = frozenset[str]().union(*(walk.known.words(one.tie) | one.tie.said for one in links))
    is_more = "and" in walk.between.said or "with" in walk.between.said[:-1]
    walk.spend(() if is_more else behind)  # not so "and who are its partners"
    question = walk.head or walk.drafts[0]
    for draft in walk.drafts:
        _without_regions(draft)
    if question.kind == "Country" and all(one.finds_what_has_none for one in question.links):
        question.links.insert(0, of_partners())  # others than partners are on record, too
    return Composed(
        question=question.finished,
        unsaid=frozenset(walk.unsaid),
        is_open=walk.is_open,
        worded=tuple(question.worded),
        words_before=tuple(walk.all_words_before),
    )


def _taken(walk: TextWalk, at: int) -> int:
    """Take the next piece, or several; the place behind."""
    piece = walk.pieces[at]
    if piece.sort == "kind":
        return take_kind(walk, at)
    if piece.sort == "year":
        return take_year(walk, at)
    if behind := take_follower(walk, at):
        return behind
    if end := words_end(walk, at):
        return take_words(walk, at, end)
    if end := title_words_before(walk.pieces, at, walk.wording, walk.known):
        words = walk.words_from(at, end)
        walk.words_before.append(words)
        walk.all_words_before.append(words)
        walk.is_open |= end == at + 1 and walk.pieces[end].value == PROJECT
        return end
    return take_name(walk, at) if piece.sort == "thing" else take_word(walk, at)
