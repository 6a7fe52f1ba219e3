"""What a query names and nothing gives it: the engine takes it without a word, and finds nothing.

A variable that stands in SELECT or FILTER alone is empty in every row, GRAPH asks for graphs that
are not there, and a predicate of another product is an address like any other. Each is told with
its line, whether the answer is empty or not.
"""

from __future__ import annotations

import difflib
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from graph.errors import QueryError
from graph.store.text.from_elsewhere import product_of
from graph.store.text.patterns import declared, pattern
from graph.store.text.tokens import place, tokens
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.store.text.patterns import QueryPattern
    from graph.store.text.tokens import Token

__all__ = ["loose_ends"]

_AGGREGATES: Final = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})
_BINDING: Final = frozenset({"triple", "group", "optional", "bind", "values"})
_ENDS: Final = frozenset({"HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"})


def loose_ends(sparql: str) -> list[str]:
    """Return a sentence for each name in a query that nothing stands behind; mostly none."""
    try:
        read = tokens(sparql)
        whole = pattern(sparql)
    except QueryError:
        return []
    return list(
        dict.fromkeys((*_of_others(sparql, read), *_graphs(sparql, read), *_unbound(sparql, whole)))
    )


def _of_others(sparql: str, read: Sequence[Token]) -> Iterator[str]:
    """Predicates and functions that one product alone knows."""
    known = {**PREFIXES, **declared(read)}
    for at, token in enumerate(read):
        if (at and read[at - 1].text.upper() == "PREFIX") or token.kind not in {"iri", "name"}:
            continue
        if token.kind == "iri":
            iri = token.text[1:-1]
            if at > 1 and read[at - 2].text.upper() == "PREFIX":
                continue
        else:
            iri = known.get(token.prefix, "") + token.text.partition(":")[2]
        if product := product_of(iri):
            yield (
                f"Line {place(sparql, token.start)[0]}: {token.text} is known to {product} only "
                f"and "
                "finds nothing here. For words in a text write "
                'FILTER(CONTAINS(LCASE(STR(?label)), "word")).'
            )


def _graphs(sparql: str, read: Sequence[Token]) -> Iterator[str]:
    for token in read:
        if token.kind == "word" and token.text.upper() == "GRAPH":
            yield (
                f"Line {place(sparql, token.start)[0]}: GRAPH asks graphs with a name, and here "
                f"all "
                "is in the one graph that every query asks. Leave GRAPH, its name and its brackets "
                "out."
            )


def _unbound(sparql: str, whole: QueryPattern) -> Iterator[str]:
    """Variables that no part of the pattern gives a value."""
    bound = {name for part in whole.parts if part.kind in _BINDING for name in part.variables}
    read = tokens(sparql)
    head = _head(read)
    made = {
        token.text[1:]
        for before, token in pairwise(read)
        if before.text.upper() == "AS" and token.kind == "variable"
    }
    for token in head:
        if token.kind == "variable" and token.text[1:] not in bound | made:
            line = place(sparql, token.start)[0]
            yield (
                f"Line {line}: {token.text} stands in SELECT and nothing gives it a value"
                f"{_near(token.text, bound)}."
            )
    for part in whole.parts:
        if part.kind != "filter" or re.search(r"\bEXISTS\b|\bBOUND\b", part.text, re.IGNORECASE):
            continue
        for name in sorted(part.variables - bound):
            yield (
                f"Line {part.line}: ?{name} stands in a FILTER and nothing gives it a value, so "
                f"the "
                f"FILTER lets nothing through{_near(f'?{name}', bound)}."
            )
    yield from _ungrouped(sparql, tokens(whole.tail), bound | made, made)


def _ungrouped(
    sparql: str, tail: Sequence[Token], known: set[str], made: set[str]
) -> Iterator[str]:
    """Variables that ORDER BY names after GROUP BY has put their values together."""
    words = [token.text.upper() for token in tail]
    if "GROUP" not in words:
        return
    start = words.index("GROUP")
    end = next((at for at in range(start, len(words)) if words[at] in _ENDS), len(words))
    grouped = {token.text[1:] for token in tail[start:end] if token.kind == "variable"} | made
    depth = aggregated = 0
    for before, token in zip(tail[end:], tail[end + 1 :], strict=False):
        if token.text == "(":
            depth += 1
            if before.text.upper() in _AGGREGATES:
                aggregated = aggregated or depth
        elif token.text == ")":
            if aggregated == depth:
                aggregated = 0
            depth -= 1
        elif token.kind == "variable" and not aggregated and token.text[1:] in known - grouped:
            yield (
                f"{token.text} is put together by GROUP BY, so behind it it has no value of its "
                f"own: "
                f"write MIN({token.text}) or MAX({token.text}), or group by it too."
            )


def _head(read: Sequence[Token]) -> Sequence[Token]:
    """The tokens between SELECT and the pattern of a query; none of one that selects all."""
    words = [token.text.upper() for token in read]
    if "SELECT" not in words or "{" not in words or words.index("{") < words.index("SELECT"):
        return ()
    head = read[words.index("SELECT") + 1 : words.index("{")]
    return () if any(token.text == "*" and at == 0 for at, token in enumerate(head)) else head


def _near(name: str, others: Iterable[str]) -> str:
    found = difflib.get_close_matches(name[1:], sorted(others), n=1, cutoff=0.6)
    return f"; perhaps ?{found[0]} is meant" if found else ""
