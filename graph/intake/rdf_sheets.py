"""The sheets that a file of RDF becomes: cells of one value each, and what fits into none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode

from graph.building.findings import Severity
from graph.intake.incoming import COLUMNS, Rewritten, RowKind, Sheet, SheetFinding
from graph.intake.rdf_cells import named, text_of
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.intake.triples import Node
    from graph.store.replies.limits import Term

__all__ = ["RdfRow", "RdfSheets"]

_SHEETS: Final[Mapping[RowKind, str]] = {
    "documents": "Documents",
    "things": "Things",
    "statements": "Statements",
}


@dataclass(frozen=True, slots=True)
class RdfRow:
    """A row in the making, with the node it is made from."""

    kind: RowKind
    node: Node
    cells: dict[str, str]


class RdfSheets:
    """Rows in the making, with what was found wrong with them and what they lose."""

    def __init__(self, name: str, properties: Mapping[str, str]) -> None:
        """Begin with nothing, for a file of some name.

        Args:
            name: the name of the file.
            properties: the name in the tables of each property, by its address.
        """
        self._name = name
        self._properties = properties
        self.rows: dict[RowKind, list[RdfRow]] = {"documents": [], "things": [], "statements": []}
        self.findings: list[SheetFinding] = []
        self.cleaned: list[Rewritten] = []

    def one(self, row: RdfRow, column: str, values: list[Term], tagged: bool = False) -> str:
        """The text of a cell; more than one value is a finding."""
        for value in values:
            self._say_what_is_lost(row, column, value, tagged)
        told = sorted({self._cell(column, value, tagged) for value in values})
        if len(told) > 1:
            listed = "; ".join(told)
            sentence = f"there are {len(told)} values ({listed}) where one fits"
            self.complain(column, listed, sentence, row)
        return told[0]

    def _say_what_is_lost(self, row: RdfRow, column: str, value: Term, tagged: bool) -> None:
        """Notes a language that a plain text of the tables cannot have."""
        if isinstance(value, NamedNode | BlankNode):
            return
        if value.language not in {None, "en"} and not tagged:
            number = len(self.rows[row.kind]) + 2
            before, why = f"{value.value}@{value.language}", "a plain text has no language"
            self.cleaned.append(
                Rewritten(
                    sheet=_SHEETS[row.kind],
                    row=number,
                    column=column,
                    before=before,
                    after=value.value,
                    why=why,
                )
            )

    def _cell(self, column: str, value: Term, tagged: bool) -> str:
        if isinstance(value, NamedNode):
            if column == "property":
                return self._properties.get(value.value, value.value)
            if column in {"basis", "review"}:
                return value.value.removeprefix(str(CBRN)).lower()
            told = named(value.value)
            return told.removeprefix("source/") if column == "document" else told
        return text_of(value, tagged=tagged)

    def complain(self, column: str, value: str, sentence: str, row: RdfRow | None = None) -> None:
        """Notes a finding; the row that a node becomes is the next one of its sheet."""
        sheet = _SHEETS[row.kind] if row else self._name
        number = len(self.rows[row.kind]) + 2 if row else 0
        self.findings.append(
            SheetFinding(
                severity=Severity.ERROR,
                sheet=sheet,
                row=number,
                column=column,
                value=value,
                sentence=sentence,
            )
        )

    def sheets(self) -> Iterator[Sheet]:
        """The sheets that have rows."""
        for kind, rows in self.rows.items():
            known = (*COLUMNS[kind].required, *COLUMNS[kind].optional)
            told = tuple(
                (number, tuple(row.cells.get(column, "") for column in known))
                for number, row in enumerate(rows, start=2)
            )
            if told:
                yield Sheet(name=_SHEETS[kind], kind=kind, columns=known, rows=told)
