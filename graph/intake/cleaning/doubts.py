"""Texts that are probably not what was meant: told as warnings, never changed.

Mixed scripts in one word (UTS 39, section 5.1), letters that were read in the wrong encoding, and
words that stand for "nothing here".
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from graph.intake.cleaning.signs import named

__all__ = ["doubt", "in_latin"]

_WORD: Final = re.compile(r"\w+")
_ASKED: Final = frozenset({"LATIN", "CYRILLIC", "GREEK"})
_LOOK_LIKE: Final = str.maketrans(
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0405"
    "\u0406\u0408\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u051b"
    "\u051d\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4"
    "\u03a5\u03a7\u03bf\u03b1\u03bd\u03c1",
    "ABEKMHOPCTYXSIJaeopcyxsijqwABEZHIKMNOPTYXoavp",
)
"""Letters of Cyrillic and Greek that look like one of Latin (a part of UTS 39's confusables).

They are written by their numbers, since nobody could tell the two lines apart.
"""
_PLACEHOLDERS: Final = frozenset(
    {"-", "--", "–", "—", "?", "n/a", "na", "n.a.", "nan", "null", "none", "nil", "unknown", "tbd",
     "tbc", "tba", "xxx", "...", "…", "not available", "not applicable", "to be confirmed"}
)  # fmt: skip
_ERRORS: Final = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)


def doubt(text: str) -> tuple[str, bool]:
    """What is doubtful about a text, "" if nothing is, and whether it cannot be taken at all."""
    if text.upper() in _ERRORS:
        return f"the cell holds the error {text}; write what it should say", True
    if text.lower() in _PLACEHOLDERS:
        return f"'{text}' reads as if nothing were known; leave the cell or the row out then", False
    if text.isascii():
        return "", False
    return _misread(text) or _mixed(text), False


def in_latin(text: str) -> str:
    """A text with the letters that only look Latin made Latin, in words that mix the two."""
    if text.isascii():
        return text
    return _WORD.sub(
        lambda word: word[0].translate(_LOOK_LIKE) if len(_scripts(word[0])) > 1 else word[0], text
    )


def _mixed(text: str) -> str:
    for word in _WORD.findall(text):
        scripts = _scripts(word)
        if len(scripts) > 1:
            odd = next(one for one in word if one.isalpha() and _script(one) != "LATIN")
            latin = in_latin(word)
            meant = f"; is it '{latin}'?" if latin.isascii() else ""
            return f"'{word}' mixes letters of two scripts: it holds {named(odd)}{meant}"
    return ""


def _scripts(word: str) -> set[str]:
    return {_script(one) for one in word if one.isalpha()} & _ASKED


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _misread(text: str) -> str:
    """What a text probably was before UTF-8 was read as Windows-1252 or Latin-1."""
    for code in ("cp1252", "latin-1"):
        try:
            meant = text.encode(code).decode("utf-8")
        except UnicodeError:
            continue
        return f"'{text}' seems to have been read in the wrong encoding; is it '{meant}'?"
    return ""
