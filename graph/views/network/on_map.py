"""A network on the map: where countries stand, and the land under them, with regions as areas.

Shapes and places are those of `graph.views.places.outlines`, in the projection in which areas can
be compared. A region is a grouping of countries and no place: its area is that of the countries
that a document says are in it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from graph.views.places.outlines import Box, outlines
from graph.views.record.country_codes import country_codes
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.views.places.label_boxes import Position
    from graph.views.places.outlines import Outline, Point
    from graph.views.record.lines import Lines
    from graph.views.record.names import NamedGraph

__all__ = ["OnMap"]

_SCALE: Final = 9.0
"""So many pixels of the picture for a unit of the map, of which the world is 1,000 wide."""
_AROUND: Final = 0.25
_FINE: Final = 0.35
"""Points of a shape that are nearer than this, in units of the map, are left out."""
_IN_REGION: Final = str(CBRN.inRegion)


class OnMap:
    """Finds countries of one graph on the map; its codes are asked for once."""

    def __init__(self, kg: NamedGraph, lines: Lines) -> None:
        """Remember where to ask; nothing is fetched yet."""
        self._kg = kg
        self._lines = lines
        self._found: dict[str, Outline] | None = None

    def places(self, things: Iterable[str]) -> dict[str, Position]:
        """Where those of the things stand that are countries with a shape."""
        known = self._outlines()
        return {thing: _scaled(known[thing].centre) for thing in things if thing in known}

    def land(self, things: Sequence[str]) -> str:
        """What is drawn under the things, as JSON: shapes of countries, each with its part.

        A part is "region" for a country of a region in view, "country" for a country in view, and
        "land" for whatever else lies near. Empty where no country is in view.
        """
        known = self._outlines()
        members = self._members(things)
        named = {known[one].name: "country" for one in things if one in known}
        named |= {known[one].name: "region" for one in members if one in known}
        frame = _frame([one for one in outlines() if one.name in named])
        if frame is None:
            return ""
        return json.dumps(
            [
                {"part": named.get(one.name, "land"), "rings": rings}
                for one in outlines()
                if (rings := _rings(one, frame))
            ],
            separators=(",", ":"),
        )

    def _members(self, things: Sequence[str]) -> set[str]:
        regions = [one for one in things if self._kg.names[one].family == "Region"]
        return {
            line.source
            for lines in self._lines.incoming(regions).values()
            for line in lines
            if line.predicate == _IN_REGION
        }

    def _outlines(self) -> Mapping[str, Outline]:
        if self._found is None:
            by_code = {one.code: one for one in outlines() if one.code}
            codes = country_codes(self._kg.engine)
            self._found = {iri: by_code[code] for iri, code in codes.items() if code in by_code}
        return self._found


def _scaled(point: Point) -> Position:
    return round(point[0] * _SCALE, 1), round(point[1] * _SCALE, 1)


def _frame(shown: Sequence[Outline]) -> Box | None:
    """The part of the map around some countries, with a margin; None around none."""
    if not shown:
        return None
    corners = [
        corner
        for one in shown
        for corner in (
            (one.box.left, one.box.top),
            (one.box.left + one.box.width, one.box.top + one.box.height),
        )
    ]
    box = Box.around(corners)
    aside, updown = box.width * _AROUND + 20, box.height * _AROUND + 20
    return Box(
        left=box.left - aside,
        top=box.top - updown,
        width=box.width + 2 * aside,
        height=box.height + 2 * updown,
    )


def _rings(outline: Outline, frame: Box) -> list[list[int]]:
    """The rings of a country that reach into a frame, in pixels, x and y in turn."""
    rings = []
    for ring in outline.rings:
        around = Box.around(ring)
        is_near = (
            around.left < frame.left + frame.width
            and frame.left < around.left + around.width
            and around.top < frame.top + frame.height
            and frame.top < around.top + around.height
        )
        if not is_near or (max(around.width, around.height) < _FINE and len(outline.rings) > 1):
            continue
        kept = [ring[0]]
        for point in ring[1:]:
            if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= _FINE:
                kept.append(point)
        rings.append([round(one * _SCALE) for point in kept for one in point])
    return rings
