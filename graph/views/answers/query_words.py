"""Words for what is told of a query: pieces of its text, in quotation marks, and its rows.

The quotation marks are of no language: pages show what stands in them as code.
"""

from __future__ import annotations

from typing import Final

from graph.plurals import counted
from graph.texts import gettext

__all__ = ["ENOUGH", "bare", "many_rows", "quoted"]

ENOUGH: Final = 1_000
"""So many rows are counted at most."""
_LONGEST: Final = 90


def quoted(text: str) -> str:
    """A piece of a query in quotation marks, on one line, its end cut off where it is long."""
    told = " ".join(text.split())
    return f"“{told if len(told) <= _LONGEST else f'{told[: _LONGEST - 1]}…'}”"


def bare(condition: str) -> str:
    """A condition without the brackets around all of it."""
    depth = 0
    for at, sign in enumerate(condition):
        depth += (sign == "(") - (sign == ")")
        if not depth:
            return bare(condition[1:-1].strip()) if 0 < at == len(condition) - 1 else condition
    return condition


def many_rows(rows: int) -> str:
    """A number of rows that was counted up to a limit."""
    if rows >= ENOUGH:
        return gettext("{number:,} rows or more", number=ENOUGH)
    return counted(rows, "row")
