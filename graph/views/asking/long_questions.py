"""What long questions of full sentences say in more words, each with the form that is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from graph.views.asking.naming import Namer

__all__ = [
    "in_each_region",
    "in_fewer_words",
    "with_place_again",
    "with_second_half",
    "without_when",
]

_NOUN: Final = r"(?:the\s+|an?\s+|its\s+|their\s+|any\s+)?"
_KNOWN: Final = r"(?:known|given|on\s+record|recorded|stated|told|available)"
_RECORD: Final = r"(?:documents?|records?|sources?|database|graph)"
_PLAN: Final = r"((?:[\w-]+\s+){0,4}?(?:action\s+plans?|strateg(?:y|ies)|NAPs?))"
_MADE: Final = (
    r"(?:adopted|approved|completed|developed|drafted|endorsed|finali[sz]ed|finished|prepared"
    r"|written)"
)
_MEASURE: Final = (
    r"(?:as\s+regards|as\s+to|by|concerning|in\s+respect\s+of|in\s+terms\s+of|regarding"
    r"|with\s+(?:regard|reference|respect)\s+to|when\s+it\s+comes\s+to)"
)
_TIME: Final = (
    r"(?:(?:after|before|in|since|until)\s+(?:19|20)\d\d"
    r"|(?:between|from)\s+(?:19|20)\d\d\s+(?:and|to)\s+(?:19|20)\d\d)"
)
_DOES_NOT: Final = r"(?:do|does|did|is|are|was|were)\s*(?:n['\u2019]t|\s+not)"
_MEMBERS: Final = r"(partners|organi[sz]ations|members|bodies)"
_FEWER: Final = tuple(
    (re.compile(told, re.IGNORECASE), meant)
    for told, meant in (
        (
            rf"[,;]?\s+(?:according\s+to|going\s+by|as\s+far\s+as)\s+(?:the|your|our|these|those|all(?:\s+the)?)\s+"
            rf"(?:public\s+|available\s+)?{_RECORD}(?:\s+(?:say|show|tell|go))?(?=\s*[?.,;]|\s*$)",
            "",
        ),
        (
            rf"^\s*(?:according\s+to|going\s+by)\s+(?:the|your|our|these|those|all(?:\s+the)?)\s+"
            rf"(?:public\s+|available\s+)?{_RECORD}\s*,\s*",
            "",
        ),
        (r"\bbio[\s-]?hazards?\b", "biological hazards"),
        (
            r"\b(?:EU|European\s+Union)\s+delegation\s+(?:at|for|in|of|to)\s+(?=(?:the\s+)?(?-i:[A-Z]))"
            r"|\bdelegation\s+of\s+the\s+(?:EU|European\s+Union)\s+(?:for|in|to)\s+(?=(?:the\s+)?(?-i:[A-Z]))",
            "EU Delegation to ",
        ),
        (r",?\s+and\s+for\s+(?:what|which)\s+reasons?(?=\s*[?.]*\s*$)", " and why"),
        (
            r"^\s*(?:which|what)\s+statements\s+(?:have\s+been|are|were)\s+(?:withdrawn|disputed|contested)\s+(?:or|and)"
            r"\s+(?:(?:which\s+)?(?:have\s+been|are|were)\s+)?(?:withdrawn|disputed|contested)(?:\s*,?\s+and\s+why)?(?=\s*[?.]*\s*$)",
            "which statements were withdrawn, and where do documents disagree",
        ),
        # "One" is another of the kind that is told before it.
        (
            r"\b(?:both\s+)?(by|in|of|with)\s+(an?|any|at\s+least\s+one)\s+(meeting|project|round\s+table|training)\s+([^,;?]+?)\s+"
            r"(and|but\s+not|or)\s+(?:also\s+)?(by|in|of|with)\s+(?:another|one|one\s+other)(?:\s+(?:one|meeting|project|round\s+table|training))?\s+"
            r"(?=(?:about|against|for|in|of|on|that|which|with)\b)",
            r"\1 \2 \3 \4 \5 \6 a \3 ",
        ),
        (
            r"\bneither\s+(hosted|organised|organized)\s+(?:an?\s+|any\s+)?(meetings?|round\s+tables?|trainings?)\s+nor\s+"
            r"(?:attended|been\s+(?:at|to)|gone\s+to|sent\s+(?:anyone|anybody|someone|a\s+delegation)\s+to|taken\s+part\s+in)\s+(?:any|one|them)\b",
            r"neither \1 nor attended a \2",
        ),
        (
            r"\b(?:but|and)\s+(?:are|were)\s+(?:not|never)\s+partners?\s+(?:in|of)\s+(?:any|one)(?:\s+of\s+them)?(?=\s*[?.]*\s*$)",
            "but are not partners in any project",
        ),
        (r"\bfollow[\s-]up\s+projects?\b", "successor"),
        (
            r"^\s*what\s+distinguishes\s+([^,;?]+?)\s+from\s+([^,;?]+?)(?=\s*[?.]*\s*$|\s+(?:with\s+re|in\s+terms|as\s+re|regarding))",
            r"compare \1 and \2",
        ),
        (r"\b(compare\b.*?)\bthe\s+region\s+of\s+(?=(?-i:[A-Z]))", r"\1"),
        (r"\b(compare\b.*?)\bthe\s+region\s+of\s+(?=(?-i:[A-Z]))", r"\1"),
        # Where they were found stands in each row.
        (
            r"\s*,?\s+and\s+(?:at|in)\s+which\s+(?:ones?|of\s+them)(?=\s*[?.]*\s*$)",
            "",
        ),
        (
            r"^\s*(?:which|what)\s+persons?\s+(?=(?:have|has)?\s*(?:spoken|spoke)\s+(?:for|on\s+behalf\s+of)\b)",
            "who ",
        ),
        (
            r"\bwho\s+have\s+(?=spoken\s+(?:for|on\s+behalf)\b)",
            "who has ",
        ),
        (
            r"\bboth\s+in\s+(meetings|projects)\s+and\s+in\s+(meetings|projects)\s+in\s+((?:the\s+)?(?-i:[A-Z])[^?,;]*?)(?=\s*[?.]*\s*$)",
            r"in \1 in \3 and in \2 in \3",
        ),
        # How many of each of two, in the same time.
        (
            rf"^\s*(how\s+many\s+[^,;?]*?\b(?:in|of|for)\s+)((?-i:[A-Z])[^,;?]*?)\s+({_TIME})\s*,?\s+and\s+how\s+many"
            r"(?:\s+(?:are|were)\s+held)?\s+(?:in|of|for)\s+((?-i:[A-Z])[^,;?]*?)(?=\s*[?.]*\s*$)",
            r"\1\2 \3? \1\4 \3",
        ),
        (
            rf"^\s*(?:please\s+)?compare\s+the\s+numbers?\s+of\s+([^,;?]*?\b(?:in|of|for)\s+)((?:the\s+)?(?-i:[A-Z])[^,;?]*?)\s+(?:and|with)\s+"
            rf"(?:(?:that|those)\s+)?(?:(?:in|of|for)\s+)?((?:the\s+)?(?-i:[A-Z])[^,;?]*?)(\s+{_TIME})(?=\s*[?.]*\s*$)",
            r"how many \1\2\4? how many \1\3\4",
        ),
        # Of which most are asked for is told by what has them.
        (
            rf"^\s*(?:(?:which|what)\s+)?projects?\s+(?:has|have|had|with)\s+(?:the\s+)?(?:most|largest\s+number\s+of)\s+{_MEMBERS}\s+(?:in|of)\s+"
            r"((?:the\s+)?(?-i:[A-Z])[^,;?]*?)(?=\s*[?.]*\s*$)",
            r"how many \1 does each project in \2 have",
        ),
        (
            r"^\s*(?:(?:which|what)\s+)?(?:of\s+the\s+)?projects?\s+(?:in|of)\s+((?:the\s+)?(?-i:[A-Z])[^,;?]*?)\s+(?:has|have|had|with)\s+(?:the\s+)?"
            rf"(?:most|largest\s+number\s+of)\s+{_MEMBERS}(?=\s*[?.]*\s*$)",
            r"how many \2 does each project in \1 have",
        ),
        (r"\b(lead|fund|implement|cover)s?\s+none(?=\s+(?:in|there)\b)", r"do not \1 any projects"),
        (
            r"^\s*(?:which|what)\s+(?:organi[sz]ations?|bodies|persons?|countries|meetings|projects)\s+(?:connects?|links?|tie|ties|bridges?|joins?)\s+"
            r"([^,;?]+?)\s+(?:and|to|with)\s+((?:the\s+)?(?-i:[A-Z])(?:(?!\s(?:and|with|to)\s(?-i:[a-z]))[^,;?])*?)(?=\s*[?.]*\s*$)",
            r"who bridges \1 and \2",
        ),
        # Who takes part, and who does not, is told of the same.
        (
            r"^\s*(?:are\s+there\s+(?:any\s+)?|which\s+(?:are\s+the\s+)?|list\s+(?:the\s+)?)?(meetings|projects)\s+(?:in\s+which|where|that|with)\s+"
            r"([^,;?]+?)\s+(?:(?:take|takes|took|taken)\s+part|participates?d?|(?:are|is|were)\s+(?:both\s+)?(?:covered|involved|partners?|present))\s*,?\s+"
            rf"(?:but|and)\s+(?:not\s+([^,;?]+?)|([^,;?]+?)\s+{_DOES_NOT}(?:\s+\w+(?:\s+part)?)?)(?=\s*[?.]*\s*$)",
            r"\1 with \2 but not \3\4",
        ),
        # The part that each plays stands in its rows.
        (
            r"\b(in\s+projects)\s*,?\s+(?:and\s+)?(?:what\s+(?:is|are|was|were)\s+(?:their|its)\s+(?:part|role)s?"
            r"|in\s+(?:what|which)\s+(?:capacity|part|role)s?)(?=\s*[?.]*\s*$)",
            r"\1",
        ),
        # What of something is on record, and what of it is not.
        (
            rf"^\s*(?:for|of)\s+(which|what)\s+([\w\s]+?)\s+(?:is|are|do\s+we\s+know|do\s+you\s+know)\s+{_NOUN}([\w\s]+?)"
            rf"(?:\s+{_KNOWN})?\s*,?\s+but\s+(?:not|no)\s+{_NOUN}([\w\s]+?)(?:\s+(?:is|are)\s+{_KNOWN})?(?=\s*[?.]*\s*$)",
            r"\1 \2 have a \3 but no \4",
        ),
        (
            rf"^\s*(?:for|of)\s+(which|what)\s+([\w\s]+?)\s+(?:is|are)\s+{_NOUN}([\w\s]+?)\s+{_KNOWN}\s*,?\s+(?:but|while)\s+"
            rf"{_NOUN}([\w\s]+?)\s+(?:is|are)\s+not(?:\s+{_KNOWN})?(?=\s*[?.]*\s*$)",
            r"\1 \2 have a \3 but no \4",
        ),
        (
            rf"\bwhose\s+([\w\s]+?)\s+(?:is|are)\s+{_KNOWN}\s*,?\s+but\s+(?:not|no)\s+(?:the\s+|their\s+|its\s+|an?\s+)?([\w\s]+?)"
            r"(?=\s*[?.]*\s*$)",
            r"that have a \1 but no \2",
        ),
        # By what two are compared.
        (
            rf"\bcompare\s+([^,:;?]+?\s+(?:and|with|to)\s+[^,:;?]+?)\s+{_MEASURE}\s+{_NOUN}"
            r"(meetings|plans|projects)(?:\s+(?:that\s+)?(?:in\s+which\s+)?they\s+(?:are|attend(?:ed)?|cover|have|lead|participate|share|take\s+part)"
            r"(?:\s+(?:in|at|of))?)?(?=\s*[?.]*\s*$)",
            r"compare \1 in \2",
        ),
        (
            r"^\s*what\s+do(?:es)?\s+([^,;?]+?\s+and\s+[^,;?]+?)\s+(?:have\s+in\s+common|share)\s*,?\s+and\s+"
            r"(?:how|where|in\s+what)\s+do\s+they\s+differ(?=\s*[?.]*\s*$)",
            r"compare \1",
        ),
        (
            r"^\s*(?:how|in\s+what(?:\s+way)?)\s+do\s+([^,;?]+?)\s+and\s+([^,;?]+?)\s+differ"
            r"(?:\s+from\s+(?:each\s+other|one\s+another))?(?=\s*[?.]*\s*$)"
            r"|^\s*(?:how|in\s+what(?:\s+way)?)\s+does\s+([^,;?]+?)\s+differ\s+from\s+([^,;?]+?)(?=\s*[?.]*\s*$)",
            r"compare \1\3 and \2\4",
        ),
        (
            r"^\s*compare\s+([^,:;?]+?)\s+and\s+([^,:;?]+?)\s*[:,;]\s*(?:which\s+|the\s+)?(projects|meetings|countries|organisations)"
            r"\s+(?:(?:they\s+have\s+)?in\s+common|(?:are\s+)?in\s+both|of\s+both)\s*,?\s+(?:and\s+)?(?:those\s+|the\s+ones\s+)?"
            r"(?:which|that|what|(?:in\s+)?only)?\s*(?:are\s+)?(?:only\s+)?(?:in\s+)?(?:only\s+)?(?:one|either)"
            r"(?:\s+of\s+(?:them|the\s+two))?(?=\s*[?.]*\s*$)",
            r"which \3 are in both \1 and \2? which \3 are in \1 but not in \2?"
            r" which \3 are in \2 but not in \1",
        ),
        # Who has made a plan has one, whatever has become of it.
        (
            rf"\b(?:have|has)\s+(?:also\s+|already\s+)?(?:(?:either\s+)?{_MADE}\s*,?\s+(?:or|and/or)\s+){{1,3}}(?:at\s+least\s+)?{_MADE}\s+"
            rf"(?:an?\s+|its\s+|their\s+)(?={_PLAN}\b)",
            "have a ",
        ),
        # A document that says so stands in each row of an answer.
        (
            rf"^\s*(?:which|what)\s+(?:documents?|sources?)\s+(?:say|show|state|tell|confirm|report)s?\s+that\s+([^?;,]+?)\s+(?:has\s+|had\s+)?{_MADE}\s+"
            rf"(?:an?\s+|its\s+|the\s+)?{_PLAN}(?:\s+in\s+(?:[a-z]+\s+)?(?:19|20)\d\d)?\s*[?.]*\s*$",
            r"when did \1 adopt its action plan",
        ),
        (
            r"^\s*((?:please\s+)?(?:find|give(?:\s+me)?|list|name|show(?:\s+me)?))\s+(?:each\s+and\s+every|every(?:\s+single)?)\s+"
            r"(country|document|meeting|organisation|project|region|source)\b",
            r"\1 all \2s",
        ),
        (r"\b(list|show|find)\s+all\s+countrys\b", r"\1 all countries"),
        (
            r"\btop\s+(\d+|three|five|ten)\s+(topics|hazards)(?=\s*[?.]*\s*$)",
            r"top \1 topics by projects",
        ),
        (
            r"\b((?:how\s+many|number\s+of)\s+partner\s+countries(?:\s+(?:were\s+there"
            r"|(?:did|does)\s+the\s+initiative\s+have|had\s+joined))?)\s+(?:in|by|as\s+of)\s+((?:19|20)\d\d)"
            r"(?:\s*,?\s+(?:and|or|versus|vs)\s+(?:how\s+many\s+)?(?:(?:in|by|as\s+of)\s+)?(?:19|20)\d\d)+(?=\s*[?.]*\s*$)",
            r"\1 in \2",
        ),
        (
            r"\b(?:largest|biggest|highest|greatest)\s+number\s+of\s+([^,;?]+?)\s*,?\s+and\s+which(?:\s+(?:one|region|country))?\s+(?:has\s+)?(?:the\s+)?"
            r"(?:lowest|smallest|least)(?:\s+number)?(?=\s*[?.]*\s*$)",
            r"most \1 and which has the fewest",
        ),
        (
            r"^\s*which\s+(region|country)\s+has\s+(?:the\s+)?most\s+(\w+(?:\s+\w[\w-]*)+?)\s*,?\s+and\s+which\s+has\s+the\s+fewest(?=\s*[?.]*\s*$)",
            r"how many \2 does each \1 have",
        ),
        (
            r"\b(projects)\s+(?:that\s+|which\s+)?(?:are\s+)?follow(?:ed|ing|s)?(?:[\s-]+(?:on|up))?\s+(?:from|on|to|upon)\s+(?:an\s+)?(?:earlier|other|another|previous)"
            r"(?:\s+(?:projects?|ones?))?",
            r"\1 that have a predecessor",
        ),
    )
)
"""How people write full sentences what is read in other words."""

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


def in_fewer_words(text: str) -> str:
    """A text with what it says in a full sentence in the words that are read."""
    for told, meant in _FEWER:
        text = told.sub(meant, text)
    return text


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
