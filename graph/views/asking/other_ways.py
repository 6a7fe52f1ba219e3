"""Other ways to take a text: what it asks of a publisher, of a meeting, or of a town's meetings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.store import ask
from graph.texts import gettext
from graph.views.asking.aspects import with_presence
from graph.views.asking.interpretation import BUILT
from graph.views.asking.pieces import Piece, by_their_publisher
from graph.views.asking.reading_pieces import PieceReader, Understood
from graph.views.asking.titles import is_empty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.store import Question
    from graph.views.asking.naming import Namer
    from graph.views.asking.wording import Wording
    from graph.views.record.names import NamedGraph

__all__ = [
    "asks_who",
    "by_all_beside",
    "by_bodies_there",
    "by_who_published",
    "holder_of_post",
    "in_town_that_hosts",
    "or_by_bodies_there",
    "or_by_publisher",
    "or_of_meeting",
    "or_of_place",
    "with_focal_point",
]

_REPORT: Final = "report"
_TOWN_HOSTED: Final = re.compile(
    r"^(\s*(?:which|what|how\s+many)\s+[^?,;]+?)\s+(?:has|have|did|does)\s+([A-Z][\w\u2019'-]+(?:\s[A-Z]\w+)?)\s+"
    r"(?:ever\s+)?host(?:ed|s)?\b(.*)$"
)
_DID: Final = re.compile(
    r"^\s*(?:did|does|do|has|have)\s+(?:the\s+)?(.+?)\s+(?:ever\s+|also\s+)?"
    r"(coordinate|fund|finance|implement|lead|manage|led)d?(?:ed)?\s+(.+?)[\s?.]*$",
    re.IGNORECASE,
)
_WHO_BESIDE: Final = re.compile(
    r"^\s*who(?:\s+else)?(\s+(?:besides|except|apart|other)\s.+?)?\s+(?:is|are|was|were)\s+(?:also\s+)?"
    r"(?:active\s+|involved\s+)?in\s+(.+?)(\s+(?:besides|except|apart|other)\s.+?)?[\s?.]*$",
    re.IGNORECASE,
)
"""Who is in something, and who of them is not meant, before it or behind it."""
_CONTACT: Final = re.compile(
    r"\b(?:main\s+)?contact\s+(?:persons?|people)\s+(for|in|of)\s+(?:the\s+)?", re.IGNORECASE
)
_HOLDERS: Final = "focal-points-of-country"
_POST_HELD: Final = "focalpoint"
_POST: Final = frozenset({"national", _POST_HELD})
_PRESENT: Final = frozenset({"address", "attend", "part", "speak"})
_OF_COUNTRY: Final = "projects-of-country"
_LEAD: Final = frozenset({"lead", "ledby"})
_KNOWN: Final = ("what is known", "what do we know", "what do you know")
"""What asks for all that is on record."""
_COVER: Final = frozenset({"cover", "help", "beneficiary"})
"""What is asked of a country that receives, and not of bodies that work from there."""


def by_bodies_there(finder: Namer, text: str) -> str:
    """A text that asks whether a country leads a project as it is asked of the bodies there.

    "Did Italy lead Project 104" is whether one that is based in Italy did.
    """
    told = _DID.match(text)
    actor = [*finder.pieces(told[1])] if told else []
    done = [*finder.pieces(told[3])] if told else []
    families = [[thing.family for thing in one.things] for one in (*actor, *done)]
    if not told or len(actor) != 1 or families != [["Country"], ["Project"]]:
        return text
    return f"Which organisations based in {told[1]} {told[2].replace('led', 'lead')} {told[3]}"


def by_all_beside(finder: Namer, text: str) -> str:
    """A text that asks who is in a project besides a country as one that asks who took part.

    "Who else besides Kenya is in Project 81" asks for no bodies that are based elsewhere.
    """
    told = _WHO_BESIDE.match(text)
    beside = (told[1] or told[3] or "") if told else ""
    families = [
        {thing.family for thing in one.things}
        for part in (beside, told[2] if told and beside else "")
        for one in finder.pieces(part)
        if one.sort == "thing"
    ]
    if not told or families != [{"Country"}, {"Project"}]:
        return text
    return f"Who took part in {told[2]}{beside}"


def in_town_that_hosts(finder: Namer, text: str) -> str:
    """A text that says of a town what it hosted as what was held there: "has Tashkent hosted"."""
    told = _TOWN_HOSTED.match(text)
    if not told or not finder.held_at(finder.wording.folded(told[2])):
        return text
    return f"{told[1]} were held in {told[2]}{told[3]}"


def or_by_bodies_there(
    reader: PieceReader,
    read: Understood,
) -> Understood:
    """What a text asks for, or what it asks of bodies that are based where no project is.

    "Who leads projects in Italy" is told by those of Italy: no project on record covers it.
    """
    first = read.readings[0] if read.readings else None
    if not (read.sure and first and first.key == _OF_COUNTRY):
        return read
    said = {*reader.finder.wording.meant(one.value for one in read.pieces if one.sort == "word")}
    country = next((one.label for one in read.things if one.family == "Country"), "")
    if said & _COVER or not country or not is_empty(reader.kg, first):
        return read
    asked = (
        f"organisations based in {country} that lead projects"
        if said & _LEAD
        else f"organisations based in {country} that take part in projects"
    )
    of_bodies = reader.read(reader.finder.pieces(asked))
    if not of_bodies.sure or is_empty(reader.kg, of_bodies.readings[0]):
        return read
    remark = gettext(
        "No project on record covers {country}; what is asked is told of organisations that are"
        " based there.",
        country=country,
    )
    return replace(of_bodies, remarks=(remark, *of_bodies.remarks))


def with_focal_point(finder: Namer, text: str) -> str:
    """A text with "the contact person in Uzbekistan" as the focal point that the country names."""
    found = _CONTACT.search(text)
    behind = [*finder.pieces(text[found.end() :])][:1] if found else []
    is_country = bool(behind) and [one.family for one in behind[0].things] == ["Country"]
    return _CONTACT.sub(r"national focal point \1 ", text) if is_country else text


def by_who_published(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with "documents from UNICRI" as documents by it: they may be on others."""
    found = list(pieces)
    for at, (kind, word, behind) in enumerate(zip(found, found[1:], found[2:], strict=False)):
        after = found[at + 3 : at + 4] if behind.value == "the" else [behind]
        is_body = bool(after) and any(one.family == "Organisation" for one in after[0].things)
        if kind.value == "SourceDocument" and word.value in {"from", "of"} and is_body:
            found[at + 1] = replace(word, value="by")
    return found


