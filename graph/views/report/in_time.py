"""The chapter on time: projects and meetings along the years, and their dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.plurals import counted
from graph.store.text.parameters import Parametrised
from graph.views.record.lifetimes import lifetimes
from graph.views.record.tables import ABSENT
from graph.views.report.content import (
    Figure,
    Query,
    ReportRow,
    ReportTable,
    Section,
    Sentence,
    cited,
)
from graph.views.report.making import Chapter
from graph.views.report.methods import DATED
from graph.views.report.time_picture import Span, TimePicture, strips
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from graph.views.record.evidence import Evidence
    from graph.views.record.lifetimes import Lifetime
    from graph.views.record.names import Name
    from graph.views.report.content import Block
    from graph.views.report.making import Making

__all__ = ["in_time"]

_Dated = tuple[Span, "tuple[Evidence, ...]"]

_MOST_SPANS: Final = 160
"""So many are drawn, on four pages; the table has all."""
_DATES: Final = Parametrised("""\
SELECT ?thing ?start ?end ?state
WHERE {
  VALUES ?thing { }
  OPTIONAL { ?thing cbrn:status ?state }
  OPTIONAL { ?thing cbrn:startDate ?start }
  OPTIONAL { ?thing cbrn:endDate ?end }
}
""")


def in_time(made: Making) -> Chapter | None:
    """When projects and meetings were, as a figure and a table; nothing where there are none."""
    times = lifetimes(made.engine, [name.iri for name in _timed(made)])
    rows = sorted(
        (_span(made, name, times[name.iri]) for name in _timed(made)),
        key=lambda each: (not each[0].start, each[0].start, each[0].name.iri),
    )
    if not rows:
        return None
    blocks: list[Block] = []
    if any(span.start for span, _ in rows):
        blocks.append(_figure(made, [span for span, _ in rows]))
    blocks.append(_table(rows))
    query = _DATES.readable(thing=[span.name.iri for span, _ in rows])
    return Chapter(
        Section("time", "In time", tuple(blocks)),
        (Query("times", "Starts and ends", query, len(rows)),),
    )


def _timed(made: Making) -> list[Name]:
    """The projects and meetings of the report."""
    return [name for family in ("Project", "Meeting") for name in made.part.of(family)]


def _span(made: Making, name: Name, time: Lifetime) -> _Dated:
    """When a thing began and ended, with the statements that say so."""
    dates = [made.part.standing(name.iri, str(CBRN[one])) for one in ("startDate", "endDate")]
    states = [] if time.end else made.part.stated(name.iri, str(CBRN.status))
    return Span(name, time), (*dates[0], *dates[1], *states)


def _figure(made: Making, spans: list[Span]) -> Figure:
    dated = [span for span in spans if span.start]
    drawn = tuple(dated[-_MOST_SPANS:])
    ends = [(one.time.start, one.time.known_until) for one in drawn]
    years = [day.year for both in ends for day in both if day is not None]
    told = (
        f"{_many(len(dated))} with a start on record, "
        f"{len(spans) - len(dated) or 'none'} without one; drawn from {min(years)} to {max(years)}"
    )
    if len(drawn) < len(dated):
        told += f", the last {len(drawn)} to begin"
    title = f"Projects and meetings of {made.title} in time"
    picture = TimePicture(title, drawn, min(years), max(years))
    return Figure(
        key="time",
        title=title,
        about=Sentence(f"{told}.", how=DATED),
        pictures=strips(picture),
        table="times",
    )


def _table(rows: list[_Dated]) -> ReportTable:
    return ReportTable(
        key="times",
        short="Time",
        title="When they were",
        about=Sentence(f"{_many(len(rows))}, the earliest first.", how=DATED),
        columns=("Project or meeting", "Kind", "Start", "End"),
        rows=tuple(
            ReportRow(
                (
                    span.name.label,
                    span.name.kind,
                    span.time.start.words if span.time.start else ABSENT,
                    _end(span.time),
                ),
                cited(said),
            )
            for span, said in rows
        ),
        how=DATED,
    )


def _end(time: Lifetime) -> str:
    """The end as the table tells it; where none is on record, what bounds it."""
    if time.end is not None:
        return time.end.words
    bound = time.closed or (time.running if time.running and not time.running.read else None)
    return f"{ABSENT}; {bound.state} {bound.words}" if bound else ABSENT


def _many(number: int) -> str:
    return counted(number, "project or meeting", "projects and meetings")
