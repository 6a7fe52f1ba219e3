"""Documents and statements that are taken back: kept with the reason, and counted no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import DataError
from graph.intake.apply import Deed
from graph.intake.following import statement_key
from graph.intake.incoming import IncomingRow
from graph.intake.progress import silent
from graph.intake.table_draft import TableDraft
from graph.keeping.plan import planned
from graph.keeping.substituting import statement_tables
from graph.plurals import counted
from graph.reviews import LEDGER, REVIEWS, Proposal, now

if TYPE_CHECKING:
    from graph.intake.progress import Tell
    from graph.intake.record import Record, TableLine
    from graph.intake.signature import Signature
    from graph.keeping.plan import Plan

__all__ = ["retract"]


def retract(record: Record, key: str, signature: Signature, tell: Tell = silent) -> Plan:
    """What taking back a document, or one statement, would do.

    A document stays in the register with the reason, and what it says asserts nothing any more. A
    statement is withdrawn, as if a reviewer had proposed it.

    Args:
        record: the tables as they are.
        key: ``source/KEY``, or ``statement/KEY``, of which a beginning is enough.
        signature: who does it, and why.
        tell: called with how much is done, from 0 to 1, and what is being done.

    Raises:
        DataError: it is not on record, or was taken back already.
    """
    if key.startswith("source/"):
        return _document(record, key.removeprefix("source/"), signature, tell)
    if key.startswith("statement/"):
        return _statement(record, key.removeprefix("statement/"), signature, tell)
    msg = (
        f"'{key}' is neither source/… nor statement/…: documents and statements are retracted. "
        "A thing that was entered twice is joined with 'cbrn-graph merge'."
    )
    raise DataError(msg)


def _document(record: Record, key: str, signature: Signature, tell: Tell = silent) -> Plan:
    keys = [line.cells.get("key", "") for line in record.documents.lines]
    if key not in keys:
        msg = f"No document '{key}' is on record; data/documents.csv has their keys."
        raise DataError(msg)
    place = keys.index(key)
    cells = record.documents.lines[place].cells
    if cells.get("retracted"):
        msg = f"'{key}' is retracted already: {cells['retracted']}"
        raise DataError(msg)
    draft = TableDraft(record.documents)
    after = {**cells, "retracted": signature.why or "the reason, with --why"}
    draft.change(place, after, IncomingRow(kind="documents", sheet="", row=place + 2, cells=after))
    table = statement_tables(record).get(key)
    number = sum(any(line.cells.values()) for line in table.lines) if table else 0
    told = (
        f"Retracted the document {key} (“{cells.get('title', '')}”); its "
        f"{counted(number, 'statement')} no longer count."
    )
    files = {"documents.csv": draft.written(draft.rows())}
    return planned(record, files, Deed(did="retract", what=told, signature=signature), tell=tell)


def _statement(record: Record, beginning: str, signature: Signature, tell: Tell = silent) -> Plan:
    found = [
        (document, place, line, key)
        for document, table in statement_tables(record).items()
        for place, line in enumerate(table.lines)
        if (key := statement_key(document, line.cells, record.terms)).startswith(beginning)
    ]
    if len(found) != 1 or not beginning:
        many = "No statement" if not found else f"More than one statement ({len(found)})"
        msg = (
            f"{many} has a key that begins with '{beginning}'; the page Sources has the key of a "
            "statement in its address when it is picked."
        )
        raise DataError(msg)
    ((document, place, line, key),) = found
    if line.cells.get("review", "").lower() == "withdrawn":
        msg = f"statement/{key} is withdrawn already."
        raise DataError(msg)
    name = f"statements/{document}.csv"
    base = record.table(name)
    assert base is not None
    draft = TableDraft(base)
    after = {**line.cells, "review": "withdrawn"}
    draft.change(place, after, IncomingRow(kind="statements", sheet="", row=place + 2, cells=after))
    says = _said(line, document)
    proposal = Proposal(
        statement=key,
        says=says,
        review="withdrawn",
        why=signature.why or "the reason, with --why",
        by=signature.by,
        on=now(),
    )
    reviews = LEDGER.load(record.root / "data" / REVIEWS)
    files = {
        name: draft.written(draft.rows()),
        REVIEWS: LEDGER.written((reviews | {proposal.key: proposal}).values()),
    }
    told = f"Withdrew statement/{key}: {says}."
    return planned(record, files, Deed(did="retract", what=told, signature=signature), tell=tell)


def _said(line: TableLine, document: str) -> str:
    """A row in words, as far as its cells are words."""
    columns = ("subject", "property", "object", "role", "from", "until", "locator")
    cells = [line.cells.get(column, "") for column in columns]
    return " · ".join(filter(None, [*cells, document]))
