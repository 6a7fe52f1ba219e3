"""What the things, years, kinds and numbers of a text mean in the slots of a way to ask."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import TYPE_CHECKING, Final

from graph.languages import language_named
from graph.views.asking.phrasings import PLACE
from graph.views.asking.wording import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.views.asking.page_ways import Slot
    from graph.views.asking.phrasings import Phrasing
    from graph.views.asking.pieces import Piece
    from graph.views.asking.wording import Wording
    from graph.views.record.names import Name

__all__ = ["filled", "fitting", "words_for"]

_DAY: Final = "date"
_YEAR_LONG: Final = 4
_PLACES: Final = frozenset({"Country", "Region"})


def filled(
    way: Phrasing, things: Sequence[Piece], years: Sequence[str], named: Sequence[str]
) -> Iterator[tuple[dict[str, str], list[str]]]:
    """The values of the slots, for each way to fill them, and what of the names is left over.

    Of things and years there are as many as slots for them.
    """
    if any(
        len(year) > _YEAR_LONG and slot.type != _DAY
        for slot, year in zip(way.of_years, years, strict=True)
    ):
        return  # what is asked of a day is not answered of its year
    rest = list(named)
    for kind in way.kinds:
        if kind in rest:
            rest.remove(kind)
    of_time = {
        slot.name: _dated(slot, year) for slot, year in zip(way.of_years, years, strict=True)
    }
    for order in _orders(way.of_things, things):
        # "countries without projects" is not "projects without countries": as they are told.
        for chosen in dict.fromkeys(combinations(rest, len(way.of_kinds))):
            left = list(rest)
            for kind in chosen:
                left.remove(kind)
            values = {slot.name: kind for slot, kind in zip(way.of_kinds, chosen, strict=True)}
            yield values | of_time | order, [f"={kind}" for kind in left]


def fitting(things: Sequence[Piece]) -> frozenset[str]:
    """The types of the slots that any of some things can stand in, in small letters."""
    found = {"thing"}
    for name in (one for piece in things for one in piece.things):
        found |= {name.family.casefold(), name.kind.replace(" ", "").casefold()}
        if name.family in _PLACES:
            found.add(PLACE.casefold())
    return frozenset(found)


def words_for(
    slot: Slot, pieces: Sequence[Piece], wording: Wording
) -> Iterator[tuple[str, list[Piece]]]:
    """Each word that can stand in a slot for one, as its value, and the pieces beside it."""
    for at in range(len(pieces)):
        if value := _word_for(slot, pieces, at, wording):
            yield value, [*pieces[:at], *pieces[at + 1 :]]


def _word_for(slot: Slot, pieces: Sequence[Piece], at: int, wording: Wording) -> str:
    """What one piece says in a slot for a word; nothing where it cannot stand there."""
    piece = pieces[at]
    if slot.type == "integer":
        count = number(piece.value) if piece.sort == "word" else None
        return "" if count is None else str(count)
    # "In Georgian" is a language: a country would be called by its name.
    is_behind = at > 0 and pieces[at - 1].value == slot.before
    is_called = piece.sort == "word" or piece.is_people
    return language_named(piece.told, wording.language) if is_behind and is_called else ""


def _orders(slots: Sequence[Slot], things: Sequence[Piece]) -> Iterator[dict[str, str]]:
    """Each way to put the things into the slots by their kinds; in the order told where it fits."""
    sorts = [(slot.type, slot.is_excluded) for slot in slots]
    orders = [tuple(things)]
    if len(set(sorts)) > 1:
        orders = [
            tuple(things[at] for at in places)
            for places in permutations(range(len(things)))
            # Things that fit slots of one sort are told in their order: "in Project 60 and 101".
            if all(
                one < other
                for (one, its), (other, others) in combinations(zip(places, sorts, strict=True), 2)
                if its == others
            )
        ]
    for order in orders:
        ways: list[dict[str, str]] = [{}]
        for slot, piece in zip(slots, order, strict=True):
            is_meant = slot.is_excluded == piece.is_excluded
            fitting = [one for one in piece.things if is_meant and _is_of(one, slot.type)]
            ways = [
                way | {slot.name: one.short}
                for way in ways
                for one in fitting
                if one.short not in way.values()
            ]
        yield from ways


def _is_of(name: Name, kind: str) -> bool:
    if kind in {"Thing", name.family} or (kind == PLACE and name.family in _PLACES):
        return True
    return name.kind.replace(" ", "").casefold() == kind.casefold()


def _dated(slot: Slot, told: str) -> str:
    if len(told) > _YEAR_LONG:
        return told
    year = str(int(told) + slot.shift)
    if slot.type == "gYear":
        return year
    month, day = ("12", "31") if slot.name == "until" else ("01", "01")
    return f"{year}-{month}" if slot.type == "gYearMonth" else f"{year}-{month}-{day}"
