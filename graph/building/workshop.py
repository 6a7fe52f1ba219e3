"""What the stages of a build pass on while one release is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rdflib import Graph, URIRef

from graph.building.findings import Finding, Place, Severity
from graph.building.origins import Origins
from graph.building.tables import Row, read_table

if TYPE_CHECKING:
    from pathlib import Path

    from graph.building.tables import Columns
    from graph.building.terms import Terms

__all__ = ["Workshop"]


@dataclass(slots=True, kw_only=True)
class Workshop:
    """What the stages pass on while one release is made."""

    root: Path
    terms: Terms
    # One graph and no named ones: the store that keeps none takes half of the time.
    graph: Graph = field(default_factory=lambda: Graph(store="SimpleMemory"))
    origins: Origins = field(default_factory=Origins)
    findings: list[Finding] = field(default_factory=list)
    known: dict[URIRef, Place] = field(default_factory=dict)
    whole: bool = True
    retracted: set[URIRef] = field(default_factory=set)

    def table(self, path: Path, columns: Columns) -> list[Row]:
        """The rows of a table; what is wrong with it, or that it is missing, is a finding."""
        if not path.exists():
            sentence = "this table is missing"
            place = Place(path.relative_to(self.root).as_posix())
            self.findings.append(Finding(Severity.ERROR, place, "", sentence))
            self.whole = False
            return []
        rows, findings = read_table(path, self.root, columns)
        self.findings += findings
        if any(found.place.row == 0 for found in findings):
            self.whole = False
        return rows

    def register(self, iri: URIRef, row: Row) -> bool:
        """Whether the key is new; a key that is there already is a finding that says where."""
        if iri in self.known:
            first = self.known[iri]
            where = f"{first.file}, row {first.row}" if first.row else first.file
            self.findings.append(row.error("key", f"'{row['key']}' is already in {where}"))
            return False
        self.known[iri] = row.place
        self.origins.nodes[iri] = row.place
        return True
