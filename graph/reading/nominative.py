"""Russian names as a dictionary has them: "Институтом …" is the "Институт …" of that text.

A rule for the words that begin a name, adjectives and the noun that they belong to; what follows is
in the case that the noun asks for, and stays. What the rule does not know stays as it stands.
"""

# Letters of another script are meant.
# ruff: noqa: RUF001

from __future__ import annotations

import re
from typing import Final

__all__ = ["nominative", "nominative_person"]

_HEADS: Final = (
    "центр", "комитет", "институт", "министерство", "агентство", "служба", "управление",
    "инициатива", "организация", "делегация", "университет", "академия", "ассоциация", "фонд",
    "совет", "секретариат", "лаборатория", "программа", "посольство", "департамент", "союз",
    "представительство", "учреждение", "комиссия", "общество", "федерация", "правительство",
)  # fmt: skip
"""Nouns that names of bodies begin with."""
_ENDINGS: Final = {
    "": ("а", "у", "ом", "е"),
    "о": ("а", "у", "ом", "е"),
    "е": ("я", "ю", "ем", "и"),
    "а": ("ы", "е", "у", "ой", "и"),
    "я": ("и", "ю", "ей"),
}
"""The endings of the other cases, by that of the nominative."""
_MALE: Final = re.compile(r"(?:ого|его|ому|ему|ым|им|ом|ем)$")
_FEMALE: Final = re.compile(r"(?:ой|ей|ую|юю)$")
_SOFT: Final = "кгхжчшщ"
_SURNAME: Final = re.compile(r"(?P<stem>\w+(?:ов|ев|ёв|ин|ын))ым$")


def nominative(name: str) -> str:
    """A name of a body with its first words in the nominative; as it stands where no rule fits."""
    words = name.split()
    for place, word in enumerate(words):
        head = _head(word)
        if head is not None:
            made = [_adjective(one, head) for one in words[:place]]
            if all(made):
                return _capital(name, " ".join([*map(str, made), head, *words[place + 1 :]]))
            return name
        if not (_MALE.search(word) or _FEMALE.search(word)):
            return name
    return name


def nominative_person(name: str) -> str:
    """A person's name where every part of it stands in the instrumental; else as it stands."""
    parts = [_named(part) for part in name.split()]
    return " ".join(map(str, parts)) if parts and all(parts) else name


def _head(word: str) -> str | None:
    """The noun that a word is a case of, None where it is none of those that are known."""
    lower = word.lower()
    for head in _HEADS:
        end = head[-1] if head[-1] in "оеая" else ""
        stem = head[: len(head) - len(end)]
        if lower == head or (lower.startswith(stem) and lower[len(stem) :] in _ENDINGS[end]):
            return head
    return None


def _adjective(word: str, head: str) -> str:
    """An adjective in the nominative of its noun's gender, "" where it has another ending."""
    if re.search(r"(?:ый|ий|ая|яя|ое|ее)$", word.lower()):
        return word
    female = head[-1] in "ая"
    found = (_FEMALE if female else _MALE).search(word)
    if found is None:
        return ""
    stem = word[: found.start()]
    is_soft = found[0] in {"его", "ему", "им", "ем", "ей", "юю"} and stem[-1:] not in _SOFT
    if female:
        return stem + ("яя" if is_soft else "ая")
    if head[-1] in "ое":
        return stem + ("ее" if is_soft else "ое")
    return stem + ("ий" if is_soft or stem[-1:] in _SOFT else "ый")


def _named(part: str) -> str:
    """A part of a person's name in the nominative, "" where it is not in the instrumental."""
    surname = _SURNAME.search(part)
    if surname:
        return surname["stem"]
    if part.endswith("ой") and len(part) > 4:  # noqa: PLR2004 - not "Кой"
        return f"{part[:-2]}а"
    if part.endswith("ом") and len(part) > 3:  # noqa: PLR2004 - not "Том"
        return part[:-2]
    return ""


def _capital(before: str, after: str) -> str:
    """A name that begins as it began: with a capital letter or without."""
    return after[:1].upper() + after[1:] if before[:1].isupper() else after
