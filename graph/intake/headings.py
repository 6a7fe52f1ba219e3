"""Headings of tables: which kind of table they make, what is missing, and what may be a slip."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from graph.building.findings import Severity
from graph.folding import plain
from graph.intake.incoming import COLUMNS, RowKind, SheetFinding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


__all__ = ["column_names", "heading_findings", "kind_of", "row_of_headings", "strange_headings"]

_MISSPELT: Final = 75
"""From this likeness on (0 to 100) an unknown heading may be a known one."""


def kind_of(headings: Sequence[str]) -> RowKind | None:
    """The kind of table that has these headings; a statements table may lack its document."""
    for kind, columns in COLUMNS.items():
        if set(columns.required) - {"document"} <= set(headings):
            return kind
    return None


def column_names(headings: Iterable[str]) -> tuple[str, ...]:
    """Headings as the tables write them: "Other labels" is ``other_labels``."""
    return tuple(plain(heading).replace(" ", "_").replace("-", "_") for heading in headings)


def heading_findings(
    name: str, kind: RowKind, columns: Sequence[str], headings: Sequence[str], row: int
) -> Iterator[SheetFinding]:
    """What is missing among the headings of a table, misspelt, or there twice."""
    known = (*COLUMNS[kind].required, *COLUMNS[kind].optional)
    error = partial(SheetFinding, severity=Severity.ERROR, sheet=name, row=row)
    for column in COLUMNS[kind].required:
        if column not in columns:
            sentence = f"the column '{column}' is missing from the first row"
            yield error(column=column, value="", sentence=sentence)
    counts = Counter(columns)
    for column, heading in zip(columns, headings, strict=True):
        meant = _misspelt(column, known) if column not in known else ""
        if meant and meant not in columns:
            sentence = f"this column is not known here; is it '{meant}'?"
            yield error(column=heading, value=heading, sentence=sentence)
        if column in known and counts[column] > 1:
            yield error(column=column, value=heading, sentence="this column is there twice")


def strange_headings(
    kind: RowKind, columns: Sequence[str], headings: Sequence[str]
) -> Iterator[str]:
    """The headings that are none of this kind of table and no slip of one either."""
    known = (*COLUMNS[kind].required, *COLUMNS[kind].optional)
    for column, heading in zip(columns, headings, strict=True):
        if column and column not in known:
            meant = _misspelt(column, known)
            if not meant or meant in columns:
                yield heading


def _misspelt(column: str, known: Sequence[str]) -> str:
    """The known column that a heading is a slip of, "" where it is none."""
    found = process.extractOne(column, known, scorer=fuzz.ratio, score_cutoff=_MISSPELT)
    return found[0] if column and found else ""


def row_of_headings(rows: Sequence[Mapping[int, str]]) -> int:
    """Which of the first rows holds the headings; the first where none does."""
    for place, cells in enumerate(rows):
        if kind_of(column_names(cells.values())):
            return place
    return 0
