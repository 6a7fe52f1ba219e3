"""What is wrong with a query that the engine cannot read: the place, and a sentence to mend it by.

The engine gives the farthest place that any of its attempts reached, and an attempt at a keyword
counts its whole length, so the place is often a word or a line too far. Here the query is laid out
anew, with more room between its tokens than any keyword is long: the engine's complaint about that
text then falls on exactly one token, or in the room behind it.
"""

from __future__ import annotations

import difflib
import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pyoxigraph

from graph.errors import QueryError
from graph.prefixes import KINDS, PREFIXES
from graph.store.text.from_elsewhere import SIGNS, USUAL_PREFIXES, product_of
from graph.store.text.keywords import WORDS
from graph.store.text.tokens import Token, place, tokens

__all__ = ["explain", "refusal_of_the_engine", "undeclared"]

_ROOM: Final = " " * 40
_QUOTED: Final = 40
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}
_TERMS: Final = frozenset({"blank", "iri", "name", "number", "string", "variable"})
_CHANGES: Final = frozenset(
    {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"}
)
_ADDRESS: Final = "an address is written in full, without spaces, as in <https://example.org/thing>"
_COUNT: Final = "a count or another function in SELECT is written as (COUNT(?thing) AS ?number)"
_SLASH: Final = "a slash ends a short name; for a thing, write country:KAZ or id:country\\/KAZ"
_KNOWN: Final = (
    f"known are {', '.join(sorted(PREFIXES.keys() - KINDS))} and one for each kind of thing, as in "
    "country:KAZ"
)
_UNFINISHED: Final = (
    "before it, a relation or an object is missing, or BIND names a variable that is already used"
)
_AFTER: Final = {
    "BY": "a variable, or an expression in brackets",
    "FILTER": "a condition in brackets, as in FILTER(?number > 3)",
    "GROUP": "BY",
    "LIMIT": "a whole number",
    "MINUS": "{",
    "OFFSET": "a whole number",
    "OPTIONAL": "{",
    "ORDER": "BY",
    "PREFIX": "the short form with its colon, and the address: PREFIX short: <https://...>",
    "SELECT": "what to show: variables such as ?name, or * for all",
    "UNION": "{",
    "WHERE": "{",
}
# What the engine says where the words are in order but the sense is not.
_SENSE: Final = {
    "SELECT contains a variable that is unbound": (
        "SELECT counts or groups, so every variable it names beside the counts must also stand "
        "in GROUP BY"
    ),
    "Duplicated variable name in SELECT": "SELECT gives one name to two columns",
    "SELECT overrides an existing variable": (
        "the name after AS is already used in the query; choose another one"
    ),
    "contains an expression with a variable that is unbound": (
        "an expression in SELECT uses a variable that GROUP BY has put together; give the group a "
        "name, as in GROUP BY (YEAR(?date) AS ?year), and select that name"
    ),
    "SELECT * is not authorized with GROUP BY": (
        "SELECT * does not go with GROUP BY; name what to show, as in SELECT ?thing "
        "(COUNT(*) AS ?number)"
    ),
    "VALUES clause rows": (
        "a row of VALUES has more or fewer values than there are variables; write UNDEF for a "
        "value to leave open"
    ),
}


@dataclass(frozen=True, slots=True)
class _Reading:
    """A query and the index of the token at which it cannot be read on; the end is one past."""

    sparql: str
    tokens: list[Token]
    index: int

    @property
    def found(self) -> Token:
        return self.tokens[self.index]

    @property
    def before(self) -> Token | None:
        return self.tokens[self.index - 1] if self.index else None


def explain(sparql: str, complaint: str) -> QueryError:
    """Return the error for people, made from the engine's complaint: ``error at 3:12: ...``."""
    try:
        read = tokens(sparql)
    except QueryError as unclosed:
        return unclosed
    index, complaint = _locate(read, complaint)
    reading = _Reading(sparql, read, index)
    sense = next((words for sign, words in _SENSE.items() if sign in complaint), None)
    if sense:
        offset = next((token.start for token in read if token.text.upper() == "SELECT"), 0)
    else:
        offset = reading.found.start if index < len(read) else len(sparql.rstrip())
    line, column = place(sparql, offset)
    sentence = sense or _unknown_prefix(reading) or _unfinished(reading) or _unexpected(reading)
    return QueryError(f"Line {line}, column {column}: {sentence}.", line, column)


def undeclared(read: list[Token]) -> Token | None:
    """Return the first prefixed name whose prefix is neither declared nor one of ours."""
    declared = {
        name.prefix
        for word, name in pairwise(read)
        if word.text.upper() == "PREFIX" and name.kind == "name"
    }
    known = declared | PREFIXES.keys()
    return next((t for t in read if t.kind == "name" and t.prefix not in known), None)


def _locate(read: list[Token], complaint: str) -> tuple[int, str]:
    """Return the index of the token that cannot be read, and the complaint about it."""
    unknown = undeclared(read)
    if unknown:
        # Nothing behind it is read, whatever the engine says; there may be a mistake before it.
        index, complaint = _locate_in(read[: read.index(unknown) + 1], complaint)
        return min(index, read.index(unknown)), complaint
    return _locate_in(read, complaint)


def _locate_in(read: list[Token], complaint: str) -> tuple[int, str]:
    text, starts = _wide(read)
    try:
        pyoxigraph.Store().query(text, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        complaint = str(error)
        found = re.match(r"error at 1:(\d+)", complaint)
        if found:
            return bisect_right(starts, int(found[1]) - 1) - 1, complaint
    except (RuntimeError, ValueError, OSError):
        pass  # it can be read when laid out anew, so only the end of it is sure to be at fault
    return len(read), complaint


def _wide(read: list[Token]) -> tuple[str, list[int]]:
    """Return the tokens on one line with room between, and where each starts, and the end."""
    starts: list[int] = []
    parts: list[str] = []
    width = 0
    for index, token in enumerate(read):
        before = read[index - 1] if index else None
        signed = before and before.text in "+-" and before.start + 1 == token.start
        if before and not signed and token.kind != "language":
            parts.append(_ROOM)
            width += len(_ROOM)
        starts.append(width)
        parts.append(re.sub(r"[\r\n]", " ", token.text))
        width += len(token.text)
    starts.append(width + len(_ROOM))
    return "".join(parts) + 2 * _ROOM, starts


def _unknown_prefix(reading: _Reading) -> str | None:
    unknown = undeclared(reading.tokens[: reading.index + 1])
    if unknown is None:
        return None
    if reading.sparql[unknown.start - 1 : unknown.start] == "<":
        return _ADDRESS
    usual = USUAL_PREFIXES.get(unknown.prefix)
    if usual and (product := product_of(usual)):
        return (
            f"the prefix '{unknown.prefix}:' is of {product}, and what it names finds nothing here"
        )
    if usual:
        return (
            f"the prefix '{unknown.prefix}:' is not known; it mostly means <{usual}>: to use that, "
            f"write PREFIX {unknown.prefix}: <{usual}> at the top"
        )
    near = difflib.get_close_matches(unknown.prefix, PREFIXES, n=1)
    known = f"perhaps {near[0]}: was meant" if near else _KNOWN
    return (
        f"the prefix '{unknown.prefix}:' is not known; {known}, "
        f"or declare it at the top as PREFIX {unknown.prefix}: <address>"
    )


def _unfinished(reading: _Reading) -> str | None:
    """Return what to say of a query that ends too early, or closes a bracket it should not."""
    opened = _open(reading)
    if reading.index == len(reading.tokens):
        if not reading.tokens:
            return "the query is empty; begin with SELECT, ASK, CONSTRUCT or DESCRIBE"
        if not opened:
            return "the query ends here, but something is missing"
        return f"the query ends here, but {_where(reading, opened[-1])} is never closed"
    found = reading.found.text
    if found in _PAIRS:
        if not opened:
            return f"this '{found}' closes nothing: there is no '{_PAIRS[found]}' before it"
        if opened[-1].text != _PAIRS[found]:
            return f"this '{found}' comes before {_where(reading, opened[-1])} is closed"
    return None


def _unexpected(reading: _Reading) -> str:
    found, before = reading.found, reading.before
    text = found.text if len(found.text) <= _QUOTED else f"{found.text[:_QUOTED]}..."
    if not text.isprintable() or text.isspace():
        return _unseen(text)
    hint = (
        _from_elsewhere(found, reading)
        or _meant(found)
        or _between(found, before, _open(reading), reading)
        or _no_word(found)
    )
    return f"'{text}' is not expected here" + (f"; {hint}" if hint else "")


def _from_elsewhere(found: Token, reading: _Reading) -> str | None:
    """Return what to write for a sign of a word processor, or a code of HTML."""
    code = re.match(r"&(amp|gt|lt|quot|apos|nbsp|#\d+);", reading.sparql[found.start :])
    if code:
        sign = html.unescape(code[0])
        told = "a blank" if sign.isspace() else sign
        return f"{code[0]} is how a web page writes {told}; write {told} itself"
    return SIGNS.get(found.text[0])


def _unseen(text: str) -> str:
    """A sign that nobody sees, by its name and number in Unicode, and what to do."""
    sign = next(one for one in text if not one.isprintable() or one.isspace())
    name = unicodedata.name(sign, "a sign without a name")
    return f"{name} (U+{ord(sign):04X}) is not expected here; type the line again with plain blanks"


def _meant(found: Token) -> str | None:
    word = found.text.upper()
    if found.kind != "word" or word in WORDS:
        return None
    if word in _CHANGES:
        return "the graph can only be read here; begin with SELECT, ASK, CONSTRUCT or DESCRIBE"
    close = difflib.get_close_matches(word, WORDS, n=1, cutoff=0.7)
    return f"perhaps {close[0]} was meant" if close else None


def _no_word(found: Token) -> str | None:
    if found.kind != "word" or found.text.upper() in WORDS:
        return None
    return "it is no word of SPARQL; a text stands in quotation marks, a variable begins with ?"


def _between(
    found: Token, before: Token | None, opened: list[Token], reading: _Reading
) -> str | None:
    """Return what is probably wrong between the last token that can be read and this one."""
    if before is None:
        return None
    inside = opened[-1].text if opened else ""
    selecting = not opened and _in_select(reading)
    after = _AFTER.get(before.text.upper()) if before.kind == "word" else None
    a_term_more = found.kind in _TERMS and (before.kind in _TERMS or before.text in {")", "]"})
    guesses = (
        (after, f"after {before.text.upper()} comes {after}"),
        (found.text == "/" and before.kind == "name", _SLASH),
        (found.kind == "string" and "\\" in found.text, "in a text, a backslash is written twice"),
        (found.kind == "iri", _ADDRESS),
        (selecting and found.text == ",", "SELECT has spaces between its variables, not commas"),
        (selecting and found.kind == "word", _COUNT),
        (found.text == "}", _UNFINISHED),
        (a_term_more and inside == "{", "perhaps the dot or semicolon before it is missing"),
        (a_term_more and inside == "(", "perhaps a comma, an operator or AS before it is missing"),
    )
    return next((words for likely, words in guesses if likely), None)


def _in_select(reading: _Reading) -> bool:
    words = [t.text.upper() for t in reading.tokens[: reading.index] if t.kind in {"word", "mark"}]
    return "SELECT" in words and not {"{", "WHERE", "FROM"} & set(words)


def _open(reading: _Reading) -> list[Token]:
    """Return the brackets that are open before the place, the innermost last."""
    opened: list[Token] = []
    for token in reading.tokens[: reading.index]:
        if token.text in _PAIRS.values():
            opened.append(token)
        elif token.text in _PAIRS and opened:
            opened.pop()
    return opened


def _where(reading: _Reading, bracket: Token) -> str:
    line, column = place(reading.sparql, bracket.start)
    return f"the '{bracket.text}' of line {line}, column {column}"


def refusal_of_the_engine(message: str) -> str:
    """Return the sentence for a query that can be read, but that Oxigraph does not evaluate."""
    unnamed = re.search(r"does not contains? variable (\?\w+)", message)
    if unnamed:
        return (
            f"{unnamed[1]} is bound to a value, so the query must name it after SELECT "
            "(and after GROUP BY, if there is one)."
        )
    function = re.search(r"custom function (<[^>]*>)", message)
    if function:
        return f"The function {function[1]} is not known to this engine."
    return f"The engine cannot answer this query: {message.rstrip('.')}."
