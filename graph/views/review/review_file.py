"""The file of proposals as the app reads and writes it.

Anyone who opens the app reads the proposals; writing has to be switched on by the owner, because
whoever reaches the app could write.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.home import HOME
from graph.reviews import LEDGER, PROPOSALS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.reviews import Proposal

__all__ = ["FILE", "SWITCH", "as_file", "may_propose", "propose", "read_proposals", "take_back"]

FILE: Final = Path(os.environ.get("CBRN_GRAPH_PROPOSALS", HOME / "data" / PROPOSALS))
"""The file of proposals: that of this checkout, or the one that CBRN_GRAPH_PROPOSALS names."""

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

    Raises:
        PermissionError: writing is not switched on.
        DataError: the file that is there cannot be read.
    """
    _allowed()
    LEDGER.change(path, lambda known: {**known, proposal.key: proposal}.values())


def take_back(proposal: Proposal, path: Path = FILE) -> None:
    """Takes a proposal out of the file; nothing happens where it is not in it any more.

    Raises:
        PermissionError: writing is not switched on.
        DataError: the file that is there cannot be read.
    """
    _allowed()
    LEDGER.change(path, lambda known: [one for one in known.values() if one != proposal])


def as_file(proposals: Iterable[Proposal]) -> bytes:
    """The file of some proposals: the same bytes for the same proposals."""
    return LEDGER.written(proposals)


def _allowed() -> None:
    if not may_propose():
        msg = f"Proposals are not written here; set {SWITCH}=1 to allow it."
        raise PermissionError(msg)
