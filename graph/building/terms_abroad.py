"""What the ontology's terms and topics are called in other languages: ``ontology/languages/``.

A language is a folder by its tag with ``terms.ttl``: the name of each term (``skos:prefLabel``),
how a line reads from its far end (``cbrn:inverseLabel``) and its definition (``skos:definition``),
each with the language's tag. They join the graph last: the shapes are about English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rdflib import Graph, Literal
from rdflib.namespace import SKOS

from graph.building.findings import Finding, Place, Severity
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib.graph import _TripleType

__all__ = ["files_abroad", "terms_abroad"]

_LANGUAGES: Final = "ontology/languages"
"""The folder that has one for each language."""
_TOLD: Final = frozenset({SKOS.prefLabel, SKOS.definition, CBRN.inverseLabel})


def files_abroad(ontology: Path) -> Iterator[tuple[str, bytes]]:
    """The tag of each language that the folder of the ontology has, and its file."""
    for file in sorted(ontology.glob("languages/*/terms.ttl")):
        yield file.parent.name, file.read_bytes()


def terms_abroad(
    files: Iterable[tuple[str, bytes]], terms: Graph
) -> tuple[list[_TripleType], list[Finding]]:
    """The triples of all languages, and what is wrong with any of them, which is then left out.

    Args:
        files: the tag of each language and its Turtle.
        terms: the terms and topics of the ontology, in English.
    """
    triples: list[_TripleType] = []
    findings: list[Finding] = []
    for tag, text in files:
        place = Place(f"{_LANGUAGES}/{tag}/terms.ttl")
        taken = set()
        for triple in sorted(Graph().parse(data=text, format="turtle")):
            subject, told, value = triple
            fault = ""
            if (subject, None, None) not in terms:
                fault = f"'{subject}' is no term of the ontology; check its spelling"
            elif told not in _TOLD or not isinstance(value, Literal) or value.language != tag:
                fault = f"'{value}' is to be a name, an inverse label or a definition with @{tag}"
            elif (subject, told) in taken:
                fault = f"'{subject}' has two of {str(told).rpartition('#')[2]}; keep one of them"
            if fault:
                findings.append(Finding(Severity.ERROR, place, "", fault))
                continue
            taken.add((subject, told))
            triples.append(triple)
    return triples, findings
