"""Values as RDF: numbers, dates and texts in the one form that every engine keeps."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rdflib import SKOS, XSD, Literal, URIRef

from graph.dates import PartialDate
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from rdflib.term import Node

__all__ = ["dated", "day", "labelled", "line", "literal", "plain_text"]

# Language, script, region and variant (https://www.rfc-editor.org/rfc/rfc5646#section-2.1).
_LANGUAGE = re.compile(
    r"(?P<text>.+)@(?P<tag>[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-[A-Za-z0-9]{5,8})?)"
)

_PARTIAL_DATE: Final = CBRN.PartialDate
_OURS: Final = str(CBRN)
_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_ESCAPES: Final = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r"})


@lru_cache(maxsize=1 << 14)
def dated(date: PartialDate) -> Literal:
    """The literal of a date, in the datatype that is as exact as the date."""
    return Literal(str(date), datatype=URIRef(date.datatype), normalize=False)


@lru_cache(maxsize=1 << 14)
def day(date: PartialDate, *, is_last: bool) -> Literal:
    """The first or the last day that a date can mean, as an ``xsd:date``."""
    told = (date.last if is_last else date.first).isoformat()
    return Literal(told, datatype=XSD.date, normalize=False)


@lru_cache(maxsize=1 << 14)
def plain_text(words: str) -> Literal:
    """A literal of a text; locators and roles come again and again."""
    return Literal(words)


def line(triple: tuple[Node, Node, Node]) -> str:
    """A triple as a line of N-Triples (W3C, 2014), without the line's end."""
    return " ".join(map(_written, triple)) + " ."


def _written(term: Node) -> str:
    if not isinstance(term, Literal):
        return f"<{term}>"
    text = str(term).translate(_ESCAPES)
    if term.language:
        return f'"{text}"@{term.language}'
    return f'"{text}"^^<{term.datatype}>' if term.datatype else f'"{text}"'


def labelled(text: str) -> Literal:
    """A label with its language: English, unless it ends in a tag as in ``Казахстан@kk``.

    Tags are written small, as engines give them back (RDF 1.1 Concepts, section 3.3).
    """
    form = _LANGUAGE.fullmatch(text)
    return Literal(form["text"], lang=form["tag"].lower()) if form else Literal(text, lang="en")


def literal(text: str, datatype: URIRef, term: URIRef) -> Literal:
    """A number, date or text as RDF, in the one form that every engine keeps.

    Oxigraph rewrites ``007`` to ``7`` and ``2.50`` to ``2.5``, so the build does it first.
    """
    if term == SKOS.notation:
        return Literal(text)
    if datatype == XSD.integer:
        if not re.fullmatch(r"[+-]?\d{1,18}", text, re.ASCII):
            msg = f"'{text}' is not a whole number; write digits only, as in 62"
            raise ValueError(msg)
        return Literal(str(int(text)), datatype=XSD.integer)
    if datatype == XSD.decimal:
        try:
            # Python also reads 1_000 and the digits of other scripts.
            plain = f"{Decimal(text).normalize():f}" if _NUMBER.fullmatch(text) else ""
        except InvalidOperation:
            plain = ""
        if not re.fullmatch(r"-?\d+(\.\d+)?", plain):
            msg = f"'{text}' is not a number; write digits with a point, as in 6500000 or 2.5"
            raise ValueError(msg)
        return Literal(plain, datatype=XSD.decimal, normalize=False)
    if datatype == _PARTIAL_DATE:
        return dated(PartialDate.parse(text))
    if term.startswith(_OURS):
        return Literal(text)
    return labelled(text)