def holder_of_post(
    kg: NamedGraph, questions: Mapping[str, Question], pieces: Sequence[Piece], wording: Wording
) -> tuple[list[Piece], str] | None:
    """The pieces with whoever is on record as a country's focal point for that, and who it is.

    None where a text does not ask what that one did, or several are on record.
    """
    at = next((at for at, one in enumerate(pieces) if _is_country(one)), 0)
    spans = (pieces[max(0, at - 1 - length) : max(0, at - 1)] for length in (3, 2, 1))
    meant = ({*wording.meant([one.value for one in span])} for span in spans)
    length = next((3 - n for n, one in enumerate(meant) if _POST_HELD in one and one <= _POST), 0)
    begin = at - 1 - length
    rest = (*pieces[:begin], *pieces[at + 1 :])
    did = {*wording.meant([one.value for one in rest if one.sort == "word"])}
    if not length or not did & _PRESENT or any(one.things for one in rest):
        return None
    country = pieces[at].things[0]
    rows = ask(kg.engine, questions[_HOLDERS], {"country": country.short}).records()
    persons = {*(row["person"] or "" for row in rows)}
    if len(persons) != 1:
        return None
    person = kg.names[persons.pop()]
    one = replace(pieces[at], value=person.label.casefold(), things=(person,), told=person.label)
    said = gettext(
        "On record as National Focal Point of {country} is {name}.",
        country=country.label,
        name=person.label,
    )
    return [*pieces[:begin], one, *pieces[at + 1 :]], said


