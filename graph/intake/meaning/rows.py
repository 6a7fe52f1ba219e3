"""Rows with what people mean in the place of what they wrote; what was taken for what is told.

Only what can mean one thing is taken. What can mean several, or is not on record, stays as it is
and is asked for; a choice that was made for a name holds for every row of the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from rdflib import RDFS

from graph.building.findings import Severity
from graph.intake.incoming import IncomingRow, Rewritten, Sheet, SheetFinding
from graph.intake.meaning.addresses import is_address, proposed_keys
from graph.intake.meaning.days import meant_day
from graph.intake.meaning.names import NameIndex
from graph.intake.properties import Properties
from graph.intake.sheets import DATES, LABEL, serial
from graph.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from graph.building.terms import Terms
    from graph.intake.incoming import Incoming
    from graph.intake.record import Record

__all__ = ["UnderstoodRows", "Unknown", "understand"]

_USUAL: Final = {
    "country": "Country",
    "region": "Region",
    "person": "Person",
    "initiative": "Initiative",
    "project": "Project",
    "meeting": "Meeting",
    "topic": "Topic",
}
"""The class of a new thing that has none, by the kind in its key, where there is a usual one."""
_SEVERAL: Final = re.compile(r"\s*(?:[;\n]|\s\|\s)\s*")
_LISTED: Final = re.compile(r"\s*(?:,|\band\b)\s*")
"""Between several things too, but only where each part is one on record: names have commas."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that no thing on record has, or several have, with the kinds that can be meant."""

    name: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class UnderstoodRows:
    """The rows as they are meant, the names they were read with, and the names nobody knows."""

    incoming: Incoming
    names: NameIndex
    unknown: Mapping[Unknown, tuple[IncomingRow, ...]]
    asked: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The keys that are proposed for addresses of others, and that nobody has taken yet."""


def understand(
    incoming: Incoming,
    record: Record,
    choices: Mapping[str, str] | None = None,
    *,
    takes_new_keys: bool = False,
) -> UnderstoodRows:
    """The rows of a file as they are meant.

    Args:
        incoming: clean rows.
        record: the tables as they are.
        choices: keys that somebody chose for names of the file.
        takes_new_keys: whether addresses of others are taken with the keys proposed for them.
    """
    proposed = proposed_keys(incoming, record)
    asked = (
        {}
        if takes_new_keys
        else {address: key for address, key in proposed.items() if address not in (choices or {})}
    )
    reader = _Reader(incoming, record, {**proposed, **(choices or {})}, asked)
    sheets = tuple(map(reader.sheet, incoming.sheets))
    read = replace(
        incoming,
        sheets=sheets,
        findings=(*incoming.findings, *reader.findings),
        taken=(*incoming.taken, *reader.taken),
    )
    unknown = {name: tuple(rows) for name, rows in reader.unknown.items()}
    return UnderstoodRows(read, reader.names, unknown, asked)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that names things, with the kinds that can be meant there."""

    entry: IncomingRow
    column: str
    kinds: frozenset[str]


