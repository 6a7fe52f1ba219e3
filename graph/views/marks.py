"""What reviewers noted about gaps: a CSV file beside the data, which travels with it.

Anyone who opens the app reads the marks; writing has to be switched on by the owner, because
whoever reaches the app could write.
"""

from __future__ import annotations

import csv
import datetime
import io
import os
import tempfile
import threading
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from graph.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["CHOICES", "MARKS", "Mark", "as_file", "marked", "may_mark", "read_marks", "write_mark"]

Choice = Literal["open", "seen", "explained"]
CHOICES: Final[tuple[Choice, ...]] = get_args(Choice)
"""What can be said of a gap; one without a mark is open."""

MARKS: Final = Path(
    os.environ.get("CBRN_GRAPH_MARKS", Path(__file__).parents[2] / "data" / "marks.csv")
)
"""The file of marks: that of this checkout, or the one that CBRN_GRAPH_MARKS names."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")
_writing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody noted about a gap, and on which day."""

    gap: str
    mark: Choice
    note: str
    by: str
    on: str

    def __post_init__(self) -> None:
        """Refuses a mark that is none and a day that is not on the calendar."""
        if self.mark not in CHOICES:
            msg = f"'{self.mark}' is no mark; there are: {', '.join(CHOICES)}"
            raise ValueError(msg)
        datetime.date.fromisoformat(self.on)


_COLUMNS: Final = tuple(field.name for field in fields(Mark))


def may_mark() -> bool:
    """Whether the owner of this app has switched writing on (``CBRN_GRAPH_ALLOW_MARKS=1``)."""
    return os.environ.get("CBRN_GRAPH_ALLOW_MARKS") == "1"


def read_marks(path: Path = MARKS) -> dict[str, Mark]:
    """The marks by gap; none where there is no file yet.

    Raises:
        DataError: a row is not a mark; the sentence names the file and the row.
    """
    if not path.exists():
        return {}
    found: dict[str, Mark] = {}
    with path.open(newline="", encoding="utf-8-sig") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            try:
                gap, told, note, by, on = (_bare(row[name]) for name in _COLUMNS)
                mark = Mark(gap, cast("Choice", told), note, by, on)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                msg = f"{path.name}, row {number}: this is no mark ({error})"
                raise DataError(msg) from error
            found[mark.gap] = mark
    return found


def write_mark(mark: Mark, path: Path = MARKS) -> None:
    """Adds a mark to the file, in place of an older one of the same gap.

    The new file takes the place of the old one in one step, so no reader sees half of it.

    Raises:
        PermissionError: writing is not switched on.
    """
    if not may_mark():
        msg = "Marks are not written here; set CBRN_GRAPH_ALLOW_MARKS=1 to allow it."
        raise PermissionError(msg)
    with _writing:
        text = as_file(marked(read_marks(path), mark).values())
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)


def marked(marks: Mapping[str, Mark], mark: Mark) -> dict[str, Mark]:
    """The marks with one more, or with one changed."""
    return {**marks, mark.gap: mark}


def as_file(marks: Iterable[Mark]) -> bytes:
    """The file of some marks: CSV in UTF-8, sorted by gap, the same bytes for the same marks.

    A cell that a spreadsheet would run as a formula gets an apostrophe, which reading takes off.
    """
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for mark in sorted(marks, key=lambda one: one.gap):
        cells = (str(cell) for cell in astuple(mark))
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return sheet.getvalue().encode()


def _bare(cell: str) -> str:
    """A cell without the apostrophe that keeps it from being a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
