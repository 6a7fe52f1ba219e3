"""Where a text names meetings, and which of these places speak of one and the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.dates import PartialDate, overlap
from graph.reading.mentions import Mention, MentionKind
from graph.reading.paragraphs import ParagraphPart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.reading.survey import Survey
    from graph.reading.words import MeetingKind, Words

__all__ = ["AFTER", "ENOUGH", "SERIES", "MeetingOfText", "Met", "places_of_meetings", "sorted_out"]

_BEFORE: Final = 30
AFTER: Final = 110
"""How many characters after its name what belongs to a meeting may stand."""
_OPENING: Final = 150
ENOUGH: Final = 1
"""The score that a place must pass for the text to be about its meeting."""
_TELLING: Final = frozenset({"rtm", "inau", "ko", "fin", "sv"})
"""Kinds of meetings whose name says more than that people met."""
SERIES: Final = frozenset({"rtm", "infp", "hos"})
"""Kinds of meetings that are counted."""


@dataclass(slots=True, kw_only=True)
class Met:
    """One place where a text names a meeting."""

    start: int
    end: int
    kind: MeetingKind
    ordinal: int | None
    when: Mention | None
    score: int
    previous: bool


@dataclass(slots=True, kw_only=True)
class MeetingOfText:
    """One meeting of the text, with the places that name it."""

    kind: MeetingKind
    ordinal: int | None = None
    when: Mention | None = None
    worked_out: bool = False
    places: list[Met] = field(default_factory=list)


def places_of_meetings(survey: Survey) -> Iterator[Met]:
    """Each place that names a meeting, in the text's language, then in English."""
    taken: list[tuple[int, int]] = []
    for words in survey.words:
        if not words.meetings:
            continue
        nouns = "|".join(f"(?P<k{at}>{kind.noun})" for at, kind in enumerate(words.meetings))
        numbered = words.entry("shape", "numbered_noun") or "{ordinal} (?:[\\w’-]+ ){0,2}?"
        form = words.compiled(rf"(?P<ordinal>{numbered})?(?:\b(?:{nouns}))(?!\w)(?: \([A-Z]+\))?")
        for found in form.finditer(survey.text):
            start, end = found.span()
            if any(first < end and start < last for first, last in taken[-3:]):
                continue
            if survey.mentions.free(start, end):
                taken.append((start, end))
                yield _place(survey, words, found)


def _place(survey: Survey, words: Words, found: re.Match[str]) -> Met:
    """One place with what tells the meeting, and how much speaks for its being an event."""
    kind = next(kind for at, kind in enumerate(words.meetings) if found[f"k{at}"] is not None)
    ordinal = None
    if found["ordinal"]:
        number = re.match(words.ordinal, found["ordinal"], re.IGNORECASE)
        ordinal = words.ordinal_number(number[0]) if number else None
    if survey.next_mention(found.end(), 10, lambda one: one.kind is MentionKind.COUNTRY):
        ordinal = None  # the first meeting for a country is not the first of its series
    when = _when(survey, *found.span())
    # "A second training will follow" is no series that the text could be about.
    score = (3 if kind.code in SERIES else 1) * (ordinal is not None)
    score += 2 * (when is not None) + (kind.code in _TELLING)
    sentence = survey.sentence_at(found.start())
    if sentence is not None:
        held = words.expression("held")
        passage = survey.text[sentence.start : sentence.end]
        score += 2 * bool(held and held.search(passage))
        score += sentence.paragraph.part in {ParagraphPart.TITLE, ParagraphPart.HEADING}
        score += found.start() < sentence.start + _OPENING and sentence.paragraph.number == 1
    previous = words.expression("previous", "words")
    around = survey.text[max(found.start() - _BEFORE, 0) : found.start()] + found[0]
    told_before = bool(previous and previous.search(around))
    return Met(
        start=found.start(),
        end=found.end(),
        kind=kind,
        ordinal=ordinal,
        when=when,
        score=score,
        previous=told_before,
    )


def _when(survey: Survey, start: int, end: int) -> Mention | None:
    """The date of a meeting named at a place: right before it or after it in its sentence."""
    sentence = survey.sentence_at(start)
    if sentence is None:
        return None
    near = survey.mentions.within(max(start - _BEFORE, sentence.start), start)
    dated = {MentionKind.DATE, MentionKind.PERIOD}
    before = [one for one in near if one.kind in dated and start - one.end <= _BEFORE // 3]
    if before:
        return before[-1]
    after = survey.mentions.within(end, min(end + AFTER, sentence.end))
    first = next((one for one in after if one.kind in dated), None)
    if first is not None and ";" not in survey.text[end : first.start]:
        return first
    opening = survey.mentions.within(sentence.start, min(sentence.start + _BEFORE, start))
    return next((one for one in opening if one.kind in dated), None)


def sorted_out(survey: Survey, met: Sequence[Met], main: Met) -> list[MeetingOfText]:
    """The meetings of a text, its main one first, each with the places that name it."""
    first = MeetingOfText(kind=main.kind, ordinal=main.ordinal, when=main.when)
    told = [first]
    if first.when is None:
        first.when = _date_line(survey)
    for place in met:
        meeting = _meant(told, place)
        if meeting is None:
            meeting = MeetingOfText(kind=place.kind, ordinal=place.ordinal, when=place.when)
            if place.previous and first.ordinal and not place.ordinal and place.kind.code in SERIES:
                meeting.ordinal = first.ordinal - 1
                meeting.kind = first.kind
                meeting.worked_out = True
            told.append(meeting)
        meeting.places.append(place)
    return [meeting for meeting in told if meeting.places]


def _meant(told: list[MeetingOfText], place: Met) -> MeetingOfText | None:
    """The meeting that a place speaks of, None where it is one that was not named before."""
    first = told[0]
    if place.ordinal is not None:
        same = (one for one in told if one.ordinal == place.ordinal)
        fits = next((one for one in same if one.kind.code == place.kind.code), None)
        apart = place.when and first.when and not _together(place.when, first.when)
        return fits if fits or first.ordinal or place.kind.code in SERIES or apart else first
    if place.when is None:
        return None if place.previous and place.kind.code in SERIES else first
    for one in told:
        if one.when is None or _together(one.when, place.when):
            return one
    return None if place.score > ENOUGH else first


def _together(one: Mention, other: Mention) -> bool:
    """Whether two dates can be of one event."""
    return overlap(_span(one), _span(other))


def _span(mention: Mention) -> tuple[PartialDate, PartialDate]:
    return PartialDate.parse(mention.key), PartialDate.parse(mention.until or mention.key)


def _date_line(survey: Survey) -> Mention | None:
    """The period in the date line or the title of a text."""
    for mention in survey.mentions_of(MentionKind.PERIOD):
        sentence = survey.sentence_at(mention.start)
        if sentence and sentence.paragraph.part in {ParagraphPart.DATE_LINE, ParagraphPart.TITLE}:
            return mention
    return None
