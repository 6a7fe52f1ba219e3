"""Chapters on what is in doubt: disagreement, what reviewers propose, what is not on record."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from graph.plurals import counted, plural
from graph.store.text.parameters import Parametrised
from graph.views.cooperation.gaps import TITLES, evidence_of
from graph.views.record.disagreement import SORTS, differing
from graph.views.record.in_words import worded
from graph.views.record.names import plain
from graph.views.record.tables import ABSENT
from graph.views.report.content import Query, ReportRow, ReportTable, Section, Sentence, cited
from graph.views.report.making import Chapter, listed, public
from graph.views.report.methods import DISAGREEING, GAPS, PROPOSED
from graph.views.review.marks import mark_of
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.views.cooperation.gaps import Gap
    from graph.views.record.disagreement import Differing
    from graph.views.record.evidence import Evidence
    from graph.views.report.content import Block, Reference
    from graph.views.report.making import Making
    from graph.views.review.marks import Mark

__all__ = ["differences", "disagreement", "found_gaps", "missing", "proposed"]

_DOUBTED: Final = frozenset({str(CBRN.Disputed), str(CBRN.Withdrawn)})
_LONG_TITLE: Final = 60
"""A title of more signs gives way to publisher and date; the sources have it in full."""
_FEW: Final = 6
"""So many places around a gap are named at most; the first of them."""
_DISPUTED: Final = Parametrised("""\
SELECT ?thing ?about ?value ?document ?since ?until
WHERE {
  VALUES ?thing { }
  ?statement rdf:subject ?thing ; rdf:predicate ?about ; rdf:object ?value ;
             cbrn:statedIn ?document .
  OPTIONAL { ?statement cbrn:from ?since }
  OPTIONAL { ?statement cbrn:until ?until }
}
ORDER BY ?thing ?about ?value ?document
""")


def differences(made: Making) -> list[Differing]:
    """On what documents differ in the scope of a report, contradictions first."""
    return sorted(
        (
            one
            for thing in made.part.scope
            for one in differing(made.part.said[thing], thing)
            if all(public(made.names, said) for _, said in one.values)
        ),
        key=lambda one: (
            [*SORTS].index(one.sort),
            plain(made.names[one.thing].label),
            one.predicate,
        ),
    )


def found_gaps(made: Making) -> list[Gap]:
    """The lines of the gap list about what the report is about."""
    return [
        gap for gap in made.whole.gaps if any(name.iri in made.part.scope for name in gap.things)
    ]


def disagreement(made: Making) -> Chapter:
    """On what documents differ, by how they do, and what reviewers doubt or took back."""
    found = differences(made)
    query = Query(
        "disputed",
        "What documents say, matter by matter, from which these are chosen",
        _DISPUTED.readable(thing=sorted(made.part.scope)),
        None,
    )
    spoken = {one.document for thing in made.part.scope for one in made.part.said[thing]}
    counts: Counter[str] = Counter(one.sort for one in found)
    words = (
        ("value", "value differs", "values differ"),
        ("list", "list differs", "lists differ"),
        ("slip", "is a matter of print", "are matters of print"),
    )
    told = [counted(counts[sort], one, more) for sort, one, more in words if counts[sort]]
    those = f"the {counted(len(spoken), 'document')} that speak of what this report is about"
    about = Sentence(
        f"Between {those}: {listed(told)}. Nothing is merged away."
        if told
        else f"Between {those}, no difference is on record, as far as they were read.",
        how=DISAGREEING,
    )
    blocks: list[Block] = [about]
    if found:
        blocks.append(
            ReportTable(
                key="disagreement",
                short="Disagreement",
                title="Where documents differ",
                about=about,
                columns=("About", "What", "How", "Which says what"),
                rows=tuple(_matter(made, one) for one in found),
            )
        )
    blocks += _taken_back(made)
    return Chapter(Section("disagreement", "Where documents disagree", tuple(blocks)), (query,))


def _matter(made: Making, one: Differing) -> ReportRow:
    """A matter as a row: the values with what gives them, or what each list names beside others."""
    told = (_list(made, one) if one.sort == "list" else _values(made, one)).rstrip(".")
    words = made.names[one.predicate]
    return ReportRow(
        (
            made.names[one.thing].label,
            (words.inverse or words.label) if one.inward else words.label,
            SORTS[one.sort],
            f"{told}.",
        ),
        cited(each for _, said in one.values for each in said),
    )


def _values(made: Making, one: Differing) -> str:
    parts = []
    for value, said in one.values:
        shown = made.names[value].label if said[0].is_link else worded(value)
        when = "; ".join(dict.fromkeys(each.period for each in said if each.period))
        stands = "shown in the graph" if any(each.asserted for each in said) else "not shown"
        by = listed(dict.fromkeys(_short(made, each) for each in said))
        parts.append(f"{shown}{f' ({when})' if when else ''}, {stands}: {by}")
    return "; ".join(parts)


def _list(made: Making, one: Differing) -> str:
    agreed = one.agreed
    verb = plural(len(agreed), "is", "are")
    told = [f"{len(agreed)} of {len(one.values)} {verb} in every one of {len(one.documents)} lists"]
    only: dict[str, list[str]] = {}
    for value, said in one.values:
        if value not in agreed:
            by = listed(dict.fromkeys(_short(made, each) for each in said))
            only.setdefault(by, []).append(made.names[value].label)
    told += [f"{listed(values)} only in {by}" for by, values in only.items()]
    many = len({each.document for _, said in one.values for each in said if each.in_part})
    if many:
        read = plural(many, "was read at its", "were read at their")
        told.append(f"{many} of the lists {read} beginning only")
    return "; ".join(told)


def _short(made: Making, one: Evidence) -> str:
    """A document as a cell names it: its title, or where that is long its publisher and date."""
    title = made.names[one.document].label
    return title if len(title) <= _LONG_TITLE else f"{one.publisher}, {one.dated}"


def _taken_back(made: Making) -> Iterator[ReportTable]:
    """The statements that a reviewer disputed or withdrew, each for itself."""
    doubted = sorted(
        {
            one.statement: one
            for thing in made.part.scope
            for one in made.part.said[thing]
            if one.subject == thing
            and (one.review == str(CBRN.Withdrawn) or (one.review in _DOUBTED and not one.single))
            and public(made.names, [one])
        }.values(),
        key=lambda one: (plain(made.names[one.subject].label), one.predicate, one.statement),
    )
    if doubted:
        yield ReportTable(
            key="taken-back",
            short="Taken back",
            title="What reviewers doubt or took back",
            about=Sentence(
                f"{counted(len(doubted), 'statement')}; no other statement of the same thing is "
                "put in doubt by it.",
                how=DISAGREEING,
            ),
            columns=("Statement", "Review"),
            rows=tuple(
                ReportRow(
                    (one.sentence(made.names), one.review.rpartition("#")[2].lower()),
                    cited([one]),
                )
                for one in doubted
            ),
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
    table = ReportTable(
        key="proposals",
        short="Proposals",
        title="Open proposals",
        about=Sentence(
            f"{counted(len(about), 'proposal')}; none of them counts until it is taken up.",
            how=PROPOSED,
        ),
        columns=("Statement", "Proposed", "Why", "On"),
        rows=tuple(
            ReportRow(
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
    """The places around a gap; of very many the first, since more would be all of a thing."""
    seen = evidence_of(made.engine, gap, made.part.said)
    return cited(one for one in seen if public(made.names, [one]))[:_FEW]


def _noted(mark: Mark | None) -> str:
    """What a reviewer noted and when, without the name; a gap without a mark is open."""
    if mark is None:
        return "open"
    return f"{mark.mark}, {worded(mark.on)}{f': {mark.note}' if mark.note else ''}"


def missing(made: Making) -> Chapter:
    """The lines of the gap list about what the report is about, with who would know."""
    found = found_gaps(made)
    title = "Not on record, or not clear"
    basis = Sentence(f"It rests on this: {listed(made.whole.bases)}.", how=GAPS)
    if not found:
        none = Sentence("The gap list has no line about it.", how=GAPS)
        return Chapter(Section("gaps", title, (none, basis)))
    found.sort(key=lambda gap: -gap.worth.number)
    marks = [mark_of(gap, made.marks) for gap in found]
    marked = any(marks)
    told = f"{counted(len(found), 'line')}. Absence is of the record, not of fact."
    if marked:
        told += f" Marked by reviewers: {sum(map(bool, marks))}."
    table = ReportTable(
        key="gaps",
        short="Gaps",
        title="The gap list",
        about=Sentence(told, how=GAPS),
        columns=(
            "Question",
            title,
            "Would settle",
            "Who would know",
            *(["Mark"] if marked else []),
        ),
        rows=tuple(
            ReportRow(
                (
                    TITLES[gap.question],
                    gap.sentence,
                    gap.worth.words,
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
    return Chapter(Section("gaps", title, (basis, table)), queries)
