"""Whether a project or a meeting ran at a time, may have run, or did not: one rule for all pages.

A document gives a start, an end, or how things stood on a day. Each bounds the time of an
undertaking, and none is made more exact than it is:

- the start and the end on record, as exactly as they are given;
- a meeting without an end lasted for the date of its start;
- a document that calls it launched or ongoing on a day says that it had not ended before;
- one that calls it closed says that it had ended by then: by the time of which it speaks, else by
  the date of the document, else by the day of the reading: of a page without a date, and of what
  was worked out on reading and not said in so many words.

So each end lies between an earliest and a latest day. What holds for every choice of days within
these bounds *ran*; what holds for some *may have run*; what holds for none *did not run*. An end
that is not on record never makes something run on.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from graph.dates import PartialDate
from graph.store import Limits
from graph.store.text.parameters import Parametrised
from graph.texts import gettext
from graph.views.record.batches import batches
from graph.vocabulary import CBRN, THINGS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from graph.store import Engine

__all__ = ["Lifetime", "Ran", "StateSeen", "lifetimes", "ran_in", "together"]

Ran = Literal["ran", "may have run", "did not run", "not on record"]
"""What is on record of a time; the last where there is no date at all."""

_STATED: Final = str(CBRN.Stated)
_RUNNING: Final = {"launched", "ongoing"}
_CLOSED: Final = {"closed", "completed"}
_ALL: Final = Limits(seconds=60, rows=10_000_000, output_bytes=1_000_000_000)
_THESE: Final = "  VALUES ?thing { }\n"
_DATED: Final = (
    """
SELECT ?thing ?start ?end
WHERE {
""",
    """\
  { ?thing cbrn:startDate ?any } UNION { ?thing cbrn:endDate ?any }
  OPTIONAL { ?thing cbrn:startDate ?start }
  OPTIONAL { ?thing cbrn:endDate ?end }
}
""",
)
_STATED_OF: Final = (
    """
