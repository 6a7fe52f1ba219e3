"""What a query from anybody may not ask, found in its words before an engine sees it.

This is for the sentence, and for engines that we do not run. What holds without it is the worker's
own walls (`graph.store.engines.worker`): no new connection or file, no more memory, no more time.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from typing import Final

from graph.errors import QueryRefused
from graph.store.text.mistakes import undeclared
from graph.store.text.tokens import Token, place, tokens

__all__ = ["LENGTH", "refuse"]

LENGTH: Final = 100_000
"""How many bytes of a query are read, on the pages and at the endpoint."""

_SHORT: Final = 2_000
_DEPTH: Final = 100
_STEPS: Final = 200
_UPDATES: Final = frozenset(
    {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE"}
)
_WORDS: Final = ("SERVICE", "FROM", *sorted(_UPDATES))
# The standard has these codes decoded before anything else is read; some engines also take a plus.
_CODE: Final = re.compile(r"\\u([+0-9A-Fa-f][0-9A-Fa-f]{3})|\\U([+0-9A-Fa-f][0-9A-Fa-f]{7})")


def refuse(sparql: str) -> None:
    """Return nothing, or stop a query that asks for what is not allowed here.

    Raises:
        QueryRefused: the sentence says what is not allowed, why, and what to do instead.
        QueryError: a quotation mark is never closed, so words that are refused cannot be told from
            texts.
    """
    size = len(sparql.encode(errors="replace"))
    if size > LENGTH:
        message = (
            f"The query is {size:,} bytes long; up to {LENGTH:,} are read. "
            "Ask for the things by kind or relation instead of listing them."
        )
        raise QueryRefused(message)
    if _is_known_to_be_harmless(sparql) if size < _SHORT else _is_harmless(sparql):
        return
    # Engines differ in when they decode, so the query must be harmless read either way.
    for text in dict.fromkeys((sparql, _CODE.sub(_decoded, sparql))):
        read = tokens(text)
        for token, before in zip(read, [None, None, *read], strict=False):
            _refuse_word(text, token)
            _refuse_disguise(text, token, before)
        _refuse_from(text, read)
        _refuse_depth(text, read)


def _is_harmless(sparql: str) -> bool:
    """Return whether nothing in a query could be refused, however it is read.

    Most queries are of this kind, and short: to take them apart would cost more than their answer.
    """
    text = sparql.upper()
    return not (
        "\\" in text
        or any(word in text for word in _WORDS)
        or sum(map(text.count, "([{")) > _DEPTH
        or sum(map(text.count, "/|^!")) > _STEPS
    )


def _decoded(code: re.Match[str]) -> str:
    number = int(code[1] or code[2], 16)
    return chr(number) if number <= sys.maxunicode else code[0]


# A program asks the same again and again. So much is kept that is small, whatever is asked.
_is_known_to_be_harmless: Final = lru_cache(maxsize=256)(_is_harmless)


def _refuse_word(text: str, token: Token) -> None:
    # Engines read keywords without a gap, `trueSERVICE` and `SERVICE:x` among them, so the word is
    # looked for anywhere in a word or a prefix; a local name or a variable ends where it ends.
    word = {"word": token.text, "name": token.prefix}.get(token.kind, "").upper()
    if "SERVICE" in word:
        message = (
            f"{_place(text, token)}: SERVICE asks another server, and nothing is sent out from "
            "here. Ask that server itself and bring the two answers together."
        )
        raise QueryRefused(message)
    if token.kind == "word" and word in _UPDATES:
        message = (
            f"{_place(text, token)}: {word} changes data, and here the graph can only be read. "
            "Facts are added to the tables in the folder data, each with its document."
        )
        raise QueryRefused(message)


def _refuse_disguise(text: str, token: Token, before: Token | None) -> None:
    """Stop what is an address to one reader, and a comparison with more behind it to another.

    `?a<1)SERVICE?x#>` is an address by its characters, but after an operand `<` compares. With `//`
    after its scheme, or declared for a prefix, it can only be an address; without quotation marks,
    brackets and comment signs the two readings end at the same place.
    """
    if token.kind != "iri" or re.match(r"<[A-Za-z][A-Za-z0-9+.-]*://", token.text):
        return
    declared = before is not None and before.text.upper() == "PREFIX"
    if not declared and re.search(r"['()#]", token.text):
        message = (
            f"{_place(text, token)}: this can be read as an address or as 'less than'. Put a space "
            "after < to compare, or write the address in full, beginning with https://."
        )
        raise QueryRefused(message)


def _refuse_from(text: str, read: list[Token]) -> None:
    unknown = undeclared(read)
    for token in read:
        word = token.text.upper() if token.kind == "word" else ""
        glued = token is unknown and token.prefix.upper().startswith("FROM")
        if word in {"FROM", "FROMNAMED"} or glued:
            message = (
                f"{_place(text, token)}: FROM picks other graphs or files, and here there is one "
                "graph that every query asks. Leave FROM out."
            )
            raise QueryRefused(message)


def _refuse_depth(text: str, read: list[Token]) -> None:
    depth = steps = 0
    for token in read:
        depth += (token.text in {"(", "[", "{"}) - (token.text in {")", "]", "}"})
        if depth > _DEPTH:
            message = (
                f"{_place(text, token)}: brackets are nested more than {_DEPTH} deep, which the "
                "engine may not survive. Write the query flatter."
            )
            raise QueryRefused(message)
        on_a_path = token.kind in {"iri", "name", "mark"} or token.text == "a"
        if not on_a_path or token.text in {"{", "}", ".", ";", ","}:
            steps = 0
        steps += token.text in {"/", "|", "^", "!"}
        if steps > _STEPS:
            message = (
                f"{_place(text, token)}: the path has more than {_STEPS} steps, which the engine "
                "may not survive. Use + or * for a step that repeats."
            )
            raise QueryRefused(message)


def _place(text: str, token: Token) -> str:
    line, column = place(text, token.start)
    return f"Line {line}, column {column}"
