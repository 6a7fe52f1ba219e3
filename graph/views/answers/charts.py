"""Answers as bars, lines and timelines: what Vega-Lite, which comes with Streamlit, draws.

One bar for each row and one point for each row: nothing is added up here, so what a picture shows
is what the table says. The colours are those of ``graph.views.record.appearance`` that reach the
contrast of graphics on a light and on a dark page alike, and lines also differ in their marks and
dashes.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from graph.views.answers.columns import date, number
from graph.views.answers.showing import MOST_SERIES, named
from graph.views.record.tables import ABSENT, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Answer
    from graph.views.answers.columns import Column
    from graph.views.answers.showing import Axes
    from graph.views.record.names import Names

__all__ = ["COLOURS", "Chart", "bars", "line", "timeline"]

Spec: TypeAlias = "dict[str, Any]"

COLOURS: Final = (
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#b8689a",
    "#7a7a7a",
    "#b58900",
    "#3f9bd6",
    "#a4522d",
)
"""A colour for each series; each has a contrast of 3:1 at least on a light and on a dark page."""

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
_LABEL: Final = {"labelLimit": 200}


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture for Vega-Lite, and in a sentence each what it shows and what it leaves out."""

    spec: Spec
    shows: str
    left_out: str = ""


def bars(answer: Answer, found: Axes, names: Names) -> Chart:
    """A bar for each row, as long as its number, in the order of the answer."""
    value = found.value
    assert value is not None  # `graph.views.answers.showing.missing` has been asked
    by = found.labels or tuple(filter(None, [found.start]))
    rows = [
        {"label": one.label, "value": size, "told": text(one.cells[value.place], names)}
        for one in named(answer, _with_time(answer, by, found.start), names)
        if (size := number(one.cells[value.place])) is not None  # type: ignore[arg-type]
    ]
    shown = rows[:_MOST]
    spec = _spec(
        shown,
        mark={"type": "bar", "color": COLOURS[0], "cornerRadiusEnd": 2},
        height={"step": 22},
        encoding={
            "y": {
                "field": "label",
                "type": "nominal",
                "sort": None,
                "title": None,
                "axis": _LABEL,
            },
            "x": {
                "field": "value",
                "type": "quantitative",
                "title": value.heading,
                # Above the bars, where it is seen also when there are many.
                "axis": {"orient": "top", **_whole(row["value"] for row in shown)},
            },
            "tooltip": _tips(label="", told=value.heading),
        },
    )
    absent = len(answer.rows) - len(rows)
    left = [f"{len(rows) - _MOST:,} more rows"] if len(rows) > _MOST else []
    left += [f"{absent:,} rows without a number"] if absent else []
    title = f"{value.heading} by {' and '.join(one.heading for one in by)}"
    return _described(Chart(spec, f"Bars: {title}.", _left_out(left)))


def line(answer: Answer, found: Axes, names: Names) -> Chart:
    """A line for each thing through its numbers over time."""
    value, start = found.value, found.start
    assert value is not None  # `graph.views.answers.showing.missing` has been asked
    assert start is not None
    series = found.labels[0] if found.labels else None
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
    points = Counter(row["series"] for row in rows)
    kept = sorted(points, key=lambda one: (-points[one], one))[:MOST_SERIES]
    shown = [row for row in rows if row["series"] in set(kept)]
    kept.sort()
    scale = {"domain": kept}
    key: Spec = {"title": series.heading if series else None, **_KEY}
    look: Spec = {}
    if len(kept) > 1:
        dashes = [_DASHES[at % len(_DASHES)] for at in range(len(kept))]
        look = {
            "color": {
                "field": "series",
                "type": "nominal",
                "scale": {**scale, "range": list(COLOURS[: len(kept)])},
                "legend": key,
            },
            "shape": {
                "field": "series",
                "type": "nominal",
                "scale": {**scale, "range": list(_MARKS[: len(kept)])},
                "legend": key,
            },
            "strokeDash": {
                "field": "series",
                "type": "nominal",
                "scale": {**scale, "range": dashes},
                "legend": None,
            },
        }
    spec = _spec(
        shown,
        mark={
            "type": "line",
            "point": {"size": 70, "filled": True},
            **({} if look else {"color": COLOURS[0]}),
        },
        height=500,
        encoding={
            "x": _time("when", "bottom", start.heading),
            "y": {
                "field": "value",
                "type": "quantitative",
                "title": value.heading,
                "axis": _whole(row["value"] for row in shown),
            },
            **look,
            "tooltip": _tips(series="", date=start.heading, told=value.heading),
        },
    )
    left = [f"{len(points) - len(kept)} lines with fewer points"] if len(points) > len(kept) else []
    absent = len(answer.rows) - len(rows)
    left += [f"{absent:,} rows without a time or a number"] if absent else []
    title = f"{value.heading} over time" + (f", a line for each {series.heading}" if series else "")
    return _described(Chart(spec, f"Line: {title}.", _left_out(left)))


