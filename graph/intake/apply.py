"""Takes a proposal into the tables: all of it or nothing, also when the program is killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.building.journal import replace_all
from graph.errors import DataError

if TYPE_CHECKING:
    from graph.intake.proposal import Proposal
    from graph.intake.record import Record

__all__ = ["apply"]


def apply(proposal: Proposal, record: Record) -> None:
    """Writes what a proposal adds and changes into the tables it was made for.

    Raises:
        DataError: the proposal has an error, or the tables are no longer those it was made for.
    """
    if proposal.fatal:
        msg = "Nothing was written: mend the errors and bring the file again."
        raise DataError(msg, proposal.findings)
    if not proposal.empty:
        replace_all(record.root / "data", proposal.files, agreed=record.unchanged)
