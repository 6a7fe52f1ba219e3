"""A name in a text, taken: the kind that it is tied to stands before it, or behind."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from graph.views.asking.built_question import Amount, ThingValue
from graph.views.asking.draft_question import (
    PROJECT,
    DraftQuestion,
    Link,
    NotPutTogether,
    families,
    thing_value,
)
from graph.views.asking.looking_ahead import said_of_name
from graph.views.asking.quantities import ONLY
from graph.views.asking.taking_kinds import shut_out_whose
from graph.views.asking.text_walk import ITSELF
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from graph.views.asking.pieces import Piece
    from graph.views.asking.text_walk import TextWalk

__all__ = ["take_name"]

_LISTED: Final = frozenset({"and", "or", "nor", "but"})
_HELPING: Final = frozenset({"did", "do", "does", "has", "have", "had", "is", "are", "was", "were"})
_THAT: Final[tuple[list[str], ...]] = (
    ["that"],
    ["which"],
    ["where"],
    ["but"],
    ["and"],
    ["in", "which"],
    [],
)
_PLACES: Final = frozenset({"Country", "Region"})
_NOT_THE: Final = frozenset({"not", "the"})
_FROM: Final = ("base", "represent")
_EXCEPT: Final = frozenset({"except", "apart", "other", "excluding", "besides", "aside"})


def take_name(walk: TextWalk, at: int) -> int:
    """Take the name at a place; the place behind.

    Raises:
        NotPutTogether: the record ties it to no kind before it.
    """
    piece = walk.pieces[at]
    if not walk.drafts or _stands_before_its_kind(walk, at):
        return _wait(walk, at, set())
    is_told = _denied_behind(walk, at) or _goes_on(walk, at) or _is_where_shared(walk, piece)
    if is_told or _is_elsewhere(walk, piece):
        return at + 1
    if walk.between.said[:1] == ["or"]:
        raise NotPutTogether  # "led by UNICRI or in Georgia": one of both will do
    if {*walk.between.said} & _EXCEPT and walk.between.is_not and _excepted(walk, piece):
        return at + 1
    if walk.between.said[-1:] == ["from"] and families(piece.things) == {"Country"}:
        return _origin(walk, at)
    said, is_of_next_kind, spent = said_of_name(walk.pieces, at, walk.between)
    walk.spent |= spent
    denied = _denied_of_it(walk, at, spent)
    if is_of_next_kind:
        return _wait(walk, at, said)
    if walk.between.is_of_head:  # "that lead projects but do not work in Georgia"
        among = walk.drafts[:1]
    else:
        among = [
            one for one in walk.drafts if not (walk.between.is_not and _is_said_of(one, piece))
        ]
    link, draft = walk.tied(among, piece, said)
    link.is_absent = walk.between.is_not or denied
    if link.is_absent:
        _shut_out_presence(walk, draft, link)
    draft.links.append(link)
    last = [one for one in walk.between.said if one != "the"][-1:]
    if last == ["with"] and draft is not walk.drafts[0]:
        _shut_out_itself(walk, piece)
    if ONLY in walk.between.said and not link.is_absent:
        draft.links.append(_no_other(link, piece))
    walk.unsaid |= said - link.tie.said - walk.between.meant
    walk.spend({*link.tie.said, "not", ONLY})
    walk.last = draft, link
    return at + 1


def _is_elsewhere(walk: TextWalk, piece: Piece) -> bool:
    """Whether a place is denied of those looked for, who are tied to another by projects; takes it.

    "Hazards in the Gulf but not in the Middle East" are those of no project in the Middle East, and
    not those of a project in the one that is not in the other.
    """
    head, places = walk.drafts[0], families(piece.things)
    is_denied = walk.between.meant == {"not"} and walk.between.is_place
    if head.kind == PROJECT or not is_denied or not places <= _PLACES:
        return False
    ties = [
        one
        for one in head.links
        if one.between and one.between.kind == PROJECT and not (one.is_absent or one.is_ranked)
    ]
    projects = ties[0].between if len(ties) == 1 else None
    there = [one for one in projects.links if _is_place(walk, one)] if projects else []
    covers = walk.known.ties(PROJECT, min(places), ())
    if projects is None or len(there) != 1 or not covers:
        return False
    others = [one for one in projects.links if one is not there[0]]
    elsewhere = DraftQuestion(PROJECT, [*others, Link(covers[0], thing_value(piece))])
    head.links.append(Link(ties[0].tie, elsewhere, is_absent=True))
    walk.spend({"not"})
    walk.last = None
    return True


def _is_place(walk: TextWalk, link: Link) -> bool:
    """Whether a link says in which place something is."""
    iris = link.value.iris if isinstance(link.value, ThingValue) else ()
    return bool(iris) and not link.is_absent and families(map(walk.known.name, iris)) <= _PLACES


def _is_where_shared(walk: TextWalk, piece: Piece) -> bool:
    """Whether a project is named in which those told before it worked with each other; takes it.

    "Who did RIVM work with in Project 8" asks for that one, and not for any that both are in.
    """
    is_project = families(piece.things) == {PROJECT} and not walk.between.is_not
    shared = walk.shared.between if walk.shared else None
    if not (walk.shared and shared and is_project and not walk.between.verbs):
        return False
    if walk.between.said[-1:] != ["in"]:
        return False
    shut_out_whose(walk, walk.shared)
    shared.links.append(Link(ITSELF, thing_value(piece)))
    walk.spend(())
    walk.last = walk.shared = None
    return True


def _denied_of_it(walk: TextWalk, at: int, spent: set[int]) -> bool:
    """Whether what the words behind a name say is denied: "that UNICRI does not take part in"."""
    end = min(spent, default=at + 1)
    begin = max(place for place in range(at, end) if walk.pieces[place].sort == "thing")
    places = range(begin + 1, end)  # behind the last of several: "that neither UNICRI nor ISTC"
    denied = {
        place for place in places if walk.wording.meant([walk.pieces[place].value]) == ["not"]
    }
    walk.spent |= denied
    return bool(denied)


def _denied_behind(walk: TextWalk, at: int) -> bool:
    """Whether what is said of the name before is denied of this one: "that Mongolia did not".

    Takes it, with the words behind it.
    """
    piece, said = walk.pieces[at], [one for one in walk.between.said if one != "the"]
    end = at + 1
    while end < len(walk.pieces) and walk.pieces[end].value in _HELPING:
        end += 1
    denied = walk.pieces[end : end + 1]
    is_last = end + 1 >= len(walk.pieces)
    is_denied = bool(denied) and walk.wording.meant([denied[0].value]) == ["not"]
    if not (is_denied and is_last and said in _THAT and walk.last):
        return False
    draft, link = walk.last
    value = link.innermost.value
    if link.between or link.is_absent or not isinstance(value, ThingValue):
        return False
    if families(piece.things) != families(map(walk.known.name, value.iris)):
        return False
    other = Link(link.tie, thing_value(piece), is_absent=True)
    _shut_out_presence(walk, draft, other)
    draft.links.append(other)
    walk.spent |= {*range(at + 1, end + 1)}
    walk.between.said = []
    return True


def _shut_out_presence(walk: TextWalk, draft: DraftQuestion, link: Link) -> None:
    """Have a link that denies somebody's presence deny all that says it: who hosts is there."""
    if link.between:
        return
    told = link.tie.relations
    for one in (*draft.links, link):  # "attended by ISTC but not UNICRI": the same of both
        if isinstance(one.value, ThingValue) and one.tie.relations == told:
            of = families(map(walk.known.name, one.value.iris))
            one.tie = walk.known.whole_presence(one.tie, draft.kind, min(of))


