"""A kind in a text, taken: what is looked for, or what that is tied to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.views.asking.amounts import TIMES, count_said
from graph.views.asking.built_question import ThingValue, WordsValue
from graph.views.asking.draft_question import (
    PROJECT,
    DraftQuestion,
    Link,
    NotPutTogether,
    families,
)
from graph.views.asking.relations import SpokenTie
from graph.views.asking.shown_beside import of_part, show_first_words
from graph.views.asking.text_walk import ITSELF, NAMED, WORDS_IN
from graph.views.asking.tying import ASIDE, HELD, PRESENT, TURNS, tie_to_dated, tie_to_kind
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from graph.views.asking.text_walk import TextWalk

__all__ = [
    "begin_with",
    "of_partners",
    "shut_out_partners",
    "shut_out_whose",
    "take_kind",
    "take_last_words",
]

_WITH: Final = frozenset({"with", "and"})
_THAT: Final = frozenset({"that", "this"})
_THOSE: Final = frozenset({"those", "these"})
_ARTICLES: Final = frozenset({"their", "its", "the"})
_PARTS: Final = frozenset(
    {"attending", "host", "hosting", "implementing", "lead", "leading", "participating", "partner"}
)
_PARTNERS: Final = frozenset({"partner", "partners"})
_ACTORS: Final = {"Country", "Organisation"}
_CROWD: Final = frozenset({"Actor", "Person"})
_HAVING: Final = frozenset({"had", "has", "have", "no", "with", "without"})
_ANOTHER: Final = frozenset({"and", "its", "their", "who", "whose"})
"""With these another thing is asked."""
_DONE: Final = frozenset({"did", "do", "done"})
_OF: Final = frozenset({"from", "in", "of"})
_ANY: Final = frozenset({"all", "any", "each", "every", "the", "whatever", "whichever"})
_OF_REGION: Final = frozenset({"that", "where", "which", "whose", "with", "without"})
"""With these something is said of a region."""
_PLURAL: Final = frozenset({"are", "do", "have", "were"})
"""With these something is said of countries: "of any region that are in two projects"."""
_IN_REGION: Final = SpokenTie((str(CBRN.inRegion),), is_inward=False)


def begin_with(walk: TextWalk, kind: str) -> None:
    """Look for things of a kind, the first that a text tells.

    Raises:
        NotPutTogether: it is asked how many came to something.
    """
    walk.drafts = [DraftQuestion(kind)]
    walk.is_counted = "howmany" in walk.between.meant
    if walk.is_counted and kind in _CROWD:
        raise NotPutTogether  # how many came is told by a number, not by those who are named
    if not walk.waiting:
        walk.spend({"howmany", *show_first_words(walk)})


def of_partners() -> Link:
    """That countries are those of the Initiative's regions."""
    return Link(_IN_REGION, DraftQuestion("Region"))


def take_kind(walk: TextWalk, at: int) -> int:
    """Take the kind at a place and the names that wait for it; the place behind.

    Raises:
        NotPutTogether: the record ties it to none of the kinds before it.
    """
    piece = walk.pieces[at]
    last = {*walk.between.said[-1:]}
    if walk.between.said[:1] == ["or"] and any(one.links for one in walk.drafts):
        raise NotPutTogether  # "of more than one country or body": either will do
    is_that = (bool(last & _THAT) and not piece.told.endswith("s")) or bool(last & _THOSE)
    if piece.is_loose or is_that or piece.value not in walk.finder.labels:
        raise NotPutTogether
    if not walk.drafts:
        begin_with(walk, piece.value)
    elif walk.between.said in (["and"], ["or"]) and not any(one.links for one in walk.drafts):
        _join_kind(walk, piece.value)
    elif walk.is_counted and "each" in walk.between.meant:
        _count_for_each(walk, DraftQuestion(piece.value))
    elif _is_any_region(walk, at):
        walk.between.said = []
        walk.drafts[-1].links.append(of_partners())
        return at + 1
    else:
        _tie_kind(walk, DraftQuestion(piece.value), at)
    held = [*walk.words_before, *([WordsValue(piece.held)] if piece.held else [])]
    tie = WORDS_IN if piece.value == PROJECT else NAMED
    walk.drafts[-1].links += [Link(tie, one) for one in held]
    walk.words_before = []
    if walk.is_of_partners:
        walk.drafts[-1].links.append(of_partners())
        walk.is_of_partners = False
    walk.last = None
    if walk.waiting:
        _tie_waiting(walk, at)
    return at + 1


