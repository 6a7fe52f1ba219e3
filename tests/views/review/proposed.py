"""Proposals on statements of the mini-world, for whoever tests what is made of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.building.draft import drafted
from graph.reviews import LEDGER, Proposal, Verdict
from graph.views.network.drawn_lines import line_id
from graph.vocabulary import CBRN, thing

if TYPE_CHECKING:
    from graph.views.review.review_overlay import Overlay


__all__ = ["WHEN", "by_line", "key", "proposal", "write"]

WHEN = "2026-11-25T14:30:00Z"


def key(world: Path, subject: str, property_: str, object_: str, document: str = "") -> str:
    """The key of the statement that says so."""
    for one in drafted(world).statements:
        says = one.subject == thing(subject) and one.predicate == CBRN[property_]
        if says and str(one.object).endswith(object_) and str(one.document).endswith(document):
            return str(one.iri).rpartition("/")[2]
    raise LookupError(subject, property_, object_)


def proposal(statement: str, review: Verdict = "withdrawn", by: str = "A reviewer") -> Proposal:
    """A proposal with a reason that a spreadsheet could take for a formula."""
    return Proposal(
        statement=statement, says="what it says", review=review, why="=1+1, or not", by=by, on=WHEN
    )


def write(world: Path, *proposals: Proposal) -> None:
    """Makes the file of open proposals."""
    (world / "data" / "proposals.csv").write_bytes(LEDGER.written(proposals))


def by_line(found: Overlay) -> dict[str, str]:
    """What is proposed, by the name of the line that it is proposed of."""
    return {line_id(*triple): verdict for triple, verdict in found.by_triple.items()}
