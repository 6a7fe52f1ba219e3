"""A matrix of numbers to read, walk through and click into, inside a Streamlit page.

It is drawn on a canvas that holds only what is in view, so a thousand rows by two hundred columns
scroll as easily as ten by ten. Colour says about how much, the number says exactly how much.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np
import streamlit as st

from graph.components.registering import register
from graph.palette import Colour
from graph.views.cooperation.matrix_order import totals
from graph.views.cooperation.ways import YEARS
from graph.views.record.appearance import appearance
from graph.views.record.note_looks import NOTE_LOOKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from streamlit.components.v2.types import ComponentRenderer

    from graph.views.cooperation.matrix import Matrix
    from graph.views.cooperation.ways import Way
    from graph.views.record.names import Name

__all__ = ["STEPS", "Opened", "Shade", "heat_map", "steps"]

_SHORT: Final = 14
"""A heading of a column that is longer gives way to an acronym, where one is on record."""

_WORDS: Final = {
    "hint": (
        "Arrow keys move from cell to cell, Home and End to the ends of a row, Page Up and Page "
        "Down by ten rows; Enter opens a cell, Escape closes it, plus and minus change the size. "
        "Shift and an arrow key draw a frame, as dragging with the pointer does."
    ),
    "nothing": "not on record",
    "same": "the same on both sides",
    "opened": "Opened:",
    "closed": "No cell is open.",
    "total": "total",
    "framed": "A frame is drawn; Enter shows only what is in it, Escape takes it away.",
    "tools": "Size of the cells",
    "larger": "Larger cells",
    "smaller": "Smaller cells",
    "fit": "Fit the width",
    "withdrawn": "a statement behind it is proposed as withdrawn",
    "disputed": "a statement behind it is proposed as disputed",
    "accepted": "a statement behind it is proposed as accepted",
}


@dataclass(frozen=True, slots=True)
class Shade:
    """One step of the scale: its colour, and that of the number on it."""

    fill: Colour
    ink: Colour


STEPS: Final = (
    Shade(Colour.MATRIX_1, Colour.LETTERS_ON_FEW),
    Shade(Colour.MATRIX_2, Colour.LETTERS_ON_FEW),
    Shade(Colour.MATRIX_3, Colour.LETTERS_ON_FEW),
    Shade(Colour.MATRIX_4, Colour.LETTERS_ON_MANY),
    Shade(Colour.MATRIX_5, Colour.LETTERS_ON_MANY),
)
"""One hue from near the page to far from it, so that any colour vision reads more as more."""


def steps(most: int) -> list[tuple[int, int, Shade]]:
    """The scale up to the largest number: first and last number of each step, and its look."""
    ends = [1, 2, 4, 9]
    starts = [1, *(end + 1 for end in ends)]
    bounds = [(start, end) for start, end in zip(starts, [*ends, most], strict=True)]
    used = [(start, min(end, most)) for start, end in bounds if start <= most]
    # A short scale still reaches the strong end: its colours are spread over the five.
    last = len(STEPS) - 1
    return [
        (start, end, STEPS[round(place * last / max(len(used) - 1, 1)) if len(used) > 1 else 2])
        for place, (start, end) in enumerate(used)
    ]


@dataclass(frozen=True, slots=True)
class Opened:
    """What a reader did to a matrix: the cell that is open, and a frame that was just drawn.

    ``cell`` is the addresses of a row and a column; ``frame`` those of some rows and columns.
    """

    cell: tuple[str, str] | None
    frame: tuple[frozenset[str], frozenset[str]] | None = None


def heat_map(  # noqa: PLR0913 - all but the matrix are named options
    matrix: Matrix,
    *,
    key: str,
    name: str,
    selected: tuple[str, str] | None = None,
    notes: Mapping[tuple[int, int], str] = MappingProxyType({}),
    height: int = 640,
) -> Opened:
    """Draw the matrix and return the pair of addresses whose cell is open, and a new frame.

    A click of the reader wins and stays until the next one; ``selected`` is what the page wants
    to be open, and speaks when it changes.

    Args:
        matrix: what to draw; no more than some 200,000 cells.
        key: names this picture; its size and place are remembered under it.
        name: what the matrix is called for those who do not see it.
        selected: the row and the column of the open cell.
        notes: by row and column, what is proposed of a line behind the cell: "withdrawn",
            "disputed" or "accepted".
        height: the greatest height in pixels.
    """
    rows, columns = np.nonzero(matrix.counts)
    places = {name.iri: place for place, name in enumerate(matrix.rows)}
    across = {name.iri: place for place, name in enumerate(matrix.columns)}
    wish = None
    if selected and selected[0] in places and selected[1] in across:
        wish = [places[selected[0]], across[selected[1]]]
    data = {
        "key": key,
        "name": name,
        "height": height,
        "rows": [one.label for one in matrix.rows],
        "columns": [one.label for one in matrix.columns],
        "short": [_short(one) for one in matrix.columns],
        "rowGroups": [[one.label, one.size] for one in matrix.row_groups],
        "columnGroups": [[one.label, one.size] for one in matrix.column_groups],
        "totals": [side.tolist() for side in totals(matrix)],
        "symmetric": matrix.way.symmetric,
        "counted": [_one(matrix.way), matrix.way.counted],
        "cells": np.stack([rows, columns, matrix.counts[rows, columns]], axis=1).ravel().tolist(),
        "steps": [
            {
                "from": start,
                "to": end,
                "fill": {"light": one.fill.light, "dark": one.fill.dark},
                "ink": {"light": one.ink.light, "dark": one.ink.dark},
            }
            for start, end, one in steps(int(matrix.counts.max(initial=0)))
        ],
        "words": _WORDS,
        "looks": {
            note: {"light": look.light, "dark": look.dark} for note, look in NOTE_LOOKS.items()
        },
        "notes": [[row, column, note] for (row, column), note in sorted(notes.items())],
        "selected": wish,
    }
    told = _component()(key=key, data=data, on_selection_change=_rerun).get("selection")
    memory = f"{key}:heard"
    serial = told.get("serial") if told else None
    if not told or serial == st.session_state.get(memory):
        return Opened(selected if wish else None)
    st.session_state[memory] = serial
    if told.get("frame"):
        return Opened(selected if wish else None, _framed(matrix, told["frame"]))
    row, column = told.get("row"), told.get("column")
    if not isinstance(row, int) or not isinstance(column, int):
        return Opened(None)
    if not (0 <= row < len(matrix.rows) and 0 <= column < len(matrix.columns)):
        return Opened(None)
    return Opened((matrix.rows[row].iri, matrix.columns[column].iri))


def _framed(matrix: Matrix, corners: object) -> tuple[frozenset[str], frozenset[str]] | None:
    """The rows and the columns between two corners, as the browser tells them; None for less."""
    if not isinstance(corners, list) or not all(isinstance(one, int) for one in corners):
        return None
    if len(corners) != 4:  # noqa: PLR2004 - a row and a column for each corner
        return None
    top, left, bottom, right = corners
    rows, columns = matrix.rows[top : bottom + 1], matrix.columns[left : right + 1]
    if min(corners) < 0 or not rows or not columns:
        return None
    return frozenset(one.iri for one in rows), frozenset(one.iri for one in columns)


def _one(way: Way) -> str:
    """The word for one of what is counted."""
    return {"": "line", YEARS: "year"}.get(way.middle) or appearance(way.middle).singular


def _short(name: Name) -> str:
    """The heading of a column: the label, or the first acronym where the label is long."""
    if len(name.label) <= _SHORT:
        return name.label
    if name.family == "Organisation":
        return next((one for one in name.others if 1 < len(one) <= _SHORT), name.label)
    return name.label


def _rerun() -> None:
    """Nothing more: that it is there makes a click a reason to run again."""


@cache
def _component() -> ComponentRenderer:
    return register(__name__, "matrix")
