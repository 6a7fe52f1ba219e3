"""What of a text its first reading does not tell, although each word of it has a meaning."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from babel import Locale

from graph.views.asking.general_cards import OF_DATES_ALONE
from graph.views.asking.interpretation import BUILT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.asking.interpretation import Interpretation
    from graph.views.asking.pieces import Piece

__all__ = ["not_told"]

_SAID_BY: Final = re.compile(
    r"^\s*what\s+(?:did|does|do|has|have)\s+([\w\s-]+?)\s+"
    r"(?:announced?|asked?|promised?|reply|replied|said|say|stated?|think|thought|told|tell|want)\b",
    re.IGNORECASE,
)
"""Who is said to have said something: "what did the university say"."""
_INITIATIVE_SAID: Final = re.compile(
    r"^\s*what\s+(?:did|does|do|has|have)\s+(the\s+(?:\w+\s+){0,4}initiative)\s+"
    r"(?:ever\s+|already\s+|so\s+far\s+)?"
    r"(?:announced?|published?|reported?|said|say|stated?|told|tell|writ(?:e|ten)|wrote)\b",
    re.IGNORECASE,
)
"""The record is of the Initiative, and what others say in it is not what it says itself."""
_ON_COUNTRY: Final = frozenset(
    {
        "documents-of-organisation-on-thing",
        "documents-on-thing",
        "documents-on-thing-before",
        "documents-on-thing-in-year",
        "documents-since",
    }
)
_ONE_NOT_NAMED: Final = re.compile(r"^\s*what\s+\w+\s+(?:the|this|that|an?)\s", re.IGNORECASE)
_LEADS: Final = re.compile(
    r"\b\w+s\s+in\s+[^?]*?\s((?:leads?|led|leading|coordinat\w+|manag\w+))\b", re.IGNORECASE
)
"""Bodies in a country that lead: in its projects they are of any country, in any part."""
_MEMBER_STATES: Final = re.compile(
    r"\b(?:(?:EU|European(?:\s+Union)?)\s+member\s+(?:state|countr(?:y|ie))s?|member\s+states?)\b"
    r"(?!\s+(?:in|of)\b)",
    re.IGNORECASE,
)
"""Which countries are members of the European Union is not on record; partners are others."""
_FROM: Final = re.compile(
    r"\b((?:experts?|nationals?|officers?|people|persons?|scientists?|trainers?)\s+from)\b",
    re.IGNORECASE,
)
"""Where persons come from is not on record."""
_PART_IN_ALL: Final = re.compile(
    r"\b(?:contribution|involvement|part|role|share)\s+(?:in|to)\s+(?:all\s+(?:of\s+)?)?(?:it|that|this)\b",
    re.IGNORECASE,
)
_INVOLVEMENT: Final = re.compile(r"^\s*(?:the\s+)?(?:engagement|involvement)\s+of\b", re.IGNORECASE)
_EACH_ROLE: Final = re.compile(
    r"\band\s+(what\s+(?:is|are|was|were)\s+(?:the\s+)?(?:function|part|role)s?\s+of\s+each)\b",
    re.IGNORECASE,
)
_SAME_AS: Final = re.compile(r"\b(the\s+same\s+\w+)\s+as\b", re.IGNORECASE)
"""What two have alike, where a card tells what is said of one of them."""
_SAME_PLACE: Final = re.compile(
    r"\b(the\s+same\s+(?:countr(?:y|ies)|regions?))\b(?!\s+as\b)", re.IGNORECASE
)
"""Which that is differs from one to the next, and any is looked for."""
_PROJECTS_BY_BODIES: Final = re.compile(
    r"^\s*(?:(?:list|show|what|which)\s+)?(?:the\s+)?(?:other\s+)?(projects)\s+(?:have|of|that|which|with)\b"
    r"|\bin\s+((?:what|which)\s+(?:other\s+)?projects)\b",
    re.IGNORECASE,
)
"""Projects by those who are in another one: who that is is no answer."""
_BY_WHOM: Final = re.compile(r"\band\s+(by\s+whom)\b", re.IGNORECASE)
_FROM_UNION: Final = re.compile(r"\b(from\s+(?:the\s+)?(?:EU|European\s+Union))\b", re.IGNORECASE)
"""Bodies from its countries are not the Union."""
_IN_ONE_PROJECT: Final = "who-is-in-project"
_UNION: Final = "organisation/eu"
_SHARE: Final = re.compile(
    r"^\s*(?:(?:what|which)\s+(?:(?:is|was)\s+)?)?(?:the\s+)?((?:fraction|percentage|proportion|share)\s+of)\b",
    re.IGNORECASE,
)
"""No answer tells one number as a part of another."""
_HOW_MANY_CAME: Final = re.compile(
    r"\bhow\s+many\s+((?:attendees|participants|people|persons))\b", re.IGNORECASE
)
_NUMBER_OF_THEM: Final = frozenset({"how-many", "list-of-kind"})
"""How many meetings there are is not how many came to them."""
_KINDS_COMPARED: Final = re.compile(r":\s*(\w[^:]*?)\s*[.?]*\s*$")
"""By what two are to be compared, told last; all that is said of them is no answer to that."""
_OF_THESE: Final = re.compile(
    r"^\s*(?:how\s+many|what|when|where|which|who)\s+(?:\w+\s+)?(?:are|did|do|have|were)\s+"
    r"(these|those|they)\b(?!\s+\w+s\b)",
    re.IGNORECASE,
)
"""What was found before this text was typed is not in it."""
_INVOLVED_BOTH: Final = re.compile(
    r"\band\s+[\w\s-]+?\s(engagement|involvement)\s*[?.]*$", re.IGNORECASE
)
"""Each of two is meant, and not what they do together."""
_WHO_SPOKE_FOR: Final = re.compile(r"^\s*(who\s+(?:represent|spoke|speak)\w*)\b", re.IGNORECASE)
"""The persons are asked for, and not where those for whom they spoke were."""
_WHOM_IT_STANDS_FOR: Final = re.compile(
    r"^\s*(whom?\s+(?:does|do|did))\b.*\brepresent(?:s|ed)?\s*[?.]*$", re.IGNORECASE
)
"""Who stands for a body is on record, and not for whom a body stands."""
_WHO_DID_NOT: Final = re.compile(
    r"\bwho\s+((?:(?:did|does|do|has|have|had|was|were|is|are)\s*(?:n['\u2019]?t|\s+not|\s+never)|never)\s+\w+)",
    re.IGNORECASE,
)
"""All others than those who did something are no answer: who could have done it is not told."""
_PARTNERS_OF_PARTNERS: Final = re.compile(
    r"\b(partners\s+of\s+(?:the\s+|its\s+|their\s+|all\s+)*(?:partners|friends|members))\b",
    re.IGNORECASE,
)
"""Who is two steps away is no partner."""
_NOTHING_ELSE: Final = re.compile(
    r"\b(?:are|is|were|was)\s+((?:only|merely|nothing\s+but)\s+(?:the\s+)?(?:donors?|funders?|hosts?|leads?|leaders?|partners?))\b",
    re.IGNORECASE,
)
"""Who is one thing only is none of the others: what else they are has to be looked for."""
_FUNDERS: Final = re.compile(r"^\s*(?:the\s+)?((?:donor|funder|sponsor)s?)\b", re.IGNORECASE)
_BUDGETS: Final = frozenset({"largest-budgets", "largest-budgets-in-place", "smallest-budgets"})
"""Cards that tell what projects cost, and not who pays."""
_TELLING_PARTS: Final = frozenset(
    {"role-in-initiative", "role-in-project", "role-in-three-projects", "role-in-two-projects"}
)
_ONLY_ONE_PART: Final = re.compile(
    r"\b((?:just|merely|only|solely)\s+(?:an?\s+|the\s+)?(?:coordinator|donor|funder|host|lead|leader|organi[sz]er|partner))\b"
    r"(?!\s+(?:in|of|to)\s+(?:one|two|three|\d)\b)",
    re.IGNORECASE,
)
_OF_OTHERS: Final = re.compile(
    r"\b(?:for|from|in|of|to)\s+((?:an)?other\s+(?:countr(?:y|ies)|regions?))\b(?!\s+than\b)",
    re.IGNORECASE,
)
"""Others than their own: what is put together asks for any."""
_NUMBER_OF_PARTNERS: Final = re.compile(
    r"\b((?:how\s+many|number\s+of)\s+(?:their\s+)?partners)\b", re.IGNORECASE
)
_WHAT_IT_IS: Final = re.compile(
    r"^\s*(what\s+(?:is|does))\s+(?:an?\s+)?(?!the\b)[\w\s-]*?(?<!s)(?:\s+mean)?\s*[?.]*\s*$",
    re.IGNORECASE,
)
"""What a kind of things is; those of the kind do not tell it."""
_OF_NO_SAYING: Final = frozenset({BUILT, "projects-of-organisation"})
_LIST: Final = "list-of-kind"
_BETWEEN: Final = frozenset({"things-with-both", "things-with-line"})
_WHOLE: Final = "projects-of-whole-region"
_EVERY_PROJECT: Final = re.compile(
    r"\b((?:all|each|every)\s+(?:the\s+)?projects?)\b", re.IGNORECASE
)
"""Who is in each of them, which no project tells that covers each country."""
_THEIR_PLACE: Final = re.compile(
    r"\b(?:for|in|of)\s+(their\s+(?:own\s+)?(?:countr|region)(?:y|ies|s)?)\b", re.IGNORECASE
)
"""The place of each of those found, which no question that is put together compares."""
_IF: Final = re.compile(r"^\s*(if)\b[^?]*,", re.IGNORECASE)
"""What is asked only where something else is so."""
_WE: Final = re.compile(
    r"\b(?:did|do|have|were|are)\s+(we|I)\s+(?:attend|been|cooperate|cover|fund|host|join|lead|organi[sz]e|partner|share|take|work)",
    re.IGNORECASE,
)
"""Who asks is not known."""
_OF_ASKER: Final = re.compile(r"\b(?:I|I['\u2019]d|we|you)\b")
_WISHED: Final = re.compile(
    r"\b(?!(?:a|an|and|any|first|for|of|on|or|the|with)\b)[\w'\u2019]+\s+(like[sd]|(?<=s\s)like|(?:need|want)(?:s|ed)?)\b"
    r"(?!\s+(?:assessment|to\s+(?:know|see))\b)"
    r"|^\s*(?:did|do|does)\s+(?:(?-i:[A-Z])[\w'\u2019-]*\s+)+((?:enjoy|like|love))\b",
    re.IGNORECASE,
)
"""What others want, need or are like: no document tells it by what they do."""
_MEMBERSHIP: Final = "membership-of-country"
_IN_PROJECTS_THERE: Final = "organisations-in-country-projects"
_PARTNERS: Final = "who-worked-with"
_LEADS_AND_PARTNERS: Final = "both-lead-and-partner"
_SPREAD: Final = "spread-over-countries"
_SPEAKING: Final = "public-roles"
_SAID_OF_TWO: Final = "said-of-two"
_COMPARED: Final = "things-compared"
_TOGETHER: Final = "cooperation-of-two"
_DID: Final = re.compile(
    r"^\s*(?:did|does|do|has|have)\s+.+?\s+((?:coordinate|fund|finance|implement|lead|manage)d?|led"
    r"|(?:fund|implement)ed)\b",
    re.IGNORECASE,
)
"""What bodies do: no line between a country and a project says it."""


@cache
def _in_language() -> re.Pattern[str]:
    """What tells in which language documents are: "documents in French" are not on France."""
    names = "|".join(re.escape(one) for one in Locale("en").languages.values())
    return re.compile(rf"\bin\s+(?:{names})\b", re.IGNORECASE)


def not_told(pieces: Sequence[Piece], first: Interpretation, text: str) -> tuple[str, ...]:
    """What of a text its first reading does not tell, although each word of it has a meaning.

    Args:
        pieces: the text, piece by piece.
        first: the reading.
        text: the text as it was typed.
    """
    things = [one for one in pieces if one.sort == "thing"]
    is_of_country = any(one.family == "Country" for piece in things for one in piece.things)
    is_denying = first.built is not None and any(one.is_absent for one in first.built.conditions)
    asked = (
        (
            _SAID_BY,
            first.key in _OF_NO_SAYING or (not things and bool(_ONE_NOT_NAMED.search(text))),
        ),
        (
            _WHO_DID_NOT,
            first.built is not None
            and first.built.kind in {"Actor", "Organisation", "Person"}
            and all(one.is_absent for one in first.built.conditions),
        ),
        (_INITIATIVE_SAID, True),
        (_MEMBER_STATES, True),
        (_SAME_AS, first.built is None),
        (_SAME_PLACE, True),
        (_PROJECTS_BY_BODIES, first.key == _IN_ONE_PROJECT),
        (_LEADS, first.key == _IN_PROJECTS_THERE),
        (_EVERY_PROJECT, first.key == _WHOLE),
        (_IF, True),
        (_WE, True),
        (_THEIR_PLACE, first.built is not None),
        (_WISHED, not _OF_ASKER.search(text)),
        (_EACH_ROLE, True),
        (_SHARE, True),
        (_HOW_MANY_CAME, first.key in _NUMBER_OF_THEM),
        (_BY_WHOM, first.key in OF_DATES_ALONE),
        (_FROM_UNION, _UNION in first.values.values()),
        (_WHO_SPOKE_FOR, first.built is not None and first.built.kind not in {"Person", "Actor"}),
        (_WHOM_IT_STANDS_FOR, first.key == _SPEAKING),
        (_INVOLVED_BOTH, first.key == _TOGETHER),
        (_NOTHING_ELSE, first.built is None),
        (_FUNDERS, first.key in _BUDGETS),
        (_ONLY_ONE_PART, not is_denying and first.key not in _TELLING_PARTS),
        (_PARTNERS_OF_PARTNERS, True),
        (_OF_OTHERS, first.key == _SPREAD or (first.built is not None and not is_denying)),
        (_NUMBER_OF_PARTNERS, first.key == _LEADS_AND_PARTNERS),
        (_OF_THESE, not things),
        (_KINDS_COMPARED, first.key == _COMPARED),
        (_FROM, is_of_country and first.key in _BETWEEN),
        (_PART_IN_ALL, first.key == _MEMBERSHIP),
        (_INVOLVEMENT, first.key == _PARTNERS),
        (_DID, is_of_country and first.key == _SAID_OF_TWO),
        (_WHAT_IT_IS, first.key == _LIST),
        (_in_language(), is_of_country and first.key in _ON_COUNTRY),
    )
    found = (way.search(text) for way, is_open in asked if is_open)
    return tuple(
        next(filter(None, one.groups()), one[0]).strip() if one.re.groups else one[0].strip()
        for one in found
        if one
    )
