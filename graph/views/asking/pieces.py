"""A text piece by piece: what belongs together in it, and what a "not" shuts out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from graph.views.asking.wording import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.asking.wording import Wording
    from graph.views.record.names import Name

__all__ = [
    "ALL",
    "AT_MOST",
    "EXACTLY",
    "INITIATIVE_KEY",
    "ONLY",
    "Piece",
    "PieceSort",
    "based_in",
    "by_their_publisher",
    "counted_kind",
    "joined",
    "of_all_or_one",
    "of_money",
    "of_people",
    "of_threats",
    "rows_asked_for",
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
_OF_PAIRS: Final = frozenset({"share", "work"})
_NAMING: Final = frozenset({"find", "give", "list", "me", "name", "show"})
_ENDS: Final = frozenset({"first", "latest"})
_RANKED: Final = frozenset({"most", "fewest", "smallest", "longest"})
_NUMBERS: Final = frozenset("two three four five six seven eight nine ten twelve twenty".split())  # noqa: SIM905 - read as a row
_COUNTED: Final = frozenset({"most", "fewest", "howmany"})
_BY: Final = "by"
AT_MOST: Final = "atmost"
"""That a number is the most that is meant."""
_COMPARING: Final = frozenset({"than", "least", AT_MOST})
_YEAR_LONG: Final = 4
_PROJECT_NUMBER: Final = re.compile(r"Project \d+")
ONLY: Final = "solely"
"""That there is no other, as a word that no question has by itself."""
ALL: Final = "exhaustively"
"""That there are no fewer, likewise."""
EXACTLY: Final = "numbered"
"""That a number is meant and no other, likewise."""
_SOURCES: Final = frozenset({"SourceDocument", "document", "documents", "source", "sources"})
_NO_OTHER: Final = frozenset({"exactly", "just", "only", "precisely"})
_ARTICLES: Final = frozenset({"a", "one"})
_ALL: Final = frozenset({"all", "every", "each"})
_ANYTHING: Final = "Thing"
_OF_ALL: Final = frozenset({"attend", "cover", "join"})
_HAZARDS: Final = frozenset({"hazard", "hazards"})
_ASKING: Final = frozenset({"what", "which"})
_SHARED: Final = frozenset({"projects", "meetings", "round tables", "trainings"})
_THE: Final = "the"
_OWN: Final = frozenset({"my", "our", "your"})
_TYING: Final = frozenset({"at", "by", "for", "in", "of", "to", "with"})


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
        is_counted = bool({one.value for one in found[-2:-1]} & _COMPARING)
        is_kind = is_counted or (before and before.value in _ASKING)
        if is_kind and piece.value in _HAZARDS:
            found.append(replace(piece, sort="kind", value="Topic", things=()))
            found.append(Piece(told=piece.told, sort="word", value="hazard"))
        else:
            found.append(piece)
    return found


def rows_asked_for(
    pieces: Sequence[Piece], wording: Wording
) -> tuple[list[Piece], tuple[str, ...], str]:
    """The pieces without the number of rows of a ranking, "the five countries with the most".

    Args:
        pieces: the text.
        wording: that of its language.

    Returns:
        The pieces, what is to be said of them, that so many rows were asked for, and how many
        those of a ranking are.
    """
    said = {*wording.meant(one.value for one in pieces if one.sort == "word")}
    at = next((at for at, one in enumerate(pieces) if _is_number_of_rows(one)), None)
    if at is not None and pieces[at].value == "two" and said & _OF_PAIRS:
        return list(pieces), (), ""  # "the two countries that share most": one pair
    if at and pieces[at - 1].value in _COMPARING:
        return list(pieces), (), ""
    if at and [one.value for one in pieces[at - 2 : at]] == ["of", "the"]:
        return [*pieces[:at], *pieces[at + 1 :]], (), ""  # "of the eight regions": of all of them
    if at and pieces[at - 1].value in _NAMING and pieces[at + 1 : at + 2] and not said & _ENDS:
        told = f"Asked for are {pieces[at].told}; all that are on record are listed."
        return [*pieces[:at], *pieces[at + 1 :]], (told,), ""
    if at is None or not said & _RANKED or at + 1 == len(pieces):
        return list(pieces), (), ""
    told = f"Asked for is the beginning of the ranking: {pieces[at].told}."
    return [*pieces[:at], *pieces[at + 1 :]], (told,), pieces[at].value


def counted_kind(pieces: Sequence[Piece], wording: Wording) -> str:
    """The kind whose things are counted: "the most meetings"; nothing where none is.

    In "top countries by projects" it is what they are ranked by.

    Args:
        pieces: the text.
        wording: that of its language.
    """
    is_counted = False
    of_all = frozenset[str]().union(*wording.always.values())  # "the most participating countries"
    for at, one in enumerate(pieces):
        said = {*wording.meant([one.value])} if one.sort == "word" else set()
        if is_counted and one.sort == "kind":
            if [each.value for each in pieces[at + 1 : at + 2]] == [_BY]:
                continue
            return one.value if one.value != _ANYTHING else ""  # "the most things of the kind"
        goes_on = one.sort == "word" and (not said or one.value in of_all)
        is_counted = bool(said & _COUNTED) or (is_counted and goes_on)
    return ""


def _is_number_of_rows(piece: Piece) -> bool:
    return piece.sort == "word" and (
        piece.value in _NUMBERS or (piece.value.isdecimal() and len(piece.value) < _YEAR_LONG)
    )


def of_all_or_one(pieces: Sequence[Piece], wording: Wording) -> list[Piece]:
    """The pieces with the words marked that ask for no less than all, or for no other.

    "Only" and "all" say nothing in "show only projects" and in "all projects"; not so in "covers
    only Georgia" and in "covers all countries".
    """
    found = _counted_out(pieces)
    for at, piece in enumerate(pieces):
        if piece.sort != "word" or found[at] != piece:
            continue
        end = at + 1
        while end < len(pieces) and _is_tie(pieces[end], wording):
            end += 1
        following = pieces[end : end + 1]
        if piece.value == "only" and following and following[0].sort == "thing":
            found[at] = replace(piece, value=ONLY)
        elif piece.value == "same" and following and following[0].told.lower() in _SHARED:
            found[at] = replace(piece, value="the")  # "in the same projects" is in projects
        before = [*wording.meant(one.value for one in pieces[max(0, at - 2) : at])]
        is_in = piece.value != "each" and pieces[at - 1].value == "in"
        is_in &= any(one.sort == "kind" for one in pieces[:at])
        is_of_all = before[-1:] and before[-1] in _OF_ALL  # also "came to all"
        if piece.value in _ALL and (is_of_all or is_in) and at > 1:
            found[at] = replace(piece, value=ALL)
    return found


def _counted_out(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with the word marked that asks for a number and no other: "exactly one project".

    Elsewhere it says nothing: "which project exactly".
    """
    found = list(pieces)
    for at, (word, count, kind) in enumerate(zip(pieces, pieces[1:], pieces[2:], strict=False)):
        is_count = count.sort == "word" and (number(count.value) or count.value == "single")
        is_so = word.value in _NO_OTHER or (word.value in _ARTICLES and count.value == "single")
        is_of_what = kind.sort in {"kind", "word"} and kind.value not in _SOURCES
        if word.sort == "word" and is_so and is_count and is_of_what:
            found[at] = replace(word, value=EXACTLY)
            if count.value == "single":
                found[at + 1] = replace(count, value="one")
        if (word.value, count.value) == ("at", "most") and number(kind.value) is not None:
            # "with at most two meetings": no ranking of those with the most
            found[at] = replace(word, told=f"{word.told} {count.told}", value=AT_MOST)
            found[at + 1] = replace(count, value="the")
    return found


def _is_tie(piece: Piece, wording: Wording) -> bool:
    """Whether a word only ties what follows to what stands before it."""
    is_tying = piece.value in _TYING or {*wording.meant([piece.value])} & _OF_ALL
    return piece.sort == "word" and bool(is_tying)


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
