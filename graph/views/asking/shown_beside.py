"""What a text asks for beside what is looked for: "with their dates", "where were they held"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from graph.views.asking.amounts import count_said
from graph.views.asking.draft_question import PROJECT, DraftQuestion, Link
from graph.views.asking.relations import SpokenTie
from graph.views.asking.tying import ASIDE
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.views.asking.text_walk import TextWalk

__all__ = ["BUDGET", "PLACE", "of_part", "show_at_the_end", "show_first_words"]

BUDGET: Final = SpokenTie((str(CBRN.budget),), is_inward=False)
"""How a project is tied to what it costs."""
PLACE: Final = SpokenTie((str(CBRN.place),), is_inward=False, said=frozenset({"hold", "host"}))
"""How a meeting is tied to where it was held."""
_SEAT: Final = SpokenTie((str(CBRN.basedIn),), is_inward=False, said=frozenset({"base"}))
_VENUE: Final = (str(CBRN.hostCountry),)
_WHO: Final = frozenset({"who", "whom"})
_CAME: Final = SpokenTie((str(CBRN.participantCount),), is_inward=False)
_WIDER: Final = frozenset({str(CBRN.involves), str(CBRN.ledBy)})
_BODIES: Final = ("attend", "fund", "host", "implement", "lead", "ledby", "organise", "partner")
_WITH: Final = frozenset({"and", "with"})
_HAVING: Final = frozenset({"has", "have", "having", "had", "with"})
_HAS: Final = _HAVING - {"with"}
_ARTICLES: Final = frozenset({"a", "an"})
_ENDS: Final = {"begin": CBRN.startDate, "end": CBRN.endDate, "open": CBRN.openedOn}
_ASKING: Final = frozenset({"how", "what", "when", "where", "which", "who", "whom", "whose"})
_FIRST: Final = frozenset({"budget", "town", "when", "where"})


def show_first_words(walk: TextWalk) -> set[str]:
    """Show what the first words of a text ask for, "where were", and return these."""
    head = walk.drafts[0]
    ties = _ties(walk, head)
    asked = [word for word in ties if word in walk.between.meant & _FIRST]
    once = {ties[word].relations: ties[word] for word in asked}  # "towns where they were held"
    head.links += map(_shown, once.values())
    return {*asked}


def show_at_the_end(walk: TextWalk) -> None:
    """Show what the last words of a text ask for, "with dates", or shut it out, "without dates"."""
    head = walk.head or next(iter(walk.drafts), None)
    is_absent = walk.between.is_not
    if head is None:
        return
    ties = _ties(walk, head)
    number, said = count_said(walk.between.said)
    counted = [word for word in _BODIES if word in ties and word in walk.wording.meant(said)]
    if number and len(counted) == 1 and {*walk.wording.meant(said)} <= {*counted}:
        if counted == ["attend"]:  # those who came are told by a number, not by name
            head.links.append(Link(_CAME, number))
            walk.between.said = []
            return
        bodies = DraftQuestion("Organisation")  # "with only one partner"
        tie = of_part(ties[counted[0]])
        head.links.append(Link(tie, bodies, is_ranked=True, number=number))
        walk.between.said = []
        return
    if is_absent or walk.between.meant & {*_ENDS}:  # "with their end dates"
        ties = _ends_apart(walk, head, ties)
    asked = [word for word in ties if word in walk.between.meant]
    is_list = len(asked) > 1  # "projects in Georgia: lead, budget, dates"
    if not ({*walk.between.said} & _WITH or is_absent or is_list):
        return
    dated = {"when"} if {*asked} & {*_ENDS} else set()
    if asked and not walk.between.meant - {*asked} - ASIDE - dated - {"not"}:
        there = _there(walk) if is_absent else frozenset()
        behind = _asked_behind(walk)
        is_had = _is_had(walk)
        head.links += [
            Link(of_part(ties[word]), is_absent=word not in there)
            if is_absent and word not in behind
            else Link(ties[word])
            if is_had and word not in behind
            else _shown(ties[word])
            for word in asked
        ]
        walk.between.said = []


def _is_had(walk: TextWalk) -> bool:
    """Whether the last words want something to be there: "with a budget", "have an end date"."""
    said = walk.between.said
    return any(
        word in _HAVING and (behind in _ARTICLES or word in _HAS) for word, behind in pairwise(said)
    )


def _there(walk: TextWalk) -> frozenset[str]:
    """What the last words want beside what they shut out: "with a budget but no lead"."""
    there: list[str] = []
    is_there = False
    for word in walk.between.said:
        meant = walk.wording.meant([word])
        if "not" in meant:
            is_there = False
        elif word in _HAVING:
            is_there = True
        elif is_there:
            there += meant
    return frozenset(there)


def _asked_behind(walk: TextWalk) -> frozenset[str]:
    """What is asked of those found, behind what is shut out: "without partners, and who leads"."""
    said = walk.between.said
    begins = (
        at
        for at, (word, following) in enumerate(pairwise(said))
        if word == "and" and following in _ASKING
    )
    at = next(begins, len(said))
    return frozenset(walk.wording.meant(said[at:]))


def _ties(walk: TextWalk, head: DraftQuestion) -> Mapping[str, SpokenTie]:
    """What can be shown of things of a kind, by the words for it."""
    found = {}
    is_of_end = any(str(CBRN.endDate) in one.tie.relations for one in head.links)
    if dates := walk.known.dates(head.kind, ("end",) if is_of_end else ()):
        found["when"] = dates
    if walk.known.is_meeting(head.kind):
        found["where"] = found["town"] = PLACE
    if head.kind == PROJECT:
        found["budget"] = BUDGET
    if walk.known.is_of(head.kind, "Organisation"):
        found["where"] = _SEAT
    bodies = {word: walk.known.ties(head.kind, "Organisation", {word}) for word in _BODIES}
    found |= {word: ties[0] for word, ties in bodies.items() if ties}
    if walk.known.is_meeting(head.kind) and "host" in found:
        found |= _hosts(walk, found["host"])
    return found


def _hosts(walk: TextWalk, bodies: SpokenTie) -> Mapping[str, SpokenTie]:
    """Who hosted meetings, or where that was: the country of the venue is meant by both."""
    if "where" in walk.between.meant:
        return {"host": replace(bodies, relations=_VENUE)}
    if {*walk.between.said} & _WHO:
        return {"host": replace(bodies, relations=(*_VENUE, *bodies.relations))}
    return {}


def _ends_apart(
    walk: TextWalk, head: DraftQuestion, ties: Mapping[str, SpokenTie]
) -> Mapping[str, SpokenTie]:
    """What can be shown or shut out, where a text tells of which date: "without an end date"."""
    ends = {
        word: SpokenTie((str(term),), is_inward=False)
        for word, term in _ENDS.items()
        if word in walk.between.meant and walk.known.dates(head.kind, (word,))
    }
    rest = {word: tie for word, tie in ties.items() if word != "when" or not ends}
    return rest | ends


def of_part(tie: SpokenTie) -> SpokenTie:
    """A tie without what says of others that they are involved: who leads is no partner."""
    told = tuple(one for one in tie.relations if one not in _WIDER)
    return replace(tie, relations=told if "partner" in tie.said and told else tie.relations)


def _shown(tie: SpokenTie) -> Link:
    return Link(tie, may_be_shown=True)