def _no_other(link: Link, piece: Piece) -> Link:
    """That there is no other beside a name: "projects that cover only Georgia".

    Raises:
        NotPutTogether: it is told of what a thing is tied to by another one.
    """
    if link.between:
        raise NotPutTogether
    others = DraftQuestion(min(families(piece.things)))
    return Link(link.tie, others, is_ranked=True, number=Amount("<=", 1))


def _shut_out_itself(walk: TextWalk, piece: Piece) -> None:
    """Leave a name out of what is looked for: "countries that share projects with Georgia"."""
    head = walk.drafts[0]
    if any(walk.known.is_of(head.kind, family) for family in families(piece.things)):
        head.links.append(Link(ITSELF, thing_value(piece), is_absent=True))


def _is_said_of(draft: DraftQuestion, piece: Piece) -> bool:
    """Whether a tie to a name is said already: "round tables of the region but not in it"."""
    iris = tuple(one.iri for one in piece.things)
    return any(one.value == ThingValue(iris) and not one.is_absent for one in draft.links)


def _stands_before_its_kind(walk: TextWalk, at: int) -> bool:
    """Whether a name stands just before a kind: "UNICRI projects"."""
    end, is_listed = at + 1, walk.between.said[-1:] in (["and"], ["or"])
    while _is_matter(walk, at) and _is_and(walk, end) and _is_matter(walk, end + 1):
        end += 2  # "on radiological and nuclear projects"
    is_listed = is_listed and not (walk.waiting and _is_matter(walk, at))
    following = walk.pieces[end : end + 1]
    return bool(following) and following[0].sort == "kind" and not is_listed


def _is_matter(walk: TextWalk, at: int) -> bool:
    """Whether a topic is named at a place."""
    return any(
        one.sort == "thing" and families(one.things) == {"Topic"}
        for one in walk.pieces[at : at + 1]
    )


def _is_and(walk: TextWalk, at: int) -> bool:
    """Whether an "and" stands at a place."""
    return [one.value for one in walk.pieces[at : at + 1]] == ["and"]


