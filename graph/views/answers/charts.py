"""Answers as bars, lines and timelines: described with Altair, drawn by Vega-Lite in the browser.

One bar for each row and one point for each row: nothing is added up here, so what a picture shows
is what the table says. The colours are those of ``graph.views.record.appearance`` that reach the
contrast of graphics on a light and on a dark page alike, and lines also differ in their marks and
dashes.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import altair as alt

from graph.palette import Colour
from graph.texts import all_of, gettext
from graph.views.answers.columns import date, number
from graph.views.answers.showing import MOST_SERIES, named
from graph.views.record.tables import ABSENT, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Answer
    from graph.views.answers.columns import Column
    from graph.views.answers.showing import Axes
    from graph.views.record.names import Names

__all__ = ["COLOURS", "PICKED", "Chart", "bars", "line", "timeline"]

Spec: TypeAlias = "dict[str, Any]"

COLOURS: Final = (
    Colour.SERIES_1.light,
    Colour.SERIES_2.light,
    Colour.SERIES_3.light,
    Colour.SERIES_4.light,
    Colour.SERIES_5.light,
    Colour.SERIES_6.light,
    Colour.SERIES_7.light,
    Colour.SERIES_8.light,
)
"""A colour for each series; each has a contrast of 3:1 at least on a light and on a dark page."""

PICKED: Final = "picked"
"""What Vega-Lite calls the marks that a reader has clicked."""
_DASHES: Final = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3])
_MARKS: Final = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "cross",
    "triangle-down",
    "triangle-right",
    "triangle-left",
)
_MOST: Final = 60
_STEP: Final = 22
_NOT_PICKED: Final = 0.35
_HIGH: Final = 500


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture for Vega-Lite, and in a sentence each what it shows and what it leaves out.

    ``marks`` is for each row of the answer the name of the mark that stands for it, where marks can
    be picked (`PICKED`).
    """

    spec: Spec
    shows: str
    left_out: str = ""
    marks: tuple[str, ...] = ()


def bars(answer: Answer, axes: Axes, names: Names) -> Chart:
    """A bar for each row, as long as its number, in the order of the answer."""
    value = axes.value
    assert value is not None  # `graph.views.answers.showing.missing` has been asked
    by = axes.labels or tuple(filter(None, [axes.start]))
    rows = [
        {"label": one.label, "value": size, "told": text(one.cells[value.place], names)}
        for one in named(answer, _with_time(answer, by, axes.start), names)
        if (size := number(one.cells[value.place])) is not None  # type: ignore[arg-type]
    ]
    shown = rows[:_MOST]
    chart = (
        alt.Chart(height=alt.Step(_STEP))
        .mark_bar(color=COLOURS[0], cornerRadiusEnd=2)
        .encode(
            # The number is above the bars, where it is seen also when there are many.
            x=alt.X("value:Q", title=value.heading, axis=_axis(shown, orient="top")),
            y=_LABELS,
            tooltip=_tips(label="", told=value.heading),
        )
    )
    absent = len(answer.rows) - len(rows)
    left = [gettext("{number:,} more rows", number=len(rows) - _MOST)] if len(rows) > _MOST else []
    left += [gettext("{number:,} rows without a number", number=absent)] if absent else []
    told = gettext(
        "Bars: {number} by {names}.",
        number=value.heading,
        names=all_of(one.heading for one in by),
    )
    return _chart(chart, shown, told, left)


def line(answer: Answer, axes: Axes, names: Names) -> Chart:
    """A line for each thing through its numbers over time."""
    value, start = axes.value, axes.start
    assert value is not None  # `graph.views.answers.showing.missing` has been asked
    assert start is not None
    series = axes.labels[0] if axes.labels else None
    rows = [
        {
            "series": text(row[series.place], names) if series else value.heading,
            "when": _first_day(when),
            "date": text(row[start.place], names),
            "value": size,
            "told": text(row[value.place], names),
        }
        for row in answer.rows
        if (when := date(row[start.place])) and (size := number(row[value.place])) is not None
    ]
    points = Counter(str(row["series"]) for row in rows)
    kept = sorted(points, key=lambda one: (-points[one], one))[:MOST_SERIES]
    shown = [row for row in rows if row["series"] in set(kept)]
    kept.sort()
    chart = alt.Chart(height=_HIGH).encode(
        x=_time("when", "bottom", start.heading),
        y=alt.Y("value:Q", title=value.heading, axis=_axis(shown)),
        tooltip=_tips(series="", date=start.heading, told=value.heading),
    )
    points_too = alt.OverlayMarkDef(size=70, filled=True)
    if len(kept) > 1:
        chart = chart.mark_line(point=points_too).encode(
            **_looks(kept, series.heading if series else None)
        )
    else:
        chart = chart.mark_line(point=points_too, color=COLOURS[0])
    fewer = len(points) - len(kept)
    left = [gettext("{number:,} lines with fewer points", number=fewer)] if fewer > 0 else []
    absent = len(answer.rows) - len(rows)
    left += [gettext("{number:,} rows without a time or a number", number=absent)] if absent else []
    told = (
        gettext(
            "Line: {number} over time, a line for each {name}.",
            number=value.heading,
            name=series.heading,
        )
        if series
        else gettext("Line: {number} over time.", number=value.heading)
    )
    return _chart(chart, shown, told, left)


