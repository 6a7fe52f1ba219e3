"""The chapter with matrices: projects against countries, and countries that met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from graph.plurals import counted
from graph.store.text.parameters import Parametrised
from graph.views.record.statements import behind
from graph.views.report.content import (
    Figure,
    Query,
    ReportRow,
    ReportTable,
    Section,
    Sentence,
    cited,
)
from graph.views.report.making import Chapter
from graph.views.report.matrix_picture import MatrixPicture, pieces
from graph.views.report.methods import MATRIX, MET
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.views.cooperation.matrix import Matrix
    from graph.views.record.lines import Triple
    from graph.views.record.names import Name
    from graph.views.report.content import Block, Method, Reference
    from graph.views.report.making import Making

__all__ = ["matrices"]

_MOST_ROWS, _MOST_COLUMNS = 144, 64
_COVERED: Final = Parametrised("""\
SELECT DISTINCT ?project ?country
WHERE {
  VALUES ?project { }
  VALUES ?line { }
  ?statement rdf:subject ?project ; rdf:predicate ?line ; rdf:object ?country .
  ?project ?line ?country .
  ?country a cbrn:Country .
}
""")


def matrices(made: Making) -> Chapter | None:
    """Projects against countries, and countries that met; nothing where neither is on record."""
    blocks: list[Block] = []
    queries: list[Query] = []
    projects = {name.iri for name in made.part.of("Project")}
    if projects:
        found = made.whole.covered.only(projects).without_empty()
        if found.filled:
            title = "Projects and the countries they cover or involve"
            blocks += _matrix(made, found, "covered", "Projects × countries", title, MATRIX)
            query = _COVERED.readable(
                project=[one.iri for one in found.rows],
                line=[str(CBRN[name]) for name in found.way.near.properties],
            )
            queries.append(
                Query(
                    "covered",
                    "Projects and countries",
                    query,
                    found.filled,
                )
            )
    countries = {name.iri for name in made.part.of("Country")}
    kinds = {name.family for name in made.part.selected}
    if countries and kinds <= {"Region", "Country"}:
        alone = len(countries) == 1
        met = made.whole.met.only(countries, None if alone else countries).without_empty()
        if met.filled or (alone and met.counts.any()):
            blocks += _matrix(
                made, met, "met", "Countries × countries", "Countries at the same meetings", MET
            )
    return (
        Chapter(Section("matrix", "Who with whom", tuple(blocks)), tuple(queries))
        if blocks
        else None
    )


def _matrix(  # noqa: PLR0913, PLR0917 - a matrix, and how it is named and counted
    made: Making, found: Matrix, key: str, short: str, title: str, how: Method
) -> Iterator[Figure | ReportTable]:
    """A matrix as a figure, and its numbers as a table with the places behind each."""
    drawn = found.fullest(_MOST_ROWS, _MOST_COLUMNS)
    twice = {one.iri for one in drawn.rows} == {one.iri for one in drawn.columns}
    counts = np.triu(drawn.counts) if twice else drawn.counts
    pairs = [
        (drawn.rows[row], drawn.columns[column], int(counts[row, column]))
        for row, column in zip(*np.nonzero(counts), strict=True)
    ]
    said = _behind(made, drawn, pairs)
    told = f"{counted(len(pairs), 'pair')} with {found.way.counted} on record"
    if twice:
        told += "; in the figure each stands twice, once on either side of the diagonal"
    if len(drawn.rows) < len(found.rows) or len(drawn.columns) < len(found.columns):
        told += (
            f"; shown are the {len(drawn.rows)} of {len(found.rows)} rows and "
            f"{len(drawn.columns)} of {len(found.columns)} columns with the most"
        )
    picture = MatrixPicture(
        title=title,
        rows=drawn.rows,
        columns=drawn.columns,
        counts=tuple(tuple(int(number) for number in row) for row in drawn.counts),
        counted=found.way.counted,
        most=int(drawn.counts.max(initial=0)),
    )
    yield Figure(
        key=key,
        title=title,
        about=Sentence(f"{told}.", how=how),
        pictures=pieces(picture),
        table=key,
    )
    columns = (found.way.rows, found.way.columns, found.way.counted.capitalize())
    if found.way.symmetric:
        columns = (columns[0], f"Other {columns[1].lower()}", columns[2])
    yield ReportTable(
        key=key,
        short=short,
        title=title,
        about=Sentence(f"{counted(len(pairs), 'pair')}, as in the figure.", how=how),
        columns=columns,
        rows=tuple(
            ReportRow((one.label, other.label, number), said[one.iri, other.iri])
            for one, other, number in pairs
        ),
    )


def _behind(
    made: Making, found: Matrix, pairs: list[tuple[Name, Name, int]]
) -> dict[tuple[str, str], tuple[Reference, ...]]:
    """By pair the places that state what its number counts."""
    lines: dict[tuple[str, str], list[Triple]] = {}
    for one, other, _ in pairs:
        own = list(found.lines(one.iri, other.iri))
        for middle in found.shared(one.iri, other.iri):
            own += found.near.lines[one.iri, middle]
            own += found.far.lines[other.iri, middle] if found.far else ()
        lines[one.iri, other.iri] = own
    said = behind(made.engine, {line for own in lines.values() for line in own})
    return {
        pair: cited(one for line in own for one in said[line] if one.triple == line)
        for pair, own in lines.items()
    }
