"""Chapters on what is in doubt: disagreement, what reviewers propose, what is not on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.store.text.parameters import Parametrised
from graph.views.cooperation.gaps import TITLES, evidence_of
from graph.views.record.evidence import worded
from graph.views.record.names import plain
from graph.views.record.tables import ABSENT
from graph.views.report.content import Query, Row, Section, Sentence, Table, cited
from graph.views.report.making import Chapter, counted, public
from graph.views.report.methods import DISAGREEING, GAPS, PROPOSED
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.views.cooperation.gaps import Gap
    from graph.views.record.evidence import Evidence
    from graph.views.report.content import Reference
    from graph.views.report.making import Making
    from graph.views.review.marks import Mark

__all__ = ["disagreement", "missing", "proposed"]

_DOUBTED: Final = frozenset({str(CBRN.Disputed), str(CBRN.Withdrawn)})
_FEW: Final = 6
"""So many places around a gap are named; more would be all that is on record of a thing."""
_DISPUTED: Final = Parametrised("""\
SELECT DISTINCT ?thing ?about
WHERE {
  VALUES ?thing { }
  VALUES ?review { cbrn:Disputed cbrn:Withdrawn }
  ?dissent rdf:subject ?thing ; rdf:predicate ?about ; cbrn:review ?review .
}
""")


def disagreement(made: Making) -> Chapter:
    """Every value that a statement in doubt is about, with all that documents say of it."""
    matters: dict[tuple[str, str], list[Evidence]] = {}
    for thing in sorted(made.part.scope):
        for one in made.part.said[thing]:
            if one.subject == thing and public(made.names, [one]):
                matters.setdefault((thing, one.predicate), []).append(one)
    matters = {
        matter: said
        for matter, said in matters.items()
        if any(one.review in _DOUBTED for one in said)
    }
    rows = tuple(
        row
        for matter in sorted(matters, key=lambda each: (plain(made.names[each[0]].label), each))
        for row in _values(made, matters[matter])
    )
    query = Query(
        "disputed",
        "Matters on which documents disagree",
        _DISPUTED.readable(thing=sorted(made.part.scope)),
        len(matters),
    )
    if not rows:
        none = Sentence("No two documents are on record as disagreeing on it.", how=DISAGREEING)
        return Chapter(Section("disagreement", "Where documents disagree", (none,)), (query,))
    about = Sentence(
        f"{counted(len(matters), 'matter')} with {counted(len(rows), 'value')}; nothing is merged "
        "away.",
        how=DISAGREEING,
    )
    table = Table(
        "disagreement",
        "Disagreement",
        "What documents say differently",
        about,
        ("About", "What", "Value", "How it stands"),
        rows,
    )
    return Chapter(Section("disagreement", "Where documents disagree", (table,)), (query,))


def _values(made: Making, said: list[Evidence]) -> Iterator[Row]:
    """The values of one matter, that of the graph first, each with the places that give it."""
    by_value: dict[tuple[bool, str, str], list[Evidence]] = {}
    for one in said:
        by_value.setdefault((not one.asserted, one.value, one.dissent), []).append(one)
    for (_, value, dissent), those in sorted(by_value.items()):
        told = made.names[value].label if those[0].is_link else worded(value)
        periods = "; ".join(dict.fromkeys(one.period for one in those if one.period))
        yield Row(
            (
                made.names[those[0].subject].label,
                made.names[those[0].predicate].label,
                f"{told} ({periods})" if periods else told,
                dissent or "The value shown in the graph.",
            ),
            cited(those),
        )


def proposed(made: Making) -> Chapter | None:
    """What reviewers propose to make of statements of the report; nothing where there is none."""
    said = {
        one.statement_key: one
        for thing in made.part.scope
        for one in made.part.said[thing]
        if public(made.names, [one])
    }
    about = sorted(
        (one for one in made.proposals if one.statement in said), key=lambda one: one.key
    )
    if not about:
        return None
    table = Table(
        "proposals",
        "Proposals",
        "Open proposals",
        Sentence(
            f"{counted(len(about), 'proposal')}; none of them counts until it is taken up.",
            how=PROPOSED,
        ),
        ("Statement", "Proposed", "Why", "On"),
        tuple(
            Row(
                (
                    said[one.statement].sentence(made.names),
                    one.review,
                    one.why,
                    worded(one.day),
                ),
                cited([said[one.statement]]),
            )
            for one in about
        ),
    )
    return Chapter(Section("proposals", "Proposed by reviewers", (table,)))


def _seen_from(made: Making, gap: Gap) -> tuple[Reference, ...]:
    """The places around a gap; none where it can be seen from all that is on record only."""
    seen = evidence_of(made.engine, gap, made.part.said)
    places = cited(one for one in seen if public(made.names, [one]))
    return places if len(places) <= _FEW else ()


def _noted(mark: Mark | None) -> str:
    """What a reviewer noted and when, without the name; a gap without a mark is open."""
    if mark is None:
        return "open"
    return f"{mark.mark}, {worded(mark.on)}{f': {mark.note}' if mark.note else ''}"


def missing(made: Making) -> Chapter:
    """The lines of the gap list about what the report is about, with who would know."""
    found = [
        gap for gap in made.whole.gaps if any(name.iri in made.part.scope for name in gap.things)
    ]
    title = "Not on record, or not clear"
    if not found:
        none = Sentence("The gap list has no line about it.", how=GAPS)
        return Chapter(Section("gaps", title, (none,)))
    marks = [made.marks.get(gap.key) for gap in found]
    marked = any(marks)
    told = f"{counted(len(found), 'line')}. Absence is of the record, not of fact."
    if marked:
        told += f" Marked by reviewers: {sum(map(bool, marks))}."
    table = Table(
        "gaps",
        "Gaps",
        "The gap list",
        Sentence(told, how=GAPS),
        ("Question", title, "Who would know", *(["Mark"] if marked else [])),
        tuple(
            Row(
                (
                    TITLES[gap.question],
                    gap.sentence,
                    " or ".join(gap.who) or ABSENT,
                    *([_noted(mark)] if marked else []),
                ),
                _seen_from(made, gap),
            )
            for gap, mark in zip(found, marks, strict=True)
        ),
        how=GAPS,
    )
    asked = dict.fromkeys(gap.question for gap in found)
    queries = tuple(
        Query(
            f"gap-{key}",
            f"{TITLES[key]}: {made.whole.questions[key].question}",
            made.whole.questions[key].sparql,
            None,
        )
        for key in asked
    )
    return Chapter(Section("gaps", title, (table,)), queries)
