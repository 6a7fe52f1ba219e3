"""Takes proposals on statements up into the tables: all of them or none.

The review goes into the column ``review`` of the statement's own row, every other byte of the
table stays; the proposal moves from the file of open ones to that of those taken up. Before
anything is written the tables are built with it, and what the build refuses is refused here.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.building.draft import drafted
from graph.building.findings import Severity
from graph.building.release import build
from graph.errors import DataError
from graph.intake.apply import Deed, write
from graph.intake.record import TableFile
from graph.intake.signature import signed
from graph.reviews import LEDGER, PROPOSALS, REVIEWS, now

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from graph.building.findings import Place
    from graph.intake.record import Record
    from graph.reviews import Proposal

__all__ = ["Look", "OpenedProposal", "look_at_proposals", "take_up"]


@dataclass(frozen=True, slots=True)
class OpenedProposal:
    """A proposal as a maintainer meets it: where its statement stands, and what is in the way."""

    proposal: Proposal
    place: Place | None
    problem: str


@dataclass(frozen=True, slots=True)
class Look:
    """The proposals of a file, and the new bytes of each table if they are taken up."""

    opened: tuple[OpenedProposal, ...]
    files: Mapping[str, bytes]

    @property
    def problems(self) -> tuple[str, ...]:
        """What keeps them from being taken up, in sentences."""
        return tuple(
            f"{one.proposal.by} on “{one.proposal.says}”: {one.problem}"
            for one in self.opened
            if one.problem
        )


def look_at_proposals(
    record: Record,
    file: Path | None = None,
    only: Collection[str] = (),
    *,
    by: str = "",
    by_another: bool = False,
) -> Look:
    """The proposals of a file, and what the tables would be with them; nothing is written.

    Args:
        record: the tables as they are.
        file: a file of proposals; that of the record where none is given.
        only: keys of statements, or beginnings of them, to choose; all proposals where empty.
        by: who decides, as it is kept beside what is taken up.
        by_another: whether that must be somebody else than who proposed it.

    Raises:
        DataError: the file cannot be read, or a chosen key is not in it.
    """
    data = record.root / "data"
    listed = list(LEDGER.load(file or data / PROPOSALS).values())
    for key in only:
        if not any(one.statement.startswith(key) for one in listed):
            msg = f"No proposal is about a statement whose key begins with '{key}'."
            raise DataError(msg)
    chosen = sorted(
        (one for one in listed if not only or one.statement.startswith(tuple(only))),
        key=lambda one: (one.statement, one.on),
    )
    places = {
        str(one.iri).rpartition("/")[2]: one.place
        for one in drafted(record.root, terms=record.terms).statements
    }
    opened = tuple(
        OpenedProposal(
            one,
            places.get(one.statement),
            _problem(one, places, chosen) or (_own(one, by) if by_another else ""),
        )
        for one in chosen
    )
    return Look(opened, _files(record, opened, by))


def take_up(
    record: Record, look: Look, progress: Callable[[str], None] = lambda stage: None
) -> None:
    """Writes what was looked at into the tables, after a build has passed it.

    Raises:
        DataError: something is in the way, the build refuses it, or the tables have changed.
    """
    if look.problems:
        raise DataError("Nothing was written: " + " ".join(look.problems))
    progress("building with it, to see that every check is passed")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, content in {**record.contents, **look.files}.items():
            target = root / "data" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        (root / "ontology").symlink_to((record.root / "ontology").resolve())
        release = build(root, progress)
    if release.fatal:
        errors = [one for one in release.findings if one.severity is Severity.ERROR]
        listed = "\n".join(map(str, errors[:20]))
        raise DataError(f"Nothing was written: the graph would break a rule.\n{listed}", errors)
    if look.files:
        write(record, look.files, _deed(look))


def _deed(look: Look) -> Deed:
    """What the journal says of proposals that were taken up."""
    told = "; ".join(
        f"{one.proposal.review} at the proposal of {one.proposal.by}: {one.proposal.says} "
        f"({one.proposal.why})"
        for one in look.opened
    )
    return Deed(did="review", what=f"Took up proposals: {told}.", signature=signed("", ""))


def _problem(one: Proposal, places: Mapping[str, Place], chosen: Sequence[Proposal]) -> str:
    """What keeps a proposal from being taken up; empty where nothing does."""
    if one.statement not in places:
        return "the statement is no longer on record; propose it anew, or take the row out."
    others = [
        other.by
        for other in chosen
        if other.statement == one.statement and other.review != one.review
    ]
    if others:
        return f"{others[0]} proposes otherwise; take one of the two out first."
    return ""


def _own(one: Proposal, by: str) -> str:
    """Why somebody may not decide on a proposal where another person has to."""
    if not by:
        return "another person has to decide on it; say who does, with --by."
    if by.casefold() == one.by.casefold():
        return f"{by} proposed it, and another person has to decide on it."
    return ""


def _files(record: Record, opened: Sequence[OpenedProposal], by: str) -> dict[str, bytes]:
    """The new bytes of each file that changes; none where there is nothing to take up."""
    moment = now()
    taken = {
        one.proposal.key: replace(one.proposal, taken_by=by, taken_on=moment)
        for one in opened
        if not one.problem
    }
    asked = {one.proposal.key: one.proposal for one in opened if not one.problem}
    if not taken:
        return {}
    verdicts: dict[str, dict[int, str]] = {}
    for one in opened:
        if one.place is not None and not one.problem:
            name = one.place.file.removeprefix("data/")
            verdicts.setdefault(name, {})[one.place.row] = one.proposal.review
    files = {}
    for name, rows in sorted(verdicts.items()):
        table = record.table(name)
        if table is not None:
            files[name] = _with_reviews(table, rows)
    data = record.root / "data"
    waiting, decided = (LEDGER.load(data / name) for name in (PROPOSALS, REVIEWS))
    files[REVIEWS] = LEDGER.written((decided | taken).values())
    if data.joinpath(PROPOSALS).exists():
        files[PROPOSALS] = LEDGER.written(
            one for one in waiting.values() if asked.get(one.key) != one
        )
    return files


def _with_reviews(table: TableFile, rows: Mapping[int, str]) -> bytes:
    """A table with the reviews of some rows, counted as a spreadsheet does, from 2 on."""
    more = [] if "review" in table.headings else ["review"]
    lines = list(table.lines)
    for row, verdict in rows.items():
        line = lines[row - 2]
        told = "" if verdict == "unreviewed" else verdict
        lines[row - 2] = table.line({**line.cells, "review": told}, more)
    return table.written(more, lines)
