"""The words of a language that tell kinds of names, roles, dates and lists: ``words.LANG.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from graph.folding import plain
from graph.reading.cldr import months

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["UPPER", "MeetingKind", "Words", "language_of", "languages", "spaced", "words_of"]

UPPER: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚЀ-Я"
"""Capital letters of the Latin and the Cyrillic script, for a class of an expression."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_SCRIPTS: Final = {"ar": re.compile(r"[\u0600-\u06ff]"), "ka": re.compile(r"[\u10a0-\u10ff]")}
_SHORTEST: Final = 2
"""So many letters of a word are left at least when its ending is cut off."""
_MOSTLY: Final = 0.3
_SAMPLE: Final = 20_000


@dataclass(frozen=True, slots=True)
class MeetingKind:
    """How texts call one kind of meeting, and how the record does."""

    noun: str
    type: str
    code: str
    label: str


@dataclass(frozen=True)
class Words:
    """One language's file of words, with what is compiled from it."""

    language: str
    told: Mapping[str, Any]

    def entry(self, *path: str) -> str:
        """An entry by its path in the file, "" where the language has none."""
        value: Any = self.told
        for step in path:
            value = value.get(step, "") if isinstance(value, dict) else ""
        return str(value) if value != "" else ""

    def table(self, name: str) -> Mapping[str, Any]:
        """A table of the file, empty where the language has none."""
        table: Mapping[str, Any] = self.told.get(name, {})
        return table

    def expression(self, *path: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str] | None:
        """An entry as an expression, None where the language has none."""
        at = (*path, str(int(flags)))
        if at not in self._expressions:
            text = self.entry(*path)
            self._expressions[at] = self.compiled(text, flags) if text else None
        return self._expressions[at]

    @cached_property
    def _expressions(self) -> dict[tuple[str, ...], re.Pattern[str] | None]:
        """What was compiled before."""
        return {}

    def compiled(self, text: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
        """An expression with ``{number}`` and ``{ordinal}`` filled in and blanks made wide."""
        text = text.replace("{number}", "|".join(self.table("numbers")) or "(?!)")
        return re.compile(spaced(text.replace("{ordinal}", self.ordinal)), flags)

    def expression_of_words(self, name: str) -> re.Pattern[str] | None:
        """An expression for any word of a list, None where the language has no such list."""
        told = self.told.get(name, ())
        return re.compile(rf"\b(?:{'|'.join(told)})\b", re.IGNORECASE) if told else None

    def fold(self, word: str) -> str:
        """A word as it is compared in this language: plain, and without its endings."""
        if word not in self._folds:
            form = plain(word)
            for cut in self._cuts:
                shorter = cut.sub("", form)
                form = shorter if len(shorter) >= _SHORTEST else form
            for one, other in self.table("inflection").get("same", ()):
                form = form.replace(one, other)
            self._folds[word] = form
        return self._folds[word]

    @cached_property
    def _folds(self) -> dict[str, str]:
        """The words that were folded before."""
        return {}

    @cached_property
    def _cuts(self) -> tuple[re.Pattern[str], ...]:
        return tuple(map(re.compile, self.table("inflection").get("cut", ())))

    @cached_property
    def ordinal(self) -> str:
        """An expression for "14th" or "fourteenth"."""
        spelt = "|".join(self.table("ordinals"))
        digits = self.entry("shape", "ordinal").replace("(?P<number>", "(?:")
        return "(?:" + "|".join(filter(None, (digits, rf"\b(?:{spelt})\b" if spelt else ""))) + ")"

    @cached_property
    def meetings(self) -> tuple[MeetingKind, ...]:
        """The kinds of meetings, the most special first."""
        return tuple(MeetingKind(**each) for each in self.told.get("meetings", ()))

    @cached_property
    def months(self) -> dict[str, int]:
        """The number of each month by its names, in lower case."""
        return {**months(self.language), **self.table("months")}

    def number(self, text: str) -> int | None:
        """The number that digits or a word give, None where they give none."""
        digits = re.sub(r"[\s.,\u00a0\u202f]", "", text)
        if digits.isdecimal():
            return int(digits)
        value = self.table("numbers").get(text.strip().lower())
        return int(value) if value is not None else None

    def ordinal_number(self, text: str) -> int | None:
        """The number of an ordinal, None where the text is none."""
        digits = re.match(r"\d+", text)
        if digits:
            return int(digits[0])
        value = self.table("ordinals").get(text.strip().lower())
        return int(value) if value is not None else None


def spaced(expression: str) -> str:
    """An expression in which a blank is any white space (not in a class) and "’" is "'" too.

    In a look-behind a blank is one sign of white space, since its width is fixed.
    """
    out: list[str] = []
    inside = behind = False
    for place, sign in enumerate(expression):
        escaped = place > 0 and expression[place - 1] == "\\"
        if not escaped:
            inside = sign == "[" or (inside and sign != "]")
            behind = expression.startswith(("(?<=", "(?<!"), place) or (behind and sign != ")")
        if sign == "’":
            out.append("’'" if inside else "[’']")
        elif sign == " " and not inside and not escaped:
            out.append(r"\s" if behind else r"\s+")
        else:
            out.append(sign)
    return "".join(out).replace(r"\s+?", r"\s*")


@lru_cache(maxsize=32)
def words_of(folder: Path, language: str) -> Words:
    """The words of a language; a language without a file has none."""
    path = folder / f"words.{language}.toml"
    told = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return Words(language, told)


def languages(folder: Path) -> tuple[str, ...]:
    """The languages that have a file of words."""
    return tuple(sorted(path.name.split(".")[1] for path in folder.glob("words.*.toml")))


def language_of(text: str, folder: Path) -> str:
    """The language that most of a text is in, by its letters and its commonest words."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample)) or 1
    for language, script in _SCRIPTS.items():
        if len(script.findall(sample)) / letters > _MOSTLY:
            return language
    told = [word.lower() for word in _WORD.findall(sample)]
    scores = {
        language: sum(word in common for word in told)
        for language in languages(folder)
        if (common := set(words_of(folder, language).told.get("common", ())))
    }
    return max(scores, key=lambda language: (scores[language], language == "en"), default="en")
