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
    from pathlib import Path

    from rdflib.graph import _TripleType

__all__ = ["LANGUAGES", "terms_abroad"]

LANGUAGES: Final = "languages"
"""The folder below ``ontology/`` that has one for each language."""
_TOLD: Final = frozenset({SKOS.prefLabel, SKOS.definition, CBRN.inverseLabel})


def terms_abroad(ontology: Path, terms: Graph) -> tuple[list[_TripleType], list[Finding]]:
    """The triples of all languages, and what is wrong with any of them, which is then left out.

    Args:
        ontology: the folder of the ontology.
        terms: its terms and topics, in English.
    """
    triples: list[_TripleType] = []
    findings: list[Finding] = []
    for file in sorted(ontology.glob(f"{LANGUAGES}/*/terms.ttl")):
        tag, place = file.parent.name, Place(file.relative_to(ontology.parent).as_posix())
        taken = set()
        for triple in sorted(Graph().parse(file, format="turtle")):
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