class _Reader:
    """Reads the rows of one file."""

    def __init__(
        self,
        incoming: Incoming,
        record: Record,
        choices: Mapping[str, str],
        asked: Mapping[str, str],
    ) -> None:
        self._asked = asked
        self.names = NameIndex(record, incoming)
        self.findings: list[SheetFinding] = []
        self.taken: list[Rewritten] = []
        self.unknown: dict[Unknown, list[IncomingRow]] = {}
        self._choices = choices
        self._properties = Properties(record.terms)
        self._types = _types(record.terms)
        self._documents = _documents(record, incoming)
        self._told = {(one.sheet, one.row, one.column) for one in incoming.findings if one.fatal}

    def sheet(self, sheet: Sheet) -> Sheet:
        """A sheet with what is meant in its rows."""
        columns = sheet.columns
        rows: list[tuple[int, tuple[str, ...]]] = []
        for entry in sheet.entries():
            for cells in self._entry(entry):
                rows.append((entry.row, tuple(cells.get(column, "") for column in columns)))
        return replace(sheet, rows=tuple(rows))

    def _entry(self, entry: IncomingRow) -> Iterator[dict[str, str]]:
        cells = dict(entry.cells)
        for column in DATES & cells.keys():
            cells[column] = self._date(entry, column, cells[column])
        if entry.kind == "statements":
            yield from self._statement(entry, cells)
        elif entry["key"] in self._choices:
            key = self._choices[entry["key"]]
            if entry["key"] in self._asked:
                self._ask(entry, key)
            self._take(entry, "key", key, "chosen")
            if is_address(entry["key"]) and not self.names.on_record(key):
                yield {**cells, "key": key, "type": self._type(entry)}
            # Else it is on record: its row says nothing new.
        else:
            if entry.kind == "things":
                cells["type"] = self._type(entry)
                if entry["broader"]:
                    cells["broader"] = self._things(entry, "broader", {"topic"})[0]
            yield cells

    def _statement(self, entry: IncomingRow, cells: dict[str, str]) -> Iterator[dict[str, str]]:
        """The statements of a row: one for each object."""
        cells["document"] = self._document(entry)
        meant = self._properties.meant(entry["property"]) if entry["property"] else None
        if meant is None:
            cells["subject"] = self._things(entry, "subject", KINDS)[0]
            yield cells
            return
        if meant.name != entry["property"]:
            self._take(entry, "property", meant.name, "its label, turned round" * meant.turned)
        cells["property"] = meant.name
        starts, ends = self._properties.kinds(meant.name)
        if meant.turned:
            starts, ends = ends, starts
        subjects = self._things(entry, "subject", starts)
        if self._properties.links(meant.name):
            objects = self._things(entry, "object", ends)
        elif self._properties.dated(meant.name):
            objects = [self._date(entry, "object", entry["object"])]
        else:
            objects = [entry["object"]]
        for subject in subjects:
            for value in objects:
                start, end = (value, subject) if meant.turned else (subject, value)
                yield {**cells, "subject": start, "object": end}

    def _things(self, entry: IncomingRow, column: str, kinds: Collection[str]) -> list[str]:
        """The keys of the things that a cell names; several are parted by semicolons or commas."""
        text = entry[column]
        cell = _Cell(entry, column, frozenset(kinds))
        if not text or self._known(text, kinds):
            return [self._thing(cell, text)]
        parts = [
            each
            for part in _SEVERAL.split(text)
            if part
            for each in ([part] if self._known(part, kinds) else self._commas(part, kinds))
        ]
        if len(parts) > 1:
            keys = [self._known(part, kinds) or self._thing(cell, part) for part in parts]
            self._take(entry, column, "; ".join(keys), f"{len(keys)} things in one cell")
            return list(dict.fromkeys(keys))
        return [self._thing(cell, text)]

    def _commas(self, text: str, kinds: Collection[str]) -> list[str]:
        """The parts between commas where each is a thing that is known; else the text as it is."""
        parts = [part for part in _LISTED.split(text) if part]
        return parts if all(self._known(part, kinds) for part in parts) else [text]

    def _thing(self, cell: _Cell, text: str) -> str:
        """The key of the thing that a text names, and a note of it; else the text, to be asked."""
        key = self._known(text, cell.kinds)
        if key and key != _without_label(text):
            why = "chosen" if text in self._choices else ""
            self._take(cell.entry, cell.column, key, why)
        if text and not key:
            self.unknown.setdefault(Unknown(text, cell.kinds), []).append(cell.entry)
        return key or text

    def _known(self, text: str, kinds: Collection[str]) -> str:
        """The key that was chosen for a text, or that it alone can mean; "" where there is none."""
        bare = _without_label(text)
        chosen = self._choices.get(bare)
        keys = (chosen,) if chosen else self.names.meant(bare, kinds)
        return keys[0] if len(keys) == 1 else ""

    def _date(self, entry: IncomingRow, column: str, text: str) -> str:
        if not text or serial(text):
            return text
        meant, fault = meant_day(text)
        if fault:
            self._complain(entry, column, text, fault)
        elif meant != text:
            self._take(entry, column, meant, "")
        return meant

    def _type(self, entry: IncomingRow) -> str:
        text = entry["type"].partition(LABEL)[0].strip()
        if not text and not self.names.on_record(entry["key"]):
            text = _USUAL.get(entry["key"].partition("/")[0], "")
            if text:
                self._take(entry, "type", text, "what a key of this kind usually means")
            return text
        meant = self._types.get(text.lower().replace(" ", ""), text)
        if meant != text:
            self._take(entry, "type", meant, "")
        return meant

    def _document(self, entry: IncomingRow) -> str:
        text = entry["document"].partition(LABEL)[0].strip()
        chosen = self._choices.get(text, "")
        if not text or (text in self._documents.values() and not chosen):
            return text
        key = (
            chosen
            or self._documents.get(text.lower())
            or self._documents.get(text.lower().rpartition("/id/source/")[2], "")
        )
        if key:
            key = key.removeprefix("source/")
            self._take(entry, "document", key, "")
        return key or text

    def _take(self, entry: IncomingRow, column: str, after: str, why: str) -> None:
        why = why or "the only one that it can mean"
        where = entry.heading_of(column)
        self.taken.append(
            Rewritten(
                sheet=entry.sheet,
                row=entry.row,
                column=where,
                before=entry[column],
                after=after,
                why=why,
            )
        )

    def _ask(self, entry: IncomingRow, key: str) -> None:
        """Asks whether an address of others is a new thing, or one on record."""
        kinds = frozenset({key.partition("/")[0]})
        self.unknown.setdefault(Unknown(entry["key"], kinds), []).append(entry)
        sentence = (
            f"'{entry['label']}' has an address of its own: is it new here, as {key}, or on record "
            f"already? Take it with --choose '{entry['key']}={key}', or all with --new-keys"
        )
        self._complain(entry, "key", entry["key"], sentence)

    def _complain(self, entry: IncomingRow, column: str, value: str, sentence: str) -> None:
        if (entry.sheet, entry.row, column) not in self._told:
            self._told.add((entry.sheet, entry.row, column))
            self.findings.append(
                SheetFinding(
                    severity=Severity.ERROR,
                    sheet=entry.sheet,
                    row=entry.row,
                    column=entry.heading_of(column),
                    value=value,
                    sentence=sentence,
                )
            )


def _without_label(text: str) -> str:
    """A key as the template's lists offer it, without the label that stands behind it."""
    key, point, _ = text.partition(LABEL)
    return key.strip() if point and "/" in key else text


def _types(terms: Terms) -> dict[str, str]:
    """The classes by their names and labels, small and without blanks."""
    found: dict[str, str] = {}
    for name, iri in terms.classes.items():
        label = str(terms.graph.value(iri, RDFS.label) or name)
        found[name.lower()] = found[label.lower().replace(" ", "")] = name
    return found


def _documents(record: Record, incoming: Incoming) -> dict[str, str]:
    """The documents by key, title and address, in small letters; what two share is left out."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    lines = (line.cells for line in record.documents.lines)
    for cells in (*lines, *(entry.cells for entry in incoming.entries("documents"))):
        key = cells.get("key", "")
        for text in (key, cells.get("title", ""), cells.get("address", "")):
            if found.setdefault(text.lower(), key) != key:
                twice.add(text.lower())
    return {text: key for text, key in found.items() if text and text not in twice}
