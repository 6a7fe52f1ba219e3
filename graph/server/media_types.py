"""The media types that clients may ask for, and the format that each of them means."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from graph.store.replies.formats import JSON, ROW_FORMATS, TRIPLE_FORMATS, TURTLE

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HTML", "NOT_ACCEPTED", "NO_TRIPLES_ACCEPTED", "ROW_NAMES", "TRIPLE_NAMES"]

HTML: Final = "text/html"

ROW_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {name: name for name in ROW_FORMATS}
    | {"application/json": JSON, "application/xml": "application/sparql-results+xml"}
)
"""The format of rows, or of yes and no, by its names: the standard's, then what it is as well."""

TRIPLE_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {name: name for name in TRIPLE_FORMATS}
    | {
        "application/x-turtle": TURTLE,
        "application/json": "application/ld+json",
        "application/xml": "application/rdf+xml",
        "text/xml": "application/rdf+xml",
        "text/rdf+n3": "text/n3",
        "application/x-trig": "application/trig",
        "text/x-nquads": "application/n-quads",
    }
)
"""The format of triples by its names."""

_NONE: Final = "None of the formats that the request accepts is on offer."

NOT_ACCEPTED: Final = (
    f"{_NONE} Rows and yes or no: {', '.join(ROW_FORMATS)}. Triples: {', '.join(TRIPLE_FORMATS)}."
)
"""Where a query is asked."""

NO_TRIPLES_ACCEPTED: Final = f"{_NONE} Triples: {', '.join(TRIPLE_FORMATS)}."
"""Where there is nothing but triples: a thing, the ontology, the shapes, the description."""
