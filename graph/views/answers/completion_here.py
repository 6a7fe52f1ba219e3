"""What can come next at a place in a query, from the graph itself: relations, kinds and values.

What stands before the place is read as triples; those that hang together with the triple in the
making are asked for with a variable where the cursor is. So only what gives rows is offered, with
how many: after ``?p a cbrn:Project ; `` the relations of projects, then those that lead to them,
and after a relation the values that it has.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from graph.errors import CbrnGraphError, QueryError
from graph.folding import plain
from graph.store import Limits
from graph.store.text.parameters import compact
from graph.store.text.patterns import declared
from graph.store.text.tokens import tokens
from graph.views.answers.completion import prefixed
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.store.text.tokens import Token
    from graph.views.record.names import NamedGraph

__all__ = ["Continuation", "continuations"]

_SECONDS: Final = 1.0
_LIMITS: Final = Limits(seconds=0.7, rows=400, output_bytes=200_000)
_MOST: Final = 60
_TERMS: Final = frozenset({"iri", "name", "variable", "string", "number", "blank", "word"})
_NO_SUBJECT: Final = frozenset(
    {"FILTER", "OPTIONAL", "MINUS", "BIND", "VALUES", "UNION", "GRAPH", "SELECT", "WHERE", "PREFIX"}
)
_OF_A_PATH: Final = frozenset("/|^*+?!")
_TRIPLE: Final = 3
_CURSOR: Final = "?cbrn_here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """What can come next.

    Attributes:
        short: as a query writes it.
        label: in words.
        number: how many rows of the query so far have it.
        sort: what it is: a relation, one that leads here, a kind, or a value.
        typed: what stands there of it already.
    """

    short: str
    label: str
    number: int
    sort: str
    typed: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the cursor is: the triples before it, and the part of a triple that it makes."""

    triples: tuple[tuple[str, str, str], ...]
    subject: str
    relation: str
    typed: str


def continuations(kg: NamedGraph, before: str) -> list[Continuation]:
    """What can come next behind a text, what has most rows first; nothing where nobody can say.

    Args:
        kg: the graph that is asked.
        before: the query from its beginning to the cursor.
    """
    try:
        place = _place(before)
    except QueryError:  # inside a text in quotation marks
        return []
    if place is None:
        return []
    until = time.monotonic() + _SECONDS
    own = _prologue(before)
    joined = _joined(place)
    if place.relation:
        made = f"{joined} {place.subject} {place.relation} {_CURSOR} ."
        kind = "kind" if place.relation in {"a", "rdf:type"} else "value"
        return list(_offered(kg, own, made, kind, place.typed))[:_MOST]
    out = f"{joined} {place.subject} {_CURSOR} ?cbrn_value ."
    found = list(_offered(kg, own, out, "relation", place.typed))
    if time.monotonic() < until:
        back = f"{joined} ?cbrn_value {_CURSOR} {place.subject} ."
        found += _offered(kg, own, back, "backwards", place.typed)
    return found[:_MOST]


def _offered(
    kg: NamedGraph, own: str, pattern: str, sort: str, typed: str
) -> Iterator[Continuation]:
    query = (
        f"{own} SELECT {_CURSOR} (COUNT(*) AS ?cbrn_rows) WHERE {{ {pattern} }} "
        f"GROUP BY {_CURSOR} ORDER BY DESC(?cbrn_rows)"
    )
    try:
        rows = kg.engine.query(query, limits=_LIMITS).rows
    except CbrnGraphError:  # it takes too long, or is not read: the vocabulary is offered anyway
        return
    for term, number in rows:
        if not isinstance(term, NamedNode | Literal) or not isinstance(number, Literal):
            continue
        if isinstance(term, NamedNode):
            name = kg.names[term.value]
            short, label = prefixed(term.value), name.label
            if sort == "backwards":
                short, label = f"^{short}", name.inverse or f"{label} (of)"
        else:
            short, label = compact(term), term.value
        if _fits(typed, short, label):
            yield Continuation(
                short=short, label=label, number=int(number.value), sort=sort, typed=typed
            )


