"""Whether engines say the same: their answers as they compare, and what pages make of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph

from graph.store import load_questions
from graph.views.cooperation.gaps import gaps
from graph.views.cooperation.matrix import matrix
from graph.views.cooperation.measures import pairs, parts
from graph.views.network.growing import Grower
from graph.views.network.grown_picture import grown
from graph.views.network.view_state import ViewState
from graph.views.paths.paths import connections
from graph.views.record.names import NamedGraph, load_names
from graph.views.record.overview import overview
from graph.views.record.statements import about, said_in
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Answer, Engine, Term

__all__ = ["Things", "compared", "told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Things:
    """What the pages are asked about: ``far`` is connected with the country."""

    country: str
    meeting: str
    document: str
    project: str
    far: str


def plain(term: Term | None) -> object:
    """A term as it compares: numbers by their value, whose digits the standard leaves open."""
    if isinstance(term, pyoxigraph.Literal) and term.datatype.value.endswith(
        ("#integer", "#decimal")
    ):
        return Decimal(term.value), term.datatype.value
    return term


def compared(answer: Answer, *, in_order: bool = False) -> object:
    """An answer as it compares with that of another engine."""
    rows = [tuple(map(plain, row)) for row in answer.rows]
    triples = Counter(
        (str(one.subject), str(one.predicate), plain(one.object))  # type: ignore[arg-type]
        for one in answer.triples
    )
    # The standard lets an engine say a triple of a CONSTRUCT once or more often.
    return answer.form, answer.boolean, rows if in_order else Counter(rows), set(triples)


def told(engine: Engine, things: Things) -> Iterator[object]:
    """What the pages show of some things, piece by piece, as an engine answers."""
    names = load_names(engine)
    yield dict(names.by_iri)
    named = NamedGraph(engine, names)
    yield overview(named)
    yield gaps(named, load_questions())
    yield parts(engine)
    yield pairs(named, most=1_000)
    for start in (things.country, things.meeting):
        lines = grown(Grower(named), ViewState(start=(start,))).view.lines
        assert lines
        yield lines
    yield said_in(engine, f"{THINGS}{things.document}")
    yield about(engine, f"{THINGS}{things.project}")
    yield connections(named, [f"{THINGS}{things.country}", f"{THINGS}{things.far}"]).view.lines
    table = matrix(named, "Project", "Country")
    yield table.counts.tolist(), table.rows, table.columns
