"""A text piece by piece: what belongs together in it, and what a "not" shuts out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.asking.wording import Wording
    from graph.views.record.names import Name

__all__ = [
    "INITIATIVE_KEY",
    "Piece",
    "PieceSort",
    "based_in",
    "by_their_publisher",
    "joined",
    "of_money",
    "of_people",
    "of_threats",
    "told_apart",
    "without_titles",
]

PieceSort: TypeAlias = Literal["thing", "kind", "year", "word"]

INITIATIVE_KEY: Final = "initiative/eu-cbrn-coe"
"""The key of the Initiative of which the whole record is."""
_BASED: Final = "based"
_DOCUMENT: Final = "SourceDocument"
_REPORT: Final = "report"
_MATTER: Final = 5
"""Within so many pieces from a ministry on stands the country that it is of."""
_CONSORTIUM: Final = "consortium"
"""A project where it is looked for, and its partners where it is one that is named."""
_PARTNERS: Final = frozenset({"partner", "partners"})
_AS_PARTS: Final = {"lead": "leaders", "leading": "leaders", "implementing": "implementers"}
"""Which part bodies play, told before them, as it is told behind."""
_ARE: Final = frozenset({"is", "are", "was", "were"})
_UNION: Final = "organisation/eu"
_MONEY: Final = frozenset(
    {"budget", "budgets", "contribution", "euros", "funding", "money", "spend", "spending", "spent"}
)
_THREATS: Final = frozenset(
    {"agents", "hazards", "issues", "materials", "matters", "risks", "substances", "threats"}
)
_BY: Final = "by"
_AT_LEAST: Final = frozenset({"than", "least"})
_PROJECT_NUMBER: Final = re.compile(r"Project \d+")
_HAZARDS: Final = frozenset({"hazard", "hazards"})
_ASKING: Final = frozenset({"what", "which"})
_THE: Final = "the"
_OWN: Final = frozenset({"my", "our", "your"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of a text: as they are written, what sort they are, and what they mean.

    ``things`` are what they may name, ``value`` the kind, the year or the folded word;
    ``is_excluded`` says that a "not" stands before it: "in Georgia and not in Ukraine";
    ``is_people`` that a country is told by its people, "Belgian"; ``is_loose`` that a kind is told
    by a word for some of it only, "press releases"; ``is_part`` that other names and titles
    hold the words of a topic too; ``is_either`` that any of the things will do; ``held`` are words
    that the names of those of a kind hold which are meant, "steering committees".
    """

    told: str
    sort: PieceSort
    value: str = ""
    things: tuple[Name, ...] = ()
    is_excluded: bool = False
    is_people: bool = False
    is_loose: bool = False
    is_part: bool = False
    is_either: bool = False
    held: str = ""

    @property
    def is_initiative(self) -> bool:
        """Whether it names the Initiative itself, of which the whole record is."""
        return bool(self.things) and all(one.short == INITIATIVE_KEY for one in self.things)


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with a kind joined to the thing of that kind beside it: "the GCC region".

    A thing that is named twice on end is one: "P66 MEDISAFE".
    """
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        last = found[-1] if found else None
        if _is_own_kind(found) and piece.value == _THE and _names_one_of(pieces[at + 1 :], found):
            continue  # "our region, the African Atlantic Facade"
        again = tuple(one for one in piece.things if last and one in last.things)
        if last and again and last.value != piece.value:  # "P66 MEDISAFE"
            found[-1] = replace(last, told=f"{last.told} {piece.told}", things=again)
        elif last and last.sort == "kind" and _is_of_kind(piece, last.value):
            found[-1] = replace(piece, told=f"{last.told} {piece.told}")
        elif last and piece.told.lower() == _CONSORTIUM and _is_all(last, piece.value):
            found.append(replace(piece, sort="word", value=_CONSORTIUM))  # "P65 consortium"
        elif last and _is_kind_of_one(piece, found):
            found.append(replace(piece, sort="word", value=piece.told.lower()))
        elif last and piece.sort == "kind" and _is_all(last, piece.value):
            found[-1] = replace(last, told=f"{last.told} {piece.told}")
        else:
            found.append(piece)
    return found


def _is_kind_of_one(piece: Piece, found: Sequence[Piece]) -> bool:
    """Whether several countries are told to be of one: "Italy's countries" are on no record."""
    is_of_several = piece.value == "Country" and piece.told.casefold() == "countries"
    is_in_row = any(one.sort == "thing" or one.value in {"and", "or"} for one in found[-2:-1])
    last = found[-1]
    return is_of_several and _is_all(last, "Country") and len(last.things) == 1 and not is_in_row


def based_in(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with "organisations from Ukraine" as those that are based there."""
    found = list(pieces)
    for at, (kind, word, thing) in enumerate(zip(pieces, pieces[1:], pieces[2:], strict=False)):
        if kind.sort == "kind" and word.value == "from" and _is_all(thing, "Country"):
            found[at + 1] = replace(word, value=_BASED)
    for at, piece in enumerate(pieces):
        matter = [one.value for one in pieces[at + 1 : at + _MATTER]]
        if piece.value != "Ministry" or matter[:1] != ["of"] or "of" not in matter[1:]:
            continue
        last = at + 1 + matter.index("of", 1)
        if any(_is_all(one, "Country") for one in pieces[last + 1 : last + 2]):
            found[last] = replace(found[last], value=_BASED)  # "the Ministry of Health of Italy"
    return found


