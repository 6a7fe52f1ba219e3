"""A matrix on paper: squares with numbers, as SVG; long ones come in several pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from graph.palette import Colour
from graph.views.exports.drawing import width_of, wrapped
from graph.views.exports.shown import clean
from graph.views.record.grade import BEST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.views.record.names import Name

__all__ = ["MatrixPicture", "drawn_matrix", "pieces"]

_TEXT, _GROUND, _RULE = Colour.TEXT.light, Colour.GROUND.light, Colour.RULE.light
# From few to many: light to dark of one colour, so that it can be read in grey too.
_STEPS: Final = (
    (Colour.PRINT_1.light, _TEXT),
    (Colour.PRINT_2.light, _TEXT),
    (Colour.PRINT_3.light, _TEXT),
    (Colour.PRINT_4.light, _GROUND),
    (Colour.PRINT_5.light, _GROUND),
)
_FONT: Final = "font-family='sans-serif'"
_MOST_ROWS: Final = 36
_LEAST: Final = 380
_ABOUT_GRADES: Final = " Line at the foot: evidence, the longer the better, of 4."
_ROOMY: Final = 30
"""With no more columns than these, squares are large."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPicture:
    """The numbers of some rows: ``counts[row][column]``; ``most`` is the highest of the whole.

    ``graded`` is the mark of the evidence, of 4, and the same in words, by row and column.
    """

    title: str
    rows: tuple[Name, ...]
    columns: tuple[Name, ...]
    counts: tuple[tuple[int, ...], ...]
    counted: str
    most: int
    graded: Mapping[tuple[int, int], tuple[int, str]] = field(
        default_factory=lambda: MappingProxyType({})
    )

    @property
    def filled(self) -> int:
        """How many squares hold a number."""
        return sum(1 for row in self.counts for number in row if number)


def pieces(whole: MatrixPicture) -> tuple[MatrixPicture, ...]:
    """The picture in parts that each fit a page."""
    parts = -(-len(whole.rows) // _MOST_ROWS)
    if parts <= 1:
        return (whole,)
    size = -(-len(whole.rows) // parts)
    return tuple(
        MatrixPicture(
            title=f"{whole.title}, part {at + 1} of {parts}",
            rows=whole.rows[at * size : (at + 1) * size],
            columns=whole.columns,
            counts=whole.counts[at * size : (at + 1) * size],
            counted=whole.counted,
            most=whole.most,
            graded={
                (row - at * size, column): told
                for (row, column), told in whole.graded.items()
                if at * size <= row < (at + 1) * size
            },
        )
        for at in range(parts)
    )


def drawn_matrix(picture: MatrixPicture, key: str) -> str:
    """The drawing as an element; ``key`` sets its ids apart from those of others on the page."""
    side, size = (22, 11.5) if len(picture.columns) <= _ROOMY else (15, 10.0)
    heads = [_fitted(name, size, 200) for name in picture.columns]
    labels = [_fitted(name, size, 230) for name in picture.rows]
    # Some fonts are wider than what is reckoned with; no word may begin outside the picture.
    left = max((width_of(label, size) for label in labels), default=0) * 1.12 + 14
    top = max((width_of(head, size) for head in heads), default=0) * 1.12 + 10
    wide = max(left + side * len(heads) + 16, _LEAST)
    high = top + side * len(labels) + 40
    parts = [
        f'<text transform="translate({left + side * (at + 0.5) + size * 0.35:.1f} {top - 6:.1f}) '
        f'rotate(-90)" {_FONT} font-size="{size}" fill="{_TEXT}">{escape(head)}</text>'
        for at, head in enumerate(heads)
    ]
    for at, label in enumerate(labels):
        y = top + side * at
        parts.append(
            f'<text x="{left - 7:.1f}" y="{y + side / 2 + size * 0.35:.1f}" text-anchor="end" '
            f'{_FONT} font-size="{size}" fill="{_TEXT}">{escape(label)}</text>'
        )
        parts += [
            _square(picture, (at, column), (left + side * column, y), side, size)
            for column in range(len(heads))
        ]
    parts.append(
        f'<text x="12" y="{high - 12:.1f}" {_FONT} font-size="11" fill="{_TEXT}">'
        f"{picture.counted.capitalize()}: the more, the darker. Empty: not on record."
        f"{_ABOUT_GRADES if picture.graded else ''}</text>"
    )
    told = (
        f"{picture.title}: {len(labels)} rows and {len(heads)} columns, {picture.filled} squares "
        f"with a number of {picture.counted}. The table has the same numbers in words."
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{high:.0f}" \
viewBox="0 0 {wide:.0f} {high:.0f}" role="img" aria-labelledby="{key}-title {key}-desc">
<title id="{key}-title">{escape(clean(picture.title))}</title>
<desc id="{key}-desc">{escape(clean(told))}</desc>
<rect width="100%" height="100%" fill="{_GROUND}"/>
{"".join(parts)}
</svg>"""


def _square(
    picture: MatrixPicture, at: tuple[int, int], place: tuple[float, float], side: int, size: float
) -> str:
    (row, column), (x, y) = at, place
    number = picture.counts[row][column]
    box = f'<rect x="{x:.1f}" y="{y:.1f}" width="{side}" height="{side}" stroke="{_RULE}" '
    if not number:
        return f'{box}fill="none"/>'
    fill, ink = _look(number, picture.most)
    told = clean(f"{picture.rows[row].label} × {picture.columns[column].label}: {number}")
    foot = ""
    if (row, column) in picture.graded:
        mark, words = picture.graded[row, column]
        told += f". Evidence: {words}"
        foot = (
            f'<rect class="grade" x="{x + 1.5:.1f}" y="{y + side - 3:.1f}" '
            f'width="{(side - 3) * mark / BEST:.1f}" height="1.8" fill="{ink}"/>'
        )
    return (
        f'<g class="filled"><title>{escape(told)}</title>{box}fill="{fill}"/>'
        f'<text x="{x + side / 2:.1f}" y="{y + side / 2 + size * 0.33:.1f}" text-anchor="middle" '
        f'{_FONT} font-size="{size - 1.5}" fill="{ink}">{number}</text>{foot}</g>'
    )


def _look(number: int, most: int) -> tuple[str, str]:
    """The colours of a number: each has its own where there are few, else a step of them."""
    if most <= len(_STEPS):
        return _STEPS[number - 1]
    return _STEPS[min(len(_STEPS) - 1, (number - 1) * len(_STEPS) // most)]


def _fitted(name: Name, size: float, width: float) -> str:
    return str(wrapped(clean(name.label), size, width, 1)[0])
