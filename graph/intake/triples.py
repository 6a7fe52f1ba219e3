"""RDF files opened so that they can do no harm: the triples by subject, whatever the form.

Nothing is fetched: the parsers resolve no address, a JSON-LD context elsewhere is refused, and so
is a document type in XML. Keys of JSON-LD that no context explains would vanish in every parser
(JSON-LD 1.1, 5.2); here each is named.
"""

from __future__ import annotations

import codecs
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, RdfFormat

from graph.intake.harmless import parse_xml
from graph.intake.limits import FileRefused
from graph.store.replies.limits import Term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from xml.parsers import expat

    from graph.intake.limits import IntakeLimits

__all__ = ["RDF_ENDINGS", "Node", "Told", "Triples", "form_of", "triples"]

_FORMATS: Final[Mapping[str, RdfFormat]] = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
}
RDF_ENDINGS: Final = frozenset(_FORMATS)
"""The endings of names that files with RDF have."""
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

_SCHEMA_ORG: Final = re.compile(rb'"@context"\s*:\s*"https?://(?:www\.)?schema\.org/?"')
"""The context that web pages name; what it says is that every key is a term of schema.org."""

Node = NamedNode | BlankNode
Told = dict[str, list[Term]]
"""What is said of a node: the values by the address of the property."""


@dataclass(frozen=True, slots=True)
class Triples:
    """What an RDF file says, by subject.

    ``graphs`` counts the named graphs, whose names say nothing here; ``unknown`` are the keys of
    JSON-LD that no context explains.
    """

    nodes: Mapping[Node, Told]
    graphs: int = 0
    unknown: tuple[str, ...] = ()


def form_of(name: str, content: bytes) -> RdfFormat | None:
    """The RDF format of a file by its ending, else by how it begins; None where it is no RDF."""
    named = _FORMATS.get(PurePath(name).suffix.lower())
    if named is not None:
        return named
    start = content[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"<?xml", b"<rdf:RDF")):
        return RdfFormat.RDF_XML
    if start.lower().startswith((b"@prefix", b"@base", b"prefix ", b"base ")):
        return RdfFormat.TURTLE
    return RdfFormat.JSON_LD if start.startswith((b"{", b"[")) else None


def triples(name: str, content: bytes, form: RdfFormat, limits: IntakeLimits) -> Triples:
    """The triples of a file.

    Raises:
        FileRefused: it is not RDF in that format, or points to something elsewhere.
    """
    content = _without_mark(name, content, form)
    unknown: tuple[str, ...] = ()
    if form == RdfFormat.RDF_XML:

        def read(parser: expat.XMLParserType) -> None:
            parser.Parse(content, True)

        parse_xml(read, f"'{name}'")
    if form == RdfFormat.JSON_LD:
        content = _SCHEMA_ORG.sub(b'"@context":{"@vocab":"https://schema.org/"}', content)
        unknown = tuple(dict.fromkeys(_unexplained(_json(name, content), name)))
    nodes: dict[Node, Told] = defaultdict(lambda: defaultdict(list))
    graphs = set()
    try:
        for number, quad in enumerate(pyoxigraph.parse(content, form)):
            if number >= limits.triples:
                msg = f"'{name}' has more than {limits.triples:,} triples; split it."
                raise FileRefused(msg)
            if isinstance(quad.subject, Node) and isinstance(quad.object, Term):
                nodes[quad.subject][quad.predicate.value].append(quad.object)
                graphs.add(quad.graph_name)
            else:
                msg = f"'{name}' holds a triple about a triple (RDF-star), which is not read here."
                raise FileRefused(msg)
    except (SyntaxError, ValueError) as error:
        msg = f"'{name}' cannot be read as {form.name}: {str(error).rstrip('.')}."
        raise FileRefused(msg) from error
    graphs.discard(pyoxigraph.DefaultGraph())
    return Triples(nodes, len(graphs), unknown)


def _without_mark(name: str, content: bytes, form: RdfFormat) -> bytes:
    """The file without its byte order mark, in UTF-8; an XML parser reads the mark itself."""
    encoding = next((code for mark, code in _MARKS if content.startswith(mark)), None)
    if encoding is None or form == RdfFormat.RDF_XML:
        return content
    try:
        return content.decode(encoding).encode()
    except UnicodeDecodeError as error:
        msg = f"'{name}' does not go on in the encoding that it begins with; save it as UTF-8."
        raise FileRefused(msg) from error


def _json(name: str, content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        msg = f"'{name}' is not whole JSON ({str(error).rstrip('.')})."
        raise FileRefused(msg) from error


@dataclass(frozen=True, slots=True)
class _Context:
    """The keys that the contexts around a node explain; with a vocabulary, all are."""

    terms: frozenset[str] = frozenset()
    all: bool = False

    def within(self, told: dict[str, Any], name: str) -> _Context:
        """The keys that are explained inside a node with contexts of its own.

        Raises:
            FileRefused: a context is at another address: it would have to be fetched.
        """
        contexts = told.get("@context", [])
        terms, every = self.terms, self.all
        for one in contexts if isinstance(contexts, list) else [contexts]:
            elsewhere = one if isinstance(one, str) else None
            if isinstance(one, dict):
                elsewhere = one.get("@import", elsewhere)
            if elsewhere is not None:
                msg = (
                    f"'{name}' takes its context from {elsewhere}; nothing is fetched here, so "
                    "write the context itself into the file (ours is ontology/context.jsonld)."
                )
                raise FileRefused(msg)
            if one is None:
                terms, every = frozenset(), False
            if isinstance(one, dict):
                terms = terms | one.keys()
                every = one.get("@vocab") is not None if "@vocab" in one else every
        return _Context(terms, every)

    def explains(self, key: str) -> bool:
        """Whether a key means something: a keyword, a term, or an address."""
        if self.all or key.startswith("@") or key in self.terms:
            return True
        return _ABSOLUTE.match(key) is not None


def _unexplained(told: object, name: str) -> Iterator[str]:
    """The keys of a JSON-LD document that no context explains."""
    waiting: list[tuple[object, _Context]] = [(told, _Context())]
    while waiting:
        part, around = waiting.pop()
        if isinstance(part, list):
            waiting += [(one, around) for one in reversed(part)]
        if not isinstance(part, dict):
            continue
        known = around.within(part, name)
        for key, value in part.items():
            if key == "@context" or _is_map(part, key):
                continue
            if not known.explains(key):
                yield key
            waiting.append((value, known))


def _is_map(part: Mapping[str, Any], key: str) -> bool:
    """Whether the keys below are languages, as in ``{"altLabel": {"fr": "…"}}``, and no terms."""
    value = part[key]
    return isinstance(value, dict) and bool(value) and _languages(value.keys())


def _languages(keys: Collection[str]) -> bool:
    return all(re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*|@none", key) for key in keys)
