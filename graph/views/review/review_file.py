"""The file of proposals as the app reads and writes it.

Anyone who opens the app reads the proposals; writing has to be switched on by the owner, because
whoever reaches the app could write.
"""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.home import HOME
from graph.reviews import LEDGER, PROPOSALS, now

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.reviews import Proposal

__all__ = [
    "FILE",
    "LOG",
    "SWITCH",
    "as_file",
    "may_propose",
    "may_take_back",
    "propose",
    "read_proposals",
    "take_back",
]

FILE: Final = Path(os.environ.get("CBRN_GRAPH_PROPOSALS", HOME / "data" / PROPOSALS))
"""The file of proposals: that of this checkout, or the one that CBRN_GRAPH_PROPOSALS names."""

LOG: Final = "proposals-log.csv"
"""Beside it, what was proposed and taken back, by whom and when; rows are only ever added."""

SWITCH: Final = "CBRN_GRAPH_ALLOW_PROPOSALS"
"""The setting that lets the app write proposals, when it is 1."""


def may_propose() -> bool:
    """Whether the owner of this app has switched writing on."""
    return os.environ.get(SWITCH) == "1"


def read_proposals(path: Path = FILE) -> dict[str, Proposal]:
    """The open proposals by key; none where there is no file yet.

    Raises:
        DataError: a row is not a proposal; the sentence names file, row and column.
    """
    return LEDGER.load(path)


def propose(proposal: Proposal, path: Path = FILE) -> None:
    """Adds a proposal to the file, in place of an older one of the same reviewer and statement.

    That it was made is added to the log too.

    Raises:
        PermissionError: writing is not switched on.
        DataError: the file that is there cannot be read.
    """
    _allowed()
    LEDGER.change(path, lambda known: {**known, proposal.key: proposal}.values())
    _log(path, "proposed", proposal, proposal.by)


def may_take_back(proposal: Proposal, owner: str, *, is_owner: bool) -> bool:
    """Whether somebody may take a proposal back: who made it, and an owner of the record.

    Args:
        proposal: the proposal.
        owner: the token of the account or the browser that asks.
        is_owner: whether the account is among the owners of the record.
    """
    if proposal.owner:
        return is_owner or (bool(owner) and owner == proposal.owner)
    return True  # made before proposals had owners


def take_back(proposal: Proposal, path: Path = FILE, *, by: str = "") -> None:
    """Takes a proposal out of the file; nothing happens where it is not in it any more.

    That it was taken back, and by whom, is added to the log.

    Raises:
        PermissionError: writing is not switched on.
        DataError: the file that is there cannot be read.
    """
    _allowed()
    LEDGER.change(path, lambda known: [one for one in known.values() if one != proposal])
    _log(path, "taken back", proposal, by or proposal.by)


def _log(path: Path, act: str, proposal: Proposal, by: str) -> None:
    """Adds a row to the log, which nothing here ever changes or shortens."""
    file = path.with_name(LOG)
    row = io.StringIO(newline="")
    writer = csv.writer(row, lineterminator="\n")
    if not file.exists():
        writer.writerow(("when", "act", "by", "statement", "review", "proposed by", "why"))
    cells = (now(), act, by, proposal.statement, proposal.review, proposal.by, proposal.why)
    writer.writerow(
        [f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in cells]
    )
    # One write to the end of the file: two who add at once both stand in it.
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(handle, row.getvalue().encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def as_file(proposals: Iterable[Proposal]) -> bytes:
    """The file of some proposals: the same bytes for the same proposals."""
    return LEDGER.written(proposals)


def _allowed() -> None:
    if not may_propose():
        msg = f"Proposals are not written here; set {SWITCH}=1 to allow it."
        raise PermissionError(msg)
