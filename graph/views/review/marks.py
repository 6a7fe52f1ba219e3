"""What reviewers noted about gaps: a CSV file beside the data, which travels with it.

Anyone who opens the app reads the marks; writing has to be switched on by the owner, because
whoever reaches the app could write.
"""

from __future__ import annotations

import datetime
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from graph.home import HOME
from graph.ledger import Ledger, Slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.views.cooperation.gaps import Gap

__all__ = [
    "CHOICES",
    "MARKS",
    "TIES",
    "Mark",
    "as_file",
    "mark_of",
    "marked",
    "may_mark",
    "read_marks",
    "write_mark",
]

MarkChoice = Literal["open", "seen", "explained", "known tie", "real gap"]
_EVERY: Final[tuple[MarkChoice, ...]] = get_args(MarkChoice)
CHOICES: Final[tuple[MarkChoice, ...]] = _EVERY[:3]
"""What can be said of a gap; one without a mark is open."""
TIES: Final[tuple[MarkChoice, ...]] = ("open", *_EVERY[3:])
"""What can be said of two projects that are alike and that no document ties to each other."""

MARKS: Final = Path(os.environ.get("CBRN_GRAPH_MARKS", HOME / "data" / "marks.csv"))
"""The file of marks: that of this checkout, or the one that CBRN_GRAPH_MARKS names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What somebody noted about a gap, and on which day."""

    gap: str
    mark: MarkChoice
    note: str
    by: str
    on: str

    def __post_init__(self) -> None:
        """Refuses a mark that is none and a day that is not on the calendar."""
        if self.mark not in _EVERY:
            raise Slip("mark", f"'{self.mark}' is not one of {', '.join(_EVERY)}")
        try:
            datetime.date.fromisoformat(self.on)
        except ValueError:
            raise Slip("on", f"'{self.on}' is not a day; write it as in 2026-11-25") from None

    @property
    def key(self) -> str:
        """What the mark is about; there is one for each gap."""
        return self.gap

    def cells(self) -> Mapping[str, str]:
        """The row of the file."""
        return asdict(self)


def _read(cells: Mapping[str, str]) -> Mark:
    return Mark(
        gap=cells["gap"],
        mark=cast("MarkChoice", cells["mark"]),
        note=cells["note"],
        by=cells["by"],
        on=cells["on"],
    )


_LEDGER: Final = Ledger(tuple(field.name for field in fields(Mark)), "mark", _read)


def may_mark() -> bool:
    """Whether the owner of this app has switched writing on (``CBRN_GRAPH_ALLOW_MARKS=1``)."""
    return os.environ.get("CBRN_GRAPH_ALLOW_MARKS") == "1"


def read_marks(path: Path = MARKS) -> dict[str, Mark]:
    """The marks by gap; none where there is no file yet.

    Raises:
        DataError: a row is not a mark; the sentence names file, row and column.
    """
    return _LEDGER.load(path)


def write_mark(mark: Mark, path: Path = MARKS) -> None:
    """Adds a mark to the file, in place of an older one of the same gap.

    Raises:
        PermissionError: writing is not switched on.
    """
    if not may_mark():
        msg = "Marks are not written here; set CBRN_GRAPH_ALLOW_MARKS=1 to allow it."
        raise PermissionError(msg)
    _LEDGER.change(path, lambda marks: marked(marks, mark).values())


def marked(marks: Mapping[str, Mark], mark: Mark) -> dict[str, Mark]:
    """The marks with one more, or with one changed."""
    return {**marks, mark.gap: mark}


def mark_of(gap: Gap, marks: Mapping[str, Mark]) -> Mark | None:
    """The mark of a line of the gap list; None where it has none.

    A line that several rows make has that of the line, or else, where each row was marked for
    itself, the newest of these: marks made when each row was a line still count.
    """
    if gap.key in marks:
        return marks[gap.key]
    own = [marks[part] for part in gap.parts if part in marks]
    return max(own, key=lambda mark: mark.on) if own and len(own) == len(gap.parts) else None


def as_file(marks: Iterable[Mark]) -> bytes:
    """The file of some marks: the same bytes for the same marks."""
    return _LEDGER.written(marks)
