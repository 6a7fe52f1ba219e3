"""What happened between two dates, by the dates that documents give: event time, not record time.

When something was and when it became known are two questions. Here a project begins on the day on
which a document says that it began, however late the document is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.dates import PartialDate
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.views.record.evidence import Evidence
    from graph.views.record.names import Names

__all__ = ["Event", "events"]

_DATES: Final = {str(CBRN.startDate): "began", str(CBRN.endDate): "ended or was to end"}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a document dates: when, what in words, and the statement that says so."""

    when: PartialDate
    what: str
    evidence: Evidence


def events(
    said: Iterable[Evidence], names: Names, since: PartialDate | None, until: PartialDate | None
) -> list[Event]:
    """What began, ended, or holds from or until a day of the period, in order of time.

    A date that is only as exact as its year counts where the year reaches into the period. What a
    reviewer withdrew, and what another document outranks, is no event.
    """
    found = [
        event
        for one in said
        if one.review not in {str(CBRN.Withdrawn), str(CBRN.Disputed)}
        for event in _of(one, names)
        if (since is None or event.when.last >= since.first)
        and (until is None or event.when.first <= until.last)
    ]
    # Two documents that date the same make one event, that of the statement that sorts first.
    once = {(event.when, event.what): event for event in reversed(_sorted(found))}
    return _sorted(once.values())


def _sorted(found: Iterable[Event]) -> list[Event]:
    return sorted(found, key=lambda each: (each.when, each.what, each.evidence.statement))


def _of(one: Evidence, names: Names) -> Iterator[Event]:
    if one.predicate in _DATES:
        if one.asserted:
            told = f"{names[one.subject].label} {_DATES[one.predicate]}"
            yield Event(PartialDate.parse(one.value), told, one)
        return
    sentence = one.sentence(names) + (f" ({one.role})" if one.role else "")
    if one.since and one.since == one.until:
        return  # how things stood on a day is no event of that day
    if one.since:
        yield Event(PartialDate.parse(one.since), f"{sentence}: from then on", one)
    if one.until:
        yield Event(PartialDate.parse(one.until), f"{sentence}: until then", one)
