"""Chapters with a figure, each beside the table that holds the same: network, matrix, time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np

from graph.dates import PartialDate
from graph.views.evidence import behind, worded
from graph.views.exports.shown import shown
from graph.views.growing import Grower
from graph.views.network import NetworkView
from graph.views.outline import thing_rows
from graph.views.picture import grown
from graph.views.report.content import Figure, Query, Row, Section, Sentence, Table, cited
from graph.views.report.making import Chapter, counted, public, values
from graph.views.report.matrix_picture import MatrixPicture, pieces
from graph.views.report.methods import COUNTED, DATED, DRAWN, MATRIX, MET
from graph.views.report.time_picture import Span, TimePicture, strips
from graph.views.tables import ABSENT
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.views.evidence import Evidence
    from graph.views.exports.shown import Shown
    from graph.views.incidence import Triple
    from graph.views.matrix import Matrix
    from graph.views.names import Name
    from graph.views.report.content import Block, Method, Reference
    from graph.views.report.making import Making

__all__ = ["in_time", "in_words", "matrices", "network", "network_shown"]

_MOST_ROWS, _MOST_COLUMNS = 144, 64
_LINES: Final = """\
SELECT DISTINCT ?source ?line ?target
WHERE {
  VALUES ?source { THINGS }
  VALUES ?target { THINGS }
  ?statement rdf:subject ?source ; rdf:predicate ?line ; rdf:object ?target .
  ?source ?line ?target .
}
"""
_COVERED: Final = """\
SELECT DISTINCT ?project ?country
WHERE {
  VALUES ?project { THINGS }
  VALUES ?line { LINES }
  ?statement rdf:subject ?project ; rdf:predicate ?line ; rdf:object ?country .
  ?project ?line ?country .
  ?country a cbrn:Country .
}
"""
_DATES: Final = """\
SELECT ?thing ?start ?end
WHERE {
  VALUES ?thing { THINGS }
  OPTIONAL { ?thing cbrn:startDate ?start }
  OPTIONAL { ?thing cbrn:endDate ?end }
}
"""


def network_shown(made: Making) -> Shown:
    """The network of the report as it is drawn, with the statements behind every line."""
    picture = grown(Grower(made.engine, made.names), made.selection.state)
    view = picture.stated
    title = f"Network of {made.title}"
    found = shown(made.engine, made.names, view, places=picture.places, title=title)
    hidden = {
        end
        for line in found.lines
        if not public(made.names, line.evidence)
        for end in (line.source, line.target)
        if made.names[end].family == "Person"
    }
    if not hidden:
        return found
    graph = view.graph.copy()
    graph.remove_nodes_from(hidden)
    view = NetworkView(graph, view.focus, view.left_out)
    return shown(made.engine, made.names, view, places=picture.places, title=title)


def network(made: Making, drawn: Shown) -> Chapter:
    """The network; its lines and things stand at the end of the report, as they are many."""
    figure = Figure(
        "network",
        f"Network of {made.title}",
        Sentence(drawn.sentence, how=DRAWN),
        (drawn,),
        "lines",
    )
    return Chapter(Section("network", "Network", (figure,)))


def in_words(made: Making, drawn: Shown) -> Chapter:
    """The lines and the things of the network."""
    label = drawn.view.graph.nodes
    things = tuple(
        Row((row.label, row.kind, row.lines)) for row in thing_rows(drawn.view) if not row.rest
    )
    lines = tuple(
        Row(
            (
                label[line.source]["label"],
                line.label,
                label[line.target]["label"],
                "no" if line.disputed else "yes",
            ),
            cited(one for one in line.evidence if one.triple == _triple(line)),
        )
        for line in drawn.lines
    )
    number = Counter(row.cells[1] for row in things)
    blocks: tuple[Block, ...] = (
        Table(
            "lines",
            "Lines",
            "The lines of the network",
            Sentence(f"{counted(len(lines), 'line')}, each read from left to right.", how=DRAWN),
            ("From", "Line", "To", "Do documents agree?"),
            lines,
        ),
        Table(
            "things",
            "Things",
            "The things of the network",
            Sentence(
                f"{counted(len(things), 'thing')} of {counted(len(number), 'kind')}.", how=DRAWN
            ),
            ("Thing", "Kind", "Lines in the figure"),
            things,
            how=COUNTED,
        ),
    )
    query = _LINES.replace("THINGS", values(sorted(label)))
    whole = len(lines) if not made.selection.state.filters else None
    return Chapter(
        Section("words", "The network in words", blocks),
        (Query("lines", "The lines of the network", query, whole),),
    )


def _triple(line: object) -> Triple:
    return line.source, line.property, line.target  # type: ignore[attr-defined]


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
            lines = " ".join(f"cbrn:{name}" for name in found.way.near.properties)
            query = _COVERED.replace("THINGS", values(one.iri for one in found.rows))
            queries.append(
                Query(
                    "covered",
                    "Projects and countries",
                    query.replace("LINES", lines),
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
) -> Iterator[Figure | Table]:
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
        title,
        drawn.rows,
        drawn.columns,
        tuple(tuple(int(number) for number in row) for row in drawn.counts),
        found.way.counted,
        int(drawn.counts.max(initial=0)),
    )
    yield Figure(key, title, Sentence(f"{told}.", how=how), pieces(picture), key)
    columns = (found.way.rows, found.way.columns, found.way.counted.capitalize())
    if found.way.symmetric:
        columns = (columns[0], f"Other {columns[1].lower()}", columns[2])
    yield Table(
        key,
        short,
        title,
        Sentence(f"{counted(len(pairs), 'pair')}, as in the figure.", how=how),
        columns,
        tuple(
            Row((one.label, other.label, number), said[one.iri, other.iri])
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


def in_time(made: Making) -> Chapter | None:
    """Projects and meetings along the years; nothing where there are none."""
    rows: list[tuple[Span, tuple[Evidence, ...]]] = []
    for family in ("Project", "Meeting"):
        for name in made.part.of(family):
            dates = [
                made.part.standing(name.iri, str(CBRN[one])) for one in ("startDate", "endDate")
            ]
            start, end = (said[0].value if said else "" for said in dates)
            rows.append((Span(name, start, end), (*dates[0], *dates[1])))
    if not rows:
        return None
    rows.sort(key=lambda each: (not each[0].start, each[0].start, each[0].name.iri))
    dated = tuple(span for span, _ in rows if span.start)
    blocks: list[Block] = []
    if dated:
        years = [
            PartialDate.parse(date).year for one in dated for date in (one.start, one.end) if date
        ]
        title = f"Projects and meetings of {made.title} in time"
        picture = TimePicture(title, dated, min(years), max(years))
        about = Sentence(
            f"{counted(len(dated), 'project or meeting', 'projects and meetings')} with a start on "
            f"record, from {min(years)} to {max(years)}; "
            f"{len(rows) - len(dated) or 'none'} without one.",
            how=DATED,
        )
        blocks.append(Figure("time", title, about, strips(picture), "times"))
    blocks.append(
        Table(
            "times",
            "Time",
            "When they were",
            Sentence(
                f"{counted(len(rows), 'project or meeting', 'projects and meetings')}, the "
                "earliest first.",
                how=DATED,
            ),
            ("Project or meeting", "Kind", "Start", "End"),
            tuple(
                Row(
                    (
                        span.name.label,
                        span.name.kind,
                        worded(span.start) or ABSENT,
                        worded(span.end) or ABSENT,
                    ),
                    cited(said),
                )
                for span, said in rows
            ),
            how=DATED,
        )
    )
    query = _DATES.replace("THINGS", values(span.name.iri for span, _ in rows))
    return Chapter(
        Section("time", "In time", tuple(blocks)),
        (Query("times", "Starts and ends", query, len(rows)),),
    )
