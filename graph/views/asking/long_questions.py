"""What long questions leave to their second half, to "there" and to "each region"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from graph.views.asking.naming import Namer

__all__ = [
    "in_each_region",
    "with_place_again",
    "with_second_half",
    "without_when",
]

_WHEN: Final = re.compile(
    r"\s*,?\s+and\s+(?:since\s+when|when(?:\s+(?:exactly|was\s+(?:it|that|this)|did\s+(?:each|they)(?:\s+of\s+them)?(?:\s+do\s+(?:so|it|that))?))?"
    r"|in\s+(?:which|what)\s+years?)\s*[?.]*\s*$",
    re.IGNORECASE,
)
"""What asks for the dates of what was found, which many answers have."""
_HALF: Final = re.compile(
    r"^\s*((?:which|what)\s+(.+?))\s+(are|is|were|was|have|has|had|did|do|does|began|ended|started)\s+([^,;?]+?)\s*,?\s+(?:and|but)\s+"
    r"which(?:\s+(?:ones?|of\s+(?:them|these|those)))?\s+(are|is|were|was|have|has|had|did|do|does|began|ended|started)\s+([^,;?]+?)\s*[?.]*\s*$",
    re.IGNORECASE,
)
_OF_THEM: Final = re.compile(r"\bwhich\s+of\s+(?:them|these|those)\b", re.IGNORECASE)
_NONE: Final = re.compile(r"(?:n[o\u2019']t|not|none|no\b.*)", re.IGNORECASE)


_PLACES: Final = frozenset({"Country", "Region"})
_IN_EACH: Final = re.compile(
    r"\b(in\s+)(projects?|meetings?)\s+(?:in|of|for|covering|across|from)\s+(?:all|every|each)(?:\s+of)?"
    r"(?:\s+the)?(?:\s+(?:two|three|four))?\s+(\w+)\s+regions?\b",
    re.IGNORECASE,
)
"""What is in each region of a part of the world: "in projects in all African regions"."""


def in_each_region(finder: Namer, text: str) -> str:
    """A text that names each region of the part of the world of which it speaks.

    Args:
        finder: what finds names and kinds.
        text: what somebody typed.
    """
    found = _IN_EACH.search(text)
    named = finder.pieces(found[3])[:1] if found else []
    regions = named[0].things if named else ()
    if not found or {one.family for one in regions} != {"Region"}:
        return text
    each = " and ".join(f"{found[1]}{found[2]} in {one.label}" for one in regions)
    return f"{text[: found.start()]}{each}{text[found.end() :]}"


_THERE: Final = re.compile(
    r"\b(do|does|did|have|has|but|and)\b([^,;?]*?)\s+there(?=\s*[?.]*\s*$)", re.IGNORECASE
)
"""A place that is told again: "partners in Asia that lead no projects there"."""


def with_place_again(finder: Namer, text: str) -> str:
    """A text that names again the one place of which it says "there" at its end.

    Args:
        finder: what finds names and kinds.
        text: what somebody typed.
    """
    found = _THERE.search(text)
    places = [
        one.told
        for one in (finder.pieces(text[: found.start()]) if found else ())
        if one.things and {each.family for each in one.things} <= _PLACES
    ]
    if not found or len(places) != 1:
        return text
    return f"{text[: found.end() - len('there')]}in {places[0]}{text[found.end() :]}"


def without_when(text: str) -> str:
    """A text without the end that asks when what it asks for was: "and when"."""
    return _WHEN.sub("", text)


def with_second_half(finder: Namer, text: str) -> tuple[str, str]:
    """Two questions of a text whose second half says something else of the same things.

    "Which projects of Asia are over, and which are still running?" asks both of the projects of
    Asia. Nothing where the second half says only that they do not.

    Args:
        finder: what finds names and kinds.
        text: what somebody typed.
    """
    found = _HALF.match(text)
    if not found or _NONE.fullmatch(found[6]):
        return "", ""
    if not any(one.sort != "word" for one in finder.pieces(found[2])[:4]):
        return "", ""
    if _OF_THEM.search(text):
        first = f"{found[1]} {found[3]} {found[4]}"
        return first, f"{first} and {found[5]} {found[6]}"
    return f"{found[1]} {found[3]} {found[4]}", f"{found[1]} {found[5]} {found[6]}"
