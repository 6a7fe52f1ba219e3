"""Queries with declared parameters: each is an empty block of values, filled with terms.

``VALUES ?thing { }`` in a query declares the parameter ``thing``, and ``VALUES (?from ?to) { }``
the parameter ``from_to``, whose values are rows. The text is a query as it stands (one that finds
nothing), and whatever fills it is written as a term: no value can become part of the query.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from graph.store.text.tokens import tokens
from graph.vocabulary import CBRN, PREFIXES, THINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from graph.store.replies.limits import Term

__all__ = ["ParameterValues", "Parametrised", "compact"]

ParameterValues: TypeAlias = "Iterable[Term | str | tuple[Term | str, ...]]"
"""What fills a parameter: terms, or addresses as text; rows of them where it names several."""

# What may stand after the colon of a prefixed name without being escaped.
_LOCAL: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?", re.ASCII)
_XSD: Final = PREFIXES["xsd"]


class Parametrised:
    """A query with its parameters; the places that they fill are found once.

    >>> named = Parametrised("SELECT ?thing ?name { VALUES ?thing { } ?thing rdfs:label ?name }")
    >>> named.readable(thing=["https://w3id.org/cbrn-graph/id/region/CA"])
    'SELECT ?thing ?name { VALUES ?thing { region:CA } ?thing rdfs:label ?name }'
    """

    def __init__(self, text: str) -> None:
        """Keep the text of a query."""
        self.text = text

    @cached_property
    def places(self) -> tuple[tuple[str, int], ...]:
        """The parameters of the text with the place that each fills, the last first."""
        found: list[tuple[str, int]] = []
        names: list[str] | None = None
        for before, token in zip([None, *(read := tokens(self.text))], read, strict=False):
            if token.text.upper() == "VALUES":
                names = []
            elif names is not None and token.kind == "variable":
                names.append(token.text[1:])
            elif names is not None and token.text == "}" and before and before.text == "{":
                found.append(("_".join(names), before.start + 1))
                names = None
            elif names is not None and token.text not in "(){":
                names = None
        return tuple(reversed(found))

    def filled(self, **values: ParameterValues) -> str:
        """Return the query with its parameters filled.

        Raises:
            ValueError: a parameter was given no values or is not declared, or an address is none.
        """
        return self._with(values, _whole)

    def readable(self, **values: ParameterValues) -> str:
        """Return the same query for people to read: its addresses are short names.

        Raises:
            ValueError: see `filled`.
        """
        return self._with(values, compact)

    def _with(
        self, values: Mapping[str, ParameterValues], write: Callable[[Term | str], str]
    ) -> str:
        declared = {name for name, _ in self.places}
        if declared != values.keys():
            message = f"The query has the parameters {sorted(declared)}, not {sorted(values)}."
            raise ValueError(message)
        listed = {name: _listed(rows, write) for name, rows in values.items()}
        text = self.text
        for name, start in self.places:
            text = f"{text[:start]} {listed[name]} {text[text.index('}', start) :]}"
        return text


def compact(term: Term | str) -> str:
    """Return a term or an address as SPARQL writes it, short where a prefix of ours allows it."""
    if isinstance(term, Literal):
        kind = term.datatype.value
        if term.language or not kind.startswith(_XSD) or kind == f"{_XSD}string":
            return str(term)
        return f"{Literal(term.value)}^^xsd:{kind.removeprefix(_XSD)}"
    iri = term if isinstance(term, str) else term.value
    if iri.startswith(str(THINGS)):
        kind, _, key = iri.removeprefix(str(THINGS)).partition("/")
        if kind in PREFIXES and _LOCAL.fullmatch(key):
            return f"{kind}:{key}"
    local = iri.removeprefix(str(CBRN._NS))
    return f"cbrn:{local}" if _LOCAL.fullmatch(local) else str(NamedNode(iri))


def _whole(term: Term | str) -> str:
    return str(NamedNode(term) if isinstance(term, str) else term)


def _listed(rows: ParameterValues, write: Callable[[Term | str], str]) -> str:
    return " ".join(
        f"({' '.join(write(term) for term in row)})" if isinstance(row, tuple) else write(row)
        for row in rows
    )
