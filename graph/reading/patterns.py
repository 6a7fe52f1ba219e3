"""Patterns for the relations of the ontology: ``ontology/patterns/TERM.LANG.toml``.

A pattern is a line such as ``{subject:meeting} … attended by (?:the )?{objects:actor}``: words as
an expression of Python, "…" for anything within the sentence, and slots for what was found there.
``{objects:…}`` is a list, ``{each:…}`` all that follow in the sentence. A pattern without a subject
is about the thing that its text is about; so is one without an object, where the file says of which
kind.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from graph.errors import DataError
from graph.reading.mentions import MentionKind
from graph.reading.words import UPPER, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from graph.reading.words import Words

__all__ = ["SLOTS", "PatternFile", "SentencePattern", "patterns", "read_patterns"]

SLOTS: Final[Mapping[str, str]] = {
    "country": "C",
    "region": "R",
    "organisation": "OS",
    "secretariat": "S",
    "body": "OS",
    "actor": "COS",
    "person": "P",
    "project": "J",
    "meeting": "M",
    "initiative": "I",
    "plan": "A",
    "activity": "MIJ",
    "undertaking": "MIJA",
    "place": "L",
    "date": "DW",
    "period": "W",
    "money": "E",
    "topic": "T",
    "role": "Q",
    "thing": "CROSPJMIAT",
}
"""The letters of the mentions that fit each slot; "number" and "text" are read from the words."""

_SLOT: Final = re.compile(r"\{(subjects?|objects?|each|role|from)(?::(\w+))?\}")
_ANYTHING: Final = r"(?:[^⟦⟧]|⟦\w+⟧){0,220}?"
_GAP_AFTER: Final = re.compile(r"(\(\?P<subject>⟦\[\w+\]\\d\+⟧\)) … ")
_NAME: Final = rf"(?:[{UPPER}][\w&’'-]+(?:\s(?:de|of|for|the|du|di|della|la|le)\s|\s|-)?){{1,7}}"
_NOT_ITSELF: Final = r"(?!['’]s\b|\s+[Mm]ember\s+[Ss]tates|-funded|-financed)"
"""After a body: what makes its name only a part of another one."""
_NAMED_WITHIN: Final = frozenset({"organisation", "body", "actor"})
"""Slots for what can be named within another name."""
_CODES: Final = {kind.value: kind for kind in MentionKind}


@dataclass(frozen=True, slots=True, kw_only=True)
class SentencePattern:
    """One pattern, compiled; ``needs`` are the kinds of which a sentence must have some."""

    form: re.Pattern[str]
    told: str
    subject: str
    object: str
    role: str
    only: str
    implicit: bool
    needs: tuple[frozenset[MentionKind], ...]
    basis: str
    remark: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternFile:
    """The patterns of one property in one language, with the examples that test them."""

    property: str
    language: str
    patterns: tuple[SentencePattern, ...]
    positive: str
    gives: tuple[str, ...]
    negative: str


@lru_cache(maxsize=32)
def patterns(folder: Path, language: str) -> tuple[PatternFile, ...]:
    """The pattern files of a language.

    Raises:
        DataError: a file is not as it should be; the sentence names it.
    """
    words = words_of(folder, language)
    return tuple(
        read_patterns(path, words)
        for path in sorted(folder.glob(f"*.{language}.toml"))
        if not path.name.startswith("words.")
    )


def read_patterns(path: Path, words: Words) -> PatternFile:
    """One file of patterns.

    Raises:
        DataError: it is no TOML, lacks a part, or has an expression that cannot be read.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        return PatternFile(
            property=path.name.split(".")[0],
            language=words.language,
            patterns=tuple(_compiled(each, told, words) for each in told["patterns"]),
            positive=told["positive"],
            gives=tuple(told["gives"]),
            negative=told["negative"],
        )
    except KeyError as error:
        msg = f"{path.name}: the part {error} is missing."
        raise DataError(msg) from error
    except (tomllib.TOMLDecodeError, re.error, ValueError) as error:
        msg = f"{path.name}: {error}"
        raise DataError(msg) from error


