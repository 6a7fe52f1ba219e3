"""Which meetings a text is about: the one it reports, those it mentions, and which are on record.

A text says "the 16th Round-Table Meeting (RTM) for Central Asia", then "the event", then "the
meeting". All of them are one meeting, unless an ordinal or a date of its own tells another one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.dates import PartialDate, overlap
from graph.reading.mentions import Mention, MentionKind
from graph.reading.paragraphs import ParagraphPart
from graph.reading.survey import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.reading.known import KnownMeeting
    from graph.reading.survey import Survey
    from graph.reading.words import MeetingKind, Words

__all__ = ["meetings"]

_BEFORE: Final = 30
_AFTER: Final = 110
_OPENING: Final = 150
_ENOUGH: Final = 1
_TELLING: Final = frozenset({"rtm", "inau", "ko", "fin", "sv"})
"""Kinds of meetings whose name says more than that people met."""
_SERIES: Final = frozenset({"rtm", "infp", "hos"})


@dataclass(slots=True, kw_only=True)
class _Met:
    """One place where a text names a meeting."""

    start: int
    end: int
    kind: MeetingKind
    ordinal: int | None
    when: Mention | None
    score: int
    previous: bool


@dataclass(slots=True, kw_only=True)
class _Meeting:
    """One meeting of the text, with the places that name it."""

    kind: MeetingKind
    ordinal: int | None = None
    when: Mention | None = None
    worked_out: bool = False
    places: list[_Met] = field(default_factory=list)


def meetings(survey: Survey) -> None:
    """Puts the names of meetings among the mentions; a text that reports none has none."""
    met = sorted(_met(survey), key=lambda one: one.start)
    main = max(met, key=lambda one: one.score, default=None)
    if main is None or main.score <= _ENOUGH:
        return
    told = _sorted_out(survey, met, main)
    used: set[str] = set()
    for meeting in told:
        key, label = _known_or_new(survey, meeting, main=meeting is told[0])
        if key in used and meeting.when is not None:
            key += meeting.when.key[4:]
        used.add(key)
        for place in meeting.places:
            known = key in survey.known.types
            text = _in_full(survey, place)
            survey.mentions.add(
                Mention(
                    start=place.start, end=place.end, kind=MentionKind.MEETING, key=key, text=text,
                    way="worked out" if meeting.worked_out else "shape",
                    label="" if known else label,
                    type="" if known else meeting.kind.type,
                )
            )  # fmt: skip


def _met(survey: Survey) -> Iterator[_Met]:
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


def _place(survey: Survey, words: Words, found: re.Match[str]) -> _Met:
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
    score = (3 if kind.code in _SERIES else 1) * (ordinal is not None)
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
    return _Met(
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
    after = survey.mentions.within(end, min(end + _AFTER, sentence.end))
    first = next((one for one in after if one.kind in dated), None)
    if first is not None and ";" not in survey.text[end : first.start]:
        return first
    opening = survey.mentions.within(sentence.start, min(sentence.start + _BEFORE, start))
    return next((one for one in opening if one.kind in dated), None)


def _sorted_out(survey: Survey, met: Sequence[_Met], main: _Met) -> list[_Meeting]:
    """The meetings of a text, its main one first, each with the places that name it."""
    first = _Meeting(kind=main.kind, ordinal=main.ordinal, when=main.when)
    told = [first]
    if first.when is None:
        first.when = _date_line(survey)
    for place in met:
        meeting = _meant(told, place)
        if meeting is None:
            meeting = _Meeting(kind=place.kind, ordinal=place.ordinal, when=place.when)
            if (
                place.previous
                and first.ordinal
                and not place.ordinal
                and place.kind.code in _SERIES
            ):
                meeting.ordinal = first.ordinal - 1
                meeting.kind = first.kind
                meeting.worked_out = True
            told.append(meeting)
        meeting.places.append(place)
    return [meeting for meeting in told if meeting.places]


def _meant(told: list[_Meeting], place: _Met) -> _Meeting | None:
    """The meeting that a place speaks of, None where it is one that was not named before."""
    first = told[0]
    if place.ordinal is not None:
        same = (one for one in told if one.ordinal == place.ordinal)
        fits = next((one for one in same if one.kind.code == place.kind.code), None)
        apart = place.when and first.when and not _together(place.when, first.when)
        return fits if fits or first.ordinal or place.kind.code in _SERIES or apart else first
    if place.when is None:
        return None if place.previous and place.kind.code in _SERIES else first
    for one in told:
        if one.when is None or _together(one.when, place.when):
            return one
    return None if place.score > _ENOUGH else first


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


def _known_or_new(survey: Survey, meeting: _Meeting, *, main: bool) -> tuple[str, str]:
    """The key of a meeting on record or a new one, and the label that a new one gets."""
    region = _of(survey, meeting, MentionKind.REGION) or (
        survey.main(MentionKind.REGION) if main else ""
    )
    project = _of(survey, meeting, MentionKind.PROJECT) or (
        survey.main(MentionKind.PROJECT, 2) if main else ""
    )
    country = survey.main(MentionKind.COUNTRY) if main else ""
    for one in survey.known.meetings:
        if _same(one, meeting, region, project):
            return one.key, one.label
    year = meeting.when.key[:4] if meeting.when else ""
    code, label = meeting.kind.code, meeting.kind.label
    scope = region.partition("/")[2].lower() if region else ""
    name = survey.label(region)
    if meeting.ordinal and code in _SERIES:
        key = "-".join(
            filter(None, (code, scope if code == "rtm" else "", f"{meeting.ordinal:02}"))
        )
        of = f" for {name}" if code == "rtm" and name else ""
        return f"meeting/{key}", f"{_ordinal(meeting.ordinal)} {label}{of}"
    if project and code != "inau":
        number = project.partition("/")[2].lstrip("0")
        of_project = survey.label(project) or f"Project {number}"
        key = "-".join(filter(None, (code, f"p{number}", year)))
        return f"meeting/{key}", _dated(f"{label} of {of_project}", meeting)
    if code == "inau" and name:
        label, country = f"Opening of the Regional Secretariat for {name}", ""
    at = next(iter(_places(survey, meeting)), None)
    where = at.text if at is not None else survey.label(country)
    key = slug("-".join(filter(None, (code, scope or where, year))))
    return f"meeting/{key}", _dated(
        f"{label} in {where}" if where and code != "inau" else label, meeting
    )


def _dated(label: str, meeting: _Meeting) -> str:
    """A label with the month of a meeting, as the record writes it."""
    if meeting.when is None:
        return label
    date = PartialDate.parse(meeting.when.key)
    return f"{label}, {PartialDate(date.year, date.month).words}"


def _same(one: KnownMeeting, meeting: _Meeting, region: str, project: str) -> bool:
    """Whether a meeting of the text is one on record."""
    code = meeting.kind.code
    of_kind = one.key.startswith(f"meeting/{code}-")
    if meeting.ordinal and code in _SERIES:
        near = not region or not one.regions or region in one.regions
        return of_kind and one.ordinal == str(meeting.ordinal) and near
    if of_kind and project and project in one.projects and code in {"ko", "fin"}:
        return True
    number = project.partition("/")[2].lstrip("0")
    if code in {"ko", "fin"} and project and one.key == f"meeting/{code}-p{number}":
        return True
    if meeting.when is None or meeting.when.key not in one.starts:
        return False
    return bool((region and region in one.regions) or (project and project in one.projects))


def _of(survey: Survey, meeting: _Meeting, kind: MentionKind) -> str:
    """The thing of a kind that stands nearest after the names of a meeting, in its sentence."""
    for place in meeting.places:
        sentence = survey.sentence_at(place.start)
        if sentence is None:
            continue
        near = survey.mentions.within(place.end, min(place.end + _AFTER, sentence.end))
        found = next((one for one in near if one.kind is kind), None)
        if found is None:
            before = survey.mentions.within(max(place.start - _AFTER, sentence.start), place.start)
            found = next((one for one in reversed(before) if one.kind is kind), None)
        if found is not None:
            return found.key
    return ""


def _places(survey: Survey, meeting: _Meeting) -> Iterator[Mention]:
    for place in meeting.places:
        sentence = survey.sentence_at(place.start)
        if sentence is not None:
            inside = survey.mentions.within(sentence.start, sentence.end)
            yield from (one for one in inside if one.kind is MentionKind.PLACE)


def _in_full(survey: Survey, place: _Met) -> str:
    """The name of a meeting as the text writes it, with the region that it is for."""
    end = place.end
    after = survey.next_mention(end, 12, lambda one: one.kind is MentionKind.REGION)
    return survey.text[place.start : after.end if after is not None else end]


def _ordinal(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