def _is_any_region(walk: TextWalk, at: int) -> bool:
    """Whether countries of whichever region are meant: what follows is said of the countries.

    "Countries in any region covered by two projects" are not in regions that two projects cover.
    """
    said = walk.between.said
    is_any = len(said) > 1 and said[0] in _OF and {*said[1:]} <= _ANY
    following = [one.value for one in walk.pieces[at + 1 : at + 3]]
    is_of_region = bool({*following[:1]} & _OF_REGION) and not {*following[1:]} & _PLURAL
    is_of_countries = walk.drafts[-1].kind == "Country" and not walk.waiting
    is_region = walk.pieces[at].value == "Region" and not walk.pieces[at].held
    return is_any and is_of_countries and is_region and not is_of_region


def _tie_waiting(walk: TextWalk, at: int) -> None:
    """Tie the names that stand before the kind at a place to it: "UNICRI projects"."""
    said, waiting = _said_of_waiting(walk, at), walk.waiting
    for one in waiting:
        # "Does Kenya take part in any biosafety project": it is Kenya that does.
        is_matter = len(waiting) > 1 and families(one.things) == {"Topic"}
        link, owner = walk.tied(walk.drafts[-1:], one, set() if is_matter else said)
        owner.links.append(link)
        walk.unsaid |= set() if is_matter else said - link.tie.said - TURNS
    walk.waiting, walk.said_of_waiting, walk.between.said = [], set(), []


def _said_of_waiting(walk: TextWalk, at: int) -> set[str]:
    """What is said of the names before the kind at a place, by words before it or behind."""
    said = walk.between.meant | walk.said_of_waiting
    said -= ASIDE | ({"howmany"} if walk.is_counted else set())  # "that Georgia and Ukraine share"
    if said:
        return said
    is_meeting = walk.known.is_meeting(walk.pieces[at].value)
    if is_meeting and {*walk.between.said} & _DONE:
        return {"hold"}  # "has Georgia done a needs assessment"
    if is_meeting and walk.between.is_presence:
        walk.between.said = []  # "was Georgia at any round table"
        return PRESENT
    return _done_by(walk, at)


def _join_kind(walk: TextWalk, kind: str) -> None:
    """Look for things of two kinds, "countries and organisations", or of one that is told twice.

    Both are actors, and so are persons, whom the answer then names as well.

    Raises:
        NotPutTogether: there is no kind that both are of.
    """
    kinds = {walk.drafts[0].kind, kind}
    if len(walk.drafts) > 1 or (len(kinds) > 1 and kinds != _ACTORS):
        raise NotPutTogether
    walk.drafts[0].kind = "Actor" if kinds == _ACTORS else kind
    walk.between.said = []


def _held_by(walk: TextWalk, kind: str) -> set[str]:
    """What is said of meetings that countries have: "a needs assessment" was held there."""
    is_meeting = walk.drafts[0].kind == "Country" and walk.known.is_meeting(kind)
    return {"hold"} if is_meeting else set()


def _done_by(walk: TextWalk, at: int) -> set[str]:
    """What is said behind a kind of the names before it: "OPCW meetings attended since 2018"."""
    end = at + 1
    while end < len(walk.pieces) and walk.pieces[end].sort == "word":
        end += 1
    is_of_other = end < len(walk.pieces) and walk.pieces[end].sort in {"thing", "kind"}
    behind = [one.value for one in walk.pieces[at + 1 : end]]
    said = {*walk.wording.meant(behind)} - TIMES - TURNS - ASIDE
    kind = walk.pieces[at].value
    is_done = said and all(
        walk.known.ties(kind, family, said)
        for one in walk.waiting
        for family in families(one.things)
    )
    if is_of_other or not is_done:
        return set()
    walk.spent |= {
        place
        for place in range(at + 1, end)
        if {*walk.wording.meant([walk.pieces[place].value])} & said
    }
    return said


