"""The hidden sheet of a workbook that was made to edit a document: how it stood at that moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.building.tables import PASSAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.intake.cells import Grid

__all__ = ["AS_IT_WAS", "KEPT", "as_it_was"]

AS_IT_WAS: Final = "as it was"
"""The name of the sheet, in small letters."""

KEPT: Final = (
    "document", "statement", "subject", "property", "object", "locator", "from", "until", "role",
    "basis", "remark", "review", "stated_on", *PASSAGE,
)  # fmt: skip
"""Its columns."""


def as_it_was(grid: Grid) -> dict[str, dict[str, Mapping[str, str]]]:
    """What the hidden sheet keeps: the cells of each document's statements, by their key."""
    found: dict[str, dict[str, Mapping[str, str]]] = {}
    (_, headings), *rows = grid.rows or [(0, {})]
    for _, row in rows:
        cells = {name: row.get(place, "").strip() for place, name in headings.items()}
        statements = found.setdefault(cells.get("document", ""), {})
        if cells.get("statement"):
            statements[cells["statement"]] = cells
    return found