def _fits(typed: str, short: str, label: str) -> bool:
    """Whether what is typed begins a name, a local name, or words of a label."""
    sought = plain(typed.strip("\"'"))
    if not sought:
        return True
    local = short.lstrip("^").partition(":")[2]
    begins = (plain(short), plain(short.lstrip("^")), plain(local), plain(label))
    if any(one.startswith(sought) for one in begins):
        return True
    words = plain(label).split()
    return all(any(word.startswith(part) for word in words) for part in sought.split())


def _place(before: str) -> _Place | None:
    """Where a text ends among the triples of its pattern; None outside of one."""
    read = tokens(before)
    typed = ""
    last = read[-1] if read else None
    if last is not None and last.start + len(last.text) == len(before) and last.text != "a":
        if last.kind == "variable":
            return None
        if last.kind in {"iri", "name", "number", "word"}:
            typed, read = last.text, read[:-1]
    half = _HalfTriple()
    for at, token in enumerate(read):
        half.take(token, read, at)
    if half.depth < 1 or half.round or half.skipping or half.path or len(half.parts) not in {1, 2}:
        return None
    return _Place(tuple(half.triples), half.parts[0], "".join(half.parts[1:]), typed)


@dataclass(slots=True, kw_only=True)
class _HalfTriple:
    """The triple that a text is in the middle of, read token by token, and those before it."""

    triples: list[tuple[str, str, str]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    depth: int = 0
    round: int = 0
    path: bool = False
    skipping: bool = False

    def take(self, token: Token, read: Sequence[Token], at: int) -> None:
        """Go on by one token."""
        text = token.text
        if text in {"(", ")"}:
            self.round += 1 if text == "(" else -1
            self._begin(skipping=self.round > 0)
        elif text in {"{", "}"}:
            self.depth += 1 if text == "{" else -1
            self._begin()
        elif self.depth == 0 or self.round:
            return
        elif text == "." or (token.kind == "word" and text.upper() in _NO_SUBJECT):
            self._begin(skipping=text != ".")
        elif text in {";", ","}:
            self.parts = self.parts[: 1 if text == ";" else 2]
            self.path = self.path and text == ","
        elif text in _OF_A_PATH or text in {"[", "]"}:
            self.path = (
                True  # no one relation, or a thing without a name: what follows is not asked
            )
            self.parts = self.parts[:1]
        elif not self.skipping and token.kind in _TERMS and read[at - 1].text != "^^":
            self.parts.append(text)
            if len(self.parts) == _TRIPLE and not self.path:
                self.triples.append((self.parts[0], self.parts[1], _whole(read, at)))

    def _begin(self, *, skipping: bool = False) -> None:
        self.parts, self.path, self.skipping = [], False, skipping


def _whole(read: Sequence[Token], at: int) -> str:
    """A term with the language or the type behind it."""
    text = read[at].text
    if at + 1 < len(read) and read[at + 1].kind == "language":
        return text + read[at + 1].text
    if at + 2 < len(read) and read[at + 1].text == "^^":
        return f"{text}^^{read[at + 2].text}"
    return text


def _joined(place: _Place) -> str:
    """The triples before that hang together with the one in the making, as text."""
    reached, kept = {place.subject}, set[int]()
    for _ in place.triples:
        for at, (subject, _, value) in enumerate(place.triples):
            if at not in kept and {subject, value} & reached:
                kept.add(at)
                reached |= {one for one in (subject, value) if one[0] in "?$"}
    return " ".join(f"{' '.join(place.triples[at])} ." for at in sorted(kept))


def _prologue(before: str) -> str:
    own = declared(tokens(before))
    return " ".join(
        f"PREFIX {name}: <{iri}>" for name, iri in own.items() if PREFIXES.get(name) != iri
    )
