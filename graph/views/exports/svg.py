"""A view as a drawing: the picture, its legend, its sources and its date, in one SVG file.

Labels are text that is escaped, never markup; nothing in the file runs or is fetched.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.views.exports.drawing import roomy
from graph.views.exports.marks import (
    GROUND,
    MARGIN,
    MUTED,
    TEXT,
    TextColumn,
    arrows,
    bounds,
    described,
    escaped,
    legend,
    network,
)

if TYPE_CHECKING:
    from graph.views.exports.shown import Shown

__all__ = ["picture", "svg"]

_LEAST: Final = 760.0


def svg(shown: Shown) -> bytes:
    """The drawing, on a light ground, as wide as its picture but at least 760 pixels."""
    shown = replace(shown, places=roomy(shown.places))
    below = TextColumn(_width(shown))
    below.text(shown.title, 22, TEXT, weight="600")
    below.text(shown.sentence, 14, MUTED)
    drawn = _drawn(below, shown, "arrow")
    below.text("Sources", 15, TEXT, weight="600", space=14)
    for source in shown.sources:
        below.text(f"[{source.number}] {source.sentence} {source.page}", 12, TEXT, hang=26)
    if not shown.sources:
        below.text("No document is on record for these lines.", 12, MUTED)
    below.text(shown.date, 12, MUTED, space=6)
    if shown.language:
        below.text(shown.language, 12, MUTED)
    whole = _sheet(below, shown, drawn, "")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}\n'.encode()


def picture(shown: Shown, key: str) -> str:
    """The picture and its legend alone, as an element for a page that has words of its own.

    ``key`` sets its ids apart from those of other drawings on the page.
    """
    shown = replace(shown, places=roomy(shown.places))
    below = TextColumn(_width(shown))
    return _sheet(below, shown, _drawn(below, shown, f"{key}-arrow"), f"{key}-")


def _width(shown: Shown) -> float:
    left, _, right, _ = bounds(shown)
    return max(_LEAST, right - left + 2 * MARGIN)


def _drawn(below: TextColumn, shown: Shown, arrow: str) -> str:
    """The picture, where the column has come to, and the legend under it in the column."""
    left, top, right, bottom = bounds(shown)
    # The picture's own left edge, so that it stands in the middle of the sheet.
    shift = ((below.wide - (right - left)) / 2 - left, below.y + MARGIN / 2 - top)
    below.y += bottom - top + MARGIN
    legend(below, shown, arrow)
    drawn = network(shown, arrow)
    return f'<g transform="translate({shift[0]:.1f} {shift[1]:.1f})">\n{drawn}\n</g>'


def _sheet(below: TextColumn, shown: Shown, drawn: str, prefix: str) -> str:
    """The whole element: what it is, in words for those who do not see it, and what is drawn."""
    words = "\n".join(below.parts)
    wide, high = f"{below.wide:.0f}", f"{below.y + MARGIN:.0f}"
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" \
viewBox="0 0 {wide} {high}" role="img" aria-labelledby="{prefix}title {prefix}desc">
<title id="{prefix}title">{escaped(shown.title)}</title>
<desc id="{prefix}desc">{escaped(described(shown))}</desc>
<defs>{arrows(shown, f"{prefix}arrow")}</defs>
<rect width="100%" height="100%" fill="{GROUND}"/>
{drawn}
{words}
</svg>"""
