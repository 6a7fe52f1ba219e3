"""How RDF in the graph's own vocabulary is written in the cells of the tables."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode
from rdflib import DCTERMS, FOAF, RDF, RDFS, SKOS, XSD

from graph.vocabulary import CBRN, short

if TYPE_CHECKING:
    from graph.intake.triples import Told
    from graph.store.replies.limits import Term

__all__ = [
    "DOCUMENT",
    "LABEL",
    "OTHER_LABEL",
    "STATEMENT",
    "STATEMENTS",
    "TOPIC",
    "TYPE",
    "WORKED_OUT",
    "is_tagged",
    "named",
    "text_of",
    "types_of",
    "value_of",
]

DOCUMENT: Final = {
    str(RDFS.label): "title",
    str(DCTERMS.publisher): "publisher",
    str(DCTERMS.issued): "issued",
    str(FOAF.page): "address",
    str(DCTERMS.language): "language",
    str(RDFS.comment): "places",
    str(CBRN.copyHash): "copy",
    str(CBRN.copyKeptOn): "copy_on",
}
STATEMENT: Final = {
    str(RDF.subject): "subject",
    str(RDF.predicate): "property",
    str(RDF.object): "object",
    str(CBRN.statedIn): "document",
    str(CBRN.locator): "locator",
    str(CBRN["from"]): "from",
    str(CBRN.until): "until",
    str(CBRN.role): "role",
    str(CBRN.basis): "basis",
    str(RDFS.comment): "remark",
    str(CBRN.review): "review",
    str(CBRN.statedOn): "stated_on",
    str(CBRN.quote): "quote",
    str(CBRN.passageHash): "passage",
    str(CBRN.readAgainOn): "read_again_on",
    str(CBRN.readAgainBy): "read_again_by",
}
STATEMENTS: Final = {str(CBRN.Statement), str(RDF.Statement)}
TOPIC: Final = {
    str(SKOS.definition): "definition",
    str(SKOS.broader): "broader",
    str(SKOS.prefLabel): "",
    str(SKOS.inScheme): "",
    str(SKOS.topConceptOf): "",
}
"""What SKOS says of a topic, with its column; a build works out what has none."""
_NAMES: Final = {str(DCTERMS.title), str(SKOS.altLabel)}
"""The properties whose values have a language in the tables."""
_FLOATING: Final = {str(XSD.double), str(XSD.float)}
_LIKE_A_TAG: Final = re.compile(r"@[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$")
TYPE: Final = str(RDF.type)
WORKED_OUT: Final = {str(FOAF.page), str(CBRN.evidenceMark), str(CBRN.evidenceWords)}
"""On a statement what is worked out from the rest: its page at the passage, and its grade."""
LABEL: Final = str(RDFS.label)
OTHER_LABEL: Final = str(SKOS.altLabel)


def named(iri: str) -> str:
    """The short name of one of our things, the whole address of anything else."""
    try:
        return short(iri)
    except ValueError:
        return iri


def types_of(node: Told) -> set[str]:
    """The classes that are told of a node, by their addresses."""
    return {one.value for one in node.get(TYPE, []) if isinstance(one, NamedNode)}


def value_of(term: Term) -> str:
    """A term without its language and datatype."""
    return str(term) if isinstance(term, BlankNode) else term.value


def text_of(term: Term, *, tagged: bool = True) -> str:
    """A literal as the tables write it, in a tagged text with its language if not English."""
    if isinstance(term, NamedNode):
        return named(term.value)
    if isinstance(term, BlankNode):
        return str(term)
    if term.datatype.value in _FLOATING:
        return _in_full(term.value)
    tag = term.language
    # An English text that ends like one with a tag needs its own, or it would change its language.
    needed = tag and (tag != "en" or _LIKE_A_TAG.search(term.value))
    return f"{term.value}@{tag}" if tagged and needed else term.value


def _in_full(number: str) -> str:
    """A floating-point number without its exponent."""
    try:
        return f"{Decimal(number).normalize():f}"
    except InvalidOperation:
        return number


def is_tagged(statement: Told, column: str) -> bool:
    """Whether the cell of a statement is a text with a language: the object of a name or title."""
    said = {value_of(one) for one in statement.get(str(RDF.predicate), [])}
    return column == "object" and bool(said & _NAMES)
