"""Chapters on what is on record: of each thing for itself, and of several side by side."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from graph.plurals import counted
from graph.store.text.parameters import Parametrised
from graph.views.cooperation.cooperation import side_by_side
from graph.views.record.appearance import appearance
from graph.views.record.evidence import told_with_date
from graph.views.record.sheet import facts
from graph.views.report.content import Query, ReportRow, ReportTable, Section, Sentence, cited
from graph.views.report.making import Chapter, listed, public
from graph.views.report.methods import COUNTED, OVERLAP, SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.views.cooperation.cooperation import SharedThing, SideBySide
    from graph.views.record.evidence import Evidence
    from graph.views.record.names import Name
    from graph.views.report.making import Making

__all__ = ["sheets", "together"]

_FEW: Final = 5
"""So many things have their times compared pair by pair."""

_STATEMENTS: Final = Parametrised("""\
SELECT DISTINCT ?statement ?subject ?property ?value ?document ?place
WHERE {
  VALUES ?about { }
  { ?statement rdf:subject ?about } UNION { ?statement rdf:object ?about }
  ?statement rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?value ;
             cbrn:statedIn ?document ; cbrn:locator ?place .
}
""")


def sheets(made: Making) -> Chapter:
    """Everything on record about each thing, line by line, each with the places that say so."""
    tables = tuple(_sheet(made, name, at) for at, name in enumerate(made.part.selected, start=1))
    queries = tuple(
        Query(
            f"statements-{at}",
            f"The statements about {name.label}",
            _STATEMENTS.readable(about=[name.iri]),
            len(made.part.said[name.iri]),
        )
        for at, name in enumerate(made.part.selected, start=1)
    )
    return Chapter(Section("sheets", "On record", tables), queries)


def _sheet(made: Making, name: Name, at: int) -> ReportTable:
    rows = tuple(
        ReportRow(
            (
                one.relation,
                one.value,
                "; ".join(_known(one.evidence, disputed=one.disputed)),
            ),
            cited(one.evidence),
        )
        for one in facts(made.whole, name.iri)
        if public(made.names, one.evidence)
    )
    return ReportTable(
        key=f"record-{at}",
        short=f"Record {name.label}",
        title=f"On record about {name.label}",
        about=Sentence(
            f"{counted(len(rows), 'value or line', 'values and lines')} on record.", how=COUNTED
        ),
        columns=("What", "Value", "Known of it"),
        rows=rows,
    )


def _known(evidence: tuple[Evidence, ...], *, disputed: bool) -> Iterator[str]:
    """Role, period and basis of statements, each once, and how they stand to others."""
    yield from dict.fromkeys(text for one in evidence for text in one.circumstances)
    if disputed:
        yield "disputed"
    elif not any(one.asserted for one in evidence):
        yield "not the value shown in the graph"


def together(made: Making) -> Chapter | None:
    """What the things of a report share; nothing where it is about one."""
    if len(made.part.selected) == 1:
        return None
    found = side_by_side(made.whole, [name.iri for name in made.part.selected])
    shared = [one for one in found.common if public(made.names, _all(one))]
    kinds = Counter(one.name.family for one in shared)
    what = listed(
        counted(number, appearance(kind).singular, appearance(kind).plural)
        for kind, number in kinds.items()
    )
    told = f"Shared by two or more of them: {what or 'nothing on record'}."
    blocks = [
        Sentence(told, how=SHARED),
        *(_times(found) if len(made.part.selected) <= _FEW else ()),
        *_between(made, found),
        *([_shared(made, shared)] if shared else []),
        *_values(made, found),
    ]
    return Chapter(Section("together", "Side by side", tuple(blocks)))


def _all(one: SharedThing) -> tuple[Evidence, ...]:
    return tuple(each for side in one.sides for each in side)


def _times(found: SideBySide) -> Iterator[Sentence]:
    for one in found.overlaps:
        yield Sentence(f"{one.one.label} and {one.other.label}: {one.sentence}", how=OVERLAP)


def _between(made: Making, found: SideBySide) -> Iterator[Sentence | ReportTable]:
    """The lines that documents state between two of the things."""
    lines: dict[str, list[Evidence]] = {}
    for one in found.direct:
        lines.setdefault(one.sentence(made.names), []).append(one)
    if not lines:
        yield Sentence("No line between two of them is on record.", how=SHARED)
        return
    rows = tuple(
        ReportRow((said, "; ".join(_known(tuple(those), disputed=False))), cited(those))
        for said, those in lines.items()
    )
    about = Sentence(f"{counted(len(rows), 'line')} that documents state.", how=COUNTED)
    columns = ("Stated", "Known of it")
    yield ReportTable(
        key="between",
        short="Between them",
        title="Stated between them",
        about=about,
        columns=columns,
        rows=rows,
    )


def _shared(made: Making, shared: list[SharedThing]) -> ReportTable:
    def words(name: Name, side: tuple[Evidence, ...]) -> str:
        told = dict.fromkeys(
            made.names[each.predicate].label
            if each.subject == name.iri
            else made.names[each.predicate].inverse or made.names[each.predicate].label
            for each in side
        )
        return f"{name.label}: {', '.join(told)}"

    rows = tuple(
        ReportRow(
            (
                one.name.label,
                one.name.kind,
                "; ".join(
                    words(name, side)
                    for name, side in zip(made.part.selected, one.sides, strict=True)
                    if side
                ),
            ),
            cited(_all(one)),
        )
        for one in shared
    )
    return ReportTable(
        key="shared",
        short="Shared",
        title="What two or more of them share",
        about=Sentence(
            f"{counted(len(rows), 'thing')}, those that most of them share first.", how=SHARED
        ),
        columns=("Shared", "Kind", "By which of them, and how"),
        rows=rows,
    )


def _values(made: Making, found: SideBySide) -> Iterator[ReportTable]:
    rows = tuple(
        ReportRow((value.relation, name.label, told_with_date(side[0])), cited(side))
        for value in found.values
        for name, side in zip(made.part.selected, value.sides, strict=True)
        if side
    )
    if rows:
        about = Sentence(
            f"{counted(len(rows), 'value')}; one that is missing is not on record.", how=COUNTED
        )
        columns = ("Value", "Of", "On record")
        yield ReportTable(
            key="values",
            short="Values",
            title="Where they differ",
            about=about,
            columns=columns,
            rows=rows,
        )
