"""The words of the language: its keywords and functions, and how the standard writes them.

From the grammar, https://www.w3.org/TR/sparql11-query/#sparqlGrammar: all of them may be written in
either case but for ``a``, the short form of ``rdf:type``.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["WORDS", "spelled"]

WORDS: Final = re.findall(
    r"\w+",
    "A ABS AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONSTRUCT CONTAINS COUNT "
    "DATATYPE DAY DESC DESCRIBE DISTINCT ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM GRAPH GROUP "
    "GROUP_CONCAT HAVING HOURS IF IN IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG LANGMATCHES "
    "LCASE LIMIT MAX MD5 MIN MINUS MINUTES MONTH NAMED NOT NOW OFFSET OPTIONAL ORDER PREFIX RAND "
    "REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SELECT SEPARATOR SERVICE SHA1 SHA256 "
    "SHA384 SHA512 SILENT STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID "
    "SUBSTR SUM TIMEZONE TRUE TZ UCASE UNDEF UNION URI USING UUID VALUES WHERE YEAR",
)
_MIXED: Final = ("isBlank", "isIRI", "isLiteral", "isNumeric", "isURI", "sameTerm")
"""What the standard does not write in capitals."""
_SPELLED: Final = {word: word for word in WORDS if word not in {"A", "FALSE", "TRUE"}} | {
    word.upper(): word for word in _MIXED
}


def spelled(word: str) -> str:
    """Return a keyword or a function as the standard writes it; any other word as it stands.

    ``a`` has one case only; ``true`` and ``false`` are values, and stay as they were written.
    """
    # Beyond ASCII other letters have the same capitals, such as the Turkish dotless i.
    return _SPELLED.get(word.upper(), word) if word.isascii() else word
