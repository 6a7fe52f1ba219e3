"""Which data a report was made from: version, date, size and checksum of the graph."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.errors import CbrnGraphError
from graph.store import Limits, Setting
from graph.views.record.in_words import worded

if TYPE_CHECKING:
    from graph.store import Engine

__all__ = ["Edition", "edition"]

_ALL: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_VERSION: Final = """
SELECT ?version ?modified
WHERE {
  ?ontology a owl:Ontology .
  FILTER(STRSTARTS(STR(cbrn:), STR(?ontology)))
  OPTIONAL { ?ontology owl:versionInfo ?version }
  OPTIONAL { ?ontology dct:modified ?modified }
}
"""
_NEWEST: Final = """
SELECT (MAX(?dated) AS ?newest) (COUNT(DISTINCT ?document) AS ?documents)
       (COUNT(DISTINCT ?undatedOne) AS ?undated)
WHERE {
  ?document a cbrn:SourceDocument .
  OPTIONAL { ?document dct:issued ?issued }
  BIND(IF(BOUND(?issued), ?none, ?document) AS ?undatedOne)
  # A list of codes says nothing about the field, however new it is.
  OPTIONAL {
    SELECT DISTINCT ?document ?told WHERE {
      ?said cbrn:statedIn ?document ; rdf:predicate ?property . FILTER(?property != skos:notation)
      BIND(true AS ?told)
    }
  }
  BIND(IF(BOUND(?issued) && BOUND(?told), STR(?issued), "") AS ?dated)
}
"""
_LIMITS: Final = Limits(seconds=60, rows=20_000_000, output_bytes=4_000_000_000)
_TRIPLES: Final = "application/n-triples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The state of the data.

    ``newest`` is when the newest document that says more than codes is dated, ``undated`` how many
    documents bear no date; ``checksum`` is the SHA-256 of the sorted
    N-Triples, as of the built file, or "" where the engine would not give all of them at once.
    """

    version: str
    modified: str
    newest: str
    documents: int
    triples: int
    checksum: str
    undated: int = 0

    @property
    def sentence(self) -> str:
        """All of it in words."""
        ontology = f"version {self.version or 'not on record'}"
        if self.modified:
            ontology += f" of {worded(self.modified)}"
        newest = worded(self.newest) or "a date not on record"
        if self.undated:
            newest += f", {self.undated:,} without a date"
        if not self.checksum:
            return (
                f"Data: {self.documents:,} documents, the newest of {newest}; ontology: "
                f"{ontology}. The engine does not give all triples at once, so there is no "
                "checksum."
            )
        return (
            f"Data: {self.triples:,} triples of {self.documents:,} documents, the newest of "
            f"{newest}; ontology: {ontology}; checksum (SHA-256): {self.checksum}."
        )


def edition(engine: Engine) -> Edition:
    """The state of the graph that an engine holds; takes a second per 50,000 triples or so."""
    versions = engine.query(_VERSION, limits=_LIMITS).records()
    told = min(versions, key=lambda one: (one["version"] or "", one["modified"] or ""), default={})
    register = engine.query(_NEWEST, limits=_LIMITS).records()[0]
    triples, checksum = _checked(engine)
    return Edition(
        version=told.get("version") or "",
        modified=told.get("modified") or "",
        newest=register["newest"] or "",
        documents=int(register["documents"] or 0),
        triples=triples,
        checksum=checksum,
        undated=int(register["undated"] or 0),
    )


def _checked(engine: Engine) -> tuple[int, str]:
    """How many triples there are, and their checksum; nothing where not all of them came."""
    try:
        reply = engine.reply(_ALL, Setting(triples_as=_TRIPLES), limits=_LIMITS)
    except CbrnGraphError:
        return 0, ""
    if reply.cut or reply.media_type != _TRIPLES:
        return 0, ""
    lines = sorted(set(reply.body.splitlines(keepends=True)))
    return len(lines), hashlib.sha256(b"".join(lines)).hexdigest()
