"""The conditions that a query sets to its groups after HAVING, ready to be asked one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.store.text.tokens import place, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.store.text.tokens import Token

__all__ = ["GroupCondition", "having"]

_AGGREGATES: Final = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})
_ENDS: Final = frozenset({"ORDER", "LIMIT", "OFFSET", "VALUES"})
_SIGNS: Final = frozenset({"<", ">", "<=", ">=", "=", "!="})


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCondition:
    """A condition on groups.

    Attributes:
        text: the condition, with a variable in place of each value of a group.
        written: the same as it stands in the query.
        line: the line of the query that it stands on.
        grouped: the clause that makes the groups; nothing where all rows are one.
        values: those variables, each with what it stands for.
        too_early: names that SELECT gives and that the condition uses, each with what it stands
            for; SELECT is read after HAVING, so that they have no value there (SPARQL 1.1, 18.2.4).
    """

    text: str
    written: str
    line: int
    grouped: str
    values: tuple[tuple[str, str], ...]
    too_early: tuple[tuple[str, str], ...]


def having(sparql: str) -> Iterator[GroupCondition]:
    """The conditions after HAVING that compare values of groups.

    Args:
        sparql: a query that can be read.
    """
    read = tokens(sparql)
    words = [token.text.upper() for token in read]
    depth, outer = 0, [0] * len(read)
    for at, token in enumerate(read):
        depth += (token.text == "{") - (token.text == "}")
        outer[at] = depth
    starts = [at for at, word in enumerate(words) if word == "HAVING" and not outer[at]]
    if not starts:
        return
    at = starts[0]
    end = next((n for n in range(at, len(read)) if words[n] in _ENDS), len(read))
    group = next((n for n in range(at) if words[n] == "GROUP" and not outer[n]), at)
    grouped = sparql[read[group].start : read[at].start]
    stop = read[end].start if end < len(read) else len(sparql)
    written = sparql[read[at + 1].start : stop].strip()
    if not any(token.text in _SIGNS for token in read[at:end]):
        return
    meanings = _meanings(sparql, read)
    used = dict.fromkeys(token.text[1:] for token in read[at:end] if token.kind == "variable")
    text, values = _with_variables(_spelled_out(written, meanings))
    if values:
        line = place(sparql, read[at].start)[0]
        yield GroupCondition(
            text=f"({text})",
            written=written,
            line=line,
            grouped=grouped,
            values=tuple(values),
            too_early=tuple((name, meanings[name]) for name in used if name in meanings),
        )


def _meanings(sparql: str, read: Sequence[Token]) -> dict[str, str]:
    """What each name that SELECT gives stands for: "(MIN(?start) AS ?first)"."""
    found, opened = {}, []
    for at, token in enumerate(read):
        if token.text == "{":
            break
        if token.text == "(":
            opened.append(token.start)
        elif token.text == ")" and opened:
            opened.pop()
        elif token.text.upper() == "AS" and opened and at + 1 < len(read):
            found[read[at + 1].text[1:]] = sparql[opened[-1] + 1 : token.start].strip()
    return found


def _spelled_out(text: str, meanings: dict[str, str]) -> str:
    return re.sub(r"[?$](\w+)", lambda name: meanings.get(name[1], name[0]), text)


def _with_variables(text: str) -> tuple[str, list[tuple[str, str]]]:
    """A condition with a variable in place of each aggregate, and what these stand for."""
    values: list[tuple[str, str]] = []
    pieces, behind, until = [], 0, -1
    read = tokens(text)
    for at, token in enumerate(read[:-1]):
        if token.start < until or token.text.upper() not in _AGGREGATES or read[at + 1].text != "(":
            continue
        depth = 0
        for other in read[at + 1 :]:
            depth += (other.text == "(") - (other.text == ")")
            if not depth:
                until = other.start + 1
                break
        name = f"of_group_{len(values)}"
        values.append((name, text[token.start : until]))
        pieces += [text[behind : token.start], f"?{name}"]
        behind = until
    return "".join([*pieces, text[behind:]]), values
