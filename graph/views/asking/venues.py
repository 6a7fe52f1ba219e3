"""Where and when meetings were, and which secretariats are where, as a text tells them.

"The round table in Almaty in June 2021" is one meeting, "the Moroccan secretariat" one body.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from graph.folding import words
from graph.store import Limits
from graph.views.asking.amounts import MONTHS
from graph.views.asking.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.store import Engine
    from graph.views.asking.wording import Wording
    from graph.views.record.names import Name, Names

__all__ = ["Venues", "local_kind"]

_SECRETARIATS: Final = """
SELECT ?secretariat ?of
WHERE { ?secretariat a cbrn:RegionalSecretariat ; cbrn:servesRegion|cbrn:basedIn ?of }
"""
_SERVED: Final = """
SELECT ?secretariat ?of
WHERE {
  ?secretariat a cbrn:RegionalSecretariat ; cbrn:servesRegion ?region .
  ?of cbrn:inRegion ?region
}
"""
_DATES: Final = """
SELECT DISTINCT ?meeting ?date WHERE { ?meeting a cbrn:Meeting ; cbrn:startDate ?date }
"""
_DATED: Final = frozenset({"in", "on", "of", *MONTHS})
_AT: Final = frozenset({"in", "at"})
_OF: Final = frozenset({"for", "of"})
_HOSTS: Final = frozenset({"hosts", "houses"})
"""What a town does with a secretariat: that asks where it is."""
_SECRETARIAT: Final = "RegionalSecretariat"
_IN_SHORT: Final = "RS"
"""A regional secretariat where a town follows: "RS Nairobi"."""
_OFFICES: Final = frozenset({"bureau", "office"})
_PLACED: Final = frozenset({"", "for", "of", "in", "the", "at", "regional"})


class Venues:
    """Joins what a text says of a meeting or a secretariat into the thing that it names."""

    def __init__(self, engine: Engine, names: Names, wording: Wording) -> None:
        """Take the places and days of meetings, and the seats of secretariats."""
        self.wording = wording
        self._held: dict[str, list[Name]] = defaultdict(list)
        self._secretariats: dict[str, list[Name]] = defaultdict(list)
        self._served: dict[str, list[Name]] = defaultdict(list)
        self._offices: dict[str, list[Name]] = defaultdict(list)
        self._dates: dict[str, list[str]] = defaultdict(list)
        for name in names.things(["Meeting"]):
            _add(self._held, name)
        self._kinds = {"Meeting", *map(local_kind, names.things(["Meeting"]))}
        for record in engine.query(_SECRETARIATS, limits=Limits(seconds=30)).records():
            name = names[record["secretariat"] or ""]
            self._secretariats[record["of"] or ""].append(name)
            _add(self._offices, name)
            self._add_where_it_met(name, names)
        for record in engine.query(_SERVED, limits=Limits(seconds=30)).records():
            self._served[record["of"] or ""].append(names[record["secretariat"] or ""])
        for record in engine.query(_DATES, limits=Limits(seconds=30)).records():
            self._dates[record["meeting"] or ""].append(record["date"] or "")

    def _add_where_it_met(self, secretariat: Name, names: Names) -> None:
        """Take a secretariat under the towns of its own meetings: it was opened in Manila."""
        own = words(secretariat.label)
        for meeting in names.things(["Meeting"]):
            town = words(meeting.place)
            is_own = town and own in words(meeting.label)
            if is_own and secretariat not in self._offices[town]:
                self._offices[town].append(secretariat)

    def place(self, text: str) -> str:
        """The place called so that a meeting was held at, as it is on record; "" where none was.

        Args:
            text: a folded text.
        """
        held = self._held.get(text, [])
        return held[0].place if held else ""

    def held_at(self, text: str) -> tuple[Name, ...]:
        """The meetings that were held at a place called so.

        Args:
            text: a folded text.
        """
        return tuple(self._held.get(text, ()))

    def joined(self, pieces: Sequence[Piece]) -> list[Piece]:
        """The pieces of a text with those joined that name a secretariat or a meeting together."""
        whole = list(self._with_whole_towns(pieces))
        told = self._with_towns_behind(list(self._with_secretariats(whole)))
        return self._with_dates(self._with_places(told))

    def _with_whole_towns(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        """Joins the words of a town that has several: "Abu Dhabi"."""
        at = 0
        while at < len(pieces):
            piece, following = pieces[at], pieces[at + 1 : at + 2]
            both = " ".join(one.value for one in (piece, *following))
            is_town = both in self._held or both in self._offices
            if following and piece.sort == following[0].sort == "word" and is_town:
                piece = replace(piece, told=f"{piece.told} {following[0].told}", value=both)
                at += 1
            yield piece
            at += 1

    def _with_towns_behind(self, pieces: Sequence[Piece]) -> list[Piece]:
        """The pieces with a town behind the meetings that it stands before: "Tbilisi meetings".

        Of two years on end that stand side by side, both are meant: "2022 2023".
        """
        found = list(pieces[:1])
        for town, piece in pairwise(pieces):
            is_place = town.sort == "word" and town.value in self._held
            is_in = len(found) > 1 and found[-2].value in _AT
            is_of_meetings = piece.sort == "kind" and piece.value in self._kinds
            if self._is_town_of(town, piece):  # "meetings Tbilisi 2023"
                found.append(Piece(told="in", sort="word", value="in"))
            if is_place and not is_in and is_of_meetings and piece.told.endswith("s"):
                held = Piece(told="in", sort="word", value="in")
                found[-1:] = [piece, held, town]
                continue
            if (
                town.sort == piece.sort == "year"
                and int(piece.value[:4]) == int(town.value[:4]) + 1
            ):
                found.append(Piece(told="and", sort="word", value="and"))
            found.append(piece)
        return found

    def _is_town_of(self, kind: Piece, town: Piece) -> bool:
        """Whether a town stands right behind the meetings that were held there."""
        is_of_several = kind.sort == "kind" and kind.told.casefold().endswith("s")
        is_town = town.sort == "word" and town.value in self._held
        return is_of_several and kind.value in self._kinds and is_town

    def _with_secretariats(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        """Joins "Moroccan secretariat" and "secretariat for Central Asia" into what they name."""
        at = 0
        while at < len(pieces):
            piece = pieces[at]
            for length in range(min(5, len(pieces) - at), 1, -1):
                span = pieces[at : at + length]
                things = self._secretariats_of(span)
                if things:
                    shown = " ".join(one.told for one in span)
                    yield from (one for one in span if one.value in _HOSTS)
                    piece, at = (
                        Piece(told=shown, sort="thing", value=words(shown), things=tuple(things)),
                        at + length - 1,
                    )
                    break
            yield piece
            at += 1

    def _secretariats_of(self, span: Sequence[Piece]) -> list[Name]:
        """The secretariats that some pieces name: one of a region, a country or a town."""
        ends = [
            one
            for one in span
            if (one.sort == "thing" and one.told != _IN_SHORT) or one.value in self._offices
        ]
        is_town = any(one.sort == "word" for one in ends)
        # "The Tbilisi office" is its secretariat, "the Georgian office" may be another one.
        told = {_SECRETARIAT, *(_OFFICES if is_town else ())}
        heads = [one for one in span if one.value in told or (is_town and one.told == _IN_SHORT)]
        rest = [one for one in span if one not in ends and one not in heads]
        is_host = is_town and len(span) > 1 and span[1].value in _HOSTS
        may_stand = _PLACED | self.wording.silent | (_HOSTS if is_host else set())
        if len(ends) != 1 or len(heads) != 1 or any(one.value not in may_stand for one in rest):
            return []
        if span[0] in rest or span[-1] in rest:
            return []
        if ends[0].sort == "word":
            return self._offices[ends[0].value]
        seated = [own for one in ends[0].things for own in self._secretariats[one.iri]]
        is_its_own = span == [ends[0], heads[0]] and not heads[0].told.endswith("s")
        if seated or not (is_its_own or _OF & {one.value for one in rest}):
            return seated
        # "The secretariat for Mali", "the Mali secretariat" is that of its region: none is in Mali.
        return [own for one in ends[0].things for own in self._served[one.iri]]

    def _with_places(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Joins "the round table in Tashkent" into the meetings of that kind held there."""
        found: list[Piece] = []
        for piece in pieces:
            held = self._held.get(piece.value, []) if piece.sort == "word" else []
            back = 2 if len(found) > 1 and found[-1].value in _AT else 1
            kind = found[-back] if len(found) >= back else piece
            things = [one for one in held if kind.value in {one.family, local_kind(one)}]
            if kind.sort == "kind" and things and not kind.told.endswith("s"):
                told = " ".join(one.told for one in [*found[-back:], piece])
                found[-back:] = [
                    Piece(told=told, sort="thing", value=words(told), things=tuple(things))
                ]
            else:
                found.append(piece)
        return found

    def _with_dates(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Joins "the round table in Almaty in June 2021" into the one of these that began then."""
        found: list[Piece] = []
        for piece in pieces:
            back = 1
            while back < len(found) and found[-back].value in _DATED:
                back += 1
            met = found[-back] if len(found) >= back else piece
            if piece.sort == "year" and all(one.family == "Meeting" for one in met.things):
                said = [one.value for one in found[len(found) - back + 1 :]]
                month = next((f"-{MONTHS.index(one) + 1:02}" for one in said if one in MONTHS), "")
                then = f"{piece.value}{month}"
                held = [one for one in met.things if self._began(one, then)]
                if held:
                    told = " ".join(one.told for one in [*found[-back:], piece])
                    found[-back:] = [replace(met, told=told, things=tuple(held))]
                    continue
            found.append(piece)
        return found

    def _began(self, meeting: Name, then: str) -> bool:
        return any(date.startswith(then) for date in self._dates[meeting.iri])


def local_kind(name: Name) -> str:
    """The kind of a thing as the ontology calls it: "RoundTable"."""
    return "".join(word.capitalize() for word in name.kind.split())


def _add(among: dict[str, list[Name]], name: Name) -> None:
    """Take a thing under the place where it is, once."""
    place = words(name.place)
    if place and name not in among[place]:
        among[place].append(name)
