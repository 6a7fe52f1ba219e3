"""What a drawing is made of: shapes with their words, lines with theirs, and the legend of both.

Labels are text that is escaped, never markup. Everything is written for a light ground.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from graph.languages import Spoken, set_apart
from graph.palette import Colour
from graph.texts import gettext
from graph.views.exports.drawing import LOOP, control, outline, width_of, wrapped
from graph.views.record.appearance import APPEARANCES, appearance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.views.exports.shown import CitedLine, Shown
    from graph.views.network.line_looks import Tone
    from graph.views.places.label_boxes import LabelBox, Position
    from graph.views.record.appearance import Appearance

__all__ = [
    "GROUND",
    "MARGIN",
    "MUTED",
    "TEXT",
    "TextColumn",
    "arrows",
    "bounds",
    "described",
    "escaped",
    "legend",
    "network",
]

TEXT, MUTED = Colour.TEXT.light, Colour.MUTED.light
_LINE, GROUND = Colour.LINE.light, Colour.GROUND.light
_FONT: Final = "font-family='sans-serif'"
_RADIUS: Final = 11.0
_FOCUS: Final = 16.0
_LABEL: Final = (13.0, 16.0)
_MOST_LABELS: Final = 40
MARGIN: Final = 32.0


def escaped(text: str) -> str:
    """A text as it stands in the file, names that run from right to left kept to themselves."""
    return escape(set_apart(text))


class TextColumn:
    """Text from top to bottom over the width of the sheet, broken where it is too long."""

    def __init__(self, wide: float) -> None:
        """Begin at the top of a sheet of a width."""
        self.wide = wide
        self.y = MARGIN / 2
        self.parts: list[str] = []

    def text(  # noqa: PLR0913 - the look of a paragraph
        self,
        text: str,
        size: float,
        colour: str,
        *,
        weight: str = "400",
        hang: float = 0,
        space: float = 0,
    ) -> None:
        """Add a paragraph; its further lines begin ``hang`` pixels further in."""
        self.y += space
        for number, line in enumerate(wrapped(text, size, self.wide - 2 * MARGIN - hang, 40)):
            self.y += size * 1.45
            x = MARGIN + (hang if number else 0)
            self.parts.append(
                f'<text x="{x:.1f}" y="{self.y:.1f}" {_FONT} font-size="{size}" '
                f'font-weight="{weight}" fill="{colour}">{escaped(line)}</text>'
            )


def described(shown: Shown) -> str:
    """The picture for those who do not see it: what is in view, then every line in words."""
    lines = (
        f"{shown.label(line.source)} {line.label} {shown.label(line.target)}"
        for line in shown.lines
    )
    return f"{shown.sentence} {shown.date} Lines: {'; '.join(lines)}."


def bounds(shown: Shown) -> LabelBox:
    """The box around all things and the labels under them."""
    xs = [x for x, _ in shown.places.values()] or [0.0]
    ys = [y for _, y in shown.places.values()] or [0.0]
    return min(xs) - 80, min(ys) - 34, max(xs) + 80, max(ys) + 72


def legend(below: TextColumn, shown: Shown, arrow: str) -> None:
    """Add what shapes and lines mean, with how many there are of each."""
    counts = shown.view.counts()
    below.y += 26
    x = MARGIN
    for look in APPEARANCES:
        if not counts[look.kind]:
            continue
        word = look.word(counts[look.kind])
        x = _legend_entry(below, x, f"{word} {counts[look.kind]}", look)
    for tone, count in shown.tones:
        x = _legend_entry(below, x, f"{gettext(tone.words)} {count}", None, _stroke(arrow, tone))
    if not shown.tones and not all(line.tied for line in shown.lines):
        words = "line, in the direction of its words"
        x = _legend_entry(below, x, words, None, _stroke(arrow, None))
    if any(line.disputed for line in shown.lines):
        x = _legend_entry(below, x, "documents disagree", None, _stroke(arrow, None, disputed=True))
    if any(line.count > 1 for line in shown.lines):
        words = "several lines, with their number; a thing with a rim is several things"
        x = _legend_entry(below, x, words, None, _stroke(arrow, None))
    if any(line.tied for line in shown.lines):
        words = "worked out: they share things, the thicker the more"
        _legend_entry(below, x, words, None, _stroke(arrow, None, tied=True))
    below.y += 10


def arrows(shown: Shown, arrow: str) -> str:
    """The heads of arrows, one in each colour that a line has."""
    return "".join(
        f'<marker id="{_head(arrow, colour)}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
        'markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" fill="{colour}"/></marker>'
        for colour in dict.fromkeys((_LINE, *(tone.colour.light for tone, _ in shown.tones)))
    )


def _head(arrow: str, colour: str) -> str:
    return arrow if colour == _LINE else f"{arrow}-{colour.removeprefix('#')}"


def _stroke(
    arrow: str,
    tone: Tone | None,
    *,
    disputed: bool = False,
    tied: bool = False,
    weight: float = 1.0,
) -> str:
    """The look of a line: what it says as colour and width, and how sure it is as dashes.

    Long dashes where documents disagree, short ones without an arrow where it was worked out.
    """
    colour = tone.colour.light if tone else _LINE
    look = f' stroke="{colour}" stroke-width="{1.2 * weight * (tone.width if tone else 1.0):.1f}"'
    if tied:
        return f'{look} stroke-dasharray="2 4"'
    dashes = ' stroke-dasharray="7 5"' if disputed else ""
    return f'{look}{dashes} marker-end="url(#{_head(arrow, colour)})"'


def _legend_entry(
    below: TextColumn, x: float, words: str, look: Appearance | None, stroke: str = ""
) -> float:
    """Draw one entry, on a new row where the sheet ends; where the next one begins."""
    sign = 18 if look else 40
    needed = sign + width_of(words, 13) + 18
    if x > MARGIN and x + needed > below.wide - MARGIN:
        x, below.y = MARGIN, below.y + 22
    if look:
        below.parts.append(_shape(look, (x + 6, below.y - 4.5), 6))
    else:
        below.parts.append(f'<path d="M{x:.1f} {below.y - 4.5:.1f}h30"{stroke}/>')
    below.parts.append(
        f'<text x="{x + sign:.1f}" y="{below.y:.1f}" {_FONT} font-size="13" '
        f'fill="{TEXT}">{escaped(words)}</text>'
    )
    return x + needed


def _shape(look: Appearance, place: Position, radius: float) -> str:
    colour = look.colour_light
    fill, edge, width = (
        (GROUND, colour, radius * 0.26) if look.hollow else (colour, GROUND, radius * 0.18)
    )
    grown = radius * (0.88 if look.hollow else 1)
    points = outline(look.shape, place, grown)
    paint = f'fill="{fill}" stroke="{edge}" stroke-width="{width:.1f}" stroke-linejoin="round"'
    if not points:
        return f'<circle cx="{place[0]:.1f}" cy="{place[1]:.1f}" r="{grown:.1f}" {paint}/>'
    listed = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon points="{listed}" {paint}/>'


def network(shown: Shown, arrow: str, rows: int = 3) -> str:
    """All lines, and over them all things, with labels of so many rows at most."""
    return "\n".join([*_lines(shown, arrow, rows), *_things(shown, rows)])


def _things(shown: Shown, rows: int) -> Iterator[str]:
    for iri, label, kind, kind_label in shown.things():
        x, y = shown.places[iri]
        radius = _FOCUS if iri == shown.view.focus else _RADIUS
        weight = "600" if iri == shown.view.focus else "400"
        words = "".join(
            _halo(x, y + radius + 3 + _LABEL[1] * (at + 0.78), _LABEL[0], line, weight=weight)
            for at, line in enumerate(wrapped(label, _LABEL[0], most=rows))
        )
        rim = (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius + 5:.1f}" fill="none" '
            f'stroke="{appearance(kind).colour_light}" stroke-width="1.6"/>'
            if shown.held(iri)
            else ""
        )
        yield (
            f"<g{_spoken(label)}><title>{escaped(f'{label} · {kind_label}')}</title>"
            f"{rim}{_shape(appearance(kind), (x, y), radius)}{words}</g>"
        )


def _spoken(label: str) -> str:
    """The attributes that say in which language a label is; none in that of the file."""
    if not isinstance(label, Spoken):
        return ""
    return f' lang="{label.language}" direction="{label.direction}"'


def _halo(x: float, y: float, size: float, text: str, *, weight: str = "400") -> str:
    """Centred words with a rim in the colour of the ground, so that lines do not cross them."""
    colour = TEXT if size >= _LABEL[0] else MUTED
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" {_FONT} font-size="{size}" '
        f'font-weight="{weight}" fill="{colour}" stroke="{GROUND}" stroke-width="3.5" '
        f'stroke-linejoin="round" paint-order="stroke">{escaped(text)}</text>'
    )


def _lines(shown: Shown, arrow: str, rows: int) -> Iterator[str]:
    """The lines, and after all of them their words where they are few."""
    aside = shown.bends
    taken = _label_boxes(shown, rows)
    words: list[str] = []
    for line in shown.lines:
        points = _points(shown, line, aside.get(line.id, 0.0), rows)
        drawn = (
            points if line.id in aside or line.source == line.target else points[:: len(points) - 1]
        )
        path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in drawn)
        stroke = _stroke(
            arrow,
            shown.tone(line),
            disputed=line.disputed,
            tied=line.tied,
            weight=line.weight,
        )
        yield (
            f'<path d="{path}" fill="none"{stroke}>'
            f"<title>{escaped(_told(shown, line))}</title></path>"
        )
        if len(shown.lines) < _MOST_LABELS:
            words += _line_words(line, points, taken)
    yield from words


def _line_words(line: CitedLine, points: list[Position], taken: list[LabelBox]) -> Iterator[str]:
    """The words of a line where along it they cover nothing; none where they always would."""
    half = width_of(line.label, 11.5) / 2
    for part in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
        x, y = _along(points, part)
        box = (x - half, y - 7.5, x + half, y + 7.5)
        if not any(
            box[0] < other[2] and box[2] > other[0] and box[1] < other[3] and box[3] > other[1]
            for other in taken
        ):
            taken.append(box)
            yield _halo(x, y + 4, 11.5, line.label)
            return


def _label_boxes(shown: Shown, rows: int) -> list[LabelBox]:
    """The boxes of all things and of their labels."""
    shapes = [(x - _FOCUS, y - _FOCUS, x + _FOCUS, y + _FOCUS) for x, y in shown.places.values()]
    return shapes + [_label_box(shown, iri, rows) for iri, *_ in shown.things()]


def _label_box(shown: Shown, iri: str, rows: int) -> LabelBox:
    """The box of the words under a thing."""
    x, y = shown.places[iri]
    lines = wrapped(shown.label(iri), _LABEL[0], most=rows)
    half = max(width_of(line, _LABEL[0]) for line in lines) / 2
    top = y + (_FOCUS if iri == shown.view.focus else _RADIUS)
    return x - half, top, x + half, top + 6 + len(lines) * _LABEL[1]


def _told(shown: Shown, line: CitedLine) -> str:
    numbers = sorted({shown.number[one.document] for one in line.evidence})
    cited = "".join(f" [{number}]" for number in numbers)
    return f"{shown.label(line.source)} · {line.label} · {shown.label(line.target)}{cited}"


def _points(shown: Shown, line: CitedLine, bend: float, rows: int) -> list[Position]:
    """The points of a line from the rim of one shape to the rim of the other."""
    start, end = shown.places[line.source], shown.places[line.target]
    if line.source == line.target:
        turns = [math.pi * (0.3 + 1.4 * step / 16) for step in range(17)]
        middle = start[0] + LOOP, start[1] - LOOP
        return [
            (middle[0] - LOOP * math.cos(turn + 2.3), middle[1] - LOOP * math.sin(turn + 2.3))
            for turn in turns
        ]
    via = control(start, end, bend) if bend else ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    parts = [step / 96 for step in range(97)]
    curve = [
        (
            (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * via[0] + t**2 * end[0],
            (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * via[1] + t**2 * end[1],
        )
        for t in parts
    ]
    rim = {
        iri: (_FOCUS if iri == shown.view.focus else _RADIUS) + 3
        for iri in (line.source, line.target)
    }
    words = [_label_box(shown, iri, rows) for iri in (line.source, line.target)]
    # Arrows end where a shape or the words under it begin, so that their heads are seen.
    kept = [
        point
        for point in curve
        if math.dist(point, start) >= rim[line.source] - 4
        and math.dist(point, end) >= rim[line.target]
        and not any(box[0] < point[0] < box[2] and box[1] < point[1] < box[3] for box in words)
    ]
    return kept if len(kept) > 1 else [start, end]


def _along(points: list[Position], part: float) -> Position:
    return points[round(part * (len(points) - 1))]
