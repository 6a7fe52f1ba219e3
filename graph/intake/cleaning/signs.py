"""One form for every text: signs that nobody sees are taken out, and each is told by its name.

The form is that of Unicode's canonical composition (UAX 15, NFC) without format signs (general
category Cf) but those that a script needs, with one kind of blank, on one line. What cannot be
part of a text (control signs, halves of letters, letters that were lost on the way) stays, and is
a fault of the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

__all__ = ["CleanText", "clean_text", "named"]

_LINE_ENDS: Final = frozenset("\n\r\t\x0b\x0c\x85\u2028\u2029")
_VISIBLE: Final = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
"""Format signs that are drawn, such as the Arabic sign for a number (UAX 44, Prepended_*)."""
_JOINERS: Final = frozenset("\u200c\u200d\u180e")
_DIRECTIONS: Final = frozenset("\u200e\u200f\u061c")
_EMPTY_LETTERS: Final = frozenset("\u034f\u115f\u3164\uffa0")
"""Signs of other categories that draw nothing (Default_Ignorable_Code_Point)."""
_UNJOINED: Final = frozenset(
    {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "HEBREW", "CJK", "HANGUL", "HIRAGANA",
     "KATAKANA", "DIGIT", "FULLWIDTH"}
)  # fmt: skip
"""Scripts of which no letter changes its shape by what it is joined to."""
_BLANKS: Final = re.compile(r" {2,}")
_NAMES: Final = {"\t": "TAB", "\n": "LINE FEED", "\r": "CARRIAGE RETURN", "\x85": "NEXT LINE"}


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text in the one form, what was done to it, and why it cannot be taken, "" if it can."""

    text: str
    done: tuple[str, ...] = ()
    fault: str = ""


def clean_text(text: str) -> CleanText:
    """A text in the one form that all texts of the record have.

    Blanks around it are taken off without a word, as every spreadsheet does.
    """
    # The same, sooner: most cells are plain, and there may be very many of them.
    if text.isascii() and text.isprintable():
        bare = text.strip()
        return CleanText(bare) if "  " not in bare else _blanks(bare, [])
    fault = next(filter(None, map(_fault, text)), "")
    if fault:
        return CleanText(text.strip(), fault=fault)
    done: dict[str, None] = {}
    kept: list[str] = []
    stripped = text.strip()
    for place, sign in enumerate(stripped):
        if sign in _LINE_ENDS:
            done["a line break was read as a blank"] = None
            kept.append(" ")
        elif sign != " " and unicodedata.category(sign) == "Zs":
            done[f"{named(sign)} was read as a blank"] = None
            kept.append(" ")
        elif _unseen(sign) and not _needed(stripped, place):
            done[f"{named(sign)} was taken out"] = None
        else:
            kept.append(sign)
    told = "".join(kept).strip()
    composed = unicodedata.normalize("NFC", told)
    if composed != told:
        done["letters and their marks were joined (NFC)"] = None
    return _blanks(composed, list(done))


def named(sign: str) -> str:
    """A sign by its name and number in Unicode, as in "ZERO WIDTH SPACE (U+200B)"."""
    name = _NAMES.get(sign) or unicodedata.name(sign, "a sign without a name")
    return f"{name} (U+{ord(sign):04X})"


def _blanks(text: str, done: list[str]) -> CleanText:
    single = _BLANKS.sub(" ", text)
    if single != text and not done:
        done = ["several blanks were read as one"]
    return CleanText(single, tuple(done))


def _fault(sign: str) -> str:
    """Why no text may hold this sign, "" where it may."""
    number = ord(sign)
    if sign == "\ufffd":
        return f"a letter was lost on the way and {named(sign)} stands for it; type the text again"
    if number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF:  # noqa: PLR2004 - noncharacters
        return f"the cell holds U+{number:04X}, which is no letter; type the text again"
    kind = unicodedata.category(sign)
    if kind == "Cs" or (kind == "Cc" and sign not in _LINE_ENDS):
        return f"the cell holds the control character U+{number:04X}; type the text again"
    return ""


def _unseen(sign: str) -> bool:
    if sign in _EMPTY_LETTERS or sign == "\u180e":
        return True
    return unicodedata.category(sign) == "Cf" and sign not in _VISIBLE


def _needed(text: str, place: int) -> bool:
    """Whether a script needs a format sign where it stands.

    Joiners choose the shapes of letters in Arabic or Indic scripts and of joined pictures; marks
    of direction are needed where letters run from right to left.
    """
    sign = text[place]
    if sign in _DIRECTIONS:
        return any(unicodedata.bidirectional(one) in {"R", "AL"} for one in text)
    if sign not in _JOINERS or not 0 < place < len(text) - 1:
        return False
    return all(_joins(text[at]) for at in (place - 1, place + 1))


def _joins(sign: str) -> bool:
    kind = unicodedata.category(sign)
    if kind in {"So", "Sk"} or sign == "\ufe0f":
        return True
    script = unicodedata.name(sign, "").partition(" ")[0].partition("-")[0]
    return kind[0] in "LM" and script not in _UNJOINED
