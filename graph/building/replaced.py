"""Addresses that lead to others: ``data/replaced.csv`` as ``dct:isReplacedBy``.

Things are joined and renamed, statements corrected, and an address is a promise: the old one leads
to the one that took its place. Each old address leads to the last of a chain in one step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.building.findings import Finding, Severity
from graph.building.tables import REPLACED, read_table
from graph.vocabulary import thing

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from rdflib import URIRef

    from graph.building.findings import Place
    from graph.building.tables import Row

__all__ = ["replaced"]


def replaced(
    data: Path, root: Path, live: Collection[URIRef]
) -> tuple[dict[URIRef, tuple[URIRef, Place]], list[Finding]]:
    """Where each old address leads, with its row, and what is wrong with the table.

    Args:
        data: the folder of the tables.
        root: the project's root, which places are named from.
        live: the addresses of things, documents and statements on record.
    """
    path = data / "replaced.csv"
    if not path.exists():
        return {}, []
    rows, findings = read_table(path, root, REPLACED)
    steps: dict[URIRef, tuple[URIRef, Row]] = {}
    for row in rows:
        try:
            old, new = thing(row["key"]), thing(row["by"])
        except ValueError as error:
            findings.append(row.error("key", str(error)))
            continue
        if old in steps or old in live:
            where = "is there twice" if old in steps else "is on record itself; take the row out"
            findings.append(row.error("key", f"'{row['key']}' {where}"))
            continue
        steps[old] = new, row
    ends: dict[URIRef, tuple[URIRef, Place]] = {}
    for old, (_, row) in steps.items():
        end = _end(old, steps)
        if end in live:
            ends[old] = end, row.place
        else:
            sentence = f"'{row['by']}' is not on record, so '{row['key']}' leads nowhere"
            findings.append(Finding(Severity.WARNING, row.place, "by", sentence))
    return ends, findings


def _end(old: URIRef, steps: Mapping[URIRef, tuple[URIRef, Row]]) -> URIRef:
    """The last address of a chain; where it goes round in a circle, one that is not on record."""
    seen = {old}
    while old in steps:
        old = steps[old][0]
        if old in seen:
            break
        seen.add(old)
    return old
