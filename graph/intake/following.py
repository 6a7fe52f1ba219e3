"""What follows where things, documents or statements get another address, or go.

The old address leads to the new one (``data/replaced.csv``), and what names it elsewhere in the
record, such as the list of rows that entered first, names the new one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.building.findings import Place
from graph.building.known_names import KnownNames
from graph.building.statements import KnownDocument, interpret
from graph.building.tables import PASSAGE, Row
from graph.dates import PartialDate
from graph.intake.record import TableFile
from graph.reviews import PROPOSALS, REVIEWS
from graph.vocabulary import thing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.building.terms import Terms
    from graph.intake.record import Record, TableLine

__all__ = ["Moves", "followed", "replaced_by", "statement_key"]

_REPLACED: Final = "replaced.csv"
_ENTERED: Final = "entered.csv"
_NEVER: Final = KnownDocument(PartialDate(2000))
"""A statement's address does not tell on which day it was made."""


class _Anything(KnownNames):
    """Takes every name for known: what a row's address is does not hang on it."""

    def __contains__(self, iri: object) -> bool:
        """Whether a row may name the thing: any."""
        return True

    def nearest(self, name: str) -> str:
        """No name is looked for."""
        return ""


_ANYTHING: Final = _Anything({})


def statement_key(document: str, cells: Mapping[str, str], terms: Terms) -> str:
    """The key of the statement that a document's row makes, "" where it makes none.

    What a row may do without becoming another statement (basis, remark, review) is left out.
    """
    row = Row(
        Place(""),
        {**cells, "review": "", "stated_on": "", "basis": "", **dict.fromkeys(PASSAGE, "")},
    )
    try:
        source = thing(f"source/{document}")
    except ValueError:
        return ""
    statement, _ = interpret(row, source, _NEVER, _ANYTHING, terms)
    return str(statement.iri).rpartition("/")[2] if statement else ""


class Moves:
    """Which short addresses changed into which others, and which went for good.

    What goes is followed by the document that said it, where the record has to name something.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.now: dict[str, str] = {}
        self.gone: dict[str, str] = {}

    def move(self, old: str, new: str) -> None:
        """An address leads to another one from now on."""
        if old != new:
            self.now[old] = new

    def end(self, old: str, document: str = "") -> None:
        """An address leads nowhere from now on."""
        self.gone[old] = document

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.now or self.gone)


def replaced_by(record: Record) -> dict[str, str]:
    """Where each old short address leads in one step, from ``data/replaced.csv``."""
    table = record.table(_REPLACED)
    return {line.cells["key"]: line.cells["by"] for line in table.lines} if table else {}


def followed(
    record: Record, files: Mapping[str, bytes | None], moves: Moves, *, reviews: bool
) -> dict[str, bytes | None]:
    """The tables that change, with those that name addresses which moved or went.

    Args:
        record: the tables as they are.
        files: those that change already.
        moves: what moved and what went.
        reviews: whether reviews and proposals hold for a statement under its new address, because
            it says the same as before.
    """
    told = dict(files)
    leads = replaced_by(record)
    leads = {
        key: by
        for key, by in {**leads, **moves.now}.items()
        if key not in moves.now.values() and key not in moves.gone and by not in moves.gone
    }
    if leads != replaced_by(record):
        rows = "".join(f"{key},{by}\n" for key, by in sorted(leads.items()))
        told[_REPLACED] = f"key,by\n{rows}".encode() if rows else None
    renamed = {
        _statement_alone(old): _statement_alone(new)
        for old, new in (moves.now | {old: new for old, new in moves.gone.items() if new}).items()
    }
    for name in (_ENTERED, *((REVIEWS, PROPOSALS) if reviews else ())):
        changed = _renamed(record, told, name, renamed)
        if changed is not None:
            told[name] = changed
    return told


def _statement_alone(address: str) -> str:
    """An address as the tables name it: of a statement only the end."""
    return address.removeprefix("statement/")


def _renamed(
    record: Record, files: Mapping[str, bytes | None], name: str, renamed: Mapping[str, str]
) -> bytes | None:
    """A table with other keys in its column ``statement``; None where nothing changes."""
    content = files.get(name, record.contents.get(name))
    if content is None:
        return None
    table = TableFile.parse(name, content.decode())
    lines: list[TableLine] = []
    for line in table.lines:
        new = renamed.get(line.cells.get("statement", ""))
        lines.append(table.line({**line.cells, "statement": new}, ()) if new else line)
    changed = any(one is not other for one, other in zip(lines, table.lines, strict=True))
    return table.written((), lines) if changed else None
