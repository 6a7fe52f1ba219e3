"""Who has no part, or has one and is told by a country, in the form that is read.

Whose partners are told by their country, "without partners from Italy or France", is said of each
country by itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from graph.views.asking.naming import Namer

__all__ = ["by_their_countries", "without_who_is_not_there"]

_BODIES: Final = r"(?:bod(?:y|ies)|compan(?:y|ies)|organi[sz]ations?|partners?)"
_NONE: Final = (
    r"(?:without|(?<=and\s)no|with\s+no|(?:that\s+|which\s+)?(?:has|have|had)\s+(?:no|neither))"
)
_SOME: Final = r"(?:with|(?:that\s+|which\s+)?(?:has|have|had))"
_COUNTRY: Final = r"((?-i:[A-Z])[\w'\u2019-]*(?:\s(?-i:[A-Z])[\w'\u2019-]*)*)"
_OF_COUNTRIES: Final = tuple(
    re.compile(
        rf"\b({_NONE}|{_SOME})\s+(?:an?\s+|any\s+)?{told}(?=\s*[?.,;]|\s*$|\s+and\s+no\b)",
        re.IGNORECASE,
    )
    for told in (
        rf"{_COUNTRY}\s+(and|n?or)\s+(?:an?\s+)?{_COUNTRY}\s+{_BODIES}",
        rf"{_BODIES}\s+(?:based\s+in|from|in|of)\s+(?:either\s+)?{_COUNTRY}"
        rf"(?:\s+(and|n?or)\s+(?:(?:from|in|of)\s+)?{_COUNTRY})?",
    )
)
_NOT_THERE: Final = re.compile(
    r"\b(conferences|meetings|projects|round\s+tables|trainings|workshops)\s+(?:in\s+which|that|where)\s+(?:the\s+)?([^?;,]+?)\s+"
    r"(?:(?:is|was|has\s+been)\s*(?:not|n['\u2019]t|never)\s+(?:an?\s+partner|in|involved|part|present)"
    r"|(?:has|had|took|takes)\s+no\s+part|(?:did|does|has)\s*(?:not|n['\u2019]t|never)\s+(?:take(?:n)?\s+part|participated?))(?:\s+in)?"
    r"(?=\s*[?.]*\s*$)",
    re.IGNORECASE,
)
"""What somebody is denied to be in."""


def without_who_is_not_there(finder: Namer, text: str) -> str:
    """A text with "projects in which UNICRI is not a partner" as projects without UNICRI."""

    def told(found: re.Match[str]) -> str:
        pieces = [*finder.pieces(found[2])]
        things = pieces[0].things if len(pieces) == 1 else ()
        is_body = {one.family for one in things} == {"Organisation"}
        return f"{found[1]} without {found[2]}" if is_body else found[0]

    return _NOT_THERE.sub(told, text)


def by_their_countries(finder: Namer, text: str) -> str:
    """A text with partners that it tells by countries as organisations that are based there.

    "Without Italian or French partners" is without one that is based in Italy, and without one
    that is based in France; "with" them is with one that is based in either.
    """

    def told(found: re.Match[str]) -> str:
        first, joined, second = found[2], found[3], found[4]
        names = [_country(finder, one) for one in (first, second) if one]
        if not all(names):
            return found[0]
        if re.search(r"\b(?:neither|no|without)\b", found[1], re.IGNORECASE):
            return " and ".join(f"without an organisation based in {one}" for one in names)
        if joined and joined.casefold() == "and":
            return " and ".join(f"with an organisation based in {one}" for one in names)
        return f"with organisations based in {' or '.join(names)}"

    for way in _OF_COUNTRIES:
        text = way.sub(told, text)
    return text


def _country(finder: Namer, text: str) -> str:
    """What the country is called that a text is, "Italian" or "Italy"; nothing where it is none."""
    found = [*finder.pieces(text)]
    things = found[0].things if len(found) == 1 else ()
    return things[0].label if [one.family for one in things] == ["Country"] else ""
