"""What is in the graph: counts by kind, the documents, and how fresh they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.store import Limits
from graph.texts import ngettext
from graph.views.record.in_words import document_date, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.store import Engine
    from graph.views.record.names import NamedGraph

__all__ = ["Document", "Overview", "documents", "overview", "statements_that_count"]

_DOCUMENTS = """
SELECT ?document ?title ?publisher ?issued ?page ?places ?retracted ?copy ?copyKept
       (COUNT(?statement) - COUNT(?withdrawn) AS ?statements) (COUNT(?withdrawn) AS ?gone)
       (MAX(STR(?on)) AS ?read) (SUM(IF(?property = skos:notation, 0, 1)) AS ?more)
WHERE {
  ?document a cbrn:SourceDocument ; rdfs:label ?title ; dct:publisher ?publisher ;
            foaf:page ?page .
  OPTIONAL { ?document dct:issued ?issued }
  OPTIONAL { ?document rdfs:comment ?places }
  OPTIONAL { ?document cbrn:retracted ?retracted }
  OPTIONAL { ?document cbrn:copyHash ?copy ; cbrn:copyKeptOn ?copyKept }
  OPTIONAL {
    ?statement cbrn:statedIn ?document ; cbrn:statedOn ?on ; rdf:predicate ?property .
    OPTIONAL { ?statement cbrn:review ?withdrawn . FILTER(?withdrawn = cbrn:Withdrawn) }
  }
}
GROUP BY ?document ?title ?publisher ?issued ?page ?places ?retracted ?copy ?copyKept
"""

_THINGS = """
SELECT DISTINCT ?thing
WHERE {
  ?statement a cbrn:Statement ; rdf:subject|rdf:object ?thing .
  ?thing a cbrn:Thing .
}
"""

_DISPUTED = """
SELECT (COUNT(DISTINCT ?statement) AS ?disputed)
WHERE { ?statement cbrn:review cbrn:Disputed }
"""


_ALL = Limits(seconds=30, rows=10_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of the register, with how many of its statements count: withdrawn ones do not.

    ``read`` is the day on which it was read, where it bears no date; ``codes`` says that it holds
    nothing but codes, and so is no news of the field however new it is; ``retracted`` is why
    nothing of it counts, "" where it does.
    """

    iri: str
    title: str
    publisher: str
    issued: str
    page: str
    places: str
    statements: int
    withdrawn: int = 0
    read: str = ""
    codes: bool = False
    retracted: str = ""
    copy: str = ""
    """The SHA-256 of a copy that somebody keeps, and below the day on which it was put down."""
    copy_on: str = ""

    @property
    def dated(self) -> str:
        """When the document is dated, in words; where it bears no date, when it was read."""
        return document_date(self.issued, "" if self.issued else self.read)


@dataclass(frozen=True, slots=True)
class Overview:
    """The graph in numbers: things by family, statements, documents, and the newest document."""

    families: Mapping[str, int]
    statements: int
    disputed: int
    documents: tuple[Document, ...]

    @property
    def things(self) -> int:
        """How many things the documents make statements about."""
        return sum(self.families.values())

    @property
    def newest(self) -> str:
        """When the newest document is dated, in words."""
        return worded(max((one.issued for one in self.documents if not one.codes), default=""))


def documents(engine: Engine) -> tuple[Document, ...]:
    """Every document of the register, newest first, then those without a date, lists of codes last.

    A new list of codes is no news of the field.
    """
    answer = engine.query(_DOCUMENTS, limits=_ALL)
    found = [
        Document(
            iri=record["document"] or "",
            title=record["title"] or "",
            publisher=record["publisher"] or "",
            issued=record["issued"] or "",
            page=record["page"] or "",
            places=record["places"] or "",
            statements=int(record["statements"] or 0),
            withdrawn=int(record["gone"] or 0),
            read=record["read"] or "",
            codes=bool(record["statements"] != "0" and record["more"] == "0"),
            retracted=record["retracted"] or "",
            copy=record["copy"] or "",
            copy_on=record["copyKept"] or "",
        )
        for record in answer.records()
    ]
    by_title = sorted(found, key=lambda one: (one.title, one.iri))
    return tuple(sorted(by_title, key=lambda one: (not one.codes, one.issued), reverse=True))


def statements_that_count(register: Iterable[Document]) -> str:
    """How many statements of some documents count, in words, and how many more were withdrawn."""
    listed = tuple(register)
    many, gone = sum(one.statements for one in listed), sum(one.withdrawn for one in listed)
    told = ngettext(
        "{number:,} statement that counts", "{number:,} statements that count", many, number=many
    )
    if not gone:
        return told
    withdrawn = ngettext(
        "{number:,} more was withdrawn", "{number:,} more were withdrawn", gone, number=gone
    )
    return f"{told} ({withdrawn})"


def overview(kg: NamedGraph) -> Overview:
    """The numbers of the first page, counted in the graph."""
    register = documents(kg.engine)
    disputed = kg.engine.query(_DISPUTED).records()[0]["disputed"]
    things = kg.engine.query(_THINGS, limits=_ALL).records()
    return Overview(
        families=dict(Counter(kg.names[one["thing"] or ""].family for one in things)),
        statements=sum(one.statements for one in register),
        disputed=int(disputed or 0),
        documents=register,
    )
