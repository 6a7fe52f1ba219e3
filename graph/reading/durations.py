"""Durations: how long a project runs, where the text tells its beginning too, gives its end.

"Launched in January 2018 … 48 months" ends in December 2021. That is worked out and marked so; a
duration without a beginning gives nothing, nor does one where the text tells the end itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.dates import PartialDate
from graph.reading.mentions import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.reading.relations import Claim
    from graph.reading.survey import Survey

__all__ = ["ended_by_duration"]

_MONTHS: Final = 12
_LONGEST: Final = 240
_PATTERN: Final = "a duration and the beginning"


def ended_by_duration(survey: Survey, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The ends of projects that their beginnings and durations tell."""
    told = {(one.subject.key, one.property) for one in claims}
    for claim in claims:
        if claim.property != "startDate" or claim.subject.kind is not MentionKind.PROJECT:
            continue
        if (claim.subject.key, "endDate") in told:
            continue
        found = _duration(survey, claim)
        end = found and _end(claim.object.key, found[0])
        if found and end:
            told.add((claim.subject.key, "endDate"))
            yield _ended(survey, claim, found, end)


def _ended(survey: Survey, claim: Claim, found: tuple[int, int, int], end: str) -> Claim:
    """The claim that a beginning and a duration make; its passage is that of the duration."""
    months, start, stop = found
    sentence = next(
        (one for one in survey.sentences if one.start <= start < one.end), claim.sentence
    )
    value = replace(
        claim.object, start=start, end=stop, key=end, text=survey.text[start:stop], until=""
    )
    return replace(
        claim,
        property="endDate",
        object=value,
        sentence=sentence,
        start=sentence.start,
        end=sentence.end,
        pattern=_PATTERN,
        basis="derived",
        remark=f"{months} months from its beginning in {claim.object.key}",
    )


def _duration(survey: Survey, claim: Claim) -> tuple[int, int, int] | None:
    """How many months a project runs, and where that stands: the only one, or in its sentence."""
    every = []
    for words in survey.words:
        form = words.expression("shape", "duration")
        for found in form.finditer(survey.text) if form else ():
            number = words.number(found["number"]) or 0
            months = number * _MONTHS if found["years"] else number
            if 0 < months <= _LONGEST:
                every.append((months, found.start(), found.end()))
    own = [one for one in every if claim.sentence.start <= one[1] < claim.sentence.end]
    projects = {one.key for one in survey.mentions_of(MentionKind.PROJECT)}
    if len(own) == 1:
        return own[0]
    return every[0] if len({one[0] for one in every}) == 1 and len(projects) == 1 else None


def _end(start: str, months: int) -> str:
    """The month in which something ends that begins in a month or on its first day, else later."""
    date = PartialDate.parse(start)
    if not date.month:
        return ""
    last = date.year * _MONTHS + date.month - 1 + months - (date.day in {0, 1})
    return f"{last // _MONTHS:04}-{last % _MONTHS + 1:02}"
