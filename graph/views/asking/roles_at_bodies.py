"""Persons asked for by their role at a body: "directors of UNICRI", "who was its deputy head"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.folding import words
from graph.store import ask

if TYPE_CHECKING:
    from graph.views.asking.naming import Namer
    from graph.views.asking.reading_pieces import PieceReader, Understood

__all__ = ["as_on_record_in_role", "or_all_of_the_body"]

_CARD: Final = "persons-in-role-at-body"
_ALL: Final = "public-roles"
_BEFORE: Final = (
    r"(?:acting|assistant|deputy|executive|general|national|permanent|programme|project|regional"
    r"|scientific|senior|team|technical|vice)"
)
_POST: Final = (
    r"(?:advisers?|advisors?|ambassadors?|chairm[ae]n|chairpersons?|chairs?|chiefs?"
    r"|coordinators?|directors?|heads?|leaders?|managers?|members?|officers?|presidents?"
    r"|representatives?|secretar(?:y|ies))"
)
_UNIT: Final = r"(?:delegations?|missions?|program(?:me)?s?|sections?|staff|units?)"
_ROLE: Final = (
    rf"((?:{_BEFORE}[\s-]+)*{_POST}(?:[\s-]general)?)"
    rf"(?:\s+(of)\s+(?:the\s+|its\s+)?(?:CBRN\s+)?({_UNIT}))?"
)
_WHO: Final = (
    r"^\s*(?:(?:who|(?:which|what)\s+persons?)\s+(?:is|are|was|were|has\s+been|have\s+been|became)\s+"
    r"(?:on\s+record\s+as\s+)?"
    r"|(?:list|name|show|what|which)\s+)?(?:all\s+)?(?:an?\s+)?(?:the\s+)?(?:current\s+|former\s+|first\s+)?"
)
_END: Final = r"(?:\s+(?:are\s+|is\s+)?on\s+record)?\s*[?.!]*\s*$"
_OF_IT: Final = r"(?:\s+(?:for|of)\s+the\s+(?:EU\s+)?(?:CBRN\s+)?(?:CoE\s+)?Initiative)?"
_AT_BODY: Final = re.compile(
    rf"{_WHO}{_ROLE}{_OF_IT}\s+(?:at|for|in|of|to)\s+(?:the\s+)?([^?;]+?){_END}", re.IGNORECASE
)
_OF_BODY: Final = re.compile(rf"{_WHO}([^?;,]+?)['\u2019]s?\s+{_ROLE}{_END}", re.IGNORECASE)
_WHO_HEADS: Final = re.compile(
    rf"^\s*who\s+(?:has\s+|have\s+)?(?:head(?:s|ed)|direct(?:s|ed)|chair(?:s|ed))\s+(?:the\s+)?"
    rf"(?:CBRN\s+)?({_UNIT})\s+(?:at|in|of)\s+(?:the\s+)?([^?;,]+?){_END}",
    re.IGNORECASE,
)
_OF_UNIT: Final = re.compile(
    rf"{_WHO}({_POST})\s+of\s+(?:the\s+)?CBRN\s+(programme|unit|section){_END}", re.IGNORECASE
)
"""A role that is told with its unit, and at no body: "head of the CBRN programme"."""
_ON_RECORD: Final = re.compile(
    rf"^\s*(?:(?:list|name|show|what|which)\s+)?(?:all\s+)?(?:the\s+)?((?:{_BEFORE}\s+)*)(?:CBRN\s+)?"
    r"(advisers|advisors|chairmen|chairpersons|chiefs\s+of\s+staff|coordinators|directors(?:[\s-]general)?"
    r"|managers|presidents|representatives|secretaries[\s-]general)\s+(?:are\s+)?on\s+record"
    r"(?:,?\s+and\s+(?:for|of)\s+(?:which|what)\s+bod(?:y|ies))?\s*[?.!]*\s*$",
    re.IGNORECASE,
)
"""A role that is told in the plural, and at no body: "secretaries general on record"."""
_IN_TURN: Final = re.compile(
    r"^\s*who\s+(?:has\s+)?(?:preceded|followed|replaced|succeeded|came\s+(?:after|before)|took\s+over\s+from)"
    rf"\s+[^?;,]+?\s+as\s+(?=(?:an?\s+|the\s+)?{_ROLE}\b(?!\s+of\s+[^?;,]*secretariat))",
    re.IGNORECASE,
)
"""What asks who was it before or after another: all who were are told, with their dates."""
_REGIONAL: Final = re.compile(r"\bregional\s+coordinators\b", re.IGNORECASE)
"""Those who have a card of their own."""
_PROJECT: Final = re.compile(r"\bprojects?[\s-]+", re.IGNORECASE)
"""What a role has before it that is the name of a kind, too: a manager is told without it."""
_MANY: Final = re.compile(r"\b(\w{3,}?[^s\W])s\b")
_SECRETARIES: Final = re.compile(r"\bsecretaries\b", re.IGNORECASE)
_BELOW: Final = re.compile(r"\b(?:acting|assistant|deputy|vice)[\s-]+\w+", re.IGNORECASE)
"""Who stands below the one who has a role, or in the place of that one."""
_POST_TOLD: Final = re.compile(rf"\b{_POST}\b", re.IGNORECASE)
_WHOLE: Final = re.compile(r"(?:chief|director|head|president)", re.IGNORECASE)
_OF_PART: Final = re.compile(
    r"\b(?:chief|director|head|president)\s+of\s+(?!(?:the\s+)?(?:EU\s+)?(?:delegation|mission)\b).*",
    re.IGNORECASE,
)
"""Who heads a part of a body does not head the body: "head of the CBRN programme"."""
_SECRETARIAT: Final = "Regional secretariat"


def as_on_record_in_role(finder: Namer, text: str) -> str:
    """A text that asks for persons in a role at a body, as the card that lists them is asked for.

    A head of a regional secretariat is told by cards of its own; of what is no body nothing is
    asked so.

    Args:
        finder: what finds names.
        text: what somebody typed, in English.
    """
    text = _IN_TURN.sub("", text)
    if alone := _OF_UNIT.match(text):
        return f"persons on record as {_one(alone[1])} of {alone[2]}"
    if (alone := _ON_RECORD.match(text)) and not _REGIONAL.search(text):
        return f"persons on record as {_one(f'{alone[1]}{alone[2]}')}"
    if told := _AT_BODY.match(text):
        post, of, unit, body = told.groups()
    elif told := _OF_BODY.match(text):
        body, post, of, unit = told.groups()
    elif told := _WHO_HEADS.match(text):
        unit, body = told.groups()
        post, of = "head", "of"
    else:
        return text
    named = [one for one in finder.pieces(body) if one.value != "the"]
    is_body = len(named) == 1 and {one.family for one in named[0].things} == {"Organisation"}
    if not is_body or any(one.kind == _SECRETARIAT for one in named[0].things):
        return text
    role = f"{_one(post)} {of} {_one(unit)}" if of else _one(post)
    return f"persons on record as {role} at {body}"


def or_all_of_the_body(reader: PieceReader, read: Understood, text: str) -> Understood:
    """What a text asks for, or all persons of a body where it asks for those in a role there.

    They are offered where only deputies have the role, or who heads a part of the body: who heads
    a delegation may be called its ambassador. So they are where more is asked than is understood.
    """
    first, kept, before = (read.readings[0] if read.readings else None), read.readings, 0
    if first is not None and first.key == _CARD and not read.unknown:
        role = first.values["words"]
        rows = ask(reader.kg.engine, reader.questions[_CARD], dict(first.values)).records()
        roles = [_BELOW.sub("", row["role"] or "") for row in rows]
        if _WHOLE.fullmatch(role):
            roles = [_OF_PART.sub("", one) for one in roles]
        if _BELOW.search(role) or any(words(role.split()[0]) in words(one) for one in roles):
            return read
        body, kept = reader.kg.names[first.values["organisation"]], (first,)
    else:
        bodies = [one for one in read.things if one.family == "Organisation"]
        is_plain = len(bodies) == 1 and bodies[0].kind != _SECRETARIAT
        if read.sure or first is None or not (is_plain and _POST_TOLD.search(text)):
            return read
        is_unknown = any(map(_POST_TOLD.search, read.unknown))
        before = 0 if is_unknown else 1
        body, role = bodies[0], ""
    of_all = reader.read(reader.finder.pieces(f"persons at {body.label}"))
    all_there = [one for one in of_all.readings[:1] if one.key == _ALL]
    readings = {one.question: one for one in (*kept[:before], *all_there, *kept)}
    unknown = read.unknown or tuple(filter(None, (role,)))
    return replace(read, readings=tuple(readings.values()), sure=False, unknown=unknown)


def _one(role: str) -> str:
    """A role as one holder of it has it, without what is the name of a kind."""
    told = _SECRETARIES.sub("secretary", _PROJECT.sub("", role)).replace("chairmen", "chairman")
    return _MANY.sub(r"\1", told)
