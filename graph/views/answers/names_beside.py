"""An answer with the names of its things beside their addresses, for programs that show it.

A column ``country`` of things is followed by ``countryLabel``; triples are followed by those that
say what their things are called (``rdfs:label``). That is how Wikidata's service names them too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple
from rdflib import RDFS

from graph.store import Limits
from graph.store.text.parameters import Parametrised
from graph.views.record.batches import batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.store import Answer
    from graph.store.replies.limits import Term
    from graph.views.record.names import NamedGraph

__all__ = ["with_names"]

_CHOSEN: Final = Parametrised("""
SELECT ?thing ?name WHERE { VALUES ?thing { } ?thing skos:prefLabel ?name }
ORDER BY ?thing ?name
""")
_LIMITS: Final = Limits(seconds=10, rows=1_000_000)


def with_names(kg: NamedGraph, answer: Answer, language: str) -> Answer:
    """Return an answer whose things stand with their names.

    Args:
        kg: the graph, opened.
        answer: rows or triples; a yes or no stays as it is.
        language: the language wanted; a thing without a name in it has its English one, which says
            so by its own tag.
    """
    if answer.form == "construct":
        ends = (end for one in answer.triples for end in (one.subject, one.object))
        told = _told(kg, ends, language)
        more = (
            Triple(NamedNode(iri), NamedNode(str(RDFS.label)), name) for iri, name in told.items()
        )
        return replace(answer, triples=list(dict.fromkeys([*answer.triples, *more])))
    told = _told(kg, (cell for row in answer.rows for cell in row), language)
    named = {
        place
        for place in range(len(answer.variables))
        if any(_iri(row[place]) in told for row in answer.rows)
    }
    taken = set(answer.variables)
    variables = tuple(
        one
        for place, name in enumerate(answer.variables)
        for one in ((name, _free(f"{name}Label", taken)) if place in named else (name,))
    )
    rows: list[tuple[Term | None, ...]] = [
        tuple(
            one
            for place, cell in enumerate(row)
            for one in ((cell, told.get(_iri(cell))) if place in named else (cell,))
        )
        for row in answer.rows
    ]
    return replace(answer, variables=variables, rows=rows)


def _told(kg: NamedGraph, cells: Iterable[object], language: str) -> Mapping[str, Literal]:
    """What each thing among some terms is called, by its address."""
    iris = dict.fromkeys(iri for iri in map(_iri, cells) if iri in kg.names)
    told = {iri: Literal(kg.names[iri].label, language="en") for iri in iris}
    if language == "en":
        return told
    for some in batches(iris):
        for thing, name in kg.engine.query(_CHOSEN.filled(thing=some), limits=_LIMITS).rows:
            if isinstance(name, Literal) and _speaks(name.language or "", language):
                told[_iri(thing)] = name
    return told


def _speaks(tag: str, language: str) -> bool:
    """Whether a tag is of a language, by https://www.rfc-editor.org/rfc/rfc4647#section-3.3.1."""
    return tag.lower() == language or tag.lower().startswith(f"{language}-")


def _iri(cell: object) -> str:
    return cell.value if isinstance(cell, NamedNode) else ""


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name
