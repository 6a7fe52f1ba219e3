"""Projects and meetings along the years, as SVG; many of them come in several pictures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from graph.palette import Colour
from graph.views.exports.drawing import outline, width_of, wrapped
from graph.views.exports.shown import clean
from graph.views.record.appearance import appearance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.dates import PartialDate
    from graph.views.record.lifetimes import Lifetime
    from graph.views.record.names import Name

__all__ = ["Span", "TimePicture", "drawn_times", "strips"]

_TEXT, _MUTED = Colour.TEXT.light, Colour.MUTED.light
_GROUND, _RULE = Colour.GROUND.light, Colour.RULE.light
_FONT: Final = "font-family='sans-serif'"
_MOST_ROWS: Final = 40
_ROW, _SIZE, _WORDS, _WIDE = 20, 11.5, 330.0, 1000.0


@dataclass(frozen=True, slots=True)
class Span:
    """A thing that happened, and what is on record of its time."""

    name: Name
    time: Lifetime

    @property
    def start(self) -> str:
        """The start as it is written; "" where it is not on record."""
        return str(self.time.start or "")


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
        "◆ project, from start to end; dashes where its end is not on record, to a stroke where a "
        "document calls it closed · ▼ meeting</text>"
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
    time = span.time
    first, last = time.start, time.known_until
    if first is None or last is None:
        return ""

    def across(date: PartialDate, *, ended: bool) -> float:
        return left + (_part(date, ended=ended) - picture.first) * scale

    start, end = across(first, ended=False), across(last, ended=True)
    told = f"{span.name.label}: {_told(span)}"
    middle = ((start + end) / 2, y) if time.is_event else (start, y)
    marks = [] if time.is_event else list(_line((start, end), y, scale, time, look.colour_light))
    points = " ".join(f"{x:.1f},{py:.1f}" for x, py in outline(look.shape, middle, 5.5))
    marks.append(f'<polygon points="{points}" fill="{look.colour_light}"/>')
    return f'<g class="span"><title>{escape(clean(told))}</title>{"".join(marks)}</g>'


def _line(
    known: tuple[float, float], y: float, scale: float, time: Lifetime, colour: str
) -> Iterator[str]:
    """The bar of what is on record and, where no end is, dashes as far as they mean something.

    They lead to the day by which a document calls it closed, and no further than a year where
    nothing bounds them: a line across the page would say that it runs on.
    """
    start, end = known
    solid = time.end is not None or time.known_until != time.start
    if solid:
        yield (
            f'<path d="M{start:.1f} {y:.1f}H{end:.1f}" stroke="{colour}" stroke-width="6" '
            'stroke-opacity="0.75"/>'
        )
    if time.end is not None:
        return
    begin = end if solid else start
    stop = begin + scale
    if time.closed and not time.closed.read and time.known_until:
        years = _part(time.closed.day, ended=True) - _part(time.known_until, ended=True)
        stop = max(begin + 8, end + years * scale)
    yield (
        f'<path d="M{begin:.1f} {y:.1f}H{stop:.1f}" stroke="{colour}" stroke-width="2" '
        'stroke-opacity="0.75" stroke-dasharray="3 4"/>'
    )
    if time.closed:
        yield f'<path d="M{stop:.1f} {y - 5:.1f}v10" stroke="{colour}" stroke-width="2"/>'


def _told(span: Span) -> str:
    start, end = span.time.start, span.time.end
    if start is None:
        return "no start on record"
    if end == start or (end is None and span.time.is_event):
        return start.words
    return f"{start.words} to {end.words}" if end else f"{start.words}; {span.time.end_words}"


def _part(date: PartialDate, *, ended: bool) -> float:
    """A date as a number of years; the end of a month or year where a span ends in it."""
    day = date.last if ended else date.first
    return day.year + (day.timetuple().tm_yday - (0 if ended else 1)) / 366
