"""Questions of one's own: a card filled in and ready to be changed, saved as a file, read again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.errors import QueryStopped
from graph.store.cards.card_files import read_card
from graph.store.replies.limits import Limits
from graph.store.text.parameters import compact
from graph.store.text.patterns import where
from graph.store.text.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.store.cards.questions import CardGroup, Question, View
    from graph.store.engines.engine import Engine
    from graph.store.replies.limits import Term
    from graph.store.text.tokens import Token

__all__ = ["filled", "read_own_card", "written_card"]

_BRIEF: Final = Limits(seconds=3, rows=1)


def filled(
    question: Question, values: Mapping[str, str], labels: Mapping[str, str] | None = None
) -> str:
    """Return the query of a card with what the reader chose, as text to be changed.

    The choice stands in a line of VALUES for each parameter, so that the rest of the query is as
    the card has it and gives the same answer; nothing is pasted into its words.

    Raises:
        QueryError: a value is wrong or missing.
    """
    sparql = question.sparql
    read = tokens(sparql)
    places: dict[int, list[str]] = {}
    for name, term in question.bind(values).items():
        line = f"VALUES ?{name} {{ {compact(term)} }}"
        for at in _groups(read, f"?{name}"):
            places.setdefault(read[at].start + 1, []).append(line)
    outermost = min(places, default=0)
    for offset in sorted(places, reverse=True):
        room = "\n  " if offset == outermost else " "
        inserted = "".join(f"{room}{line}" for line in places[offset])
        sparql = f"{sparql[:offset]}{inserted}{sparql[offset:]}"
    asked = " ".join(question.asked(labels or values).split())
    return f"# {asked}\n{sparql}"


def written_card(
    sparql: str, asked: str, *, group: CardGroup = "analyst", view: View = "table", note: str = ""
) -> str:
    """Return a query of one's own as the text of a card, which `read_own_card` reads again.

    Where nobody has put it in words, the comment at the top of the query does.
    """
    comment = re.match(r"\s*#+([^\r\n]*)", sparql)
    sentence = " ".join((asked or (comment[1] if comment else "")).split())
    sentence = sentence.replace("{", "(").replace("}", ")")
    headings = [f"# question: {sentence or 'A query of my own'}", f"# group: {group}"]
    headings.append(f"# view: {view}")
    if note.strip():
        headings.append(f"# note: {' '.join(note.split())}")
    # An empty line, so that a comment at the top of the query is no heading.
    return "\n".join(headings) + f"\n\n{sparql.strip()}\n"


def read_own_card(engine: Engine, file: str, text: str) -> Question:
    """Return the card in a file that somebody brings; its query is tried behind the guard.

    Raises:
        QueryError: the card has a fault; the sentence gives file and line, and what to mend.
        QueryRefused: its query asks for what is not allowed here.
    """
    return read_card(file, text, lambda query, bindings: _tried(engine, query, bindings))


def _tried(engine: Engine, sparql: str, bindings: Mapping[str, Term]) -> None:
    try:
        engine.query(sparql, bindings, _BRIEF)
    except QueryStopped:
        return  # it can be read; that it takes long is no fault of the card


def _groups(read: Sequence[Token], name: str) -> Iterator[int]:
    """Yield where each pattern begins that has to be told the value of a variable.

    These are the outermost one, and inner ones that reckon with the variable, are a query of their
    own, a side of a UNION or what a MINUS takes away: what is in brackets is worked out before it
    is joined, and an engine would work it out for all values there are, which takes it a hundred
    times as long.
    """
    first, last = where(read)
    sides = _sides(read)
    opened: list[int] = []
    depths: list[int] = []
    named: set[int] = set()
    for at in range(first, last):
        text = read[at].text
        if text == "{":
            opened.append(at)
            depths.append(0)
        elif text == "}":
            opened.pop()
            depths.pop()
        elif text in {"(", ")"}:
            depths[-1] += 1 if text == "(" else -1
        elif text.replace("$", "?") == name and (
            depths[-1] or opened[-1] in sides or _is_asked(read, opened)
        ):
            named.add(opened[-1])
    for at in sorted(named | {first}):
        before = read[at - 1].text.upper() if at else ""
        inside = read[at + 1].text.upper()
        is_data = "VALUES" in {read[back].text.upper() for back in (at - 1, at - 2) if back >= 0}
        if inside == "SELECT" or before == "EXISTS" or (is_data and at != first):
            continue
        yield at


def _sides(read: Sequence[Token]) -> set[int]:
    """Return where the sides of each UNION begin, and the other side of each MINUS."""
    sides: set[int] = set()
    opened: list[int] = []
    for at, token in enumerate(read):
        if token.text == "{":
            opened.append(at)
            if read[at - 1].text.upper() in {"UNION", "MINUS"}:
                sides.add(at)
        elif token.text == "}" and opened:
            side = opened.pop()
            if at + 1 < len(read) and read[at + 1].text.upper() == "UNION":
                sides.add(side)
    return sides


def _is_asked(read: Sequence[Token], opened: Sequence[int]) -> bool:
    """Whether the innermost of the open brackets is the pattern of an inner query."""
    return len(opened) > 1 and read[opened[-2] + 1].text.upper() == "SELECT"
