"""Why a query finds nothing: which of its parts stands in the way, found by leaving each out.

Every try is a query of its own with small limits, behind the same guard as any other, and all of
them together take a few seconds at most.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from graph.errors import CbrnGraphError, QueryError, QueryStopped
from graph.store import Limits
from graph.store.text.loose_ends import loose_ends
from graph.store.text.patterns import pattern
from graph.store.text.tokens import tokens
from graph.texts import any_of, gettext, ngettext
from graph.views.answers.query_words import ENOUGH, many_rows, quoted
from graph.views.answers.unknown_terms import unknown_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Engine
    from graph.store.text.patterns import PatternPart, QueryPattern
    from graph.views.record.names import NamedGraph

__all__ = ["why_empty"]

_SECONDS: Final = 5.0
_EACH: Final = Limits(seconds=1.0, rows=10, output_bytes=10_000)
_MOST_PARTS: Final = 40
_MOST_PAIRED: Final = 12
_MOST_TOLD: Final = 4
_TRIPLE: Final = 3
_LEFT_OUT: Final = {"triple", "filter", "minus", "values", "group"}
_PLAIN_TEXT: Final = re.compile(r"""("[^"\\\n]*"|'[^'\\\n]*') \.$""")


def why_empty(kg: NamedGraph, sparql: str) -> list[str]:
    """What made an answer empty, in sentences, the likeliest first; at least one.

    Args:
        kg: the graph, opened.
        sparql: a query that can be read and that found nothing.
    """
    try:
        told = [*loose_ends(sparql), *unknown_terms(kg, sparql)]
        whole = _innermost(pattern(sparql))
    except QueryError:
        return [gettext("Nothing on record answers this.")]
    if told:
        return told
    tries = _Tries(kg.engine, whole, time.monotonic() + _SECONDS)
    rows = tries.rows(())
    if rows:
        return [_tail(whole, rows)]
    told = [*_texts(tries), *_stated_only(tries), *_single(tries)] or _pairs(tries) or _alone(tries)
    if tries.late:
        told.append(gettext("There was no time to try every part."))
    return told or [
        gettext("Nothing on record answers this, and no one part of the query is the reason.")
    ]


def _innermost(whole: QueryPattern) -> QueryPattern:
    """The pattern to take apart: where it is nothing but a query in brackets, that of this one."""
    if len(whole.parts) != 1 or whole.parts[0].kind != "group":
        return whole
    inner = re.fullmatch(r"\{[\s{]*(SELECT\b.*?)[\s}]*\}", whole.parts[0].text, re.I | re.S)
    if inner is None:
        return whole
    # The lines keep their numbers. The inner query's last bracket was taken with the outer ones.
    above = whole.parts[0].line - 1 + whole.parts[0].text.count("\n", 0, inner.start(1))
    room = "\n" * (above - whole.prologue.count("\n"))
    return _innermost(pattern(f"{whole.prologue} {room}{inner[1]} }}"))


@dataclass(slots=True)
class _Tries:
    """The tries of one query: how many rows it has without some of its parts."""

    engine: Engine
    whole: QueryPattern
    until: float
    late: bool = False

    @property
    def parts(self) -> Sequence[tuple[int, PatternPart]]:
        """The parts that can be left out, with their places."""
        found = [(at, one) for at, one in enumerate(self.whole.parts) if one.kind in _LEFT_OUT]
        return found[:_MOST_PARTS]

    def rows(self, left_out: Sequence[int]) -> int:
        """The number of rows without some parts, up to 1,000; none where it cannot be told."""
        query = self.whole.without(left_out)
        return 0 if query is None else self.counted(query)

    def counted(self, query: str) -> int:
        """The number that a query gives; none where there is no time for it."""
        if time.monotonic() > self.until:
            self.late = True
            return 0
        try:
            found = self.engine.query(query, limits=_EACH)
        except QueryStopped:
            self.late = True
            return 0
        except CbrnGraphError:
            return 0
        return int(found.records()[0]["rows"] or 0)


def _tail(whole: QueryPattern, rows: int) -> str:
    """What keeps rows back that the pattern finds."""
    words = [
        word
        for word in ("HAVING", "OFFSET", "LIMIT")
        if re.search(rf"\b{word}\b", whole.tail, re.IGNORECASE)
    ]
    if not words:
        return gettext(
            "The pattern finds {rows}, but what stands behind it lets none through.",
            rows=many_rows(rows),
        )
    return gettext(
        "The pattern finds {rows}, but {words} lets none through.",
        rows=many_rows(rows),
        words=any_of(words),
    )


