"""What proposals would change, laid over what counts: on statements, lines and cells.

Nothing here alters the graph. A line has the note of the strongest proposal on its statements:
withdrawn before disputed before accepted.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.reviews import VERDICTS
from graph.views.record.statements import because, of_statements
from graph.vocabulary import CBRN, thing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from graph.reviews import Proposal, Verdict
    from graph.store import Engine
    from graph.views.cooperation.incidence import Incidence
    from graph.views.cooperation.matrix import Matrix
    from graph.views.record.evidence import Evidence
    from graph.views.record.lines import Triple

__all__ = ["Overlay", "cell_notes", "effect", "overlay"]

_STRENGTH: Final = {verdict: place for place, verdict in enumerate(VERDICTS)}
_SILENT: Final = {str(CBRN.Withdrawn), str(CBRN.Disputed)}


@dataclass(frozen=True, slots=True)
class Overlay:
    """The proposals by statement key, the statements that are on record, and the lines' notes.

    ``done`` are the proposals that ask for what is so already: a file can be older than the graph.
    """

    proposals: Mapping[str, tuple[Proposal, ...]] = field(default_factory=dict)
    statements: Mapping[str, Evidence] = field(default_factory=dict)
    done: frozenset[Proposal] = frozenset()

    @property
    def by_triple(self) -> dict[Triple, Verdict]:
        """The strongest proposal on the statements of each line or value."""
        found: dict[Triple, Verdict] = {}
        for key, statement in self.statements.items():
            for proposal in self.proposals.get(key, ()):
                if proposal.review == "unreviewed":
                    continue  # it says nothing of the line
                found[statement.triple] = _stronger(proposal.review, found.get(statement.triple))
        return found


def overlay(engine: Engine, proposals: Iterable[Proposal]) -> Overlay:
    """The overlay of some proposals; those on statements that are gone stand in no line."""
    by_statement: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in sorted(proposals, key=lambda one: (one.on, one.by)):
        by_statement[proposal.statement].append(proposal)
    found = of_statements(engine, [str(thing(f"statement/{key}")) for key in by_statement])
    known = {one.statement_key: one for one in found}
    done = frozenset(
        proposal
        for key, each in by_statement.items()
        for proposal in each
        if key in known and known[key].review == _term(proposal.review)
    )
    waiting = {
        key: tuple(one for one in each if one not in done) for key, each in by_statement.items()
    }
    return Overlay({key: each for key, each in waiting.items() if each}, known, done)


def _term(verdict: Verdict) -> str:
    """The review that a verdict asks for; "" where it asks for none."""
    return "" if verdict == "unreviewed" else str(CBRN[verdict.capitalize()])


def cell_notes(matrix: Matrix, triples: Mapping[Triple, Verdict]) -> dict[tuple[int, int], Verdict]:
    """By row and column, the strongest proposal on the lines behind a cell of a matrix."""
    near = _pairs(matrix.near, triples)
    rows = {name.iri: place for place, name in enumerate(matrix.rows)}
    columns = {name.iri: place for place, name in enumerate(matrix.columns)}
    notes: dict[tuple[int, int], Verdict] = {}

    def note(row: str, column: str, verdict: Verdict) -> None:
        if row in rows and column in columns and row != column:
            place = rows[row], columns[column]
            notes[place] = _stronger(verdict, notes.get(place))

    if matrix.far is None:
        for (row, column), verdict in near.items():
            note(row, column, verdict)
        return notes
    far = _pairs(matrix.far, triples)
    others = _ends(matrix.far, {middle for _, middle in near})
    for (row, middle), verdict in near.items():
        for column in others[middle]:
            note(row, column, verdict)
    others = _ends(matrix.near, {middle for _, middle in far})
    for (column, middle), verdict in far.items():
        for row in others[middle]:
            note(row, column, verdict)
    return notes


def effect(engine: Engine, statement: Evidence, verdict: Verdict) -> str:
    """What would become of the line if a proposal were taken up, in one sentence."""
    said = [
        one
        for one in because(engine, *statement.triple)
        if one.statement != statement.statement
        # The build itself disputes what another value outranks, and would no longer do so.
        and (one.review not in _SILENT or (one.single and one.review == str(CBRN.Disputed)))
    ]
    if verdict == "accepted":
        return _accepted(statement, said)
    if verdict == "unreviewed":
        return (
            "Its review would be taken back: it would stand or yield as if nobody had looked at it."
        )
    same = [one for one in said if one.triple == statement.triple and one.review not in _SILENT]
    if not statement.asserted:
        return "The graph does not show it now either, so no line would go."
    if same:
        many = "another statement says" if len(same) == 1 else f"{len(same)} other statements say"
        return f"The line would stay, since {many} the same."
    if statement.single and said:
        return "The graph would show another value instead, from the statements that are left."
    return "The line would go from the graph: no other statement says so."


def _accepted(statement: Evidence, others: Sequence[Evidence]) -> str:
    if statement.asserted:
        return "It stands in the graph already; it would be marked as checked."
    if statement.single and any(one.review == str(CBRN.Accepted) for one in others):
        return "Another value is accepted already, so it may still yield to that one."
    return "The graph would show it, before what nobody has reviewed."


def _stronger(one: Verdict, other: Verdict | None) -> Verdict:
    return one if other is None or _STRENGTH[one] > _STRENGTH[other] else other


def _pairs(side: Incidence, triples: Mapping[Triple, Verdict]) -> dict[tuple[str, str], Verdict]:
    """The pairs of an incidence whose lines have a proposal."""
    found: dict[tuple[str, str], Verdict] = {}
    for subject, property_, object_ in triples:
        line = subject, property_, object_
        for pair in ((subject, object_), (object_, subject)):
            if line in side.lines.get(pair, ()):
                found[pair] = _stronger(triples[line], found.get(pair))
    return found


def _ends(side: Incidence, middles: Collection[str]) -> dict[str, list[str]]:
    """By middle, the things that have a line to it."""
    things = list(side.things)
    return {
        middle: [things[place] for place in side.near[side.far == side.middles[middle]]]
        if middle in side.middles
        else []
        for middle in middles
    }