SELECT ?thing ?state ?since ?until ?issued ?on ?basis
WHERE {
""",
    """\
  ?statement rdf:predicate cbrn:status ; rdf:subject ?thing ; rdf:object ?state ;
             cbrn:statedIn ?document ; cbrn:basis ?basis ; cbrn:statedOn ?on .
  FILTER NOT EXISTS { ?statement cbrn:review cbrn:Withdrawn }
  FILTER NOT EXISTS { ?statement cbrn:review cbrn:Disputed }
  OPTIONAL { ?document dct:issued ?issued }
  OPTIONAL { ?statement cbrn:from ?since }
  OPTIONAL { ?statement cbrn:until ?until }
}
""",
)
_READ: Final = "SELECT (MAX(STR(?on)) AS ?read) WHERE { ?statement cbrn:statedOn ?on }"


@dataclass(frozen=True, slots=True, order=True)
class StateSeen:
    """A day on which a document tells how things stood, and what it calls that.

    ``read`` says that nothing more exact is known than the day on which the record was read.
    """

    day: PartialDate
    read: bool = False
    state: str = ""

    @property
    def words(self) -> str:
        """The day in words: "as of May 2022", or by which reading nothing more exact is known."""
        if self.read:
            return gettext(
                "as of the reading of {date}, no earlier day being given", date=self.day.words
            )
        return gettext("as of {date}", date=self.day.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifetime:
    """What is on record of the time of a project, a meeting or an initiative.

    ``running`` is the last day for which a document calls it launched or ongoing; ``closed`` the
    first for which one calls it closed. Dates that are not on record are None.
    """

    thing: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    running: StateSeen | None = None
    closed: StateSeen | None = None

    @property
    def is_event(self) -> bool:
        """Whether it is a meeting, which lasts for its start where no end is on record."""
        return self.thing.startswith(f"{THINGS}meeting/")

    @property
    def dated(self) -> bool:
        """Whether a start or an end is on record."""
        return self.start is not None or self.end is not None

    @property
    def over_by(self) -> PartialDate | None:
        """The end on record, or the day by which a document calls it closed; None without both."""
        if self.end is not None:
            return self.end
        if self.is_event:
            return self.start
        return self.closed.day if self.closed else None

    @property
    def known_until(self) -> PartialDate | None:
        """The last date for which it is on record that it ran; None where nothing is dated."""
        if self.end is not None:
            return self.end
        running = self.running.day if self.running and not self.running.read else None
        dates = [date for date in (self.start, running) if date is not None]
        return max(dates, default=None)

    @property
    def end_words(self) -> str:
        """What is known of the end, as the end of a sentence; empty where it is on record."""
        if self.end is not None or self.is_event:
            return ""
        if self.closed:
            return gettext("closed {date}; its end is not on record", date=self.closed.words)
        if self.running and not self.running.read:
            return gettext(
                "{state} {date}; its end is not on record",
                state=self.running.state,
                date=self.running.words,
            )
        return gettext("its end is not on record")

    @property
    def began(self) -> tuple[datetime.date, datetime.date]:
        """The earliest and the latest day on which it can have begun."""
        if self.start is not None:
            return self.start.first, self.start.last
        over = self.known_until or self.over_by
        return datetime.date.min, over.last if over else datetime.date.max

    @property
    def ended(self) -> tuple[datetime.date, datetime.date]:
        """The earliest and the latest day on which it can have ended."""
        known, over = self.known_until, self.over_by
        first = known.first if known else datetime.date.min
        if self.end is None and self.start is not None:
            first = max(first, self.began[0])
        return first, max(over.last, first) if over else datetime.date.max

    @property
    def years(self) -> range:
        """The calendar years in each of which it ran, for a part at least; empty without a start.

        A start and an end are at least as exact as a year, so these years are certain.
        """
        if self.start is None or self.known_until is None:
            return range(0)
        return range(self.start.year, max(self.start.year, self.known_until.year) + 1)


def ran_in(lifetime: Lifetime, since: PartialDate | None, until: PartialDate | None) -> Ran:
    """Whether it ran at some time from the first to the last day of a period; None is open."""
    if not lifetime.dated:
        return "not on record"
    first = since.first if since else datetime.date.min
    last = until.last if until else datetime.date.max
    (earliest, begun_by), (ended_from, latest) = lifetime.began, lifetime.ended
    if earliest > last or latest < first:
        return "did not run"
    if begun_by <= last and ended_from >= first:
        return "ran"
    # A year on record lies in a period of whole years, wherever in the year the day was.
    inside = [date for date in (lifetime.start, lifetime.known_until) if date is not None]
    if any(date.first >= first and date.last <= last for date in inside):
        return "ran"
    return "may have run"


def together(one: Lifetime, other: Lifetime) -> Ran:
    """Whether two ran on a day that they share; that takes a start of both on record."""
    if one.start is None or other.start is None:
        return "not on record"
    (earliest, begun_by), (ended_from, latest) = (
        tuple(map(max, one.began, other.began)),
        tuple(map(min, one.ended, other.ended)),
    )
    if earliest > latest:
        return "did not run"
    return "ran" if begun_by <= ended_from else "may have run"


def lifetimes(engine: Engine, things: Collection[str] | None = None) -> dict[str, Lifetime]:
    """By thing what is on record of its time; of all things that have any where none is named.

    Things of which no date and no state is on record have a lifetime too, where they are named.
    """
    parts = [None] if things is None else [*batches(sorted(things))]
    dates: dict[str, tuple[str, str]] = {}
    seen: dict[str, tuple[list[StateSeen], list[StateSeen]]] = {
        one: ([], []) for one in things or ()
    }
    read = PartialDate.parse(_records(engine, _READ)[0]["read"] or "0001")
    for part in parts:
        for told in _asked(engine, _DATED, part):
            dates[told["thing"]] = told["start"], told["end"]
        for told in _asked(engine, _STATED_OF, part):
            running, closed = seen.setdefault(told["thing"], ([], []))
            if told["state"] in _RUNNING:
                running.append(_seen(told, read, last=True))
            elif told["state"] in _CLOSED:
                closed.append(_seen(told, read, last=False))
    found = {}
    for thing in sorted({*dates, *seen}):
        start, end = (_date(text) for text in dates.get(thing, ("", "")))
        running, closed = seen.get(thing, ([], []))
        found[thing] = Lifetime(
            thing=thing,
            start=start,
            end=end,
            running=max(running, key=lambda one: (not one.read, one.day), default=None),
            closed=min(closed, key=lambda one: (one.read, one.day), default=None),
        )
    return found


def _asked(
    engine: Engine, query: tuple[str, str], things: Sequence[str] | None
) -> list[dict[str, str]]:
    """What a query says of some things, or of all where none is named."""
    if things is None:
        return _records(engine, "".join(query))
    return _records(engine, Parametrised(_THESE.join(query)).filled(thing=things))


def _records(engine: Engine, query: str) -> list[dict[str, str]]:
    return [
        {name: value or "" for name, value in record.items()}
        for record in engine.query(query, limits=_ALL).records()
    ]


def _seen(told: dict[str, str], read: PartialDate, *, last: bool) -> StateSeen:
    """The day of which a state is told: its period's end or start, else the document's day.

    Of a page without a date it is the day when that page was read. When a dated one was read the
    graph does not tell, so what was worked out from it was so when the record was last read.
    """
    since, until = _date(told["since"]), _date(told["until"])
    day = (until or since) if last else (since or until)
    if day is None and told["basis"] == _STATED:
        day = _date(told["issued"])
    if day is not None:
        return StateSeen(day, False, told["state"])
    own = None if told["issued"] else _date(told["on"])
    return StateSeen(own or read, read=True, state=told["state"])


def _date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