def _single(tries: _Tries) -> list[str]:
    """The parts without any one of which there are rows; filters first, being easiest to loosen."""
    found = [(at, part, rows) for at, part in tries.parts if (rows := tries.rows((at,)))]
    # So many rows mostly mean that what is left hangs together no more.
    near = [one for one in found if one[2] < ENOUGH] or found
    near.sort(key=lambda one: (one[1].kind == "triple", one[0]))
    return [
        gettext(
            "Line {line}: without {part} there would be {rows}.",
            line=part.line,
            part=quoted(part.quoted),
            rows=many_rows(rows),
        )
        for _, part, rows in near[:_MOST_TOLD]
    ]


def _texts(tries: _Tries) -> list[str]:
    """Texts that the record has with a language, asked for without one: the commonest slip."""
    for at, part in tries.parts:
        text = _PLAIN_TEXT.search(part.text)
        if part.kind != "triple" or text is None:
            continue
        with_language = f"{part.text[: text.start()]}{text[1]}@en ."
        parts = list(tries.whole.parts)
        parts[at] = type(part)(part.kind, with_language, part.line, part.variables)
        changed = type(tries.whole)(tries.whole.prologue, tuple(parts), tries.whole.tail)
        query = changed.without(())
        rows = tries.counted(query) if query else 0
        if rows:
            return [
                ngettext(
                    "Line {line}: on record this text has a language; with {text}@en there is "
                    "{rows}.",
                    "Line {line}: on record this text has a language; with {text}@en there are "
                    "{rows}.",
                    rows,
                    line=part.line,
                    text=text[1],
                    rows=many_rows(rows),
                )
            ]
    return []


def _stated_only(tries: _Tries) -> list[str]:
    """Values that no thing has, since another was preferred, but that a document states."""
    told = []
    for at, part in tries.parts:
        read = tokens(part.text)
        if part.kind != "triple" or len(read) < _TRIPLE or read[1].kind != "name":
            continue
        subject, relation, value = read[0].text, read[1].text, part.text.split(None, 2)[2]
        value = value.removesuffix(" .").strip()
        others = [n for n in range(len(tries.whole.parts)) if n != at]
        if not value or value[0] in "?$[(" or tries.rows(others):
            continue
        stated = (
            f"{tries.whole.prologue}\nSELECT (COUNT(*) AS ?rows) WHERE {{ ?cbrn_said rdf:subject "
            f"{subject} ; rdf:predicate {relation} ; rdf:object {value} }}"
        )
        ask = (
            f"?statement rdf:subject {subject} ; rdf:predicate {relation} ; rdf:object {value} ; "
            "cbrn:statedIn ?document."
        )
        if rows := tries.counted(stated):
            told.append(
                ngettext(
                    "Line {line}: {value} is stated in {number:,} place and is no value of the "
                    "thing itself, because another one was preferred. Ask the statements: {query}",
                    "Line {line}: {value} is stated in {number:,} places and is no value of the "
                    "thing itself, because another one was preferred. Ask the statements: {query}",
                    rows,
                    line=part.line,
                    value=value,
                    number=rows,
                    query=ask,
                )
            )
    return told


def _pairs(tries: _Tries) -> list[str]:
    """Two parts that together stand in the way, where no one part does."""
    for (one, first), (other, second) in combinations(tries.parts[:_MOST_PAIRED], 2):
        rows = tries.rows((one, other))
        if rows:
            return [
                ngettext(
                    "No one part alone is the reason. Without {one} (line {line}) and {other} "
                    "(line {other_line}) there is {rows}.",
                    "No one part alone is the reason. Without {one} (line {line}) and {other} "
                    "(line {other_line}) there are {rows}.",
                    rows,
                    one=quoted(first.quoted),
                    line=first.line,
                    other=quoted(second.quoted),
                    other_line=second.line,
                    rows=many_rows(rows),
                )
            ]
    return []


def _alone(tries: _Tries) -> list[str]:
    """The triples that find nothing even on their own."""
    found = []
    for at, part in tries.parts:
        others = [n for n in range(len(tries.whole.parts)) if n != at]
        if part.kind == "triple" and not tries.rows(others) and not tries.late:
            found.append(
                gettext(
                    "Line {line}: {part} finds nothing even on its own.",
                    line=part.line,
                    part=quoted(part.quoted),
                )
            )
    return found[:_MOST_TOLD]