def _is_country(piece: Piece) -> bool:
    return [one.family for one in piece.things] == ["Country"]


def or_by_publisher(
    reader: PieceReader,
    read: Understood,
    pieces: list[Piece],
) -> tuple[Understood, list[Piece]]:
    """What a text asks for, and its pieces, where "the UNICRI report" may be a document by it.

    The report that the app writes on a body is offered too.
    """
    is_report = any(one.key == _REPORT for one in read.readings[:1])
    is_vague = is_report or any(one.is_loose for one in pieces)
    made = by_their_publisher(pieces) if is_vague else None
    if not made:
        return read, pieces
    of_made = reader.read(made)
    offered = {one.question: one for one in (*of_made.readings, *read.readings)}
    return replace(of_made, readings=tuple(offered.values())), made


def or_of_meeting(
    reader: PieceReader,
    read: Understood,
    pieces: list[Piece],
) -> tuple[Understood, list[Piece]]:
    """What a text asks for, or what it asks of a meeting that is told by words of its name.

    Who came to a meeting is not told by the meetings of which that may be one.
    """
    finder = reader.finder
    is_read = bool(read.readings) and not read.unknown
    built = read.readings[0].built if asks_who(finder, pieces) and is_read else None
    may_be_one = built is not None and (not read.sure or finder.is_meeting(built.kind))
    met = finder.meetings.joined(pieces) if may_be_one or not is_read else None
    if not met:
        return read, pieces
    of_that = reader.read(met)
    is_nearer = bool(of_that.readings) and len(of_that.unknown) <= len(read.unknown)
    if of_that.sure or (not is_read and is_nearer):
        return of_that, with_presence(met)
    return read, pieces


def or_of_place(
    reader: PieceReader,
    read: Understood,
    pieces: Sequence[Piece],
) -> Understood:
    """What a text asks for, or what it asks of meetings or action plans told by their place."""
    of_town = read if read.sure else _or_of_town(reader, read, pieces)
    return _or_of_plan(reader, of_town, pieces)


def _or_of_plan(
    reader: PieceReader,
    read: Understood,
    pieces: Sequence[Piece],
) -> Understood:
    """What a text asks for, or what it asks of an action plan that is told by its place.

    That a plan is on record is less than what is known of it.
    """
    is_list = read.sure and read.readings[0].key == BUILT
    opening = reader.finder.wording.folded(" ".join(one.told for one in pieces[:4]))
    asks_all = opening.startswith(_KNOWN)
    named = reader.finder.plans.joined(pieces) if not read.sure or (is_list and asks_all) else None
    if not named:
        return read
    of_plan = reader.read(named)
    return of_plan if of_plan.sure else read


def _or_of_town(
    reader: PieceReader,
    read: Understood,
    pieces: Sequence[Piece],
) -> Understood:
    """What a text asks for, or what it asks of each meeting in a town where none of its kind was.

    "The round table in Tbilisi" is none on record: the meetings that were held there are offered.
    """
    finder = reader.finder
    for at, (kind, at_town, town) in enumerate(zip(pieces, pieces[1:], pieces[2:], strict=False)):
        is_one = kind.sort == "kind" and finder.is_meeting(kind.value) and kind.told[-1:] != "s"
        held = finder.held_at(town.value) if town.sort == "word" else ()
        if not (is_one and held and at_town.value in {"in", "at"} and town.told in read.unknown):
            continue
        told = " ".join(one.told for one in (kind, at_town, town))
        there = Piece(told=told, sort="thing", value=told.casefold(), things=held)
        of_those = reader.read([*pieces[:at], there, *pieces[at + 3 :]])
        remark = gettext(
            "No {kind} in {place} is on record; other meetings were held there.",
            kind=kind.told,
            place=finder.place(town.value),
        )
        return replace(of_those, sure=False, remarks=(remark, *of_those.remarks))
    return read


def asks_who(finder: Namer, pieces: Sequence[Piece]) -> bool:
    """Whether a text asks for persons and bodies."""
    return finder.wording.asks_for(one.value for one in pieces if one.sort == "word") == "who"