def _wait(walk: TextWalk, at: int, said: set[str]) -> int:
    """Keep a name for the kind behind it; of names with an "or" between them any will do.

    Raises:
        NotPutTogether: names with an "or" between them are of different families, or one of them
            is that of several things.
    """
    piece = walk.pieces[at]
    if walk.waiting and _is_another(walk, at):
        before = walk.waiting.pop()
        if families(before.things) != families(piece.things):
            raise NotPutTogether
        names = {one.iri: one for one in (*before.things, *piece.things)}
        told = [names[iri] for one in (before, piece) for iri in thing_value(one).iris]
        piece = replace(before, things=tuple(told), is_either=True)
    walk.waiting.append(piece)
    walk.said_of_waiting |= said
    walk.between.said = walk.between.without_helping()
    return at + 1


def _origin(walk: TextWalk, at: int) -> int:
    """Take the country that bodies or persons are from: "partners from Italy in Project 46"."""
    for draft in reversed(walk.drafts):
        ties = walk.known.ties(draft.kind, "Country", _FROM)
        if ties and not walk.known.begins(draft.kind):
            value = thing_value(walk.pieces[at])
            link = Link(ties[0], value, is_absent=walk.between.is_not)
            draft.links.append(link)
            walk.between.said = [one for one in walk.between.said[:-1] if one != "not"]
            walk.last = draft, link
            return at + 1
    raise NotPutTogether


def _excepted(walk: TextWalk, piece: Piece) -> bool:
    """Whether a name is one that is not meant of those looked for; shuts it out."""
    for family in families(piece.things):
        is_of = partial(walk.known.is_of, family=family)
        draft = walk.nearest(is_of)
        if draft is None:
            continue
        link = Link(ITSELF, thing_value(piece), is_absent=True)
        draft.links.append(link)
        walk.spend({"not"})
        walk.last = draft, link
        return True
    return False


def _is_another(walk: TextWalk, at: int) -> bool:
    """Whether the name at a place, or the one before it, will do: "has WHO or Interpol worked"."""
    before = [one for one in walk.pieces[max(0, at - 2) : at] if one.value != "the"][-1:]
    is_listed = bool(before) and before[0].sort == "thing" and _ends_in_or(walk, at)
    return is_listed or [one.value for one in before] == ["or"]


def _is_of_one_each(walk: TextWalk) -> bool:
    """Whether what leads is asked for: "who leads Projects 46 and 48" is who leads either."""
    return walk.last is not None and walk.last[1].tie.relations == (str(CBRN.ledBy),)


def _ends_in_or(walk: TextWalk, at: int) -> bool:
    """Whether the list of names that goes on at a place is one of which any will do."""
    while at < len(walk.pieces) and walk.pieces[at].sort == "thing":
        at += 1
    following = walk.pieces[at : at + 2]
    return [one.value for one in following[:1]] == ["or"] and following[-1].sort == "thing"


def _in_projects_there(
    walk: TextWalk, projects: DraftQuestion, piece: Piece
) -> tuple[DraftQuestion, Link] | None:
    """The bodies that are looked for in projects in several places, and their tie to these.

    Who is in projects in Africa and in Central Asia need not be so in one of both.
    """
    head = walk.drafts[0]
    is_place = families(piece.things) <= {"Country", "Region"}
    if not is_place or head is projects or not walk.known.is_of(head.kind, "Organisation"):
        return None
    ties = (one for one in head.links if one.between is projects and not one.is_ranked)
    tie = next(ties, None)
    return (head, tie) if tie and not tie.is_absent else None


def _goes_on(walk: TextWalk, at: int) -> bool:
    """Whether a name goes on the list that the name before it is on; takes it."""
    piece = walk.pieces[at]
    said = {*walk.between.said}
    is_either = "or" in said or (not said and _ends_in_or(walk, at)) or _is_of_one_each(walk)
    is_listed = is_either or bool(said & _LISTED) or (said and said <= _NOT_THE)
    if walk.last is None or not is_listed:
        return False
    draft, link = walk.last
    within = link.innermost
    before = within.value
    if walk.between.meant - {"not"} or not isinstance(before, ThingValue):
        return False
    if families(piece.things) != families(map(walk.known.name, before.iris)):
        return False
    is_absent = walk.between.is_not or link.is_absent
    value = thing_value(piece)
    if is_either and not is_absent:
        within.value = ThingValue((*before.iris, *value.iris))
    elif link.between:  # who works in two countries need not do so in one project
        through = DraftQuestion(PROJECT, [replace(within, value=value)])
        draft.links.append(Link(link.tie, through, is_absent=is_absent))
        walk.drafts.append(through)
    elif not is_absent and (owner := _in_projects_there(walk, draft, piece)):
        others = [one for one in draft.links if one is not link]
        elsewhere = DraftQuestion(PROJECT, [*others, Link(link.tie, value)])
        owner[0].links.append(Link(owner[1].tie, elsewhere))
        walk.drafts.append(elsewhere)
        walk.last = elsewhere, elsewhere.links[-1]
    else:
        other = Link(link.tie, value, is_absent=is_absent)
        if is_absent:
            _shut_out_presence(walk, draft, other)
        draft.links.append(other)
        if is_absent:  # "but not Uganda or Tanzania" shuts out both
            walk.last = draft, other
    walk.between.said = []
    return True
