"""Prefixes that every query knows, and the kinds of things that addresses begin with.

Plain text: the process that holds the graph needs them and nothing of rdflib, which would be most
of what it loads.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from graph.kinds import BY_KEY

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KINDS", "PREFIXES"]

_THINGS: Final = "https://w3id.org/cbrn-graph/id/"

KINDS: Final = frozenset(BY_KEY) | {"proposal", "reviewer", "statement"}
"""The kinds in addresses: those of things, and those of what is known about statements."""

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "cbrn": "https://w3id.org/cbrn-graph/ontology#",
        "id": _THINGS,
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dct": "http://purl.org/dc/terms/",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "void": "http://rdfs.org/ns/void#",
    }
    # A slash cannot stand in a prefixed name, so each kind has a prefix: country:KAZ.
    | {kind: f"{_THINGS}{kind}/" for kind in sorted(KINDS)}
)
"""Each prefix and what it stands for, the same for queries, their answers and files of RDF."""
