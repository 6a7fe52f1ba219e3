"""Works out what an import would do, on a copy of the tables that is built and checked.

What comes of it is led back to the sheet and the cell it came from. Nothing is written to the
record.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from graph.building.draft import drafted
from graph.intake.cleaning.rows import clean, clean_numbers
from graph.intake.corrections import NO_ANSWERS
from graph.intake.difference import Difference
from graph.intake.fitting import Fitting
from graph.intake.following import followed
from graph.intake.meaning.rows import understand
from graph.intake.meaning.unknown import unknown_names
from graph.intake.merge import merge
from graph.intake.private import not_allowed
from graph.intake.proposal import Preview
from graph.intake.trace import traced

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.intake.corrections import Answers
    from graph.intake.incoming import Incoming
    from graph.intake.record import Record

__all__ = ["propose"]


def propose(
    incoming: Incoming,
    record: Record,
    progress: Callable[[float, str], None] = lambda done, sentence: None,
    answers: Answers = NO_ANSWERS,
) -> Preview:
    """Everything that taking in a file would add, change and contradict, with every finding.

    Args:
        incoming: what was read from the file.
        record: the tables as they are.
        progress: called with how much is done, from 0 to 1, and what is being done.
        answers: what was answered where a row may be a correction, and what was chosen for names.
    """
    understood = understand(clean(incoming), record, answers.names, takes_new_keys=answers.new_keys)
    incoming = clean_numbers(understood.incoming, record.terms)
    kept_out = not_allowed(incoming, datetime.now(UTC).date())
    incoming = replace(incoming, findings=(*incoming.findings, *kept_out))
    progress(0.25, "putting the rows into a copy of the tables")
    merged = merge(incoming, record, answers)
    files = followed(record, merged.files, merged.gathered.moves, reviews=False)
    with tempfile.TemporaryDirectory(prefix="cbrn-graph-") as folder:
        copy = Path(folder)
        _write_copy(copy, {**record.contents, **files})
        draft = drafted(
            copy,
            lambda stage: progress(0.35, stage),
            record.terms,
            Fitting(record.terms).objection,
        )
    unknown = tuple(unknown_names(understood))
    progress(0.6, f"checking {len(draft.statements):,} statements")
    findings = traced(incoming, merged, draft, record.root / "ontology", unknown)
    progress(0.9, "comparing with what is on record")
    faulty = {(one.sheet, one.row) for one in findings if one.fatal}
    told = Difference(record, merged, draft, faulty, understood.names)
    return Preview(
        file=incoming.name,
        documents=tuple(told.documents()),
        things=tuple(told.things()),
        statements=tuple(told.statements()),
        changes=tuple(told.changes()),
        contradictions=tuple(told.contradictions()),
        look_alikes=tuple(told.look_alikes()),
        corrections=tuple(told.corrections()),
        removals=tuple(told.removals()),
        questions=tuple(merged.gathered.questions),
        findings=tuple(findings),
        notes=(*incoming.notes, *merged.gathered.notes),
        cleaned=incoming.cleaned,
        taken=incoming.taken,
        unknown=unknown,
        known=merged.gathered.known,
        files=files,
        edits=tuple(incoming.as_it_was),
    )


def _write_copy(folder: Path, contents: Mapping[str, bytes | None]) -> None:
    """The tables as they would be, in a folder of their own."""
    for name, content in contents.items():
        if content is None:
            continue
        path = folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