def _tie_kind(walk: TextWalk, draft: DraftQuestion, at: int) -> None:
    """Tie a kind to the nearest one before it."""
    number, walk.between.said = count_said(walk.between.said)
    if number and walk.shared and draft.kind == PROJECT and not walk.between.verbs:
        # "Partners of UNICRI in more than one project": so many of those that they share.
        shut_out_whose(walk, walk.shared)
        walk.shared.number, walk.shared.is_ranked, walk.shared = number, True, None
        walk.spend({"most"})
        return
    said = walk.between.verbs or _said_behind(walk, draft.kind, at)
    if not said and walk.pieces[at].held and {*walk.between.said} & _HAVING:
        said = _held_by(walk, draft.kind)
    tie, owner = _tied_to_kind(walk, draft, said)
    if walk.between.is_not:
        told = None if said else _tie_told(owner, draft.kind)
        tie = told or _but_what_is_told(tie, owner, draft.kind)
    if number:
        _with_all_presence(walk, owner)
    if (number or "most" in walk.between.meant) and {*walk.between.said} & _PARTNERS:
        tie = of_part(tie)
    link = Link(
        tie,
        draft,
        is_absent=walk.between.is_not,
        is_ranked=bool(number) or "most" in walk.between.meant,
        number=number,
        may_be_shown=not walk.between.is_not and not number and _is_beside(walk),
    )
    owner.links.append(link)
    # "The largest number of projects" is the most of them.
    walk.spend({*tie.said, "not", "most", *({"howmany"} if link.is_ranked else ())})
    walk.drafts.append(draft)


def _tie_told(owner: DraftQuestion, kind: str) -> SpokenTie | None:
    """The tie by which something is tied to a kind already, where that is told of it once.

    "Led by firms in Georgia but not by firms in Ukraine" denies what it tells.
    """
    told = [one.tie for one in owner.links if one.between and one.between.kind == kind]
    return told[0] if len(told) == 1 else None


def _but_what_is_told(tie: SpokenTie, owner: DraftQuestion, kind: str) -> SpokenTie:
    """A tie that is denied, without the relations by which such things are tied already.

    "That lead projects but are not partners in any": who leads one is a partner in it, too.
    """
    told = {
        relation
        for link in owner.links
        if link.between and link.between.kind == kind and not link.is_absent
        for relation in link.tie.relations
        if link.tie.is_inward == tie.is_inward
    }
    others = tuple(one for one in tie.relations if one not in told)
    return replace(tie, relations=others) if others else tie


def _with_all_presence(walk: TextWalk, meeting: DraftQuestion) -> None:
    """Have all count that says of somebody to have been at meetings that are counted by a number.

    "Who attended round tables in more than one region" is not those who hosted one of them less.
    """
    for draft in walk.drafts:
        for link in draft.links:
            if link.value is meeting and walk.known.is_meeting(meeting.kind):
                link.tie = walk.known.whole_presence(link.tie, draft.kind, meeting.kind)


def shut_out_whose(walk: TextWalk, shared: Link) -> None:
    """Leave out of partners whose partners they are: nobody shares projects with themselves."""
    value, head = shared.innermost.value, walk.drafts[0]
    is_told = any(one.tie == ITSELF and one.value == value for one in head.links)
    if isinstance(value, ThingValue) and not is_told:
        of = families(map(walk.known.name, value.iris))
        if all(walk.known.is_of(head.kind, one) for one in of):
            head.links.append(Link(ITSELF, value, is_absent=True))


