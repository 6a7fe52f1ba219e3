"""Roundabout ways to ask who has which part, each in the form that is read.

Whose partners are told by their country, "without partners from Italy or France", is said of each
country by itself; what asks which document says so asks for nothing more: each answer tells that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from graph.views.asking.naming import Namer

__all__ = ["by_their_countries", "without_part_forms", "without_who_is_not_there"]

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
_TOLD: Final = r"(?:budget|dates|end(?:\s+date)?|start(?:\s+date)?|lead|partners)"
_ENDS: Final = r"(?=\s*[?.]*\s*$)"
_PART_FORMS: Final = tuple(
    (re.compile(told, re.IGNORECASE), meant)
    for told, meant in (
        (
            r"^\s*(?:(?:any\s+|the\s+)?(?:evidence|proof|source)s?\s+)?(?:is\s+(?:it\s+true|there\s+(?:any\s+)?"
            r"(?:evidence|proof))\s+)?(?:that|for|of)?\s*(?:does|did|has)?\s*((?:the\s+)?(?-i:[A-Z])[\w'\u2019-]*(?:\s(?-i:[A-Z])[\w'\u2019-]*)*)\s+"
            r"(?:has\s+|is\s+)?host(?:s|ed|ing)?\s+(?:an?|the|any|its)\s+(?:regional\s+|CBRN\s+|CoE\s+)*secretariat"
            + _ENDS,
            r"regional secretariats based in \1",
        ),
        # Each answer tells which document says so, and where documents differ it has a row of each.
        (
            r"\s*,?\s+and\s+(?:(?:what|which|who)\s+(?:documents?|sources?)?\s*(?:say|state|tell)s?\s+(?:so|that|it)"
            r"|(?:do|does)\s+(?:all\s+)?(?:the\s+|your\s+)?(?:documents?|sources?)\s+agree(?:\s+(?:on|about)\s+(?:it|that|this))?)"
            r"(?:\s+(?:for|of)\s+each(?:\s+of\s+them)?)?" + _ENDS,
            "",
        ),
        (
            r"\s*,?\s+(?:and\s+)?(?:by|from|in)\s+(?:what|which)\s+(?:documents?|sources?)" + _ENDS,
            "",
        ),
        (
            rf"^\s*(?:what|which)\s+(?:documents?|sources?)\s+(?:contain|give|has|have|mention|name|report|state|tell)s?\s+(?:us\s+)?"
            rf"(?:the\s+)?(?={_TOLD}\s+(?:of|for)\b)",
            "",
        ),
        (
            rf"^\s*(?:what(?:'s|\s+is|\s+are)\s+)?(?:the\s+)?(?:document|evidence|source)s?\s+(?:behind|for|of)\s+(?:the\s+)?"
            rf"(?:\d[\d.,]*\s*(?:k|m|million|thousand)?\s+(?:euros?\s+)?)?(?={_TOLD}\s+(?:of|for)\b)",
            "",
        ),
        (
            r"^\s*(?:do|does)\s+(?:any|all|the)\s+(?:documents?|sources?)\s+(?:give|name|report|state|tell)s?\s+"
            rf"(?:an?\s+|another\s+)?(?:different\s+|other\s+)?({_TOLD})\s+(?:for|of)\b",
            r"\1 of",
        ),
        (
            r"^\s*what\s+budget\s+(?:was|is)\s+(?:given|planned|reported|set)\s+(?:for|to)\b",
            "budget of",
        ),
        (
            r"^\s*(?:what|which)\s+lead(?:ing)?\s+(?:bodies|organi[sz]ations)\s+(?:are|were)\s+(?=\w+(?:\s+\w+)?\s*[?.]*\s*$)"
            r"([\w\s]+)",
            r"which \1 lead projects",
        ),
        (
            r"\b(?:in\s+)?(which|how\s+many|what)\s+projects\s+(?:was|is|has|were)\s+(.+?)\s+(?:been\s+)?(?:just|merely|only|solely)\s+"
            r"(?:an?\s+)?partners?(?:\s+in)?" + _ENDS,
            r"in \1 projects is \2 a partner but not the lead",
        ),
        (
            r"^\s*(?:(?:which|what|all|the|list|show)\s+)*projects\s+where\s+(.+?)\s+(?:was|is)\s+(?:just|merely|only|solely)\s+"
            r"(?:an?\s+)?partner" + _ENDS,
            r"in which projects is \1 a partner but not the lead",
        ),
        (
            r"^\s*rank\s+(?:all\s+)?(?:the\s+)?(?:lead\s+(?:organi[sz]ations|bodies|partners)|leads|project\s+leads?)\s+by\s+"
            r"(?:the\s+|their\s+)?number\s+of\s+projects" + _ENDS,
            "which organisations lead the most projects",
        ),
        (
            r"\b(?:the\s+)?((?:EU\s+)?(?:CBRN\s+)?(?:CoE\s+)?initiative)['\u2019]s\s+(budget)\b",
            r"\2 of the \1",
        ),
        (
            r"\b(budget\s+of\s+the\s+(?:EU\s+)?(?:CBRN\s+)?(?:CoE\s+)?initiative)\s+(?:for|in|from|between)\s+"
            r"(?:19|20)\d\d\s*(?:-|\u2013|to|and)\s*(?:19|20)\d\d\b",
            r"\1",
        ),
        (
            r"\b((?-i:[A-Z])\w+\s+(?:bodies|companies|organi[sz]ations))\s+that\s+(lead)(?:\s+projects)?\s*,?\s+and\s+in\s+"
            r"(?:which|what)\s+countries" + _ENDS,
            r"which countries are covered by projects led by \1",
        ),
        # With the Initiative bodies work in projects, at meetings, by persons: all of it is told.
        (
            r"^\s*(?:(?:all|list|show|the|what|which)\s+)*((?-i:[A-Z])[\w-]+\s+(?:agencies|bodies|institutions|organi[sz]ations|partners))\s+"
            r"(?:(?:do|does|did|have|that|which)\s+)?(?:collaborat|cooperat|deal|engag|work)(?:e|ed|es|ing|s)?\s+with\s+"
            r"(?:the\s+)?(?:(?:EU\s+)?(?:CBRN\s+)?(?:CoE\s+)?initiative|(?:EU\s+)?(?:CBRN\s+)?CoE|Centres\s+of\s+Excellence)"
            + _ENDS,
            r"\1 and their roles",
        ),
        (
            r"^\s*what\s+(?:do|did|have)\s+((?-i:[A-Z])[\w-]+\s+(?:agencies|bodies|institutions|organi[sz]ations))\s+(?:do|done|doing)"
            r"(?:\s+in\s+the\s+(?:EU\s+)?(?:CBRN\s+)?(?:CoE\s+)?initiative)?" + _ENDS,
            r"\1 and their roles",
        ),
        (
            r"^\s*(?:(?:what|which|who|list|show|name)\s+)?(?:are\s+|were\s+)?(?:the\s+)?((?-i:[A-Z])[^?;,]*?)['\u2019]s?\s+partners\s+"
            r"(?:in|on)\s+(?=(?:project\s+\d+|P\d+)\s*[?.]*\s*$)",
            r"which organisations did \1 work with in ",
        ),
        (
            r"^\s*(?:who|(?:what|which)\s+(?:bodies|organi[sz]ations))\s+(?:has\s+|have\s+)?(?:cooperated?|worked?|works)\s+with\s+both\s+"
            r"([^?;,]+?)\s+and\s+([^?;,]+?)" + _ENDS,
            r"which organisations work with \1 and with \2",
        ),
        # The country of a body is where it is based.
        (
            r"\s*,?\s+and\s+(?:(?:in|from|of|to)\s+)?(?:what|which)\s+countr(?:y|ies)\s+(?:(?:do|does|is|are|was|were)\s+)?"
            r"(?:each(?:\s+(?:one|of\s+them))?|they)(?:\s+(?:is|are|come|comes))?(?:\s+(?:based(?:\s+in)?|belongs?\s+to|come\s+from|from|in))?"
            + _ENDS,
            " with their seats",
        ),
        (
            r"\s*,?\s+and\s+where\s+(?:(?:are|is|were|was)\s+)?(?:each(?:\s+(?:one|of\s+them))?|they)(?:\s+(?:is|are))?"
            r"\s+(?:based|from|located|seated)" + _ENDS,
            " with their seats",
        ),
        (
            r"\b((?:bodies|companies|leads|organi[sz]ations|partners)\b[^?.;]*?)\s*,?\s+(?:with|and)\s+(?:their\s+|its\s+|the\s+)?"
            r"(?:home\s+)?countr(?:y|ies)(?:\s+(?:of\s+(?:each|origin)|(?:each|they)\s+(?:is|are|come)\s+from))?"
            + _ENDS,
            r"\1 with their seats",
        ),
        (
            r"\blead(?:ing)?\s+(bodies|organi[sz]ations)\s+(?:(?:that|which)\s+)?(?:have|with)\s+no\s+(?:country|known\s+country|seat)"
            r"(?:\s+on\s+record)?" + _ENDS,
            r"\1 that lead projects without a seat",
        ),
        (
            r"\b((?:bodies|companies|organi[sz]ations|partners)\b[^?.;]*?)\s+(?:(?:that|which)\s+)?(?:have|with|without)\s+(?:no\s+|an?\s+)?"
            r"country(?:\s+on\s+record)" + _ENDS,
            r"\1 without a seat",
        ),
        # Who was each in turn is told with all who were.
        (
            r"^\s*who\s+(?:has\s+)?(?:took|taken)\s+over\s+(?:the\s+lead\s+)?(?:from|after)\s+[^?;,]+?\s+"
            r"(?:in|of|as\s+lead\s+of|as\s+the\s+lead\s+of)\s+([^?;,]+?)" + _ENDS,
            r"who leads \1",
        ),
        (
            r"^\s*who\s+(?:has\s+)?(?:replaced|succeeded)\s+[^?;,]+?\s+(?:as\s+(?:the\s+)?lead\s+(?:in|of)|in|as\s+coordinator\s+of)\s+"
            r"([^?;,]+?)" + _ENDS,
            r"who leads \1",
        ),
    )
)


def without_who_is_not_there(finder: Namer, text: str) -> str:
    """A text with "projects in which UNICRI is not a partner" as projects without UNICRI."""

    def told(found: re.Match[str]) -> str:
        pieces = [*finder.pieces(found[2])]
        things = pieces[0].things if len(pieces) == 1 else ()
        is_body = {one.family for one in things} == {"Organisation"}
        return f"{found[1]} without {found[2]}" if is_body else found[0]

    return _NOT_THERE.sub(told, text)


def without_part_forms(text: str) -> str:
    """A text with roundabout ways to ask who has which part in the form that is read."""
    for told, meant in _PART_FORMS:
        text = told.sub(meant, text)
    return text


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