def timeline(answer: Answer, axes: Axes, names: Names) -> Chart:
    """A bar for each row from its first to its last day; a year stands as long as the year."""
    start, until = axes.start, axes.until
    assert start is not None  # `graph.views.answers.showing.missing` has been asked
    rows = []
    of_rows = named(answer, axes.labels, names)
    for one in of_rows:
        when = date(one.cells[start.place])  # type: ignore[arg-type]
        if not when:
            continue
        last = date(one.cells[until.place]) if until else ""  # type: ignore[arg-type]
        rows.append(
            {
                "label": one.label,
                "from": _first_day(when),
                "to": _day_after(last or when),
                "told": text(one.cells[start.place], names),
                "told_until": text(one.cells[until.place], names) if until else gettext(ABSENT),
                "open": bool(until) and not last,
            }
        )
    rows.sort(key=lambda row: (row["from"], row["to"], row["label"]))
    shown = rows[:_MOST]
    tips: dict[str, str] = {"label": "", "told": start.heading}
    over = start.heading
    if until:
        over = gettext("{first} to {last}", first=start.heading, last=until.heading)
    picked = alt.selection_point(name=PICKED, fields=["label"])
    chart = (
        alt.Chart(height=alt.Step(_STEP))
        .add_params(picked)
        # A single day is thinner than a line can be drawn: every bar keeps a rim in its colour.
        .mark_bar(color=COLOURS[1], stroke=COLOURS[1], strokeWidth=3, cornerRadius=2)
        .encode(
            x=_time("from", "top", over),
            x2="to",
            y=_LABELS,
            opacity=alt.when(picked).then(alt.value(1)).otherwise(alt.value(_NOT_PICKED)),
            tooltip=_tips(**tips, **({"told_until": until.heading} if until else {})),
        )
    )
    absent = len(answer.rows) - len(rows)
    left = [gettext("{number:,} later rows", number=len(rows) - _MOST)] if len(rows) > _MOST else []
    left += [gettext("{number:,} rows without a date on record", number=absent)] if absent else []
    shows = gettext(
        "Timeline: each {thing}, the earliest first.",
        thing=all_of(one.heading for one in axes.labels),
    )
    if until and any(row["open"] for row in shown):
        note = gettext(
            "Where “{end}” is not on record, only “{start}” is drawn.",
            end=until.heading,
            start=start.heading,
        )
        shows = f"{shows} {note}"
    drawn = _chart(chart, shown, shows, left)
    return replace(drawn, marks=tuple(one.label for one in of_rows))


_LABELS: Final = alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=200))


def _looks(series: Sequence[str], title: str | None) -> dict[str, Any]:
    """How each of several lines looks: a colour, a mark and dashes of its own."""
    key = alt.Legend(title=title, orient="bottom", columns=2, labelLimit=150, symbolStrokeWidth=0)
    dashes = [_DASHES[at % len(_DASHES)] for at in range(len(series))]

    def scale(looks: Sequence[Any]) -> alt.Scale:
        return alt.Scale(domain=series, range=list(looks))

    return {
        "color": alt.Color("series:N", scale=scale(COLOURS[: len(series)]), legend=key),
        "shape": alt.Shape("series:N", scale=scale(_MARKS[: len(series)]), legend=key),
        "strokeDash": alt.StrokeDash("series:N", scale=scale(dashes), legend=None),
    }


def _with_time(answer: Answer, by: Sequence[Column], start: Column | None) -> list[Column]:
    """The columns that name a bar, with the time where one thing has several rows."""
    named_by = list(by)
    keys = {tuple(str(row[one.place]) for one in by) for row in answer.rows}
    if start is not None and start not in named_by and len(keys) < len(answer.rows):
        named_by.append(start)
    return named_by


def _chart(chart: alt.Chart, rows: Sequence[Spec], shows: str, left: Sequence[str]) -> Chart:
    """The chart with its rows, and with its sentence inside for those who hear it.

    Which Vega-Lite draws it is a matter of the browser's, and how it looks around the edges one
    of Streamlit's theme: so neither is said here.
    """
    described = chart.properties(
        data=alt.NamedData("rows"),
        description=f"{shows} {gettext('The table has the same in text.')}",
    ).to_dict()
    spec = {name: part for name, part in described.items() if name not in {"$schema", "config"}}
    left_out = gettext("Not in the picture: {rows}.", rows=all_of(left)) if left else ""
    return Chart({**spec, "data": {"values": list(rows)}}, shows, left_out)


def _time(field: str, edge: Literal["top", "bottom"], title: str) -> alt.X:
    years = alt.TimeIntervalStep(interval="year", step=1)
    axis = alt.Axis(orient=edge, grid=True, labelOverlap=True, tickCount=years)
    return alt.X(f"{field}:T", title=title, scale=alt.Scale(type="utc"), axis=axis)


def _tips(**fields: str) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{field}:N", title=of) for field, of in fields.items()]


def _axis(rows: Sequence[Spec], **parts: Any) -> alt.Axis:  # noqa: ANN401 - as Altair has them
    """An axis of numbers, without half steps where all of them are whole."""
    if all(float(row["value"]).is_integer() for row in rows):
        parts["tickMinStep"] = 1
    return alt.Axis(**parts)


def _first_day(when: str) -> str:
    """The first day of a year or month, or the day itself."""
    year, month, day = (*map(int, when.split("-")), 1, 1)[:3]
    return f"{year:04}-{month:02}-{day:02}"


def _day_after(when: str) -> str:
    """The day after the last one of a year, a month or a day."""
    parts = [int(part) for part in when.split("-")]
    first = datetime.date.fromisoformat(_first_day(when))
    if len(parts) == 1:
        return f"{first.year + 1:04}-01-01"
    if len(parts) == 2:  # noqa: PLR2004 - year and month
        return f"{first.year + first.month // 12:04}-{first.month % 12 + 1:02}-01"
    return (first + datetime.timedelta(days=1)).isoformat()
