"""What a person decided on a text and has not added yet, kept on disk cell by cell.

A CSV file beside the data, which travels with it; written where the owner allows adding to the
record from the page. It holds no words of a text but what a person typed.
"""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from graph.home import HOME
from graph.ledger import Ledger
from graph.views.review.read_text import COLUMNS, EDITABLE, ReadText, table, with_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

__all__ = [
    "TEXT_DECISIONS",
    "TextDecisions",
    "decided_before",
    "decided_rows",
    "forget",
    "keep_decisions",
    "with_decided_words",
]

TEXT_DECISIONS: Final = Path(
    os.environ.get("CBRN_GRAPH_TEXT_DECISIONS", HOME / "data" / "text-decisions.csv")
)
"""The file of decisions: that of this checkout, or the one that the setting names."""

_DOCUMENT: Final = "document"
_ROW: Final = "row "
_ACCEPT: Final = "accept"
_YES: Final = "yes"
_SPAN: Final = ("start", "end")
_SAID: Final = ("subject", "property", "object", "role")


@dataclass(frozen=True, slots=True)
class TextDecisions:
    """The cells that a person set, by what they belong to.

    That is the sign of a statement of the text, of a statement made of chosen words (which has
    their ``start`` and ``end`` too), of a row added by hand, or the document.
    """

    cells: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def accepted(self) -> set[str]:
        """The statements that were accepted."""
        return {of for of, cells in self.cells.items() if cells.get(_ACCEPT)}

    @property
    def document(self) -> Mapping[str, str]:
        """The cells of the document's own row that were mended."""
        return self.cells.get(_DOCUMENT, {})

    @property
    def added(self) -> list[str]:
        """The rows that were added by hand, in their order."""
        return sorted(of for of in self.cells if of.startswith(_ROW))

    def about(self, read: ReadText) -> TextDecisions:
        """Those that the reading of a text still has a place for."""
        known = {one["id"] for one in read.statements} | {_DOCUMENT}
        return TextDecisions(
            {of: cells for of, cells in self.cells.items() if of in known or of.startswith(_ROW)}
        )

    def with_accepted(self, statements: set[str]) -> TextDecisions:
        """The same with these statements accepted and no others; rows added by hand stay."""
        cells = {
            of: {name: value for name, value in set_.items() if name != _ACCEPT}
            if of not in statements and not of.startswith(_ROW)
            else dict(set_)
            for of, set_ in self.cells.items()
        }
        for one in statements:
            cells.setdefault(one, {})[_ACCEPT] = _YES
        return TextDecisions({of: set_ for of, set_ in cells.items() if set_})

    def with_own(self, statement: Mapping[str, Any]) -> TextDecisions:
        """The same with a statement that was made of chosen words, accepted."""
        cells = {name: str(statement[name]) for name in (*_SPAN, *_SAID) if statement[name] != ""}
        return TextDecisions({**self.cells, statement["id"]: {**cells, _ACCEPT: _YES}})

    def with_document(self, proposed: Mapping[str, str], now: Mapping[str, str]) -> TextDecisions:
        """The same with what was mended of the document's own row."""
        mended = {name: now[name] for name in now if now[name] != proposed.get(name, "")}
        others = {of: cells for of, cells in self.cells.items() if of != _DOCUMENT}
        return TextDecisions({**others, **({_DOCUMENT: mended} if mended else {})})

    def with_rows(
        self, read: ReadText, rows: Sequence[Mapping[str, Any]], turn: str
    ) -> TextDecisions:
        """What the table holds as its reader left it.

        Args:
            read: the text that was read.
            rows: the rows of ``decided_rows`` as they are now; further ones may stand below.
            turn: a sign of this reading, so that two who add rows at once do not meet.
        """
        found = {_DOCUMENT: self.document} if self.document else {}
        for one, proposed, row in zip(read.statements, table(read, ()), rows, strict=False):
            is_own = one.get("is_own", False)
            cells = {
                name: _cell(row, name)
                for name in EDITABLE
                if _cell(row, name) != ("" if is_own else _cell(proposed, name))
            }
            if is_own:
                cells |= {name: str(one[name]) for name in _SPAN}
            if row.get(_ACCEPT):
                cells[_ACCEPT] = _YES
            if cells:
                found[one["id"]] = cells
        known = self.added
        for at, row in enumerate(rows[len(read.statements) :]):
            of = known[at] if at < len(known) else f"{_ROW}{at:04} {turn}"
            cells = {name: _cell(row, name) for name in EDITABLE if _cell(row, name)}
            if row.get(_ACCEPT):
                cells[_ACCEPT] = _YES
            if cells or at < len(known):
                found[of] = cells
        return TextDecisions(found)