def _compiled(
    each: Mapping[str, Any] | str, file: Mapping[str, Any], words: Words
) -> SentencePattern:
    told = {"form": each} if isinstance(each, str) else each
    form = str(told["form"])
    slots = dict(_slots(form))
    expression = _SLOT.sub(
        lambda found: _slot(found, words), form.replace("{number}", "{{number}}")
    )
    expression = re.sub(r"\s*…\s*", " … ", expression)
    # Of several things that could be the subject it is the one that was named last.
    letters = SLOTS.get(slots.get("subject", ""), "")
    if letters:
        last = _ANYTHING.replace(r"⟦\w+⟧", rf"⟦(?![{letters}])\w+⟧")
        expression = _GAP_AFTER.sub(lambda found: found[1] + last, expression)
    expression = expression.replace(" … ", _ANYTHING)
    needs = tuple(
        frozenset(_CODES[letter] for letter in SLOTS[kind])
        for name, kind in slots.items()
        if kind in SLOTS and kind != "body"
    )
    return SentencePattern(
        form=words.compiled(
            expression.replace("{{number}}", "{number}"), re.IGNORECASE | re.DOTALL
        ),
        told=form,
        subject=slots.get("subject") or str(told.get("subject", file.get("subject", ""))),
        object=slots.get("object") or str(told.get("object", file.get("object", ""))),
        role=str(told.get("role", file.get("role", ""))),
        implicit="subject" not in slots,
        only=str(told.get("only", "")),
        needs=needs,
        basis=str(told.get("basis", file.get("basis", "stated"))),
        remark=str(told.get("remark", file.get("remark", ""))),
        value=str(told.get("value", "")),
    )


def _slots(form: str) -> Iterator[tuple[str, str]]:
    for found in _SLOT.finditer(form):
        name = "object" if found[1] == "each" else found[1].removesuffix("s")
        kind = found[2] or "role"
        if kind not in SLOTS and kind not in {"number", "text"}:
            msg = f"'{kind}' is no kind of slot; use one of {', '.join(SLOTS)}, number, text"
            raise ValueError(msg)
        yield name, kind


def _slot(found: re.Match[str], words: Words) -> str:
    name, kind = found[1], found[2] or "role"
    if kind == "number":
        numbers = "|".join(words.table("numbers"))
        spelt = rf"|\b(?:{numbers})\b" if numbers else ""
        return rf"(?P<object>(?<![\w.,-])\d{{1,3}}(?:[.,\u00a0 ]\d{{3}})*(?![\d.,]*\d|\w){spelt})"
    if kind == "text":
        return r"[\"“«„'\u2018]\s*(?P<object>[^\"“”«»„\n]{4,300}?)\s*[\"”»“'’]"
    token = rf"⟦[{SLOTS[kind]}]\d+⟧" + (_NOT_ITSELF if kind in _NAMED_WITHIN else "")
    if name in {"objects", "subjects"}:
        return rf"(?P<{name[:-1]}>{_list(token, kind, words)})"
    if name == "each":
        return rf"(?P<object>{token}(?:[^;]{{0,220}}{token})*)"
    if kind == "body":
        token = rf"(?:{token}|{_case(_NAME)})"
    return rf"(?P<{name}>{token})"


def _list(token: str, kind: str, words: Words) -> str:
    """An expression for one or more items, with what stands between the items of a list."""
    joint = "|".join(re.escape(each) for each in words.told.get("and", ("and",)))
    small = words.entry("between") or "the"
    aside = r"(?:\s*\*+|\s*\([^()⟦⟧]{1,80}\))?"
    # One item that nobody knows may stand among those that are known.
    unknown = rf"(?:[,;•]\s*(?:[^⟦⟧,.;:()•]{{2,70}})(?=\s*(?:,|;|•|\b(?:{joint})\b)))?"
    lead = rf"(?:(?:{small})(?:\s+|(?<=['’])))*"
    apart = (
        rf"(?:\s*(?:[,;/•\n]\s*)+(?:(?:{joint})(?!\w)\s*)?|\s*[-–]\s*|\s+(?:{joint})(?!\w)\s*)"
        r"(?:[-–•]\s*)?"
    )
    item = rf"(?:{token}|{_case(_NAME)})" if kind == "body" else token
    return rf"{lead}{item}(?:{aside}{unknown}{apart}{lead}{item})*"


def _case(expression: str) -> str:
    """An expression in which capital letters count, within one in which they do not."""
    return rf"(?-i:{expression})"
