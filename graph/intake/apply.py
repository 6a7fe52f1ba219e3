"""Takes a change into the tables and the journal: all of it or nothing, also when it is killed."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.building.replacing import replace_all
from graph.errors import DataError
from graph.intake.report import done
from graph.intake.signature import Signature
from graph.journal import BroughtFile, JournalEntry, name_of, table_changes, written
from graph.reviews import now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.intake.proposal import Preview
    from graph.intake.record import Record

__all__ = ["Deed", "apply", "write"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What is to stand in the journal of a change, beside the rows; the names are those there.

    Where ``forgets``, the rows do not stand there: they go for good.
    """

    did: str
    what: str
    signature: Signature
    file: BroughtFile | None = None
    undoes: int = 0
    forgets: bool = False


def apply(
    proposal: Preview, record: Record, signature: Signature | None = None
) -> JournalEntry | None:
    """Writes what a proposal adds and changes into the tables it was made for.

    Returns:
        The entry of the journal, None where there was nothing to write.

    Raises:
        DataError: the proposal has an error or an open question, corrects without a reason, or the
            tables are no longer those it was made for.
    """
    if proposal.fatal:
        msg = "Nothing was written: mend the errors and bring the file again."
        raise DataError(msg, proposal.findings)
    if proposal.open_questions:
        msg = (
            "Nothing was written: say first of each row that is like one on record whether it "
            "corrects it or is a second statement."
        )
        raise DataError(msg)
    if proposal.replaces and not (signature and signature.why):
        msg = (
            "Nothing was written: say why what is on record is corrected; it stands in the journal "
            "for those who ask later."
        )
        raise DataError(msg)
    if proposal.empty:
        return None
    brought = BroughtFile(proposal.file, proposal.sha256)
    did = "edit" if proposal.edits else "correct" if proposal.replaces else "import"
    return write(
        record,
        proposal.files,
        Deed(did=did, what=done(proposal), signature=signature or Signature(), file=brought),
    )


def write(
    record: Record,
    files: Mapping[str, bytes | None],
    deed: Deed,
    besides: Mapping[str, bytes] = MappingProxyType({}),
) -> JournalEntry:
    """Gives tables new bytes and enters it in the journal, in one step.

    Args:
        record: the tables as they were when the change was worked out.
        files: the new bytes by path below ``data``; None takes a table away.
        deed: what the journal says of it.
        besides: files that are no tables and are written in the same step.

    Raises:
        DataError: the tables are no longer what they were.
    """
    entry = JournalEntry(
        number=record.entry + 1,
        on=now(),
        by=deed.signature.by,
        did=deed.did,
        what=deed.what,
        why=deed.signature.why,
        file=deed.file,
        undoes=deed.undoes,
        changes=() if deed.forgets else table_changes(record.contents, files),
        erased=deed.forgets,
    )
    whole = {**files, **besides, name_of(entry.number): written(entry)}
    replace_all(record.root / "data", whole, agreed=record.unchanged)
    return entry
