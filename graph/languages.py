"""Languages by their tags (BCP 47): their names, how they run, and text that knows its own.

Names in Arabic, Persian, Pashto or Urdu run from right to left inside sentences that run from left
to right. What stands between them then belongs to the sentence only where each name is set apart
(Unicode Standard Annex 9, "Explicit Directional Isolates"); `set_apart` does that for plain text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, Self

from babel import Locale, UnknownLocaleError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "ENGLISH",
    "Language",
    "Spoken",
    "direction_of",
    "is_right_to_left",
    "language_named",
    "language_of",
    "runs",
    "set_apart",
]

ENGLISH: Final = "en"
"""The language of the record's own names and of the pages, by its tag."""

# Hebrew, Arabic, Syriac, Thaana, N'Ko and the further blocks that run from right to left.
_LETTERS: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
# Words of one name hang together by blanks, hyphens, apostrophes and the joiners of the scripts.
_WORDS: Final = re.compile(rf"[{_LETTERS}]+(?:[ \u200c\u200d'’\-–]+[{_LETTERS}]+)*")
_APART, _TOGETHER = "\u2068", "\u2069"
_MARKS: Final = re.compile("[\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language: its tag, what its speakers and what English call it, and how it runs."""

    tag: str
    own: str
    english: str
    direction: Literal["ltr", "rtl"]

    def in_language(self, tag: str) -> str:
        """What a language calls it, as the CLDR says: "French", "français"."""
        try:
            told = Locale.parse(self.tag, sep="-").get_display_name(tag)
        except (ValueError, UnknownLocaleError):
            return self.tag
        return told or self.english

    @property
    def words(self) -> str:
        """Both names, for a list to choose from: "français (French)"."""
        return self.own if self.own == self.english else f"{self.own} ({self.english})"


class Spoken(str):
    """A text that knows in which language it is; everywhere else it is a text like any other."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> Self:
        """The text in a language, by its tag."""
        made = super().__new__(cls, text)
        made.language = language
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[str, str]]:
        """How it is made again, so that a copy knows its language too."""
        return type(self), (str(self), self.language)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """How the text runs."""
        return direction_of(self.language)


@lru_cache(maxsize=200)
def language_of(tag: str) -> Language:
    """The language of a tag, as the CLDR names it; one that it does not know is its tag."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return Language(tag=tag, own=tag, english=tag, direction="ltr")
    return Language(
        tag=tag,
        own=locale.get_display_name() or tag,
        english=locale.get_display_name(ENGLISH) or tag,
        direction="rtl" if locale.text_direction == "rtl" else "ltr",
    )


def language_named(name: str, tag: str = ENGLISH) -> str:
    """The English name of a language that another one calls so; nothing where none is.

    Args:
        name: what it is called: "arabe".
        tag: the language in which it is called so.
    """
    return _names_in(tag).get(name.casefold(), "")


@lru_cache(maxsize=8)
def _names_in(tag: str) -> dict[str, str]:
    """The English name of each language, by what it is called in one; of those with a short tag."""
    english = Locale.parse(ENGLISH).languages
    named = Locale.parse(tag, sep="-").languages
    short = len("en")
    return {told.casefold(): english[one] for one, told in named.items() if len(one) == short}


def direction_of(tag: str) -> Literal["ltr", "rtl"]:
    """How a language runs, by its tag."""
    return language_of(tag).direction


def is_right_to_left(text: str) -> bool:
    """Whether a text is all of a script that runs from right to left, numbers and signs aside."""
    return _WORDS.search(text) is not None and not any(map(str.isalpha, _WORDS.sub("", text)))


def set_apart(text: str) -> str:
    """A text in which each name that runs from right to left keeps to itself, by isolates."""
    if text.isascii() or _APART in text:
        return text
    return _WORDS.sub(lambda found: f"{_APART}{found[0]}{_TOGETHER}", text)


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text that run in one direction, each with whether that is right to left.

    Isolates are not in them: formats that mark such a run of a text by themselves need none.
    """
    bare = _MARKS.sub("", text)
    at = 0
    for found in _WORDS.finditer(bare):
        if found.start() > at:
            yield bare[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(bare):
        yield bare[at:], False
