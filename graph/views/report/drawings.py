"""The pictures of a report as SVG elements, whatever they show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.views.exports.shown import Shown
from graph.views.exports.svg import picture as drawn_network
from graph.views.report.matrix_picture import MatrixPicture, drawn_matrix
from graph.views.report.time_picture import drawn_times

if TYPE_CHECKING:
    from graph.views.report.content import FigureContent

__all__ = ["drawing"]

_SIZE: Final = re.compile(r'width="(\d+)" height="(\d+)"')


def drawing(picture: FigureContent, key: str) -> tuple[str, tuple[int, int]]:
    """The element, its ids set apart by ``key``, and its width and height in pixels."""
    if isinstance(picture, Shown):
        drawn = drawn_network(picture, key)
    elif isinstance(picture, MatrixPicture):
        drawn = drawn_matrix(picture, key)
    else:
        drawn = drawn_times(picture, key)
    size = _SIZE.search(drawn)
    return drawn, (int(size[1]), int(size[2])) if size else (0, 0)
