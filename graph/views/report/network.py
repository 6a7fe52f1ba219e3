"""The chapters on the network: the figure, and at the end of the report the same in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from graph.plurals import counted
from graph.store.text.parameters import Parametrised
from graph.views.exports.shown import shown
from graph.views.network.growing import Grower
from graph.views.network.grown_picture import grown
from graph.views.network.outline import thing_rows
from graph.views.report.content import (
    Figure,
    Query,
    ReportRow,
    ReportTable,
    Section,
    Sentence,
    cited,
)
from graph.views.report.making import Chapter, public
from graph.views.report.methods import COUNTED, DRAWN

if TYPE_CHECKING:
    from graph.views.exports.shown import CitedLine, Shown
    from graph.views.record.lines import Triple
    from graph.views.report.content import Block
    from graph.views.report.making import Making

__all__ = ["in_words", "network", "network_shown"]

_LINES: Final = Parametrised("""\
SELECT DISTINCT ?source ?line ?target
WHERE {
  VALUES ?source { }
  VALUES ?target { }
  ?statement rdf:subject ?source ; rdf:predicate ?line ; rdf:object ?target .
  ?source ?line ?target .
}
""")


def network_shown(made: Making) -> Shown:
    """The network of the report as it is drawn, with the statements behind every line."""
    # A report cites each line by itself, so nothing is drawn as one in it.
    picture = grown(Grower(made.whole), made.selection.state.ungrouped())
    view = picture.stated
    title = f"Network of {made.title}"
    found = shown(made.whole, view, places=picture.places, title=title)
    hidden = {
        end
        for line in found.lines
        if not public(made.names, line.evidence)
        for end in (line.source, line.target)
        if made.names[end].family == "Person"
    }
    if not hidden:
        return found
    view = view.having(
        (node for node in view.nodes if node.id not in hidden),
        (line for line in view.lines if not {line.source, line.target} & hidden),
    )
    return shown(made.whole, view, places=picture.places, title=title)


def network(made: Making, drawn: Shown) -> Chapter:
    """The network; its lines and things stand at the end of the report, as they are many."""
    figure = Figure(
        key="network",
        title=f"Network of {made.title}",
        about=Sentence(drawn.sentence, how=DRAWN),
        pictures=(drawn,),
        table="lines",
    )
    return Chapter(Section("network", "Network", (figure,)))


def in_words(made: Making, drawn: Shown) -> Chapter:
    """The lines and the things of the network."""
    things = tuple(
        ReportRow((row.label, row.kind, row.lines))
        for row in thing_rows(drawn.view)
        if not row.rest
    )
    lines = tuple(
        ReportRow(
            (
                drawn.label(line.source),
                _words(made, line),
                drawn.label(line.target),
                "no" if line.disputed else "yes",
            ),
            cited(one for one in line.evidence if one.triple == _triple(line)),
        )
        for line in drawn.lines
    )
    number = Counter(row.cells[1] for row in things)
    blocks: tuple[Block, ...] = (
        ReportTable(
            key="lines",
            short="Lines",
            title="The lines of the network",
            about=Sentence(
                f"{counted(len(lines), 'line')}, each read from left to right.", how=DRAWN
            ),
            columns=("From", "Line", "To", "Do documents agree?"),
            rows=lines,
        ),
        ReportTable(
            key="things",
            short="Things",
            title="The things of the network",
            about=Sentence(
                f"{counted(len(things), 'thing')} of {counted(len(number), 'kind')}.", how=DRAWN
            ),
            columns=("Thing", "Kind", "Lines in the figure"),
            rows=things,
            how=COUNTED,
        ),
    )
    ends = sorted(drawn.view.graph)
    query = _LINES.readable(source=ends, target=ends)
    # A reader's filters may take out lines; those of the report's own picture only whole kinds.
    kept = made.selection.network is None or not made.selection.state.filters
    whole = len(lines) if kept else None
    return Chapter(
        Section("words", "The network in words", blocks),
        (Query("lines", "The lines of the network", query, whole),),
    )


def _words(made: Making, line: CitedLine) -> str:
    """What a line says, with the role in which a person has it."""
    ends = {made.names[end].family for end in (line.source, line.target)}
    roles = dict.fromkeys(one.role for one in line.evidence if one.role and one.asserted)
    return f"{line.label} ({'; '.join(roles)})" if "Person" in ends and roles else line.label


def _triple(line: CitedLine) -> Triple:
    return line.source, line.property, line.target