def timeline(answer: Answer, found: Axes, names: Names) -> Chart:
    """A bar for each row from its first to its last day; a year stands as long as the year."""
    start, until = found.start, found.until
    assert start is not None  # `graph.views.answers.showing.missing` has been asked
    rows = []
    for one in named(answer, found.labels, names):
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
                "told_until": text(one.cells[until.place], names) if until else ABSENT,
                "open": bool(until) and not last,
            }
        )
    rows.sort(key=lambda row: (row["from"], row["to"], row["label"]))
    shown = rows[:_MOST]
    tips: dict[str, str] = {"label": "", "told": start.heading}
    over = f"{start.heading} to {until.heading}" if until else start.heading
    spec = _spec(
        shown,
        # A single day is thinner than a line can be drawn: every bar keeps a rim in its colour.
        mark={
            "type": "bar",
            "color": COLOURS[1],
            "stroke": COLOURS[1],
            "strokeWidth": 3,
            "cornerRadius": 2,
        },
        height={"step": 22},
        encoding={
            "y": {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": _LABEL},
            "x": _time("from", "top", over),
            "x2": {"field": "to"},
            "tooltip": _tips(**tips, **({"told_until": until.heading} if until else {})),
        },
    )
    absent = len(answer.rows) - len(rows)
    left = [f"{len(rows) - _MOST:,} later rows"] if len(rows) > _MOST else []
    left += [f"{absent:,} rows without a date on record"] if absent else []
    note = (
        f" Where “{until.heading}” is not on record, only “{start.heading}” is drawn."
        if until and any(row["open"] for row in shown)
        else ""
    )
    shows = (
        f"Timeline: each {' and '.join(one.heading for one in found.labels)}, the earliest first."
        f"{note}"
    )
    return _described(Chart(spec, shows, _left_out(left)))


_KEY: Final = {"orient": "bottom", "columns": 2, "labelLimit": 150, "symbolStrokeWidth": 0}


def _with_time(answer: Answer, by: Sequence[Column], start: Column | None) -> list[Column]:
    """The columns that name a bar, with the time where one thing has several rows."""
    named_by = list(by)
    keys = {tuple(str(row[one.place]) for one in by) for row in answer.rows}
    if start is not None and start not in named_by and len(keys) < len(answer.rows):
        named_by.append(start)
    return named_by


def _spec(rows: Sequence[Spec], **parts: Any) -> Spec:  # noqa: ANN401 - as Vega-Lite has them
    return {"data": {"values": list(rows)}, **parts}


def _described(chart: Chart) -> Chart:
    """The chart with its sentence inside, for those who hear it."""
    told = f"{chart.shows} The table has the same in text."
    return Chart({**chart.spec, "description": told}, chart.shows, chart.left_out)


def _time(field: str, edge: str, title: str) -> Spec:
    return {
        "field": field,
        "type": "temporal",
        "title": title,
        "scale": {"type": "utc"},
        "axis": {
            "orient": edge,
            "grid": True,
            "labelOverlap": True,
            "tickCount": {"interval": "year", "step": 1},
        },
    }


def _tips(**fields: str) -> list[Spec]:
    return [{"field": field, "type": "nominal", "title": of} for field, of in fields.items()]


def _whole(values: Any) -> Spec:  # noqa: ANN401 - numbers of a picture
    """An axis without half steps where all values are whole."""
    return {"tickMinStep": 1} if all(float(one).is_integer() for one in values) else {}


def _left_out(parts: Sequence[str]) -> str:
    return f"Not in the picture: {' and '.join(parts)}." if parts else ""


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
