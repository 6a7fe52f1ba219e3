"""The parts of a query's pattern, each on its own: triples, filters, and what stands in brackets.

Enough of the grammar (https://www.w3.org/TR/sparql11-query/#rGroupGraphPattern) to take a query
apart and put it together again without one of its parts; what is in inner brackets stays whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from graph.errors import QueryError
from graph.store.text.tokens import place, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.store.text.tokens import Token

__all__ = ["PatternPart", "QueryPattern", "declared", "pattern", "where"]

PartKind: TypeAlias = Literal["triple", "filter", "optional", "minus", "bind", "values", "group"]

_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
_HEADS: Final = {
    "FILTER": "filter",
    "OPTIONAL": "optional",
    "MINUS": "minus",
    "BIND": "bind",
    "VALUES": "values",
    "GRAPH": "group",
}
_FORMS: Final = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}


@dataclass(frozen=True, slots=True)
class PatternPart:
    """A part of a pattern: its kind, its text, the line it stands on, and its variables."""

    kind: PartKind
    text: str
    line: int
    variables: frozenset[str]

    @property
    def quoted(self) -> str:
        """The text on one line, as a sentence quotes it."""
        return " ".join(self.text.removesuffix(" .").split())


@dataclass(frozen=True, slots=True)
class QueryPattern:
    """What a query declares before it asks, the parts of its pattern, and what stands behind."""

    prologue: str
    parts: tuple[PatternPart, ...]
    tail: str

    def without(self, left_out: Sequence[int]) -> str | None:
        """A query that counts what the pattern finds without some parts, up to 1,000 rows.

        Filters that would lose a variable go too, or they would still let nothing through; None
        where nothing but these is left.
        """
        kept = [part for at, part in enumerate(self.parts) if at not in left_out]
        binding = [part for part in kept if part.kind not in {"filter", "minus"}]
        bound = frozenset[str]().union(*(part.variables for part in binding))
        lost = frozenset[str]().union(*(self.parts[at].variables for at in left_out)) - bound
        whole = [
            part
            for part in kept
            if part.kind not in {"filter", "bind"} or not part.variables & lost
        ]
        if not any(part.kind in {"triple", "group", "values"} for part in whole):
            return None
        body = "\n".join(part.text for part in whole)
        return (
            f"{self.prologue}\nSELECT (COUNT(*) AS ?rows) WHERE "
            f"{{ SELECT * WHERE {{ {body}\n }} LIMIT 1000 }}"
        )


def pattern(sparql: str) -> QueryPattern:
    """The pattern of a query, taken apart.

    Raises:
        QueryError: the query is built in a way that cannot be taken apart here.
    """
    read = tokens(sparql)
    first, last = where(read)
    form = next((at for at, token in enumerate(read) if token.text.upper() in _FORMS), None)
    if form is None:
        raise _unreadable()
    reader = _Reader(sparql, read[first + 1 : last])
    parts = tuple(reader.parts())
    tail = read[last + 1 :]
    behind = sparql[tail[0].start :] if tail else ""
    at = next((n for n, token in enumerate(tail) if token.text.upper() == "VALUES"), None)
    if at is not None:
        text = sparql[tail[at].start :]
        names = frozenset(token.text[1:] for token in tail[at:] if token.kind == "variable")
        parts = (*parts, PatternPart("values", text, place(sparql, tail[at].start)[0], names))
        behind = sparql[tail[0].start : tail[at].start]
    return QueryPattern(sparql[: read[form].start], parts, behind)


def where(read: Sequence[Token]) -> tuple[int, int]:
    """Where the pattern of a query begins and ends: its outermost brackets, among its tokens.

    Raises:
        QueryError: there is none.
    """
    groups: list[tuple[int, int]] = []
    depth = 0
    for at, token in enumerate(read):
        if token.text == "{":
            if depth == 0:
                groups.append((at, at))
            depth += 1
        elif token.text == "}":
            depth -= 1
            if depth == 0:
                groups[-1] = (groups[-1][0], at)
    words = [token.text.upper() for token in read[: groups[0][0]]] if groups else []
    # CONSTRUCT has the triples to make first, unless it says WHERE at once.
    made = "CONSTRUCT" in words and "WHERE" not in words
    if len(groups) <= made:
        message = "The query has no pattern."
        raise QueryError(message)
    return groups[1 if made else 0]


class _Reader:
    """Reads the tokens of one pattern from left to right."""

    def __init__(self, sparql: str, read: Sequence[Token]) -> None:
        self._sparql = sparql
        self._read = read
        self._at = 0

    def parts(self) -> Iterator[PatternPart]:
        if self._read and self._read[0].text.upper() == "SELECT":
            yield self._part("group", self._read, braces=True)
            return
        while self._at < len(self._read):
            text = self._now.upper()
            if text == ".":
                self._at += 1
            elif text in _HEADS:
                yield self._headed(_HEADS[text])
            elif text == "{":
                start = self._at
                self._skip()
                while self._now.upper() == "UNION":
                    self._at += 1
                    self._skip()
                yield self._part("group", self._read[start : self._at])
            else:
                yield from self._triples()

    @property
    def _now(self) -> str:
        return self._read[self._at].text if self._at < len(self._read) else ""

    def _headed(self, kind: str) -> PatternPart:
        """A part that begins with a word: everything to the end of its brackets."""
        start = self._at
        opening = "{" if kind in {"optional", "minus", "values", "group"} else "("
        while self._now and self._now not in {opening, "{"}:
            # The variables of VALUES stand in brackets of their own.
            self._skip()
        self._skip()
        return self._part(kind, self._read[start : self._at])

    def _triples(self) -> Iterator[PatternPart]:
        """The triples of one subject, each written out."""
        subject = self._unit()
        if self._now in {".", "", "}"} and subject[0].text == "[":
            yield self._part("triple", subject)
            return
        while True:
            verb = self._verb()
            while True:
                yield self._part("triple", subject, verb, self._unit())
                if self._now != ",":
                    break
                self._at += 1
            while self._now == ";":
                self._at += 1
            if self._read[self._at - 1].text != ";" or self._ends():
                return

    def _ends(self) -> bool:
        return self._now in {"", ".", "{", "}"} or self._now.upper() in _HEADS

    def _unit(self) -> Sequence[Token]:
        """A subject or an object: one term, or everything in a pair of brackets."""
        start = self._at
        if self._now in {"+", "-"}:
            self._at += 1
        if self._now in {"", ".", ";", ",", "}", ")", "]"}:
            raise _unreadable()
        self._skip()
        if self._at < len(self._read) and self._read[self._at].kind == "language":
            self._at += 1
        if self._now == "^^":
            self._at += 2
        return self._read[start : self._at]

    def _verb(self) -> Sequence[Token]:
        """A relation or a path of relations."""
        start = self._at
        while True:
            while self._now in {"^", "!"}:
                self._at += 1
            self._skip()
            while self._now in {"*", "+", "?"}:
                self._at += 1
            if self._now not in {"/", "|"}:
                return self._read[start : self._at]
            self._at += 1

    def _skip(self) -> None:
        """Go past one token, or past a bracket and everything to its end."""
        if self._at >= len(self._read):
            raise _unreadable()
        closing = [_CLOSING[self._now]] if self._now in _CLOSING else []
        self._at += 1
        while closing:
            if self._at >= len(self._read):
                raise _unreadable()
            if self._now in _CLOSING:
                closing.append(_CLOSING[self._now])
            elif self._now == closing[-1]:
                closing.pop()
            self._at += 1

    def _part(self, kind: str, *pieces: Sequence[Token], braces: bool = False) -> PatternPart:
        text = " ".join(self._slice(piece) for piece in pieces)
        text = f"{{ {text} }}" if braces else text
        line = place(self._sparql, pieces[-1][0].start)[0]
        names = frozenset(
            token.text[1:] for piece in pieces for token in piece if token.kind == "variable"
        )
        return PatternPart(kind, f"{text} ." if kind == "triple" else text, line, names)  # type: ignore[arg-type]

    def _slice(self, piece: Sequence[Token]) -> str:
        return self._sparql[piece[0].start : piece[-1].start + len(piece[-1].text)]


def declared(read: Sequence[Token]) -> dict[str, str]:
    """The prefixes that a query declares itself, with their addresses."""
    return {
        name.prefix: address.text[1:-1]
        for (word, name), (_, address) in zip(pairwise(read), pairwise(read[1:]), strict=False)
        if word.text.upper() == "PREFIX" and name.kind == "name" and address.kind == "iri"
    }


def _unreadable() -> QueryError:
    return QueryError("The query cannot be taken apart.")