def decided_rows(read: ReadText, decisions: TextDecisions) -> list[dict[str, Any]]:
    """The rows in which a reader decides, as they were left: mended, ticked, and those added."""
    rows = table(read, decisions.accepted)
    for one, row in zip(read.statements, rows, strict=True):
        cells = decisions.cells.get(one["id"], {})
        row.update({name: cells[name] for name in EDITABLE if name in cells})
    for of in decisions.added:
        cells = decisions.cells[of]
        row = dict.fromkeys(COLUMNS, "") | {name: cells.get(name, "") for name in EDITABLE}
        rows.append({**row, _ACCEPT: bool(cells.get(_ACCEPT))})
    return rows


def with_decided_words(read: ReadText, decisions: TextDecisions) -> ReadText:
    """The text with the statements that a person made of words of it before."""
    known = {one["id"] for one in read.statements}
    own = [
        (int(cells["start"]), int(cells["end"]), of, cells)
        for of, cells in decisions.cells.items()
        if of not in known and all(cells.get(name, "").isdecimal() for name in _SPAN)
    ]
    for start, end, of, cells in sorted(own, key=lambda one: one[:3]):
        said = {name: cells.get(name, "") for name in _SAID}
        read = with_words(read, start, end, said, of)
    return read


def decided_before(text: str, by: str, path: Path = TEXT_DECISIONS) -> TextDecisions:
    """What somebody decided on a text, named by its SHA-256, and has not added yet.

    Raises:
        DataError: a row of the file cannot be read; the sentence names file, row and column.
    """
    cells: dict[str, dict[str, str]] = defaultdict(dict)
    for one in _LEDGER.load(path).values():
        if (one.text, one.by) == (text, by):
            cells[one.of][one.cell] = one.value
    return TextDecisions(dict(cells))


def keep_decisions(
    text: str, by: str, before: TextDecisions, now: TextDecisions, path: Path = TEXT_DECISIONS
) -> None:
    """Keeps what differs between two states; it is on disk when this returns.

    Raises:
        DataError: the file that is there cannot be read.
        OSError: it cannot be written.
    """
    old, new = _entries(text, by, before), _entries(text, by, now)
    if old == new:
        return

    def changed(there: dict[str, _Decision]) -> list[_Decision]:
        kept = {key: one for key, one in there.items() if key not in old or key in new}
        return list((kept | {key: one for key, one in new.items() if old.get(key) != one}).values())

    _LEDGER.change(path, changed)


def forget(text: str, by: str, path: Path = TEXT_DECISIONS) -> None:
    """Lets go what somebody decided on a text, once it is in the record.

    Raises:
        DataError: the file that is there cannot be read.
        OSError: it cannot be written.
    """
    if path.exists():
        _LEDGER.change(
            path,
            lambda there: [one for one in there.values() if (one.text, one.by) != (text, by)],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decision:
    """One cell that somebody set: of which text, by whom, of what, which, and what it holds."""

    text: str
    by: str
    of: str
    cell: str
    value: str

    @property
    def key(self) -> str:
        """What the row is about."""
        return f"{self.text} {self.by} {self.of} {self.cell}"

    def cells(self) -> Mapping[str, str]:
        """The row of the file."""
        return asdict(self)


_LEDGER: Final = Ledger(
    tuple(one.name for one in fields(_Decision)),
    "decision on a text",
    lambda cells: _Decision(**cells),
)


def _entries(text: str, by: str, decisions: TextDecisions) -> dict[str, _Decision]:
    """The rows of the file, by their keys."""
    told = (
        _Decision(text=text, by=by, of=of, cell=name, value=value)
        for of, cells in decisions.cells.items()
        for name, value in cells.items()
    )
    return {one.key: one for one in told}


def _cell(row: Mapping[str, Any], name: str) -> str:
    """A cell as it is kept: a value of the table is text without blanks at its ends."""
    return str(row.get(name) or "").strip()
