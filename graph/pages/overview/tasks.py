"""Six things to begin with, each as a small picture that leads to it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from graph.pages.parts.widgets import address
from graph.templates import piece
from graph.texts import catalogued, gettext

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["tasks"]

# What it says, the page and the state of it that it leads to, and its drawing in `drawings/`.
_TASKS: Final = (
    (
        catalogued("Who works with whom around Kazakhstan"),
        "network",
        {"thing": "country/KAZ"},
        "around",
    ),
    (
        catalogued("How WHO and a regional secretariat are connected"),
        "connections",
        {"between": "organisation/who,organisation/rs-aaf"},
        "paths",
    ),
    (
        catalogued("What happened in 2024"),
        "ask",
        {"question": "happened-in-year", "year": "2024"},
        "time",
    ),
    (
        catalogued("Where meetings were held"),
        "ask",
        {"question": "most-hosts", "view": "map"},
        "map",
    ),
    (
        catalogued("Which projects share how many countries"),
        "cooperation",
        {"view": "matrix"},
        "matrix",
    ),
    (
        catalogued("A report on Central Asia to cite"),
        "cooperation",
        {"view": "report", "about": "region/CA"},
        "report",
    ),
)


def tasks() -> Markup:
    """The six, as they stand on the page."""
    return piece(
        "pages/overview/tasks.html",
        "tasks",
        [
            (gettext(told), address(page, **state), _mask(drawn))
            for told, page, state, drawn in _TASKS
        ],
    )


@cache
def _mask(drawn: str) -> str:
    """A drawing for CSS to paint through, in whatever colour the theme has."""
    svg = (Path(__file__).parent / "drawings" / f"{drawn}.svg").read_text("utf-8").strip()
    return f"url('data:image/svg+xml,{quote(svg)}')"