def of_people(pieces: Sequence[Piece], bodies: frozenset[str]) -> list[Piece]:
    """The pieces, with "Belgian organisations" and "Belgian partners" as those based there.

    The people that a body is said to be of tells nothing of it: "the Spanish FIIAPP".

    Args:
        pieces: the text.
        bodies: the kinds of organisations, by their local names.
    """
    found = pieces = _parts_behind(pieces, bodies)
    for at, (people, what) in enumerate(pairwise(pieces)):
        if people.is_people and _is_all(what, "Organisation"):
            return [*found[:at], *of_people(found[at + 1 :], bodies)]
        if people.is_people and (what.value in bodies or what.value in _PARTNERS):
            kind = what.value if what.sort == "kind" else "Organisation"
            based = Piece(told=people.told, sort="word", value=_BASED)
            found[at : at + 2] = [replace(what, sort="kind", value=kind), based]
            found.insert(at + 2, people)
            return [*found[: at + 3], *of_people(found[at + 3 :], bodies)]
    return found


def _parts_behind(pieces: Sequence[Piece], bodies: frozenset[str]) -> list[Piece]:
    """The pieces with the part that bodies play behind them: "Belgian lead organisations"."""
    found = list(pieces)
    for at, (people, part, body) in enumerate(zip(found, found[1:], found[2:], strict=False)):
        if people.is_people and part.value in _AS_PARTS and body.value in bodies:
            found[at + 1 : at + 3] = [body, replace(part, value=_AS_PARTS[part.value])]
    if found[-1:] and found[-1].is_people and found[-2:-1] and found[-2].value in _ARE:
        found[-2] = replace(found[-2], value=_BASED)  # "which of its partners are Spanish"
    return found


def by_their_publisher(pieces: Sequence[Piece]) -> list[Piece] | None:
    """The pieces with "the Court of Auditors report" as documents by it; None where none are.

    No document says of another one that it is a report: it is a word for some of them only.
    """
    for at, (body, what) in enumerate(pairwise(pieces)):
        is_some = what.is_loose and what.value == _DOCUMENT
        if _is_all(body, "Organisation") and (is_some or what.value == _REPORT):
            some = Piece(told=what.told, sort="kind", value=_DOCUMENT, is_loose=True)
            by = Piece(told=_BY, sort="word", value=_BY)
            return [*pieces[:at], some, by, body, *pieces[at + 2 :]]
    return None


def without_titles(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without the project behind its meeting: "the kick-off of Project 104 TRACE ME".

    A meeting is called by the number of its project, to which people add the title.
    """
    found = list(pieces[:1])
    for before, piece in pairwise(pieces):
        is_title = (
            _is_all(before, "Meeting")
            and _is_all(piece, "Project")
            and len(piece.things) == 1
            and any(_is_number_of(piece.things[0].label, one.label) for one in before.things)
        )
        found += [] if is_title else [piece]
    return found


def _is_number_of(project: str, meeting: str) -> bool:
    """Whether a meeting is called by a project's number: "Kick-off of Project 104"."""
    number = _PROJECT_NUMBER.match(project)
    return number is not None and bool(re.search(rf"\b{re.escape(number[0])}\b", meeting))


def of_money(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without the Union where its money is asked for: the sums on record are its own."""
    is_of_money = any(one.sort == "word" and one.value in _MONEY for one in pieces)
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        is_union = [one.short for one in piece.things] == [_UNION]
        following = pieces[at + 1 : at + 2]
        if is_of_money and is_union and following and following[0].value in _MONEY:
            continue
        is_named = any(one.things and one is not piece and not one.is_initiative for one in pieces)
        if not (is_of_money and is_union and is_named):
            found.append(piece)
    return found


def of_threats(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without what a topic is said to be, "radiological threats".

    "Which hazards" asks for topics, and how they are tied: it is not the topic of that name; nor is
    "more than one hazard", "two hazards".
    """
    found: list[Piece] = []
    for before, piece in zip([None, *pieces], pieces, strict=False):
        if before and piece.value in _THREATS and _is_all(before, "Topic"):
            continue
        is_counted = bool({one.value for one in found[-2:-1]} & _AT_LEAST)
        is_kind = is_counted or (before and before.value in _ASKING)
        if is_kind and piece.value in _HAZARDS:
            found.append(replace(piece, sort="kind", value="Topic", things=()))
            found.append(Piece(told=piece.told, sort="word", value="hazard"))
        else:
            found.append(piece)
    return found


def told_apart(pieces: Sequence[Piece], wording: Wording) -> list[Piece]:
    """The pieces, with each thing marked that a "not" stands before; "but" goes with its "not"."""
    found: list[Piece] = []
    between: list[str] = []
    was_excluded = False
    for piece in pieces:
        if piece.sort == "thing":
            was_excluded = wording.excludes(between, was_excluded=was_excluded)
            found.append(replace(piece, is_excluded=was_excluded))
            between = []
            continue
        between += [piece.value] if piece.sort == "word" else []
        if piece.sort != "word" or piece.value not in wording.but:
            found.append(piece)
    return found


def _is_own_kind(pieces: Sequence[Piece]) -> bool:
    """Whether pieces end in something of the asker's own: "our region"."""
    *_, owner, kind = (None, None, *pieces)
    return owner is not None and kind is not None and owner.value in _OWN and kind.sort == "kind"


def _names_one_of(following: Sequence[Piece], before: Sequence[Piece]) -> bool:
    """Whether pieces begin with a thing of the kind that others end in."""
    return any(_is_of_kind(one, before[-1].value) for one in following[:1])


def _is_of_kind(piece: Piece, kind: str) -> bool:
    """Whether all that a piece names is of a kind: "exercise ARZ 2021"."""
    return _is_all(piece, kind) or (
        piece.sort == "thing"
        and all(one.kind.replace(" ", "").casefold() == kind.casefold() for one in piece.things)
    )


def _is_all(piece: Piece, kind: str) -> bool:
    return piece.sort == "thing" and all(one.family == kind for one in piece.things)
