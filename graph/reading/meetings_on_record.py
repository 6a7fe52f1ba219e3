"""Which meeting on record one of a text is, or the key and the label of a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dates import PartialDate
from graph.reading.meetings_named import AFTER, SERIES
from graph.reading.mentions import Mention, MentionKind
from graph.reading.survey import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.reading.known import KnownMeeting
    from graph.reading.meetings_named import MeetingOfText
    from graph.reading.survey import Survey

__all__ = ["known_or_new"]


def known_or_new(survey: Survey, meeting: MeetingOfText, *, main: bool) -> tuple[str, str]:
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
    if meeting.ordinal and code in SERIES:
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


def _dated(label: str, meeting: MeetingOfText) -> str:
    """A label with the month of a meeting, as the record writes it."""
    if meeting.when is None:
        return label
    date = PartialDate.parse(meeting.when.key)
    return f"{label}, {PartialDate(date.year, date.month).words}"


def _same(one: KnownMeeting, meeting: MeetingOfText, region: str, project: str) -> bool:
    """Whether a meeting of the text is one on record."""
    code = meeting.kind.code
    of_kind = one.key.startswith(f"meeting/{code}-")
    if meeting.ordinal and code in SERIES:
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


def _of(survey: Survey, meeting: MeetingOfText, kind: MentionKind) -> str:
    """The thing of a kind that stands nearest after the names of a meeting, in its sentence."""
    for place in meeting.places:
        sentence = survey.sentence_at(place.start)
        if sentence is None:
            continue
        near = survey.mentions.within(place.end, min(place.end + AFTER, sentence.end))
        found = next((one for one in near if one.kind is kind), None)
        if found is None:
            before = survey.mentions.within(max(place.start - AFTER, sentence.start), place.start)
            found = next((one for one in reversed(before) if one.kind is kind), None)
        if found is not None:
            return found.key
    return ""


def _places(survey: Survey, meeting: MeetingOfText) -> Iterator[Mention]:
    for place in meeting.places:
        sentence = survey.sentence_at(place.start)
        if sentence is not None:
            inside = survey.mentions.within(sentence.start, sentence.end)
            yield from (one for one in inside if one.kind is MentionKind.PLACE)


def _ordinal(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
