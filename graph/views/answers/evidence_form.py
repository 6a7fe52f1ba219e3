"""A plain query with the statements behind its lines, and such a query made plain again.

Each line between things, and each value, gets beside it the statement that says so, with the
document and the place in it. The plain line stays, so the rows are those of the plain query, one
for each place that says so; a line that follows by rule is led back to the one that was stated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.errors import QueryError
from graph.store import Limits
from graph.store.text.patterns import declared, pattern, where
from graph.store.text.tokens import tokens
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.store import Engine
    from graph.store.text.tokens import Token

__all__ = ["has_evidence", "made_plain", "with_evidence"]

_LIMITS: Final = Limits(seconds=10, rows=10_000)
_STATED: Final = """
SELECT DISTINCT ?term ?stated WHERE {
  { SELECT DISTINCT ?below { ?statement rdf:predicate ?below } }
  ?below rdfs:subPropertyOf* ?term .
  BIND(?below = ?term AS ?stated)
}
"""
_BLOCK: Final = re.compile(
    r"[ \t]*\?said(?P<number>\d+) rdf:subject (?P<subject>\S+) ; "
    r"rdf:predicate (?P<relation>\S+) ; rdf:object (?P<object>.+?) ;\s+"
    r"cbrn:statedIn \?document(?P=number) ; cbrn:locator \?place(?P=number) \.[ \t]*\n"
    r"(?:[ \t]*\?relation(?P=number) rdfs:subPropertyOf\* \S+ \.[ \t]*\n)?"
)
_OF_A_PATH: Final = frozenset("/|^*+?")
_TRIPLE: Final = 4
"""Three parts and a dot."""
_ADDED: Final = re.compile(r" \?(?:document|place)\d+\b")
_COUNTS: Final = frozenset({"GROUP", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a pattern: its three parts as the query writes them."""

    subject: str
    relation: str
    object: str


def has_evidence(sparql: str) -> bool:
    """Whether a query holds the statements that `with_evidence` puts beside its lines."""
    return _BLOCK.search(sparql) is not None


def with_evidence(engine: Engine, sparql: str) -> str:
    """Return a query of rows with the statements behind each of its lines.

    Raises:
        QueryError: it has no rows of its own, counts, or has no line that a document states.
    """
    read = tokens(sparql)
    words = {token.text.upper() for token in read if token.kind == "word"}
    if "SELECT" not in words:
        raise QueryError("Who says so is shown of rows: write the query with SELECT.")
    if words & _COUNTS:
        message = (
            "A row that counts has many statements behind it: take the count and GROUP BY away, "
            "and each of them is shown."
        )
        raise QueryError(message)
    first, last = where(read)
    lines = list(_lines(sparql, _stated(engine), {**PREFIXES, **declared(read)}))
    if not lines:
        message = (
            "No line of this query is stated by a document: names, kinds and what is known about "
            "statements are not."
        )
        raise QueryError(message)
    blocks = "".join(
        _block(number, line, by_rule=by_rule)
        for number, (line, by_rule) in enumerate(lines, start=1)
    )
    closing = read[last].start
    text = f"{sparql[:closing].rstrip()}{_dot(sparql[:closing])}\n{blocks}{sparql[closing:]}"
    added = "".join(f" ?document{number} ?place{number}" for number in range(1, len(lines) + 1))
    head = _end_of_head(read, first)
    return text if head is None else f"{text[:head]}{added}{text[head:]}"


def made_plain(sparql: str) -> str:
    """Return a query without the statements beside its lines, each line in its plain form."""

    def plain(found: re.Match[str]) -> str:
        line = f"{found['subject']} {found['relation']} {found['object']}"
        kept = _BLOCK.sub("", sparql)
        by_rule = found["relation"].startswith("?relation")
        is_there = by_rule or _squeezed(line) in _squeezed(kept)
        return "" if is_there or _is_written_so(kept, found) else f"  {line} .\n"

    text = _BLOCK.sub(plain, sparql)
    return _ADDED.sub("", text) if text != sparql else sparql


def _is_written_so(text: str, found: re.Match[str]) -> bool:
    """Whether relation and object of a line stand in a text, behind a semicolon perhaps."""
    return f"{found['relation']} {found['object']}" in " ".join(text.split())


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _block(number: int, line: _Line, *, by_rule: bool) -> str:
    relation = f"?relation{number}" if by_rule else line.relation
    block = (
        f"  ?said{number} rdf:subject {line.subject} ; rdf:predicate {relation} ; "
        f"rdf:object {line.object} ;\n"
        f"    cbrn:statedIn ?document{number} ; cbrn:locator ?place{number} .\n"
    )
    above = f"  ?relation{number} rdfs:subPropertyOf* {line.relation} .\n"
    return f"{block}{above}" if by_rule else block


def _lines(
    sparql: str, stated: dict[str, bool], known: dict[str, str]
) -> Iterator[tuple[_Line, bool]]:
    """The lines of a query that documents state, and whether each follows by rule."""
    for part in pattern(sparql).parts:
        read = tokens(part.text)
        if part.kind != "triple" or len(read) < _TRIPLE or read[0].text == "[":
            continue
        relation = read[1]
        iri = _address(relation, known)
        if relation.kind != "variable" and iri not in stated:
            continue
        if read[2].text in _OF_A_PATH:
            continue  # a path has no one statement behind it
        value = part.text[read[2].start :].removesuffix(".").strip()
        is_stated = relation.kind == "variable" or stated[iri]
        yield _Line(read[0].text, relation.text, value), not is_stated


def _stated(engine: Engine) -> dict[str, bool]:
    """The properties of lines that are stated, and whether each is by no other name."""
    found: dict[str, bool] = {}
    for row in engine.query(_STATED, limits=_LIMITS).records():
        term = row["term"] or ""
        found[term] = found.get(term, True) and row["stated"] == "true"
    return found


def _address(token: Token, known: dict[str, str]) -> str:
    if token.kind == "iri":
        return token.text[1:-1]
    return known.get(token.prefix, "") + token.text.partition(":")[2]


def _dot(before: str) -> str:
    """The dot that a pattern needs before another line, where it does not end in one."""
    return "" if before.rstrip().endswith((".", "{", "}", ")")) else " ."


def _end_of_head(read: Sequence[Token], first: int) -> int | None:
    """Where what is selected ends; None where everything is."""
    words = [token.text.upper() for token in read[:first]]
    start = words.index("SELECT")
    end = words.index("WHERE") if "WHERE" in words else first
    if "*" in words[start:end]:
        return None
    last = read[end - 1]
    return last.start + len(last.text)
