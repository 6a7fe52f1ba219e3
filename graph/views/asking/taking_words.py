"""Words and years in a text, taken: places, money, words of titles, and when something was."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

from graph.views.asking.amounts import COMPARED, TIMES, euros_between, euros_said, years_said
from graph.views.asking.built_question import ENDED, RAN, TextValue, Years
from graph.views.asking.draft_question import PROJECT, DraftQuestion, Link, NotPutTogether
from graph.views.asking.looking_ahead import place_said, title_words_end
from graph.views.asking.relations import SpokenTie
from graph.views.asking.shown_beside import BUDGET, PLACE
from graph.views.asking.taking_kinds import begin_with
from graph.views.asking.text_walk import NAMED, WORDS_IN
from graph.views.asking.tying import ABOUT
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from graph.views.asking.text_walk import TextWalk

__all__ = ["take_follower", "take_word", "take_words", "take_year", "words_end"]

_OF_WORDS: Final = frozenset({"topic", "address", "concern", "deal", "focus"})
_PARTNERS: Final = frozenset({"partner", "member"})
_FORMAT: Final = SpokenTie((str(CBRN.format),), is_inward=False, said=frozenset({"hold"}))
_FORMATS: Final = frozenset({"online", "hybrid"})
_IN_PERSON: Final = ["in", "person"]
_FOLLOWERS: Final = frozenset({"successor", "successors", "sequel", "follow on", "follow up"})
_EARLIER: Final = frozenset({"predecessor", "predecessors"})
_STATE: Final = SpokenTie((str(CBRN.status),), is_inward=False)
_STATES: Final = frozenset({"planned"})
_RUN: Final = "run"
_CARRIED: Final = frozenset({"carry", "implement"})
_BEING: Final = frozenset({"are", "been", "being", "is", "was", "were"})
_END: Final = "end"
_ENDED_BY_NOW: Final = frozenset({"ended", "finished", "closed", "completed", "concluded"})
_OVER: Final = SpokenTie(ENDED, is_inward=False)
_BEFORE: Final = "before"
_RAN: Final = SpokenTie(RAN, is_inward=False)
_ENDED: Final = SpokenTie((str(CBRN.endDate),), is_inward=False)
_PAID: Final = frozenset({"award", "awarded", "budget", "fund", "hold", "supply", "worth"})
"""What is said of the money of projects: "given", "received", "worth"."""
_PLACED: Final = frozenset({"hold", "host", "happen"})


def take_follower(walk: TextWalk, at: int) -> int:
    """Take that projects have one that follows on from them, or an earlier one; the place behind.

    0 where the word at a place says no such thing of them: "projects that had a successor".
    """
    piece = walk.pieces[at]
    is_later = piece.value in _FOLLOWERS
    draft = walk.nearest(PROJECT.__eq__)
    if piece.sort != "word" or draft is None or not (is_later or piece.value in _EARLIER):
        return 0
    if any(one.value == "of" or one.sort == "thing" for one in walk.pieces[at + 1 : at + 2]):
        return 0
    tie = SpokenTie((str(CBRN.followsOn),), is_inward=is_later)
    link = Link(tie, DraftQuestion(PROJECT), is_absent=walk.between.is_not)
    draft.links.append(link)
    walk.spend({"not"})
    walk.last = None
    return at + 1


def take_word(walk: TextWalk, at: int) -> int:
    """Take a word, or a place or an amount of money that begins with it."""
    word = walk.pieces[at].value
    is_in_person = [one.told.casefold() for one in walk.pieces[at : at + 2]] == _IN_PERSON
    if is_in_person and _format(walk, " ".join(_IN_PERSON)):
        return at + 2
    if end := _place(walk, at) or _euros(walk, at):
        return end
    following = walk.pieces[at + 1 : at + 2]
    is_before_kind = bool(following) and following[0].sort == "kind"  # "partner countries"
    if is_before_kind and word in walk.wording.always.get(following[0].value, ()):
        walk.is_of_partners |= following[0].value == "Country" and word in _PARTNERS
        return at + 1
    if (
        (word == "where" and _is_relative(walk, at))
        or _format(walk, word)
        or _time(walk, at)
        or _state(walk, word)
    ):
        return at + 1
    kind = walk.wording.roles.get(word)
    if kind and not walk.drafts and not is_before_kind:
        begin_with(walk, kind)
    walk.between.said.append(word)
    return at + 1


def _format(walk: TextWalk, word: str) -> bool:
    """Whether a word says how meetings were held, "online"; takes it."""
    is_format = word in _FORMATS or word.split() == _IN_PERSON
    if not is_format or not walk.drafts or not walk.known.is_meeting(walk.drafts[-1].kind):
        return False
    walk.drafts[-1].links.append(Link(_FORMAT, TextValue(word)))
    return True


def _state(walk: TextWalk, word: str) -> bool:
    """Whether a word says in which state projects are, "planned"; takes it."""
    project = walk.nearest(PROJECT.__eq__)
    if word not in _STATES or project is None:
        return False
    project.links.append(Link(_STATE, TextValue(word)))
    return True


def _time(walk: TextWalk, at: int) -> bool:
    """Whether a word says when projects ran, in a year behind it or today; takes it."""
    meant = "".join(walk.wording.meant([walk.pieces[at].value]))
    if (meant == _RUN or _is_carried_out(walk, at)) and _is_of_time(walk, at):
        walk.is_of_running = True
        return True
    if meant in {_RUN, _END} and _is_of_now(walk, at):
        _take_now(walk, has_ended=meant == _END)
        return True
    return False


def _is_relative(walk: TextWalk, at: int) -> bool:
    """Whether "where" says something of the kind just before: "projects where Italy is partner"."""
    before, following = walk.pieces[at - 1 : at], walk.pieces[at + 1 : at + 2]
    is_of_kind = bool(before) and before[0].sort == "kind"
    return is_of_kind and bool(following) and following[0].sort == "thing"


def _place(walk: TextWalk, at: int) -> int | None:
    """Take the name of a place that meetings were held at, if one begins here."""
    meeting = walk.nearest(walk.known.is_meeting) if walk.between.is_place else None
    found = place_said(walk.finder, walk.pieces, at) if meeting else None
    if meeting is None or found is None:
        return None
    link = Link(PLACE, TextValue(found[0]), is_absent=walk.between.is_not)
    meeting.links.append(link)
    walk.spend(_PLACED | {"not"})
    walk.last = None
    return found[1]


def _euros(walk: TextWalk, at: int) -> int | None:
    """Take the money that a budget is compared with, if it begins here."""
    if both := euros_between(walk.pieces, at, walk.between.said, walk.between.meant):
        project = walk.nearest(PROJECT.__eq__)
        if project:
            project.links += [Link(BUDGET, one) for one in both[0]]
            walk.spend({*_PAID, "between"})
            walk.last = None
            return both[1]
    found = euros_said(walk.pieces, at, walk.between.said, walk.between.meant)
    project = walk.nearest(PROJECT.__eq__)
    if not found or not project:
        return None
    project.links.append(Link(BUDGET, found[0]))
    walk.spend({*_PAID, *walk.wording.meant(COMPARED)})
    walk.last = None
    return found[1]


def words_end(walk: TextWalk, at: int) -> int | None:
    """Where the words end that titles and topics are to hold, if such words begin here."""
    before = {*walk.between.said[-1:]} & ABOUT or walk.between.meant & _OF_WORDS
    if not before or not walk.drafts:
        return None
    last = walk.drafts[-1].kind
    is_worded = walk.nearest(PROJECT.__eq__) or walk.known.is_meeting(last)
    if not is_worded and not walk.known.ties(last, PROJECT, ()):
        return None
    return title_words_end(walk.pieces, at, walk.wording)


def take_words(walk: TextWalk, at: int, end: int) -> int:
    """Take the words between two places as what projects are about; the place behind."""
    said = walk.between.verbs
    project, tie = walk.nearest(PROJECT.__eq__), WORDS_IN
    accounted = said & (_OF_WORDS | {"cover", "work"})
    if project is None and walk.known.is_meeting(walk.drafts[-1].kind):
        project, tie = walk.drafts[-1], NAMED  # "trainings on legal instruments"
    if project is None:
        project, last = DraftQuestion(PROJECT), walk.drafts[-1]
        ties = walk.known.ties(last.kind, PROJECT, said - _OF_WORDS)
        led = (ties or walk.known.ties(last.kind, PROJECT, ()))[0]
        last.links.append(Link(led, project))
        walk.drafts.append(project)
        accounted |= led.said
    link = Link(tie, walk.words_from(at, end), is_absent=walk.between.is_not)
    project.links.append(link)
    walk.spend({*accounted, "not"})
    walk.last = None
    return end


def take_year(walk: TextWalk, at: int) -> int:
    """Take the year at a place, and another one that goes with it; the place behind.

    Raises:
        NotPutTogether: nothing before it has a date.
    """
    words = walk.between.said
    years, end, length = years_said(walk.pieces, at, words, walk.between.meant)
    walk.between.said = words[: len(words) - length]
    said = walk.between.meant
    walk.last = None
    if walk.dated and not said - TIMES:
        walk.dated.value, walk.dated = years, None
        walk.spend(TIMES)
        return end
    # A plan has dates, too, and mostly is not meant beside a meeting.
    event = walk.nearest(lambda kind: kind == PROJECT or walk.known.is_meeting(kind))
    draft = event or walk.nearest(walk.known.begins)
    tie = walk.known.dates(draft.kind, said) if draft else None
    if draft is None or tie is None:
        raise NotPutTogether
    # Who takes part in projects between two years does so in what then runs.
    is_of_part = draft is not walk.drafts[0] and not tie.said and bool(years.since)
    # Nor need what a country or a body is in between two years have begun in them.
    is_span = not tie.said and bool(years.since and years.until) and years.since != years.until
    if draft.kind == PROJECT and (walk.is_of_running or is_of_part or is_span):
        # What ran until 2016 ended then; what ran before 2016 may have gone on.
        _take_running(walk, draft, years, is_last="until" in said and _BEFORE not in words)
        return end
    if any(one.tie.relations == tie.relations and one.value for one in draft.links):
        raise NotPutTogether  # "in 2014 or 2020": no day is in both
    is_running = draft.kind == PROJECT and not tie.said and years.since == years.until
    walk.is_open |= is_running
    draft.links.append(Link(tie, years))
    walk.spend({*tie.said, *TIMES})
    return end


def _is_of_time(walk: TextWalk, at: int) -> bool:
    """Whether "running" says when projects are, and not who runs them or where they run."""
    is_of_project = bool(walk.nearest(PROJECT.__eq__))
    is_led = [one.value for one in walk.pieces[at + 1 : at + 2]] == ["by"]
    return is_of_project and not is_led and any(one.sort == "year" for one in walk.pieces[at:])


def _is_carried_out(walk: TextWalk, at: int) -> bool:
    """Whether projects are said to have been carried out, by nobody who is named: "implemented"."""
    before = walk.pieces[at - 1] if at else None
    told = [one.value for one in walk.pieces[at : at + 2]]  # "carried out"
    is_carried = bool(_CARRIED & {*walk.wording.meant(told[:1]), *walk.wording.meant(told)})
    is_by = "by" in {one.value for one in walk.pieces[at + 1 : at + 3]}
    return is_carried and not is_by and before is not None and before.value in {*_BEING, PROJECT}


def _is_of_now(walk: TextWalk, at: int) -> bool:
    """Whether projects are asked for that have ended, or are "still running": no year follows."""
    following = [one.value for one in walk.pieces[at + 1 : at + 2]]
    is_still = walk.pieces[at].value in _ENDED_BY_NOW or walk.pieces[at - 1].value == "still"
    is_last = not following or following == ["and"]
    return bool(walk.nearest(PROJECT.__eq__)) and is_still and is_last and not walk.between.is_not


def _take_now(walk: TextWalk, *, has_ended: bool) -> None:
    """Take this day as one behind the end of projects, or before it."""
    project = walk.nearest(PROJECT.__eq__)
    today = str(datetime.datetime.now(tz=datetime.UTC).date())
    if project and has_ended:
        project.links.append(Link(_OVER, Years(until=today)))
    elif project:
        _take_running(walk, project, Years(today, today))
    walk.last = None


def _take_running(
    walk: TextWalk, project: DraftQuestion, years: Years, *, is_last: bool = False
) -> None:
    """Take years as those in which projects ran; what runs until a year ends in it."""
    tie, told = (_ENDED, Years(years.until, years.until)) if is_last else (_RAN, years)
    project.links.append(Link(tie, told))
    walk.spend(TIMES)
    walk.is_of_running = False
