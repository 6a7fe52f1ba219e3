"""A map of countries inside a Streamlit page: an SVG drawn in Python, with nothing fetched.

The shapes are those of Natural Earth, which the installation fetches (``hatch_build.py``).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from graph.components.country_map.drawing import ColouredCountry, drawing, placed
from graph.components.registering import register
from graph.texts import gettext
from graph.views.places.outlines import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["ColouredCountry", "can_draw", "country_map"]


def can_draw() -> bool:
    """Whether the installation has the shapes."""
    return SHAPES.exists()


def country_map(
    places: Sequence[ColouredCountry],
    steps: Iterable[tuple[int, str]],
    *,
    key: str,
    title: str,
    close: bool,
) -> list[ColouredCountry]:
    """Draw a map and return the places that it has no shape for.

    Args:
        places: the countries to colour.
        steps: which step of colour stands for which numbers.
        key: names this map on the page.
        title: what the map shows, for those who do not see it.
        close: whether to show the part of the world around them only.
    """
    found, lost = placed(places)
    _component()(
        key=key,
        data={
            "svg": drawing(found, title, close=close),
            "key": [{"step": step, "told": told} for step, told in steps],
            "words": gettext("Key to the colours"),
        },
    )
    return lost


@cache
def _component() -> ComponentRenderer:
    return register(__name__, "map")
