"""Variables of a query bound to terms by ``VALUES`` blocks, for engines that only take a text.

Terms are written by the engine's own writer, which escapes what has to be, so no value can become
part of the query.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from graph.store.text.tokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store.replies.limits import Term

__all__ = ["with_values"]


@dataclass(slots=True)
class _Pattern:
    """A pattern in braces: where values can be put, and which bound variables it uses itself."""

    start: int
    bound: frozenset[str]
    """The variables that mean, in here, what is bound outside."""
    used: set[str]
    selects: bool
    """Whether there is nothing but a subquery in it, so that no values can be put in front."""


def with_values(sparql: str, bindings: Mapping[str, Term]) -> str:
    """Return a query with a VALUES block in each pattern that uses a bound variable itself.

    One block around everything would not do: a filter in an OPTIONAL or a UNION sees only what its
    own pattern binds. Where a subquery does not select a variable, that variable is another one.
    """
    text = _with_template(sparql)
    for pattern in sorted(_patterns(text, frozenset(bindings)), key=lambda one: -one.start):
        names = sorted(pattern.used)
        if names and not pattern.selects:
            heading = " ".join(f"?{name}" for name in names)
            row = " ".join(str(bindings[name]) for name in names)
            block = f" VALUES ({heading}) {{ ({row}) }} "
            text = text[: pattern.start] + block + text[pattern.start :]
    return text


def _with_template(sparql: str) -> str:
    """Return ``CONSTRUCT WHERE { ... }`` with its template written out; other queries as is."""
    read = tokens(sparql)
    for word, after in pairwise(read):
        if word.text.upper() == "CONSTRUCT" and after.text.upper() == "WHERE":
            opened = next(one for one in read if one.text == "{" and one.start > after.start)
            closed = next(one for one in read if one.text == "}" and one.start > opened.start)
            template = sparql[opened.start : closed.start + 1]
            return f"{sparql[: after.start]}{template} {sparql[after.start :]}"
    return sparql


def _patterns(sparql: str, names: frozenset[str]) -> list[_Pattern]:
    """Return the patterns of a query in braces.

    An EXISTS has its values from the pattern that it filters, so it counts as a part of that one.
    """
    found: list[_Pattern] = []
    open_: list[_Pattern | None] = []
    selected: list[Token] | None = None
    rows = False
    read = tokens(sparql)
    for before, token in zip([None, *read], read, strict=False):
        word = token.text.upper() if token.kind == "word" else ""
        around = open_[-1] if open_ else None
        if word == "SELECT":
            selected = []
            if around is not None:
                around.selects = True
        elif word == "VALUES":
            rows = True
        elif token.text == "{":
            behind = before.text.upper() if before else ""
            if rows or behind == "CONSTRUCT":
                open_.append(None)
                rows = False
                continue
            if behind == "EXISTS":
                open_.append(around)
                continue
            pattern = _opened(around, selected, names)
            pattern.start = token.start + 1
            found.append(pattern)
            open_.append(pattern)
            selected = None
        elif token.text == "}":
            del open_[-1:]
        elif selected is not None:
            selected.append(token)
        elif around is not None and token.kind == "variable" and token.text[1:] in around.bound:
            around.used.add(token.text[1:])
    return found


def _opened(
    around: _Pattern | None, selected: list[Token] | None, names: frozenset[str]
) -> _Pattern:
    """Return a pattern that begins, inside another one, or as that of a query or subquery."""
    if around is None:
        return _Pattern(0, names, set(names), selects=False)
    if selected is None:
        return _Pattern(0, around.bound, set(), selects=False)
    known = _named(selected, around.bound)
    return _Pattern(0, known, set(known), selects=False)


def _named(selected: list[Token], bound: frozenset[str]) -> frozenset[str]:
    """Return which bound variables a subquery names after SELECT, itself or after AS."""
    depth, named = 0, set()
    for before, token in pairwise([selected[0], *selected] if selected else []):
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and token.text == "*":
            return bound
        if token.kind == "variable" and (depth == 0 or before.text.upper() == "AS"):
            named.add(token.text[1:])
    return bound & named
