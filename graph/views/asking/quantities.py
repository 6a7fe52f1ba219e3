"""How many a text asks for: the rows of a ranking, no less than all, no other than one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.views.asking.wording import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.asking.pieces import Piece
    from graph.views.asking.wording import Wording

__all__ = [
    "ALL",
    "AT_MOST",
    "EXACTLY",
    "ONLY",
    "counted_kind",
    "of_all_or_one",
    "rows_asked_for",
]

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
_SHARED: Final = frozenset({"projects", "meetings", "round tables", "trainings"})
_TYING: Final = frozenset({"at", "by", "for", "in", "of", "to", "with"})


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
