"""The words of questions: which of them say nothing by themselves, and which say the same.

They are listed in ``words.toml``.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "ALWAYS",
    "INITIATIVE",
    "JOINING",
    "KNOWN",
    "LINES",
    "OTHER_KINDS",
    "PEOPLE",
    "PLAIN",
    "SILENT",
    "TIES",
    "TURNING",
    "VIEWS",
    "asks_for",
    "cardinal",
    "excludes",
    "meant",
    "ordinal",
    "tokens",
]

_TABLE: Final[dict[str, Any]] = tomllib.loads(
    files(__name__.rpartition(".")[0]).joinpath("words.toml").read_text("utf-8")
)
SILENT: Final = frozenset(_TABLE["silent"].split())
"""Words that every question may have and that tell no question from another."""
PLAIN: Final = frozenset(_TABLE["plain"].split())
"""Words that are names only where they are written in capital letters."""
JOINING: Final = frozenset(_TABLE["joining"].split())
"""What may stand between names that stand alone."""
TIES: Final = frozenset(_TABLE["ties"].split())
"""What says only that there is a tie between a kind and a thing."""
LINES: Final = TIES | frozenset(_TABLE["lines"].split())
"""The same where any line between the two is asked for."""
PEOPLE: Final = {word: key for key, told in _TABLE["people"].items() for word in told.split()}
"""The keys of countries by how their people are called, where that does not begin as they do."""
OTHER_KINDS: Final = {
    word: kind for kind, told in _TABLE["kinds"].items() for word in told.split(", ")
}
"""Kinds by how they are called beside their names."""
TURNING: Final = frozenset(_TABLE["turning"].split())
"""What turns the sense of a question."""
INITIATIVE: Final = tuple(" ".join(one.split()) for one in _TABLE["initiative"].split(","))
"""How the Initiative itself is called beside its names."""
ALWAYS: Final = {kind: frozenset(told.split()) for kind, told in _TABLE["always"].items()}
"""What is true of every thing of a kind, by the kind."""
VIEWS: Final[dict[str, str]] = _TABLE["views"]
"""How an answer is to be shown, by the word for it."""

_MEANT: Final = {
    other: word for word, others in _TABLE["same"].items() for other in (word, *others.split())
}
KNOWN: Final = SILENT | _MEANT.keys()
"""Every word that says something in some question, and those that say nothing in any."""
_PHRASES: Final = sorted((one for one in _MEANT if "_" in one), key=len, reverse=True)
_NUMBERS: Final = tuple(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "  # noqa: SIM905 - read as a row
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
)
_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "  # noqa: SIM905 - read as a row
    "sixteen seventeen eighteen nineteen".split()
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905 - read as a row
_MEETINGS: Final = ("round", "meeting", "heads", "academy", "workshop", "international")
_TOKEN: Final = re.compile(r"[^\s,;:?!()\[\]\"“”„«»]+")
_TOP: Final = re.compile(r"\btop \d+\b")
_ASKED: Final = {"who": "who", "whom": "who", "whose": "who", "what": "what"}
_STEM: Final = 3
_NOT: Final = "not"


def tokens(text: str) -> list[str]:
    """The words of a text as they are written, without the signs around them."""
    found = (one.strip(".'\u2018\u2019`") for one in _TOKEN.findall(text))
    return [re.sub("['\u2019]s$", "", one) for one in found if one]


def ordinal(word: str, following: Iterable[str] = ()) -> str:
    """A number word as digits where a meeting follows: "fourteenth" round table is the 14th."""
    if word not in _NUMBERS or not any(one in _MEETINGS for one in following):
        return word
    number = _NUMBERS.index(word) + 1
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{endings.get(number, 'th')}"


def cardinal(word: str, before: str) -> str:
    """A number word as digits behind "project", which alone is called by its number.

    Args:
        word: a folded word, or two that a hyphen joins: "six", "forty", "forty six".
        before: the folded word before it.
    """
    first, _, second = word.partition(" ")
    if before not in {"project", "projects"}:
        return word
    if first in _ONES and not second:
        return str(_ONES.index(first))
    if first in _TENS and (not second or second in _ONES[1:10]):
        return str(20 + 10 * _TENS.index(first) + (_ONES.index(second) if second else 0))
    return word


def meant(folded: Iterable[str]) -> list[str]:
    """The words that say something, each in the one form that stands for all that say the same.

    Args:
        folded: folded words in their order.
    """
    text = _TOP.sub("top", f" {' '.join(folded)} ")
    for phrase in _PHRASES:
        text = text.replace(f" {phrase.replace('_', ' ')} ", f" {phrase} ")
    found = []
    for word in text.split():
        if word in SILENT:
            continue
        single = word.removesuffix("s") if len(word) > _STEM else word
        found.append(_MEANT.get(word) or _MEANT.get(single) or single)
    return found


def asks_for(folded: Iterable[str]) -> str:
    """Whether words ask for persons and bodies, "who", or for something else, "what".

    Args:
        folded: folded words.

    Returns:
        One of the two; nothing where both are asked for, or neither.
    """
    asked = {_ASKED[word] for word in folded if word in _ASKED}
    return asked.pop() if len(asked) == 1 else ""


def excludes(between: Iterable[str], *, was_excluded: bool) -> bool:
    """Whether a name is shut out by the folded words before it, back to the name before.

    "not in Georgia and Ukraine" may shut out both, "not in Georgia but in Ukraine" does not.

    Args:
        between: the words.
        was_excluded: whether the name before is shut out.
    """
    said = meant(between)
    return _NOT in said or (was_excluded and not said)
