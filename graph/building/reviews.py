"""Proposals that were taken up, as RDF; and what is wrong with the files of proposals.

A proposal that was taken up is a ``cbrn:Proposal`` (a ``prov:Entity``) with the agent it is
attributed to, the moment it was made at and the reason. Open ones stay out of the graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rdflib import PROV, RDF, RDFS, XSD, Literal, URIRef

from graph.building.findings import Finding, Place, Severity
from graph.reviews import LEDGER, PROPOSALS, REVIEWS
from graph.vocabulary import CBRN, thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from graph.building.statements import Statement, StatementTriple
    from graph.reviews import Proposal

__all__ = ["VERDICTS", "proposal_triples", "reviewed"]

VERDICTS: Final = {
    "accepted": CBRN.Accepted,
    "disputed": CBRN.Disputed,
    "withdrawn": CBRN.Withdrawn,
}
"""The term for each verdict of the files; one that takes a review back has none."""


def reviewed(
    data: Path, statements: Iterable[Statement]
) -> tuple[list[tuple[Place, Proposal]], list[Finding]]:
    """The proposals that were taken up, each with its row, and what is wrong with both files.

    What a visitor proposed never stops a build: only warnings come from the file of open ones.
    """
    known = {str(one.iri).rpartition("/")[2]: one for one in statements}
    taken: list[tuple[Place, Proposal]] = []
    findings: list[Finding] = []
    for name, severity in ((REVIEWS, Severity.ERROR), (PROPOSALS, Severity.WARNING)):
        read, wrong = _read(data / name, f"data/{name}", severity)
        findings += wrong
        if name == REVIEWS:
            read = _last(read)
        for place, proposal in read:
            statement = known.get(proposal.statement)
            problem = _gone(proposal) if statement is None else ""
            if statement is not None and name == REVIEWS:
                problem = _not_so(proposal, statement)
                if not problem:
                    taken.append((place, proposal))
            if problem:
                findings.append(Finding(Severity.WARNING, place, "statement", problem))
    return taken, findings


def _last(read: list[tuple[Place, Proposal]]) -> list[tuple[Place, Proposal]]:
    """Of what was taken up at one statement the last; nothing where that took a review back."""
    last = {
        one.statement: max(other.taken_on for _, other in read if other.statement == one.statement)
        for _, one in read
    }
    return [
        (place, one)
        for place, one in read
        if one.taken_on == last[one.statement] and one.review in VERDICTS
    ]


def proposal_triples(proposal: Proposal) -> Iterator[StatementTriple]:
    """The node of a proposal, in the words of PROV-O and ours."""
    node, maker = thing(f"proposal/{proposal.digest}"), thing(f"reviewer/{proposal.reviewer}")
    yield node, RDF.type, CBRN.Proposal
    yield node, RDF.type, URIRef(PROV.Entity)
    yield node, CBRN.proposalOn, thing(f"statement/{proposal.statement}")
    yield node, CBRN.proposes, VERDICTS[proposal.review]
    yield node, PROV.wasAttributedTo, maker
    yield node, PROV.generatedAtTime, Literal(proposal.on, datatype=XSD.dateTime, normalize=False)
    yield node, RDFS.comment, Literal(proposal.why, lang="en")
    yield maker, RDF.type, URIRef(PROV.Agent)
    yield maker, RDFS.label, Literal(proposal.by, lang="en")


def _read(
    path: Path, file: str, severity: Severity
) -> tuple[list[tuple[Place, Proposal]], list[Finding]]:
    """The proposals of a file with their rows; none where there is no file."""
    if not path.exists():
        return [], []
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        told = "the file is not UTF-8; save it as 'CSV UTF-8' and try again"
        return [], [Finding(severity, Place(file), "", told)]
    read, mistakes = LEDGER.parse(text)
    found = [(Place(file, row), proposal) for row, proposal in read.values()]
    return found, [
        Finding(severity, Place(file, one.row), one.column, one.sentence) for one in mistakes
    ]


def _gone(proposal: Proposal) -> str:
    return (
        f"the statement that is to be {proposal.review} is no longer on record: "
        f"“{proposal.says}”; propose it anew for the statement that took its place, or take the "
        "row out"
    )


def _not_so(proposal: Proposal, statement: Statement) -> str:
    """Why a review that was taken up does not hold any more; empty where it does."""
    if statement.review == VERDICTS[proposal.review]:
        return ""
    now = str(statement.review).rpartition("#")[2].lower() if statement.review else "not reviewed"
    return (
        f"the row says {proposal.review}, but {statement.place.file}, row {statement.place.row} "
        f"is {now}; bring the two together"
    )
