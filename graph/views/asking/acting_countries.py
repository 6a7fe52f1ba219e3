"""Countries that are said to do what bodies do: "projects led by Italy", "did France implement".

A country covers no project by that: its bodies are meant, those that are based there.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from graph.views.asking.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.views.asking.wording import Wording

__all__ = ["of_their_bodies"]

_PARTS: Final = {
    "fund": "funded",
    "implement": "implemented",
    "lead": "led",
    "ledby": "led",
}
"""What is said of those who play a part in projects, as it is said of the projects."""
_PARTNERS: Final = "partners"
_AS_PARTNERS: Final = (["as", "a", "partner"], ["as", "partner"], ["as", "partners"])
_A_PARTNER: Final = (["is", "a", "partner", "in"], ["is", "a", "partner"], ["a", "partner"])
_HAVING: Final = frozenset({"has", "have", "had", "with"})
_BEFORE: Final = frozenset(
    "are did do does had has have is that was were which".split()  # noqa: SIM905 - read as a row
)
_BESIDE: Final = frozenset({"also", "both", "each", "ever", "together"})
_NOW: Final = frozenset({"currently", "now", "still"})
_LISTING: Final = frozenset({"and", "or"})
_ASKING: Final = frozenset({"how", "what", "when", "where", "which", "who", "in", "with"})
_BODY: Final = "Organisation"
_PROJECT: Final = "Project"


def of_their_bodies(pieces: Sequence[Piece], wording: Wording) -> list[Piece]:
    """The pieces, with projects of countries that lead them as those of bodies based there.

    Args:
        pieces: the text, piece by piece.
        wording: that of its language.
    """
    if not any(_is_project(one) for one in pieces):
        return list(pieces)
    for at, piece in enumerate(pieces):
        end = _end_of_list(pieces, at)
        is_of_countries = any(map(_is_country, pieces[at:end]))
        if not is_of_countries or not _is_actor(piece) or _is_listed(pieces, at):
            continue
        found = _passive(pieces, at, end, wording) or _as_partners(pieces, at, end)
        begin, behind, part, is_not = found or _active(pieces, at, end, wording)
        if not part:
            continue
        told = [*_told(pieces[at:end], part, is_not=is_not)]
        now = [replace(one, value="now") for one in pieces[end:behind] if one.value in _NOW]
        rest = [*pieces[:begin], *now, *pieces[behind:]]
        close = next((place for place in range(begin, len(rest)) if _asks(rest, place)), len(rest))
        return [*rest[:close], *told, *rest[close:]]
    return list(pieces)


def _passive(
    pieces: Sequence[Piece], at: int, end: int, wording: Wording
) -> tuple[int, int, str, bool] | None:
    """Where "not led by" these countries begins and ends, and which part it says they play."""
    begin = at - (at > 0 and pieces[at - 1].value == "the")
    said, before = pieces[max(0, begin - 2) : max(0, begin - 1)], pieces[: max(0, begin - 2)][-1:]
    is_by = [one.value for one in pieces[max(0, begin - 1) : begin]] == ["by"]
    part = _part(said[0], wording) if said and is_by else ""
    is_not = wording.meant(one.value for one in before) == ["not"]
    return (begin - 2 - is_not, end, part, is_not) if part else None


def _as_partners(pieces: Sequence[Piece], at: int, end: int) -> tuple[int, int, str, bool] | None:
    """Where "with these countries as partners" begins and ends; bodies are partners of projects."""
    before = pieces[max(0, at - 1) : at]
    is_helped = any(one.value in _HAVING | _BEFORE for one in before)
    is_asked = is_helped and any(_is_project(one) for one in pieces[:at])
    ways = (*_AS_PARTNERS, *(_A_PARTNER if is_asked else ()))
    behind = [one.value for one in pieces[end:]]
    length = next((len(one) for one in ways if behind[: len(one)] == one), 0)
    return (at - is_helped, end + length, _PARTNERS, False) if length else None


def _active(
    pieces: Sequence[Piece], at: int, end: int, wording: Wording
) -> tuple[int, int, str, bool]:
    """Where these countries "both lead" begins and ends, and which part it says they play."""
    before = pieces[at - 1] if at else None
    is_people = pieces[at].is_people and end == at + 1
    is_subject = before is not None and (before.value in _BEFORE or _is_project(before))
    beside = [*takewhile(lambda one: _is_beside(one, wording), pieces[end:])]
    place = end + len(beside)
    part = _part(pieces[place], wording) if place < len(pieces) else ""
    following = pieces[place + 1 : place + 2]
    is_apart = any(one.value == "by" or _is_other_kind(one) for one in following)
    is_of_people = is_people and bool(following) and _is_project(following[0])  # "French-led"
    if not part or is_apart or not (is_of_people if is_people else is_subject):
        return at, end, "", False
    is_not = any(wording.meant([one.value]) == ["not"] for one in beside)
    is_helped = before is not None and before.value in _BEFORE  # "does Italy lead"
    return at - is_helped, place + 1, part, is_not


def _told(countries: Sequence[Piece], part: str, *, is_not: bool) -> Iterator[Piece]:
    """Pieces that say of projects that bodies of each country, or of any, play a part in them."""
    is_either = any(one.value == "or" for one in countries)
    named = [one for one in countries if one.sort == "thing"]
    begun = False
    for one in named if is_either else sorted(named, key=_is_country):  # bodies lead nowhere else
        if begun and is_either:
            yield from _words("or")
        else:
            tie = ["with"] if part == _PARTNERS else [part, "by"]
            yield from _words(*(["not"] if is_not else []), *tie)
            if _is_country(one):
                yield Piece(told="organisations", sort="kind", value=_BODY)
                yield from _words("based", "in")
        yield one
        begun = True
    if part == _PARTNERS:
        yield from _words("as", _PARTNERS)


def _words(*told: str) -> Iterator[Piece]:
    return (Piece(told=one, sort="word", value=one) for one in told)


def _end_of_list(pieces: Sequence[Piece], at: int) -> int:
    """Where a list of countries and bodies ends that begins at a place: "Spain and UNICRI"."""
    end = at + 1
    while end < len(pieces):
        step = 1 + (pieces[end].value in _LISTING)
        following = pieces[end + step - 1 : end + step]
        if not following or not _is_actor(following[0]):
            break
        end += step
    return end


def _is_listed(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the country at a place stands behind another name in a list."""
    before = [one for one in pieces[max(0, at - 2) : at] if one.value not in _LISTING][-1:]
    return bool(before) and before[0].sort == "thing"


def _part(piece: Piece, wording: Wording) -> str:
    """Which part a word says that somebody plays, as it is said of projects; or nothing."""
    meant = "".join(wording.meant([piece.value])) if piece.sort == "word" else ""
    return _PARTS.get(meant, "")


def _is_beside(piece: Piece, wording: Wording) -> bool:
    is_not = wording.meant([piece.value]) == ["not"]
    return piece.sort == "word" and (piece.value in _BESIDE | _NOW or is_not)


def _is_country(piece: Piece) -> bool:
    return len(piece.things) == 1 and piece.things[0].family == "Country"


def _is_actor(piece: Piece) -> bool:
    return _is_country(piece) or (len(piece.things) == 1 and piece.things[0].family == _BODY)


def _is_project(piece: Piece) -> bool:
    return piece.sort == "kind" and piece.value == _PROJECT


def _is_other_kind(piece: Piece) -> bool:
    return piece.sort == "kind" and piece.value != _PROJECT


def _asks(pieces: Sequence[Piece], at: int) -> bool:
    """Whether another thing is asked from a place on: "and who pays for them"."""
    following = [one.value for one in pieces[at : at + 2]]
    return len(following) > 1 and following[0] == "and" and following[1] in _ASKING
