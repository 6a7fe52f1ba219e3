"""A query as an engine takes it that knows neither our prefixes nor our way of binding variables.

What goes to an engine elsewhere is a text that stands alone: the prefixes it uses are declared,
bound variables get their values from ``VALUES`` blocks (`graph.store.text.binding`), and
``DESCRIBE``, whose answer each engine chooses for itself, is written as the ``CONSTRUCT`` that the
embedded engine's answer amounts to.

Every text is read by the embedded engine first, on no data: so mistakes are told in the same words
everywhere, and what only one product understands (Virtuoso's ``define``, say) reaches none.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

import pyoxigraph

from graph.errors import QueryError, QueryRefused
from graph.store.text.binding import with_values
from graph.store.text.mistakes import explain, refusal_of_the_engine
from graph.store.text.tokens import Token, tokens
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store.replies.limits import Term

__all__ = ["AnswerForm", "portable", "vetted"]

AnswerForm = Literal["rows", "boolean", "triples"]

# Joined to a query it leaves nothing to evaluate, whatever the query asks for.
_NOTHING: Final = "\nVALUES ?cbrn_never { }"
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_PRODUCTS: Final = re.compile(r"<(bif:|sql:|java:|https?://www\.openlinksw\.com/)", re.IGNORECASE)


def vetted(sparql: str, bindings: Mapping[str, Term], base: str | None) -> AnswerForm:
    """Return what kind of answer a query has, or stop one that cannot be read.

    Raises:
        QueryError: as the embedded engine would say it.
        QueryRefused: the query uses what only one product knows, or picks another graph.
    """
    read = tokens(sparql)
    for token in read:
        if token.kind == "word" and token.text.upper() == "GRAPH":
            message = (
                "GRAPH picks other graphs of the engine, and here there is one graph that every "
                "query asks. Leave GRAPH and its brackets out."
            )
            raise QueryRefused(message)
        if token.kind == "iri" and _PRODUCTS.match(token.text):
            message = (
                f"{token.text} is known to one product only, and may do more than read. "
                "Use the functions of SPARQL."
            )
            raise QueryRefused(message)
    store = pyoxigraph.Store()
    try:
        found = store.query(
            _without_rows(sparql, read) + _NOTHING,
            base_iri=base,
            prefixes=dict(PREFIXES),
            substitutions={pyoxigraph.Variable(name): term for name, term in bindings.items()},
        )
    except SyntaxError as error:
        raise explain(sparql, str(error)) from error
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(refusal_of_the_engine(str(error))) from error
    if isinstance(found, pyoxigraph.QueryBoolean):
        return "boolean"
    return "rows" if isinstance(found, pyoxigraph.QuerySolutions) else "triples"


def portable(sparql: str, bindings: Mapping[str, Term], base: str | None = None) -> str:
    """Return a query that stands alone: its prefixes declared, its bound variables given values."""
    text = _constructing(sparql)
    if bindings:
        text = with_values(text, bindings)
    read = tokens(text)
    declared = {
        name.prefix
        for word, name in pairwise(read)
        if word.text.upper() == "PREFIX" and name.kind == "name"
    }
    used = {token.prefix for token in read if token.kind == "name"} - declared
    heading = [f"PREFIX {name}: <{PREFIXES[name]}>" for name in sorted(used & PREFIXES.keys())]
    relative = [one for one in read if one.kind == "iri" and not re.match(r"<[A-Za-z]+:", one.text)]
    if base and relative:
        heading.insert(0, f"BASE <{base}>")
    return _in_ascii(" ".join([*heading, text]))


def _in_ascii(text: str) -> str:
    """Return a query with codes for its letters beyond ASCII: Virtuoso takes them byte by byte."""
    return _BEYOND_ASCII.sub(_code, text)


def _code(letter: re.Match[str]) -> str:
    number = f"{ord(letter[0]):X}"
    return f"\\u{number:0>4}" if len(number) <= 4 else f"\\U{number:0>8}"  # noqa: PLR2004


def _without_rows(sparql: str, read: list[Token]) -> str:
    """Return a query without the VALUES at its very end, where there can be only one."""
    depth = 0
    for token in read:
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0 and token.kind == "word" and token.text.upper() == "VALUES":
            rows = sparql[token.start :]
            try:
                pyoxigraph.Store().query(f"SELECT * {{}} {rows}", prefixes=dict(PREFIXES))
            except (SyntaxError, ValueError):
                return sparql  # told as the mistake that it is
            return sparql[: token.start]
    return sparql


def _constructing(sparql: str) -> str:
    """Return a DESCRIBE as the CONSTRUCT of all that is said of the things it names.

    So are written a list of addresses, and variables with a pattern; the rare other forms stay.
    """
    read = tokens(sparql)
    at = next((i for i, one in enumerate(read) if one.text.upper() == "DESCRIBE"), None)
    if at is None or any(one.text == "{" for one in read[:at]):
        return sparql
    end = next(
        (i for i in range(at + 1, len(read)) if read[i].kind not in {"iri", "name", "variable"}),
        len(read),
    )
    named = [one.text for one in read[at + 1 : end]]
    variables = list(dict.fromkeys(one for one in named if one[0] in "?$"))
    rest = sparql[read[end].start :] if end < len(read) else ""
    if named and not variables and not rest:
        found = f"VALUES ?cbrn_thing {{ {' '.join(named)} }}"
    elif variables and len(set(named)) == len(variables) and "{" in rest:
        pattern = f"{{ SELECT {' '.join(variables)} {rest} }}"
        found = " UNION ".join(f"{{ {pattern} BIND({one} AS ?cbrn_thing) }}" for one in variables)
    else:
        return sparql
    return (
        f"{sparql[: read[at].start]}CONSTRUCT {{ ?cbrn_thing ?cbrn_relation ?cbrn_value }} "
        f"WHERE {{ {found} ?cbrn_thing ?cbrn_relation ?cbrn_value }}"
    )
