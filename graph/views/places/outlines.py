"""The outlines of countries, laid flat: read once from the file that the installation fetched.

They are those of Natural Earth at 1:50 million, as the package ``world-atlas`` brings them. Natural
Earth draws borders as they are on the ground; no opinion on any of them is meant here.

The projection is Equal Earth (Šavrič, Patterson and Jenny 2018), in which areas can be compared:
a map that fills countries with colour should not make those near the poles the largest.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

__all__ = ["SHAPES", "Box", "Outline", "Point", "outlines"]

SHAPES: Final = (
    Path(__file__).parents[2].joinpath("components", "country_map", "built", "countries-50m.json")
)
"""The file of shapes; the installation puts it beside the map of an answer (``hatch_build.py``)."""

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Point, ...]
Degrees: TypeAlias = "npt.NDArray[np.float64]"

_WIDTH: Final = 1000.0
_HALF: Final = sqrt(3) / 2
_SERIES: Final = (1.340264, -0.081106, 0.000893, 0.003796)
_FULL: Final = 2.70663


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its left, its top, its width and its height."""

    left: float
    top: float
    width: float
    height: float

    @classmethod
    def around(cls, points: Iterable[Point]) -> Box:
        """The smallest rectangle around points."""
        across, down = zip(*points, strict=True)
        return cls(min(across), min(down), max(across) - min(across), max(down) - min(down))


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's numeric code (ISO 3166-1; nothing where it has none), its name and its rings.

    ``rings`` are in units of which the whole world is 1,000 wide, ``box`` is that of the largest.
    """

    code: str
    name: str
    rings: tuple[Ring, ...]
    box: Box

    @property
    def centre(self) -> Point:
        """The middle of the largest ring's box."""
        return self.box.left + self.box.width / 2, self.box.top + self.box.height / 2


@cache
def outlines(path: Path = SHAPES) -> tuple[Outline, ...]:
    """Every outline in the file; none where the installation could not fetch it."""
    if not path.exists():
        return ()
    topology = json.loads(path.read_text(encoding="utf-8"))
    transform = topology["transform"]
    # The file holds the steps from point to point.
    arcs = [
        np.cumsum(np.array(arc, dtype=float), axis=0) * transform["scale"] + transform["translate"]
        for arc in topology["arcs"]
    ]
    found = []
    for country in topology["objects"]["countries"]["geometries"]:
        rings = tuple(_ring(numbers, arcs) for numbers in _rings(country))
        if rings:
            largest = max(
                (Box.around(ring) for ring in rings), key=lambda box: box.width * box.height
            )
            name = country["properties"]["name"]
            found.append(Outline(country.get("id", ""), name, rings, largest))
    return tuple(found)


def _rings(country: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a country, each as the numbers of its arcs."""
    if country["type"] == "Polygon":
        yield from country["arcs"]
    elif country["type"] == "MultiPolygon":
        for polygon in country["arcs"]:
            yield from polygon


def _ring(numbers: Iterable[int], arcs: Sequence[Degrees]) -> Ring:
    """A ring put together from its arcs; one with a number below zero runs backwards."""
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    points = np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
    # Where a ring crosses the edge of the map it goes on beyond it, instead of all the way back.
    points[:, 0] = np.unwrap(points[:, 0], period=360)
    points[:, 0] -= 360 * np.round(points[:, 0].mean() / 360)
    return _flat(points)


def _flat(degrees: Degrees) -> Ring:
    """Places on the flat map, of which the world is 1,000 wide; down is plus, as on a screen."""
    longitude, latitude = np.radians(degrees).T
    one, two, three, four = _SERIES
    angle = np.arcsin(_HALF * np.sin(latitude))
    square = angle * angle
    sixth = square**3
    slope = one + 3 * two * square + sixth * (7 * three + 9 * four * square)
    scale = _WIDTH / 2 / _FULL
    across = longitude * np.cos(angle) / (_HALF * slope) * scale
    down = -angle * (one + two * square + sixth * (three + four * square)) * scale
    return tuple(zip(across.tolist(), down.tolist(), strict=True))