def shut_out_partners(walk: TextWalk, shared: Link) -> None:
    """Leave out of partners whose partners they are, and those who are partners of others.

    "Partners of UNICRI but not of ISTC" share no project with ISTC, and not one without it.
    """
    head, projects = walk.drafts[0], shared.between
    if shared not in head.links or shared.is_absent or projects is None:
        return
    bodies = [
        one
        for one in projects.links
        if isinstance(one.value, ThingValue)
        and families(map(walk.known.name, one.value.iris)) == {head.kind}
    ]
    present = [one for one in bodies if not one.is_absent]
    for one in present:
        shut_out_whose(walk, Link(shared.tie, one.value))
    for one in bodies if present else ():
        if one.is_absent:
            projects.links.remove(one)
            others = DraftQuestion(PROJECT, [replace(one, is_absent=False)])
            head.links.append(Link(shared.tie, others, is_absent=True))


def take_last_words(walk: TextWalk) -> None:
    """Take the part that those looked for play, told last: "companies from Italy as partners"."""
    told, said = walk.between.said, walk.between.verbs
    head = walk.head or next(iter(walk.drafts), None)
    has_kind = any(one.sort == "kind" for one in walk.pieces)  # "and the partners?" names none
    is_told = bool(told) and told[-1] in walk.wording.roles and not {*told} & _ANOTHER
    is_part = has_kind and is_told and not walk.between.is_not
    if head is None or head.kind == PROJECT or not is_part:
        return
    found = tie_to_kind(walk.known, head.kind, PROJECT, said)
    if found and not any(one.between and one.between.kind == PROJECT for one in head.links):
        head.links.append(Link(found[0], DraftQuestion(PROJECT)))
        walk.spend(found[0].said)


def _is_beside(walk: TextWalk) -> bool:
    """Whether a kind is asked for beside the rest: "with their partners", "with host country"."""
    said = walk.between.said
    if said in (["and", "which"], ["and", "in", "which"]):
        return True  # "and which countries attended"
    place = next((at for at, word in enumerate(said) if word in _WITH), len(said))
    following = said[place + 1 : place + 2]
    is_told = {*following} <= _ARTICLES or (said[place] == "with" and {*following} <= _PARTS)
    return bool(following) and is_told and "most" not in walk.between.meant


def _said_behind(walk: TextWalk, kind: str, at: int) -> set[str]:
    """What the word behind a kind says of its tie: "with the most countries attending"."""
    behind = walk.pieces[at + 1 : at + 2]
    said = {*walk.wording.meant(one.value for one in behind if one.sort == "word")}
    said -= {"run"}  # "projects running in Georgia in 2020"
    if [one.value for one in walk.pieces[at + 2 : at + 3]] == ["by"]:
        return set()  # "in which countries are projects implemented by UNICRI"
    if not said or not any(walk.known.ties(one.kind, kind, said) for one in walk.drafts):
        return set()
    walk.spent.add(at + 1)
    return said


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
    is_done = walk.drafts[0].kind == "Country" and bool({*walk.between.said} & _DONE)
    if (is_where or is_done) and not said and walk.known.is_meeting(other.kind):
        said = {"hold"}  # "in which countries were there trainings", "that did an assessment"
    if not said and walk.between.is_presence and walk.known.is_meeting(other.kind) and not is_where:
        said = PRESENT  # "organisations that were at round tables"
    # "Countries that held a workshop but have no plan": the countries have none.
    among = walk.drafts[:1] if walk.between.is_of_head else walk.drafts
    for draft in reversed(among):
        is_either = walk.between.is_either
        if found := tie_to_kind(walk.known, draft.kind, other.kind, said, is_either=is_either):
            # What has no line of any sort has none of any of them.
            walk.is_open |= found[1] and not walk.between.is_not
            return found[0], draft
    for draft in reversed(walk.drafts):
        if dated := tie_to_dated(walk.known, draft.kind, other.kind, said):
            walk.is_open |= len(dated[0].relations) > 1  # "that finished a needs assessment"
            walk.dated = Link(dated[1])
            other.links.append(walk.dated)
            return dated[0], draft
    raise NotPutTogether
