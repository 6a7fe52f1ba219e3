"""What a query is asked with beside its text, and its answer written in the format asked for.

The worker writes the format, so that a large answer takes its own time and memory and not the
app's. Only whole answers are safe in every format: one that was cut says so inside the text where
the format has a place for it, and otherwise only in `graph.store.replies.limits.Reply.cut`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryResultsFormat, RdfFormat

from graph.errors import QueryError
from graph.prefixes import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store.replies.limits import Cut, Reply

__all__ = ["CSV", "JSON", "ROW_FORMATS", "TRIPLE_FORMATS", "TSV", "TURTLE", "Setting", "written"]

CSV: Final = "text/csv"
JSON: Final = "application/sparql-results+json"
TSV: Final = "text/tab-separated-values"
TURTLE: Final = "text/turtle"

ROW_FORMATS: Final[Mapping[str, QueryResultsFormat]] = MappingProxyType(
    {
        JSON: QueryResultsFormat.JSON,
        "application/sparql-results+xml": QueryResultsFormat.XML,
        CSV: QueryResultsFormat.CSV,
        TSV: QueryResultsFormat.TSV,
    }
)
"""The formats of the standard for SELECT and ASK, by media type."""

TRIPLE_FORMATS: Final[Mapping[str, RdfFormat]] = MappingProxyType(
    {
        TURTLE: RdfFormat.TURTLE,
        "application/n-triples": RdfFormat.N_TRIPLES,
        "application/ld+json": RdfFormat.JSON_LD,
        "application/rdf+xml": RdfFormat.RDF_XML,
        "text/n3": RdfFormat.N3,
        "application/trig": RdfFormat.TRIG,
        "application/n-quads": RdfFormat.N_QUADS,
    }
)
"""The formats for CONSTRUCT and DESCRIBE, by media type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a query is asked with beside its text, as the SPARQL Protocol knows it.

    ``base`` is what relative addresses in the query are relative to. The graphs are None where the
    query asks the graph of the file; named, they are the whole dataset, and one that the file does
    not hold is empty.
    """

    rows_as: str = TSV
    triples_as: str = "application/n-triples"
    base: str | None = None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None

    def dataset(
        self,
    ) -> tuple[
        list[NamedNode | BlankNode | DefaultGraph] | None, list[NamedNode | BlankNode] | None
    ]:
        """Return the default graphs and the named graphs as the engine takes them."""
        if self.default_graphs is None and self.named_graphs is None:
            return None, None
        return (
            [NamedNode(name) for name in self.default_graphs or ()],
            [NamedNode(name) for name in self.named_graphs or ()],
        )


def written(reply: Reply, setting: Setting) -> Reply:
    """Return an answer, rows or triples as an engine sends them, in the format asked for.

    Raises:
        QueryError: the format cannot hold this answer.
    """
    rows = QueryResultsFormat.from_media_type(reply.media_type)
    if rows is not None:
        found = pyoxigraph.parse_query_results(reply.body, rows)
        body = found.serialize(format=ROW_FORMATS[setting.rows_as]) or b""
        return replace(
            reply, media_type=setting.rows_as, body=_marked(body, setting.rows_as, reply.cut)
        )
    body, form = reply.body, TRIPLE_FORMATS[setting.triples_as]
    if form == RdfFormat.RDF_XML:
        _check_relations(body)
    if form != RdfFormat.N_TRIPLES:
        quads = pyoxigraph.parse(body, RdfFormat.N_TRIPLES)
        used = {name: iri for name, iri in PREFIXES.items() if f"<{iri}".encode() in body}
        try:
            body = pyoxigraph.serialize(quads, format=form, prefixes=used) or b""
        except (OSError, ValueError) as error:
            message = f"{form.name} has no way to write this answer: {error}. Ask for Turtle."
            raise QueryError(message) from error
    return replace(
        reply, media_type=setting.triples_as, body=_marked(body, setting.triples_as, reply.cut)
    )


def _check_relations(body: bytes) -> None:
    """Stop at a relation whose address does not end in a name, which XML elements need."""
    for relation in set(re.findall(rb"(?m)^\S+ <([^>]*)>", body)):
        if not re.search(r"[^\W\d][\w.-]*$", relation.decode()):
            message = (
                f"RDF/XML has no way to write the relation <{relation.decode()}>, whose address "
                "does not end in a name. Ask for Turtle."
            )
            raise QueryError(message)


def _marked(text: bytes, media_type: str, cut: Cut | None) -> bytes:
    """Say inside an answer that it was cut, where the format has a place for it."""
    if cut is None or media_type in {CSV, TSV}:
        return text
    said = f"Only the first {cut.portion} are here; there is more."
    if media_type == JSON:
        return b'{"cut":' + json.dumps(said).encode() + b"," + text.removeprefix(b"{")
    if media_type.endswith("xml"):
        return text + f"<!-- {escape(said, quote=False)} -->".encode()
    return text if media_type.endswith("json") else text + f"# {said}\n".encode()
