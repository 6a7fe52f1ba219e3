"""A map of countries as SVG: those that an answer names in the colour of their number.

Its tags are in ``drawing.html``, which escapes all text. Colours come from the stylesheet beside
it, so that the map follows light and dark by itself; a country too small to be seen gets a dot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.templates import piece
from graph.views.places.outlines import Box, outlines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from graph.views.places.outlines import Outline, Point

__all__ = ["ColouredCountry", "drawing", "placed"]

_SMALL: Final = 0.012
"""A country narrower than this part of the map gets a dot as well."""
_EDGE: Final = 0.15
_WIDEST: Final = 2.2
"""No map is wider than this many times its height, or higher than it is wide."""
_CLOSEST: Final = 120.0
_COARSE: Final = 400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ColouredCountry:
    """A country to be coloured.

    Attributes:
        code: its numeric code, or nothing where none is on record.
        label: what people call it.
        step: which of the five steps of colour it has, counted from 0.
        told: its number, or how many rows name it, in words.
        link: the address of its sheet.
    """

    code: str
    label: str
    step: int
    told: str
    link: str


def placed(
    places: Sequence[ColouredCountry],
) -> tuple[dict[str, ColouredCountry], list[ColouredCountry]]:
    """The places by the name of their outline, and those that the file of shapes does not have."""
    by_code = {one.code: one for one in outlines() if one.code}
    by_name = {one.name.casefold(): one for one in outlines()}
    found: dict[str, ColouredCountry] = {}
    lost: list[ColouredCountry] = []
    for place in places:
        outline = by_code.get(place.code) or by_name.get(place.label.casefold())
        if outline is None:
            lost.append(place)
        else:
            found[outline.name] = place
    return found, lost


def drawing(on_map: Mapping[str, ColouredCountry], title: str, *, close: bool) -> Markup:
    """The map as SVG: of the whole world, or ``close`` around the countries that are coloured."""
    box = _frame([one for one in outlines() if one.name in on_map]) if close else _frame([])
    fine = box.width / 1100
    land: list[tuple[str, str]] = []
    coloured: list[tuple[str, tuple[str, str, str] | None, ColouredCountry]] = []
    for outline in outlines():
        shape = _path(outline, box, fine)
        place = on_map.get(outline.name)
        if place is not None:
            coloured.append((shape, _dot(outline, box), place))
        elif shape:
            land.append((shape, outline.name))
    return piece(
        "components/country_map/drawing.html",
        "map",
        f"{box.left:.1f} {box.top:.1f} {box.width:.1f} {box.height:.1f}",
        title,
        f"{fine:.3f}",
        land,
        coloured,
    )


def _dot(outline: Outline, box: Box) -> tuple[str, str, str] | None:
    """The middle and the radius of the dot that a country has which is too small to be seen."""
    if max(outline.box.width, outline.box.height) >= box.width * _SMALL:
        return None
    across, down = outline.centre
    return f"{across:.1f}", f"{down:.1f}", f"{box.width * _SMALL / 2:.2f}"


def _frame(shown: Sequence[Outline]) -> Box:
    """The part of the map to show: around some countries, or the whole world without the poles."""
    if not shown:
        return Box(-475, -240, 1000, 430)
    corners: list[Point] = []
    for one in shown:
        corners += [
            (one.box.left, one.box.top),
            (one.box.left + one.box.width, one.box.top + one.box.height),
        ]
    box = Box.around(corners)
    width = max(box.width * (1 + _EDGE), _CLOSEST)
    height = max(box.height * (1 + _EDGE), width / _WIDEST)
    width = max(width, height)
    return Box(
        box.left + (box.width - width) / 2, box.top + (box.height - height) / 2, width, height
    )


def _path(outline: Outline, box: Box, fine: float) -> str:
    """The rings of a country that are in the box, without points too near to be told apart."""
    digits = 1 if box.width > _COARSE else 2
    far = Box(box.left - box.width / 2, box.top - box.height / 2, box.width * 2, box.height * 2)
    parts = []
    for ring in outline.rings:
        around = Box.around(ring)
        if not _meet(around, box):
            continue
        if max(around.width, around.height) < fine * 2 and len(outline.rings) > 1:
            continue
        kept = [ring[0]]
        for point in ring[1:]:
            # What is out of sight only has to lead around the corner.
            least = fine if _holds(far, point) else fine * 40
            if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= least:
                kept.append(point)
        parts.append("M" + "L".join(f"{x:.{digits}f} {y:.{digits}f}" for x, y in kept) + "Z")
    return "".join(parts)


def _holds(box: Box, point: Point) -> bool:
    return (
        box.left <= point[0] <= box.left + box.width and box.top <= point[1] <= box.top + box.height
    )


def _meet(one: Box, other: Box) -> bool:
    return (
        one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.top + other.height
        and other.top < one.top + one.height
    )
