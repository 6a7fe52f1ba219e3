"""The tables as they are: each row with its own text, so that what stays stays byte for byte."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graph.building.replacing import reading
from graph.building.terms import Terms
from graph.errors import DataError
from graph.journal import journal, last_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["Record", "TableFile", "TableLine", "tables"]


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row of a table: its cells, and the text it is written with, its line end included."""

    cells: Mapping[str, str]
    text: str


@dataclass(frozen=True, kw_only=True)
class TableFile:
    """One CSV file of the record: its headings, its line ends and its rows as they are written."""

    name: str
    mark: str
    headings: tuple[str, ...]
    heading: str
    ending: str
    lines: tuple[TableLine, ...]

    @classmethod
    def parse(cls, name: str, text: str) -> TableFile:
        """The table that a file's text holds.

        Raises:
            DataError: the text is no CSV.
        """
        mark = "\ufeff" if text.startswith("\ufeff") else ""
        raw = io.StringIO(text.removeprefix(mark), newline="").readlines()
        reader = csv.reader(iter(raw), strict=True)
        headings: tuple[str, ...] = ()
        lines: list[TableLine] = []
        start = 0
        try:
            for number, record in enumerate(reader):
                written = "".join(raw[start : reader.line_num])
                start = reader.line_num
                if number == 0:
                    headings = tuple(cell.strip() for cell in record)
                    lines.append(TableLine({}, written))
                    continue
                cells = dict(zip(headings, (cell.strip() for cell in record), strict=False))
                lines.append(TableLine(cells, written))
        except csv.Error as error:
            msg = f"data/{name} is not whole CSV ({error}); run 'cbrn-graph check' and mend it."
            raise DataError(msg) from error
        if not lines:
            msg = f"data/{name} is empty; its first row holds the headings."
            raise DataError(msg)
        ending = "\r\n" if lines[0].text.endswith("\r\n") else "\n"
        return cls(
            name=name,
            mark=mark,
            headings=headings,
            heading=lines[0].text,
            ending=ending,
            lines=tuple(lines[1:]),
        )

    @cached_property
    def in_order(self) -> bool:
        """Whether the rows stand in the order of their keys."""
        keys = [line.cells.get("key", "") for line in self.lines]
        return keys == sorted(keys)

    def written(self, columns: Sequence[str], lines: Sequence[TableLine]) -> bytes:
        """The file with these rows, and with the columns that its headings lack at the end."""
        heading = self.heading.rstrip("\r\n") + "".join(f",{column}" for column in columns)
        texts = [heading + self.ending, *(line.text for line in lines)]
        # A last row without a line end gets one, now that it may not be the last.
        whole = (text if text.endswith(("\n", "\r")) else text + self.ending for text in texts)
        return (self.mark + "".join(whole)).encode()

    def line(self, cells: Mapping[str, str], columns: Sequence[str]) -> TableLine:
        """A row as this file writes it, its cells under the headings and the further columns."""
        sheet = io.StringIO(newline="")
        writer = csv.writer(sheet, lineterminator=self.ending)
        writer.writerow([cells.get(column, "") for column in (*self.headings, *columns)])
        return TableLine(dict(cells), sheet.getvalue())


@dataclass(frozen=True)
class Record:
    """Every table of the record as it was at one moment, and the ontology's terms.

    ``entry`` is the number of the newest entry of the journal at that moment.
    """

    root: Path
    terms: Terms
    contents: Mapping[str, bytes]
    entry: int = 0

    @classmethod
    def load(cls, root: Path) -> Record:
        """The tables below a root.

        Raises:
            DataError: there is no folder of tables.
        """
        data = _folder(root)
        with reading(data):
            contents = _contents(data)
            entry = last_number(data)
        return cls(root, Terms.load(root / "ontology"), contents, entry)

    def table(self, name: str) -> TableFile | None:
        """A table by its path below ``data``, None where there is none.

        Raises:
            DataError: the file is no CSV in UTF-8.
        """
        content = self.contents.get(name)
        if content is None:
            return None
        try:
            return TableFile.parse(name, content.decode())
        except UnicodeDecodeError as error:
            msg = f"data/{name} is not UTF-8; run 'cbrn-graph check' and mend it."
            raise DataError(msg) from error

    @cached_property
    def documents(self) -> TableFile:
        """The register of documents."""
        table = self.table("documents.csv")
        if table is None:
            msg = "data/documents.csv is missing; run 'cbrn-graph check' and mend it."
            raise DataError(msg)
        return table

    @cached_property
    def things(self) -> tuple[TableFile, ...]:
        """The tables of things, in the order in which a build reads them."""
        names = [name for name in self.contents if name.startswith("things/")]
        return tuple(table for name in sorted(names) if (table := self.table(name)))

    @cached_property
    def dates(self) -> Mapping[str, str]:
        """When each document on record is dated, or was read where it is undated, by its key."""
        return {
            line.cells.get("key", ""): line.cells.get("issued") or line.cells.get("read", "")
            for line in self.documents.lines
        }

    def unchanged(self) -> None:
        """Refuses when the tables are no longer what they were.

        Raises:
            DataError: a table was changed, added or removed in the meantime; the sentence says by
                whom, where the journal knows.
        """
        data = self.root / "data"
        now = _digests(data)
        if now == {name: _digest(content) for name, content in self.contents.items()}:
            return
        meanwhile = [
            f" {one.by} did this meanwhile (entry {one.number} of the journal): {one.what}"
            for one in journal(data)
            if one.number > self.entry
        ]
        msg = (
            "The tables were changed while the import was looked at; look at it again. Nothing "
            f"was written, and nothing is lost.{''.join(meanwhile)}"
        )
        raise DataError(msg)


def tables(root: Path) -> dict[str, bytes]:
    """The bytes of each table below a root at one moment, by its path below ``data``.

    Raises:
        DataError: there is no folder of tables.
    """
    data = _folder(root)
    with reading(data):
        return _contents(data)


def _folder(root: Path) -> Path:
    """The folder of tables below a root.

    Raises:
        DataError: there is none.
    """
    data = root / "data"
    if not (data / "documents.csv").is_file():
        msg = f"There are no tables in {data}; go to the project or use --root."
        raise DataError(msg)
    return data


def _contents(data: Path) -> dict[str, bytes]:
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in _tables(data)}


def _digests(data: Path) -> dict[str, str]:
    """The SHA-256 of each table below a folder, by its path."""
    return {path.relative_to(data).as_posix(): _digest(path.read_bytes()) for path in _tables(data)}


def _tables(data: Path) -> list[Path]:
    kinds = ("*.csv", "things/*.csv", "statements/*.csv", "names/*.csv")
    return sorted(path for kind in kinds for path in data.glob(kind))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
