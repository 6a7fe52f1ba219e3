"""Statements of a text that a reader turned down, remembered for that text.

A CSV file beside the data, which travels with it; written where the owner allows adding to the
record from the page.
"""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.home import HOME
from graph.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["TURNED_DOWN", "remember", "turned_down"]

TURNED_DOWN: Final = Path(
    os.environ.get("CBRN_GRAPH_TURNED_DOWN", HOME / "data" / "turned-down.csv")
)
"""The file of what was turned down: that of this checkout, or the one that the setting names."""


@dataclass(frozen=True, slots=True)
class _TurnedDown:
    """One statement of one text: the text's SHA-256, and the statement's own sign."""

    text: str
    statement: str

    @property
    def key(self) -> str:
        """What the row is about."""
        return f"{self.text} {self.statement}"

    def cells(self) -> Mapping[str, str]:
        """The row of the file."""
        return asdict(self)


_LEDGER: Final = Ledger(
    tuple(field.name for field in fields(_TurnedDown)),
    "statement that was turned down",
    lambda cells: _TurnedDown(cells["text"], cells["statement"]),
)


def turned_down(text: str, path: Path = TURNED_DOWN) -> set[str]:
    """The statements of a text, named by its SHA-256, that were turned down before.

    Raises:
        DataError: a row of the file cannot be read; the sentence names file, row and column.
    """
    return {one.statement for one in _LEDGER.load(path).values() if one.text == text}


def remember(
    text: str, refused: Iterable[str], taken: Iterable[str], path: Path = TURNED_DOWN
) -> None:
    """Remembers what was turned down of a text, and forgets what was taken after all.

    Raises:
        DataError: the file that is there cannot be read.
    """
    gone = {f"{text} {statement}" for statement in taken}
    new = [_TurnedDown(text, statement) for statement in refused]

    def changed(before: dict[str, _TurnedDown]) -> list[_TurnedDown]:
        kept = {key: one for key, one in before.items() if key not in gone}
        return list((kept | {one.key: one for one in new}).values())

    if new or gone:
        _LEDGER.change(path, changed)
