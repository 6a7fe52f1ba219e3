"""Review as data: who proposes to make what of a statement, when and why.

Proposals are a file, ``data/proposals.csv``. They count for nothing until a maintainer takes them
up (``cbrn-graph review --apply``), which writes the review into the statement's table and moves
the row into ``data/reviews.csv``; the build then writes it into the graph in the words of PROV-O.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from graph.ledger import Ledger, Slip
from graph.texts import catalogued

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "LEDGER",
    "PROPOSALS",
    "REVIEWS",
    "VERDICTS",
    "VERDICT_WORDS",
    "WHY_LETTERS",
    "Proposal",
    "Verdict",
    "now",
]

Verdict = Literal["accepted", "disputed", "withdrawn", "unreviewed"]
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
"""What can be made of a statement, in the words of the tables' column ``review``.

The last takes a review back: the column is empty again.
"""
VERDICT_WORDS: Final[dict[Verdict, str]] = {
    "accepted": catalogued("accepted"),
    "disputed": catalogued("disputed"),
    "withdrawn": catalogued("withdrawn"),
    "unreviewed": catalogued("unreviewed"),
}
"""Each verdict as people read it."""

WHY_LETTERS: Final = 500
"""So many letters a reason may have; whoever writes more is told, and loses nothing."""

PROPOSALS: Final = "proposals.csv"
"""The file of open proposals, in the folder of the tables."""
REVIEWS: Final = "reviews.csv"
"""The file of proposals that were taken up, beside it."""

_STATEMENT: Final = re.compile(r"[0-9a-f]{20}")
_MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What somebody proposes to make of a statement.

    ``statement`` is the end of the statement's address; ``says`` is the statement in words when
    it was proposed, for whoever reads the file and for the day when the statement is gone; ``on``
    is a moment, as in 2026-11-25T14:30:00Z.

    ``owner`` tells who may take it back: a token of the account or of the browser that made it, ""
    in files from before there were owners. ``checked`` is "signed in" where the name is that of an
    account, and "" where nobody checked it. ``against`` is the key of a document that says
    otherwise. ``taken_by`` and ``taken_on`` say who took it up and when.
    """

    statement: str
    says: str
    review: Verdict
    why: str
    by: str
    on: str
    owner: str = ""
    checked: str = ""
    against: str = ""
    taken_by: str = ""
    taken_on: str = ""

    def __post_init__(self) -> None:
        """Refuses what is no proposal, naming the column to mend."""
        if not _STATEMENT.fullmatch(self.statement):
            told = f"'{self.statement}' is not the key of a statement, which has 20 digits and a-f"
            raise Slip("statement", told)
        if self.review not in VERDICTS:
            raise Slip("review", f"'{self.review}' is not one of {', '.join(VERDICTS)}")
        for column, cell in (("why", self.why), ("by", self.by)):
            if not cell:
                raise Slip(column, "the cell is empty; a proposal says who makes it and why")
        try:
            moment = datetime.datetime.strptime(self.on, _MOMENT).strftime(_MOMENT)
        except ValueError:
            moment = ""
        if moment != self.on:
            told = f"'{self.on}' is not a moment; write it as in 2026-11-25T14:30:00Z"
            raise Slip("on", told)

    @property
    def key(self) -> str:
        """What tells it from others: one reviewer has one opinion of one statement.

        A name that nobody checked may be that of two people, so their owners tell them apart.
        """
        return f"{self.statement} {self.by.casefold()} {self.owner}".rstrip()

    @property
    def signature(self) -> str:
        """The name with what it is worth: whether anybody checked it."""
        return self.by if self.checked or not self.owner else f"{self.by} (name not checked)"

    @property
    def digest(self) -> str:
        """The end of its own address, made from all that it says."""
        told = "\x1f".join((self.statement, self.review, self.why, self.by, self.on))
        return hashlib.sha256(told.encode()).hexdigest()[:20]

    @property
    def reviewer(self) -> str:
        """The end of the address of whoever proposed it, made from the name as it is signed."""
        return hashlib.sha256(self.by.casefold().encode()).hexdigest()[:12]

    @property
    def day(self) -> str:
        """The day of it."""
        return self.on[:10]

    def cells(self) -> Mapping[str, str]:
        """The row of the file."""
        return asdict(self)


def _read(cells: Mapping[str, str]) -> Proposal:
    verdict = cast("Verdict", cells["review"].casefold())
    return Proposal(**{**cells, "review": verdict})  # type: ignore[arg-type]


_LATER: Final = frozenset({"owner", "checked", "against", "taken_by", "taken_on"})
LEDGER: Final = Ledger(tuple(field.name for field in fields(Proposal)), "proposal", _read, _LATER)
"""How both files are read and written."""


def now() -> str:
    """This moment, as a proposal is dated."""
    return datetime.datetime.now(tz=datetime.UTC).strftime(_MOMENT)
