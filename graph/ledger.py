"""Small tables that people write from the app: CSV files beside the data, which travel with it.

Reading is strict and names the row and column to mend. Writing replaces the file in one step, so
no reader sees half of it, and two who write at once lose nothing.
"""

from __future__ import annotations

import csv
import io
import os
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

from graph.errors import DataError

try:
    import fcntl
except ImportError:  # not on Windows, where two programs at once are not kept apart
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = ["Ledger", "Mistake", "Slip"]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")
_writing = threading.Lock()


class Slip(ValueError):
    """A cell that cannot be read; knows its column."""

    def __init__(self, column: str, sentence: str) -> None:
        """Keep the column beside the sentence."""
        super().__init__(sentence)
        self.column = column


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a ledger: the row as a spreadsheet counts, the column, what to mend."""

    row: int
    column: str
    sentence: str


class _Entry(Protocol):
    @property
    def key(self) -> str: ...

    def cells(self) -> Mapping[str, str]: ...


EntryType = TypeVar("EntryType", bound=_Entry)


@dataclass(frozen=True, slots=True)
class Ledger(Generic[EntryType]):
    """One kind of ledger: its columns, what a row of it is called, and how a row is read.

    ``read`` makes an entry of a row's cells and raises `Slip` where a cell is wrong.
    """

    columns: tuple[str, ...]
    called: str
    read: Callable[[Mapping[str, str]], EntryType]
    optional: frozenset[str] = frozenset()
    """Columns that came later: a file without them is read, with nothing in them."""

    def parse(self, text: str) -> tuple[dict[str, tuple[int, EntryType]], list[Mistake]]:
        """The entries of a file's text by key, each with its row, and what is wrong with others.

        Of two rows with one key the later one counts.
        """
        found: dict[str, tuple[int, EntryType]] = {}
        mistakes: list[Mistake] = []
        try:
            rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        except csv.Error as error:
            return {}, [Mistake(0, "", f"this is not CSV ({error})")]
        for number, row in enumerate(rows, start=2):
            if None in row:
                mistakes.append(Mistake(number, "", "the row has more cells than headings"))
                continue
            missing = next(
                (
                    name
                    for name in self.columns
                    if row.get(name) is None and name not in self.optional
                ),
                None,
            )
            if missing:
                mistakes.append(Mistake(number, missing, "the cell is missing"))
                continue
            try:
                entry = self.read(
                    {name: _bare(row.get(name) or "").strip() for name in self.columns}
                )
            except Slip as slip:
                mistakes.append(Mistake(number, slip.column, str(slip)))
                continue
            found[entry.key] = number, entry
        return found, mistakes

    def load(self, path: Path) -> dict[str, EntryType]:
        """The entries of a file by key; none where there is no file yet.

        Raises:
            DataError: a row cannot be read; the sentence names file, row and column.
        """
        if not path.exists():
            return {}
        try:
            text = path.read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            msg = f"{path.name} is not UTF-8; save it as 'CSV UTF-8' and try again."
            raise DataError(msg) from error
        found, mistakes = self.parse(text)
        if mistakes:
            first = mistakes[0]
            column = f", column {first.column}" if first.column else ""
            msg = (
                f"{path.name}, row {first.row}{column}: this is no {self.called}: {first.sentence}"
            )
            raise DataError(msg)
        return {key: entry for key, (_, entry) in found.items()}

    def change(
        self, path: Path, change: Callable[[dict[str, EntryType]], Iterable[EntryType]]
    ) -> None:
        """Replaces a file by what ``change`` makes of its entries, in one step.

        Raises:
            DataError: the file that is there cannot be read.
        """
        with _writing, _alone(path):
            text = self.written(change(self.load(path)))
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            with os.fdopen(handle, "wb") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(path)

    def written(self, entries: Iterable[EntryType]) -> bytes:
        """The file of some entries: CSV in UTF-8, sorted by key, the same bytes for the same ones.

        A cell that a spreadsheet would run as a formula gets an apostrophe, which reading takes
        off.
        """
        sheet = io.StringIO(newline="")
        writer = csv.writer(sheet, lineterminator="\n")
        writer.writerow(self.columns)
        for entry in sorted(entries, key=lambda one: one.key):
            cells = entry.cells()
            row = (cells[name] for name in self.columns)
            writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
        return sheet.getvalue().encode()


def _bare(cell: str) -> str:
    """A cell without the apostrophe that keeps it from being a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keeps other programs from writing beside a file; whoever writes the tables holds this too."""
    if fcntl is None:
        yield
        return
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
