"""What a SELECT query gives, and in which order, without its pattern."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.store.text.patterns import where
from graph.store.text.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.store.text.tokens import Token

__all__ = ["HeadAndEnd", "head_and_end"]


@dataclass(frozen=True, slots=True)
class HeadAndEnd:
    """The columns of a query by their names, and those that its rows are in the order of."""

    columns: tuple[str, ...]
    ordered_by: tuple[str, ...]


def head_and_end(sparql: str) -> HeadAndEnd:
    """What the head and the end of a SELECT query name; of ``*`` no columns are told.

    Raises:
        QueryError: the query has no pattern.
    """
    read = tokens(sparql)
    begin, end = where(read)
    behind = read[end + 1 :]
    words = [token.text.upper() for token in behind]
    ordered = behind[words.index("ORDER") :] if "ORDER" in words else []
    return HeadAndEnd(
        tuple(_columns(read[:begin])),
        tuple(token.text[1:] for token in ordered if token.kind == "variable"),
    )


def _columns(head: Sequence[Token]) -> Iterator[str]:
    """The variables of a head; of an expression, "(COUNT(?a) AS ?n)", what it is called."""
    depth, before = 0, ""
    for token in head:
        depth += (token.text == "(") - (token.text == ")")
        if token.kind == "variable" and (depth == 0 or before == "AS"):
            yield token.text[1:]
        before = token.text.upper()
