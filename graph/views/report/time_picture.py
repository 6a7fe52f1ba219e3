"""Projects and meetings along the years, as SVG; many of them come in several pictures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from graph.dates import PartialDate
from graph.views.exports.drawing import outline, width_of, wrapped
from graph.views.exports.shown import clean
from graph.views.record.appearance import appearance
from graph.views.record.evidence import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.views.record.names import Name

__all__ = ["Span", "TimePicture", "drawn_times", "strips"]

_TEXT, _MUTED, _GROUND, _RULE = "#1d2129", "#4b5563", "#ffffff", "#d5d9df"
_FONT: Final = "font-family='sans-serif'"
_MOST_ROWS: Final = 40
_ROW, _SIZE, _WORDS, _WIDE = 20, 11.5, 330.0, 1000.0


@dataclass(frozen=True, slots=True)
class Span:
    """A thing that happened, and when it began and ended, as exactly as it is on record.

    ``end`` is "" where it is not on record; the bar is then open.
    """

    name: Name
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class TimePicture:
    """What is drawn along the years, from ``first`` to the end of ``last``."""

    title: str
    spans: tuple[Span, ...]
    first: int
    last: int


def strips(whole: TimePicture) -> tuple[TimePicture, ...]:
    """The picture in parts that each fit a page, all on the same scale."""
    parts = -(-len(whole.spans) // _MOST_ROWS)
    if parts <= 1:
        return (whole,)
    size = -(-len(whole.spans) // parts)
    return tuple(
        replace(
            whole,
            title=f"{whole.title}, part {at + 1} of {parts}",
            spans=whole.spans[at * size : (at + 1) * size],
        )
        for at in range(parts)
    )


def drawn_times(picture: TimePicture, key: str) -> str:
    """The drawing as an element; ``key`` sets its ids apart from those of others on the page."""
    labels = [str(wrapped(clean(one.name.label), _SIZE, _WORDS, 1)[0]) for one in picture.spans]
    left = max((width_of(label, _SIZE) for label in labels), default=0) * 1.12 + 28
    scale = (_WIDE - left - 26) / (picture.last + 1 - picture.first)
    high = 44 + _ROW * len(labels) + 30
    parts = list(_years(picture, left, scale, high - 30))
    for at, (span, label) in enumerate(zip(picture.spans, labels, strict=True)):
        y = 44 + _ROW * (at + 0.5)
        parts.append(
            f'<text x="{left - 12:.1f}" y="{y + 4:.1f}" text-anchor="end" {_FONT} '
            f'font-size="{_SIZE}" fill="{_TEXT}">{escape(label)}</text>'
        )
        parts.append(_bar(picture, span, (left, y), scale))
    parts.append(
        f'<text x="14" y="{high - 10}" {_FONT} font-size="11" fill="{_MUTED}">'
        "◆ project, from start to end; an arrow where the end is not on record · "
        "▼ meeting</text>"
    )
    told = (
        f"{picture.title}: {len(labels)} on record with a start, from {picture.first} to "
        f"{picture.last}. The table has the same dates in words."
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE:.0f}" height="{high}" \
viewBox="0 0 {_WIDE:.0f} {high}" role="img" aria-labelledby="{key}-title {key}-desc">
<title id="{key}-title">{escape(clean(picture.title))}</title>
<desc id="{key}-desc">{escape(clean(told))}</desc>
<rect width="100%" height="100%" fill="{_GROUND}"/>
{"".join(parts)}
</svg>"""


def _years(picture: TimePicture, left: float, scale: float, bottom: float) -> Iterator[str]:
    every = max(1, -(-40 // max(1, int(scale))))
    for year in range(picture.first, picture.last + 2):
        x = left + (year - picture.first) * scale
        yield f'<path d="M{x:.1f} 34V{bottom:.1f}" stroke="{_RULE}"/>'
        if year <= picture.last and (year - picture.first) % every == 0:
            yield (
                f'<text x="{x + 3:.1f}" y="27" {_FONT} font-size="11" fill="{_MUTED}">{year}</text>'
            )


def _bar(picture: TimePicture, span: Span, at: tuple[float, float], scale: float) -> str:
    left, y = at
    look = appearance(span.name.family)
    start = left + (_part(span.start, ended=False) - picture.first) * scale
    end = left + (_part(span.end or span.start, ended=True) - picture.first) * scale
    told = f"{span.name.label}: {_told(span)}"
    marks = []
    if span.name.family == "Meeting":
        middle = ((start + end) / 2, y)
    else:
        middle = (start, y)
        if not span.end:
            end = left + (picture.last + 1 - picture.first) * scale
            tip = f"M{end - 7:.1f} {y - 4:.1f}l7 4l-7 4"
            marks.append(f'<path d="{tip}" fill="none" stroke="{look.colour_light}"/>')
        dashes = "" if span.end else ' stroke-dasharray="3 4"'
        marks.insert(
            0,
            f'<path d="M{start:.1f} {y:.1f}H{end:.1f}" stroke="{look.colour_light}" '
            f'stroke-width="{6 if span.end else 2}" stroke-opacity="0.75"{dashes}/>',
        )
    points = " ".join(f"{x:.1f},{py:.1f}" for x, py in outline(look.shape, middle, 5.5))
    marks.append(f'<polygon points="{points}" fill="{look.colour_light}"/>')
    return f'<g class="span"><title>{escape(clean(told))}</title>{"".join(marks)}</g>'


def _told(span: Span) -> str:
    if span.end == span.start or (not span.end and span.name.family == "Meeting"):
        return worded(span.start)
    return f"{worded(span.start)} to {worded(span.end) if span.end else 'an end not on record'}"


def _part(date: str, *, ended: bool) -> float:
    """A date as a number of years; the end of a month or year where a span ends in it."""
    known = PartialDate.parse(date)
    day = known.last if ended else known.first
    return day.year + (day.timetuple().tm_yday - (0 if ended else 1)) / 366
