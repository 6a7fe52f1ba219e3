"""Names as they are compared: letters, signs and spellings that make no difference, folded away.

Case, accents, punctuation, the form of hyphens and apostrophes, and the way in which Unicode writes
a sign do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["forms", "joined", "plain", "words"]

# Letters that Unicode does not take apart into a base letter and a mark.
_BARRED: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Signs without a width, and letters that stand for an apostrophe.
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_APOSTROPHES: Final = re.compile("[\u02b9-\u02bf\u02c8\u02ee\ua78c]")
_SEPARATORS: Final = re.compile(r"[^\w]+|_+")
_COMPOUND: Final = re.compile("(?<=\\w)[-'\u0060\u00b4\u2018\u2019\u2010-\u2015\u2212](?=\\w)")
_STATE: Final = re.compile(r"((?:[A-Z][\w']+ )+)of (?:the )?([^(),]+)")
_PLAIN: Final = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}


def plain(text: str) -> str:
    """Text as it is compared: lower case, without accents, single blanks."""
    if text.isascii():  # the same, sooner: most names are, and there may be very many of them
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", _UNSEEN.sub("", text).casefold())
    bare = "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() else c
        for c in decomposed
        if not unicodedata.combining(c)
    )
    return " ".join(bare.translate(_BARRED).split())


def words(text: str) -> str:
    """Text as its plain words with single blanks, punctuation left out and "&" read as "and"."""
    if text.isascii():  # the same, sooner: most names are, and there may be very many of them
        return " ".join(text.replace("&", " and ").translate(_PLAIN).split())
    told = plain(_APOSTROPHES.sub("'", text).replace("&", " and "))
    return " ".join(_SEPARATORS.sub(" ", told).split())


def forms(iri: str, label: str, others: Iterable[str]) -> dict[str, str]:
    """Everything a thing can be found by, in words, with the name as it is written.

    Names come first, then its key and its number: ``project/053`` is also found by "53", "P53" and
    "Project 53".
    """
    kind, _, key = iri.removeprefix(str(THINGS)).partition("/")
    found: dict[str, str] = {}
    for name in (label, *others):
        found.setdefault(words(name), name)
    keys = [key]
    if key.isdecimal():
        number = str(int(key))
        keys += [number, f"{kind[0]}{number}", f"{kind} {number}"]
    if kind == "country":
        initials = "".join(re.findall(r"\b[A-Z]", label))
        keys += [initials] if len(initials) > 2 else []  # noqa: PLR2004 - UAE, DRC
        keys += [short for name in (label, *others) if (short := _short_state(name))]
    for one in keys:
        found.setdefault(words(one), label)
    found.pop("", None)
    return found


def _short_state(name: str) -> str:
    """A country whose form of state is told by its initials, "DR Congo"; "" where one word is."""
    state = _STATE.fullmatch(name)
    initials = "".join(re.findall(r"\b[A-Z]", state[1])) if state else ""
    return f"{initials} {state[2]}" if state and len(initials) > 1 else ""


def joined(text: str) -> set[str]:
    """The words that a hyphen or an apostrophe parts, without it: "roundtable", "kickoff"."""
    if not _COMPOUND.search(text):
        return set()
    return set(words(_COMPOUND.sub("", text)).split()) - set(words(text).split())
