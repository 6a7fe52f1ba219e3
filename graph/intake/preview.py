"""Works out what an import would do, on a copy of the tables that is built and checked.

What comes of it is led back to the sheet and the cell it came from. Nothing is written to the
record.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from graph.building.draft import drafted
from graph.intake.cleaning.rows import clean, clean_numbers
from graph.intake.difference import Difference
from graph.intake.merge import merge
from graph.intake.proposal import Proposal
from graph.intake.trace import traced

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.intake.incoming import Incoming
    from graph.intake.merge import Merged
    from graph.intake.record import Record

__all__ = ["propose"]


def propose(
    incoming: Incoming,
    record: Record,
    progress: Callable[[float, str], None] = lambda done, sentence: None,
) -> Proposal:
    """Everything that taking in a file would add, change and contradict, with every finding.

    Args:
        incoming: what was read from the file.
        record: the tables as they are.
        progress: called with how much is done, from 0 to 1, and what is being done.
    """
    incoming = clean_numbers(clean(incoming), record.terms)
    progress(0.25, "putting the rows into a copy of the tables")
    merged = merge(incoming, record)
    with tempfile.TemporaryDirectory(prefix="cbrn-graph-") as folder:
        copy = Path(folder)
        _write_copy(copy, record, merged)
        draft = drafted(copy, lambda stage: progress(0.35, stage), record.terms)
    progress(0.6, f"checking {len(draft.statements):,} statements")
    findings = traced(incoming, merged, draft, record.root / "ontology")
    progress(0.9, "comparing with what is on record")
    faulty = {(one.sheet, one.row) for one in findings if one.fatal}
    told = Difference(record, merged, draft, faulty)
    return Proposal(
        file=incoming.name,
        documents=tuple(told.documents()),
        things=tuple(told.things()),
        statements=tuple(told.statements()),
        changes=tuple(told.changes()),
        contradictions=tuple(told.contradictions()),
        look_alikes=tuple(told.look_alikes()),
        findings=tuple(findings),
        notes=incoming.notes,
        cleaned=incoming.cleaned,
        known=merged.known,
        files=merged.files,
    )


def _write_copy(folder: Path, record: Record, merged: Merged) -> None:
    """The tables as they would be, in a folder of their own."""
    for name, content in {**record.contents, **merged.files}.items():
        path = folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
