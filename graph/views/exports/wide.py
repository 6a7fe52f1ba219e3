"""A view as a picture for slides and mails: 16:9, with its title and one line about its sources.

All documents stand on a second page of the same width, for whoever wants to hand them on too.
Labels keep the size that lets them be read, and the sheet grows with the picture until all fits.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.plurals import counted
from graph.views.exports.drawing import width_of
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
    from graph.views.exports.shown import CitedDocument, Shown
    from graph.views.places.label_boxes import Position

__all__ = ["sources_page", "wide_picture"]

_SIZE: Final = (1600, 900)
_BASE: Final = 1280.0
"""The width for which titles and notes have their sizes; on a wider sheet they grow with it."""
_ROOMY: Final = 1.4
"""How much further apart things stand so that labels have room for a third row."""
_WIDER: Final = 1.9
_NOTE: Final = 12.0


def wide_picture(shown: Shown) -> bytes:
    """The picture as SVG, 16:9, with title, sentence, legend and one line about its sources."""
    head, foot = TextColumn(_BASE), TextColumn(_BASE)
    head.text(shown.title, 26, TEXT, weight="600")
    head.text(shown.sentence, 14, MUTED)
    legend(foot, shown, "arrow")
    foot.text(_sources_in_a_line(shown), _NOTE, MUTED)
    if shown.language:
        foot.text(shown.language, _NOTE, MUTED)
    wide = _wide_enough(shown, (head.y + foot.y) / _BASE)
    high = wide * _SIZE[1] / _SIZE[0]
    unit = wide / _BASE
    room = (wide - 2 * MARGIN, high - (head.y + foot.y + MARGIN) * unit)
    spread, rows = _spread(shown, room)
    left, top, right, bottom = bounds(spread)
    shift = (wide - left - right) / 2, head.y * unit + (room[1] - top - bottom) / 2
    below = f"translate(0 {high - (foot.y + MARGIN / 2) * unit:.1f}) scale({unit:.3f})"
    return _sheet(
        shown,
        (wide, high),
        f"<defs>{arrows(shown, 'arrow')}</defs>",
        f'<g transform="translate({shift[0]:.1f} {shift[1]:.1f})">',
        network(spread, "arrow", rows),
        f'</g><g transform="scale({unit:.3f})">',
        *head.parts,
        f'</g><g transform="{below}">',
        *foot.parts,
        "</g>",
    )


def sources_page(shown: Shown) -> bytes:
    """All documents behind the picture with their numbers, as SVG: 16:9, or longer where many."""
    page = TextColumn(_BASE)
    page.text(f"Sources: {shown.title}", 26, TEXT, weight="600")
    page.text(shown.date, 14, MUTED)
    for source in shown.sources:
        told = f"[{source.number}] {source.sentence} {source.page}"
        page.text(told, _NOTE, TEXT, hang=26, space=3)
    if not shown.sources:
        page.text("No document is on record for these lines.", 14, MUTED)
    high = max(_BASE * _SIZE[1] / _SIZE[0], page.y + MARGIN)
    return _sheet(shown, (_BASE, high), *page.parts)


def _sheet(shown: Shown, size: tuple[float, float], *parts: str) -> bytes:
    """A file of 1600 pixels in width that shows a drawing of any size."""
    wide, high = size
    drawn = "\n".join(parts)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_SIZE[0]}" '
        f'height="{_SIZE[0] * high / wide:.0f}" viewBox="0 0 {wide:.0f} {high:.0f}" role="img" '
        'aria-labelledby="title desc">\n'
        f'<title id="title">{escaped(shown.title)}</title>\n'
        f'<desc id="desc">{escaped(described(shown))}</desc>\n'
        f'<rect width="100%" height="100%" fill="{GROUND}"/>\n{drawn}\n</svg>\n'
    ).encode()


def _wide_enough(shown: Shown, taken: float) -> float:
    """The width of a sheet of 16:9 that holds the picture beside what titles and notes take.

    Args:
        shown: what is drawn.
        taken: the height of titles and notes as a part of the sheet's width.
    """
    left, top, right, bottom = bounds(shown)
    part = _SIZE[1] / _SIZE[0] - taken - MARGIN / _BASE
    return max(_BASE, right - left + 2 * MARGIN, (bottom - top) / part)


def _spread(shown: Shown, room: Position) -> tuple[Shown, int]:
    """The picture with its things moved apart to fill a room, and how many rows labels have."""
    left, top, right, bottom = bounds(shown)
    xs, ys = zip(*shown.places.values(), strict=True) if shown.places else ((0.0,), (0.0,))
    apart = [
        min(most, 1 + max(0.0, free - needed) / max(1.0, max(at) - min(at)))
        for free, needed, at, most in (
            (room[0], right - left, xs, _WIDER),
            (room[1], bottom - top, ys, _ROOMY),
        )
    ]
    places = {iri: (x * apart[0], y * apart[1]) for iri, (x, y) in shown.places.items()}
    return replace(shown, places=places), 3 if apart[1] == _ROOMY else 2


def _sources_in_a_line(shown: Shown) -> str:
    """How many documents are behind the picture, and as many of them as one line has room for."""
    if not shown.sources:
        return "No document is on record for these lines."
    documents = counted(len(shown.sources), "document")
    told = f"Sources, {documents}: "
    room = 0.9 * (_BASE - 2 * MARGIN)  # letters of some systems are wider than those counted with
    for at, source in enumerate(shown.sources):
        rest = len(shown.sources) - at - 1
        longer = told + _named(source) + (", …" if rest else "")
        more = f" and {rest} more, to [{len(shown.sources)}]." if rest else "."
        if width_of(longer + more, _NOTE) > room and at:
            return f"{told.rstrip(', ')} and {rest + 1} more, to [{len(shown.sources)}]."
        told += f"{_named(source)}, "
    return f"{told.rstrip(', ')}."


def _named(source: CitedDocument) -> str:
    """A document in few words: its number, its publisher and its year."""
    return f"[{source.number}] {source.publisher} {source.issued[:4] or 'undated'}"
