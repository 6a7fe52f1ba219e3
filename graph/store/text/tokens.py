"""A SPARQL text as its tokens: enough to tell words from strings, addresses and comments.

Follows the terminals of the standard (https://www.w3.org/TR/sparql11-query/#sparqlGrammar).
Every pattern runs in linear time: the text comes from anybody, and is read in the app's process.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Token", "place", "tokens", "unmarked"]


def unmarked(sparql: str) -> str:
    """A query without the byte order mark that some editors write before a text."""
    return sparql.removeprefix("\ufeff")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its text and where it starts, counted in characters from 0.

    The kinds are ``iri``, ``string``, ``variable``, ``language``, ``blank``, ``name`` (a prefixed
    name), ``number``, ``word`` (keywords and functions) and ``mark`` (everything else).
    """

    kind: str
    text: str
    start: int

    @property
    def prefix(self) -> str:
        """The prefix of a prefixed name, without its colon."""
        return self.text.partition(":")[0]


_LETTER: Final = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_LATER: Final = rf"{_LETTER}_0-9\u00B7\u0300-\u036F\u203F\u2040"
_ESCAPED: Final = r"%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?#@%]"
_LOCAL: Final = rf"(?:[{_LATER}:-]|{_ESCAPED})"

# A loop that looks ahead stands in an atomic group, ``(?>(?:…)*)``: Python 3.11.2, which Debian 12
# has, reads past the end of ``(?:…)*+``.
_TOKEN: Final = re.compile(
    rf"""
    (?P<blank_space> [ \t\r\n]++ | \#[^\r\n]*+ )
  | (?P<iri> < (?: [^<>"{{}}|^`\\\x00-\x20] | \\u[0-9A-Fa-f]{{4}} | \\U[0-9A-Fa-f]{{8}} )*+ > )
  | (?P<string>
        \"\"\" (?> (?: [^"\\] | \\. | "(?!"") )* ) \"\"\"
      | ''' (?> (?: [^'\\] | \\. | '(?!'') )* ) '''
      | (?! \"\"\" ) " (?: [^"\\\r\n] | \\. )*+ "
      | (?! ''' ) ' (?: [^'\\\r\n] | \\. )*+ ' )
  | (?P<variable> [?$] [{_LETTER}_0-9] [{_LATER}]*+ )
  | (?P<language> @ [A-Za-z]++ (?: - [A-Za-z0-9]++ )*+ (?: -- [A-Za-z]++ )? )
  | (?P<blank> _: [{_LETTER}_0-9] (?> (?: [{_LATER}-]++ | \.++ (?=[{_LATER}-]) )* ) )
  | (?P<name> (?: [{_LETTER}] [{_LATER}.-]*+ )?+ :
        (?: (?: [{_LETTER}_:0-9] | {_ESCAPED} ) (?> (?: {_LOCAL}++ | \.++ (?={_LOCAL}) )* ) )? )
  | (?P<number> (?: \d++ (?: \.\d*+ )? | \.\d++ ) (?: [eE] [+-]? \d++ )? )
  | (?P<run> [{_LETTER}_] [{_LATER}.-]*+ )
  | (?P<mark> \^\^ | && | \|\| | != | <= | >= | <<\(? | \)?>> | \{{\| | \|\}} | . )
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(sparql: str) -> list[Token]:
    """Return the tokens of a query, without white space and comments.

    Raises:
        QueryError: a quotation mark is never closed.
    """
    return list(_read(sparql))


def place(sparql: str, offset: int) -> tuple[int, int]:
    """Return the line and the column of a character, both counted from 1."""
    before = sparql[:offset].replace("\r\n", " \n").replace("\r", "\n")
    return before.count("\n") + 1, offset - before.rfind("\n")


def _read(sparql: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(sparql):
        kind, text, start = str(match.lastgroup), match[0], match.start()
        if kind == "run":
            # Only a colon makes one name of `true.SERVICE:x`; without it these are words and dots,
            # split in one go because reading on from each dot would take quadratic time.
            yield from (
                Token("mark" if part[0] in ".-" else "word", part[0], start + part.start())
                for part in re.finditer(r"[.-]|[^.-]+", text)
            )
        elif kind == "mark" and text in "'\"":
            line, column = place(sparql, start)
            message = f"Line {line}, column {column}: this quotation mark is never closed."
            raise QueryError(message, line, column)
        elif kind != "blank_space":
            yield Token(kind, text, start)
