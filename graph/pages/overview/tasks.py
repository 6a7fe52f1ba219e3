"""Six things to begin with, each as a small picture that leads to it."""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import quote

from graph.pages.parts.widgets import address

__all__ = ["tasks"]


def _circles(*circles: tuple[int, int, int]) -> str:
    """Circles as SVG, each by its middle and its radius."""
    return "".join(f'<circle cx="{x}" cy="{y}" r="{r}"/>' for x, y, r in circles)


# Drawn in 64 by 40 units.
_TASKS: Final = (
    (
        "Who works with whom around Kazakhstan",
        "network",
        {"thing": "country/KAZ"},
        _circles((32, 20, 5), (12, 8, 3), (52, 8, 3), (12, 33, 3), (52, 33, 3), (32, 4, 3))
        + '<path d="M32 20 12 8M32 20 52 8M32 20 12 33M32 20 52 33M32 20 32 4"/>',
    ),
    (
        "How WHO and a regional secretariat are connected",
        "connections",
        {"between": "organisation/who,organisation/rs-aaf"},
        _circles((6, 20, 4), (26, 8, 3), (26, 32, 3), (44, 20, 3), (58, 20, 4))
        + '<path d="M6 20 26 8 44 20 58 20M6 20 26 32 44 20"/>',
    ),
    (
        "What happened in 2024",
        "ask",
        {"question": "happened-in-year", "year": "2024"},
        '<path d="M4 34H60M10 34V30M30 34V30M50 34V30"/><rect x="8" y="6" width="22" height="5"/>'
        '<rect x="22" y="14" width="28" height="5"/><rect x="34" y="22" width="12" height="5"/>',
    ),
    (
        "Where meetings were held",
        "ask",
        {"question": "most-hosts", "view": "map"},
        _circles((14, 20, 3), (32, 18, 5), (52, 22, 3))
        + '<path d="M4 12 22 6 42 12 60 6V30L42 36 22 30 4 36ZM22 6V30M42 12V36"/>',
    ),
    (
        "Which projects share how many countries",
        "cooperation",
        {"view": "matrix"},
        '<path d="M14 4H62V38H14ZM26 4V38M38 4V38M50 4V38M14 12H62M14 21H62M14 29H62"/>'
        '<rect x="26" y="12" width="12" height="9"/><rect x="50" y="21" width="12" height="8"/>'
        '<rect x="14" y="29" width="12" height="9"/>',
    ),
    (
        "A report on Central Asia to cite",
        "cooperation",
        {"view": "report", "about": "region/CA"},
        '<path d="M18 2H40L48 10V38H18ZM40 2V10H48M24 16H42M24 22H42M24 28H36"/>',
    ),
)


def tasks() -> str:
    """The six, as HTML."""
    items = "".join(
        f'<a class="cbrn-task" target="_self" href="{escape(address(page, **state))}">'
        f'<span class="cbrn-drawn" aria-hidden="true" style="--drawn:{_mask(drawn)}"></span>'
        f"<span>{escape(told)}</span></a>"
        for told, page, state, drawn in _TASKS
    )
    return f'<div class="cbrn-tasks">{items}</div>'


def _mask(drawn: str) -> str:
    """A drawing for CSS to paint through, in whatever colour the theme has."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 40" fill="#0004" stroke="#000" '
        f'stroke-width="1.5" stroke-linejoin="round">{drawn}</svg>'
    )
    return f"url('data:image/svg+xml,{quote(svg)}')"
