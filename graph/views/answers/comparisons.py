"""The conditions of a query that compare, each with the rest of the pattern that it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.store.text.patterns import pattern
from graph.store.text.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.store.text.patterns import PatternPart
    from graph.store.text.tokens import Token

__all__ = ["ComparingFilter", "comparisons", "constant_of", "equals"]

_SIGNS: Final = frozenset({"<", ">", "<=", ">=", "=", "!="})


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparingFilter:
    """A filter, what it is asked of, and how it stands in the query.

    Attributes:
        text: the condition, in its brackets.
        line: the line of the query that it stands on.
        around: the pattern without it, as text.
        variables: what it compares, without question marks.
        optional: whether it stands in an OPTIONAL, so that it loses a value and no row.
    """

    text: str
    line: int
    around: str
    variables: tuple[str, ...]
    optional: bool


def comparisons(
    parts: Sequence[PatternPart], outside: str, prologue: str, *, optional: bool = False
) -> Iterator[ComparingFilter]:
    """The filters of a pattern that compare, also those in inner brackets, each with the rest."""
    for at, part in enumerate(parts):
        others = "\n".join(other.text for n, other in enumerate(parts) if n != at)
        around = f"{outside}\n{others}".strip()
        if part.kind == "filter":
            condition = re.sub(r"^\s*FILTER\s*", "", part.text, flags=re.IGNORECASE)
            variables = _compared(condition)
            if variables and "EXISTS" not in condition.upper():
                yield ComparingFilter(
                    text=f"({condition})",
                    line=part.line,
                    around=around,
                    variables=variables,
                    optional=optional,
                )
        elif part.kind in {"group", "optional"} and part.text.count("{") >= 1:
            for inner, line, is_query in _inner(part):
                yield from (
                    ComparingFilter(
                        text=one.text,
                        line=one.line + line,
                        around=one.around,
                        variables=one.variables,
                        optional=one.optional,
                    )
                    for one in comparisons(
                        inner,
                        "" if is_query else around,
                        prologue,
                        optional=optional or part.kind == "optional",
                    )
                )


def _inner(part: PatternPart) -> Iterator[tuple[Sequence[PatternPart], int, bool]]:
    """The patterns in the brackets of a part, each with the number of lines before it.

    The last tells a query of its own, whose rows come about without what stands around it.
    """
    depth, start = 0, 0
    for token in tokens(part.text):
        if token.text == "{":
            depth += 1
            if depth == 1:
                start = token.start
        elif token.text == "}":
            depth -= 1
            if depth == 0:
                text = part.text[start : token.start + 1]
                is_query = re.match(r"\{\s*SELECT\b", text, re.IGNORECASE) is not None
                inner = pattern(text[1:-1] if is_query else f"SELECT * {text}")
                yield inner.parts, part.line - 1 + part.text.count("\n", 0, start), is_query


def _compared(condition: str) -> tuple[str, ...]:
    """The variables that a condition compares, in order; none where it compares nothing."""
    read = tokens(condition)
    if not any(token.text in _SIGNS for token in read):
        return ()
    names = [token.text[1:] for token in read if token.kind == "variable"]
    return tuple(dict.fromkeys(names))[:3]


def constant_of(condition: str, name: str) -> Token | None:
    """The text or number that a variable is compared with, if it is compared with one at once."""
    read = tokens(condition)
    for at, token in enumerate(read):
        if token.text in _SIGNS and 0 < at < len(read) - 1:
            ends = read[at - 1], read[at + 1]
            for one, other in (ends, ends[::-1]):
                if one.text[1:] == name and other.kind in {"string", "number"}:
                    return other
    return None


def equals(condition: str) -> Iterator[tuple[str, Token]]:
    """The variables that a condition sets equal to a plain text or a number, with it."""
    read = tokens(condition)
    for at, token in enumerate(read):
        if token.text != "=" or not 0 < at < len(read) - 1:
            continue
        after = read[at + 2].text if at + 2 < len(read) else ""
        ends = read[at - 1], read[at + 1]
        if ends[0].kind == "variable" and ends[1].kind in {"string", "number"}:
            if after != "^^" and (at + 2 >= len(read) or read[at + 2].kind != "language"):
                yield ends[0].text[1:], ends[1]
        elif ends[1].kind == "variable" and ends[0].kind in {"string", "number"}:
            yield ends[1].text[1:], ends[0]
