"""Each reading that a text can have: a way to ask, its slots filled, and what it leaves unsaid."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from graph.folding import words
from graph.views.asking.accounting import frames, said_in, unsaid
from graph.views.asking.filling import filled, fitting, words_for
from graph.views.asking.interpretation import interpretation
from graph.views.asking.quantities import counted_kind
from graph.views.asking.tying import ABOUT
from graph.views.asking.weighing import PAGE_MORE, MatchedText, kinds_of, says_any, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.views.asking.interpretation import Interpretation
    from graph.views.asking.naming import Namer
    from graph.views.asking.page_ways import Slot
    from graph.views.asking.phrasings import Phrasing, Phrasings
    from graph.views.asking.pieces import Piece
    from graph.views.asking.wording import Wording
    from graph.views.record.names import Names

__all__ = ["candidates"]

_INITIATIVE_LESS: Final = 0.2
"""The whole record is of the Initiative: a text that names it rather asks for something in it."""
_ON_INITIATIVE_LESS: Final = 0.4
"""What somebody says on the Initiative is not all that they say, nor what is said of them."""
_COLUMN_LESS: Final = 0.06
"""A kind that an answer lists without having been asked for it."""
_ABOUT_WORDS: Final = "about-words"
_HOW_MANY: Final = "howmany"
_ON_RECORD: Final = "record"
_ASKS: Final = frozenset({"what", "which"})
_ON: Final = frozenset({"and", "the", "when", "where", "who"})


def candidates(
    finder: Namer,
    pieces: Sequence[Piece],
    ways: Phrasings,
    names: Names,
) -> Iterator[tuple[Interpretation, frozenset[str]]]:
    """Each reading that has a place for what is named, with what it leaves unsaid for.

    Args:
        finder: what found the pieces.
        pieces: the text, piece by piece.
        ways: the ways to ask.
        names: the names of things.
    """
    names_initiative = any(one.is_initiative for one in pieces)
    is_on_it = _is_on_initiative(pieces)
    wording = finder.wording
    variants = list(_variants(pieces, wording))
    as_they_are: dict[tuple[int, int], list[MatchedText]] = defaultdict(list)
    for variant in variants:
        as_they_are[_named(variant)].append(_text(variant, wording))
    for way in ways.with_room(as_they_are):
        taken = len(way.of_things), len(way.of_years)
        slot = next(iter(way.of_words), None)
        texts = as_they_are.get(taken, [])
        if slot:
            is_of_words = _ABOUT_WORDS in way.target.key
            found = (
                one
                for variant in variants
                for one in (
                    words_for(slot, variant, wording)
                    if slot.is_word
                    else _phrases(variant, slot, wording, is_of_words=is_of_words)
                )
            )
            texts = [
                _text(rest, wording, told, slot.before)
                for told, rest in found
                if _named(rest) == taken
            ]
        for text in texts:
            if len(text.kinds) < len(way.of_kinds) or not way.types <= text.fitting:
                continue
            if not says_any(way, text):  # so it is with most
                continue
            for values, left in filled(way, text.things, text.years, text.kinds):
                score = weight(finder, way, text, values, names)
                if score is None:
                    continue
                if names_initiative and not way.names_initiative:
                    told_of = any(one.is_initiative for one in text.things)
                    is_asked_of = any(one.type == "Initiative" for one in way.slots)
                    is_whole = told_of and (is_asked_of or is_on_it)
                    if not told_of and is_on_it and text.things:
                        score -= _ON_INITIATIVE_LESS
                    elif not is_whole:
                        score -= _INITIATIVE_LESS if told_of else PAGE_MORE
                not_said, less = unsaid(way, text.told)
                whole = values | dict(way.fixed) | ({slot.name: text.phrase} if slot else {})
                beside = _beside(way, left, text.kinds)
                less += _COLUMN_LESS * (len(left) - len(beside))
                counted = _counted(way, text, values)
                reading = interpretation(way, whole, names, finder.labels, score - less)
                asks_more = not way.always <= {*text.told.said}
                yield (
                    replace(reading, counted=counted, asks_more=asks_more),
                    frozenset({*not_said, *beside}),
                )


def _is_on_initiative(pieces: Sequence[Piece]) -> bool:
    """Whether what somebody says on the Initiative is asked for, and not all that they say."""
    said = [one for one in pieces if one.value != "the"]
    return any(one.value in ABOUT and behind.is_initiative for one, behind in pairwise(said))


def _named(pieces: Sequence[Piece]) -> tuple[int, int]:
    """How many things a text names, and how many years: a way to ask takes just so many."""
    sorts = [one.sort for one in pieces]
    return sorts.count("thing"), sorts.count("year")


def _beside(way: Phrasing, left: Sequence[str], told: Sequence[str]) -> list[str]:
    """The kinds that a text names and that no column of the answer lists beside what is asked."""
    if not any(kind in told for kind in way.kinds):
        return list(left)
    return [one for one in left if way.column_of(one.removeprefix("=")) not in way.columns]


def _counted(way: Phrasing, text: MatchedText, values: Mapping[str, str]) -> str:
    """The column whose things are to be counted, where a text asks how many and a list answers."""
    if _HOW_MANY not in text.told.said or not text.kinds:
        return ""
    own = next(kinds_of(way, values), "")
    column = "found" if own == text.kinds[0] else way.column_of(text.kinds[0])
    return column if column in way.listed else ""


def _variants(pieces: Sequence[Piece], wording: Wording) -> Iterator[Sequence[Piece]]:
    """The pieces, also with names that may be meant as words, and without the question's frame."""
    as_words = [
        replace(one, sort="word", things=()) if _can_be_text(pieces, at, wording) else one
        for at, one in enumerate(pieces)
    ]
    for whole in [pieces] if as_words == list(pieces) else [pieces, as_words]:
        yield from frames(whole)


def _text(
    pieces: Sequence[Piece], wording: Wording, phrase: str = "", before: str = ""
) -> MatchedText:
    said = [one.value for one in pieces if one.sort == "word"]
    told = said_in(pieces, wording)
    things = [one for one in pieces if one.sort == "thing"]
    return MatchedText(
        pieces=pieces,
        things=things,
        fitting=fitting(things),
        years=[one.value for one in pieces if one.sort == "year"],
        kinds=[one.value for one in pieces if one.sort == "kind"],
        told=told,
        denied=wording.denied(told.said),
        phrase=phrase,
        asks_for=wording.asks_for(said),
        as_written=frozenset(said) | ({before} if before else set()),
        counted=counted_kind(pieces, wording),
        asked_kind=_asked_kind(pieces),
    )


def _asked_kind(pieces: Sequence[Piece]) -> str:
    """The kind that a text asks for by its first words, "what projects"; nothing where by none."""
    asks, kind = [*pieces[:2], None, None][:2]
    is_asked = asks is not None and asks.value in _ASKS and kind is not None and kind.sort == "kind"
    return kind.value if kind is not None and is_asked else ""


def _can_be_text(pieces: Sequence[Piece], at: int, wording: Wording) -> bool:
    """Whether a thing can be meant by its words: a topic in titles, and who published something."""
    piece = pieces[at]
    if piece.sort != "thing":
        return False
    before = [one.value for one in pieces[max(0, at - 2) : at]]
    is_maker = "by" in before[-2:] and not {*before} - {"by", "the"} - {before[0]}
    return _is_text(piece, wording) or (
        is_maker and all(one.family == "Organisation" for one in piece.things)
    )


def _is_text(piece: Piece, wording: Wording) -> bool:
    """Whether a piece can be a part of a text; a topic is one too, as a word of titles."""
    if piece.sort == "thing":
        return all(one.family == "Topic" for one in piece.things)
    return piece.sort == "word" and (
        piece.value in {"and", "of", "the"} or piece.value not in wording.silent | wording.turning
    )


def _is_behind(piece: Piece, wording: Wording, *, is_last: bool) -> bool:
    """Whether a piece goes on with the question behind a text: "and when", "cover Georgia"."""
    if piece.value in _ON:
        return True
    said = {*wording.meant([piece.value])}
    return piece.sort == "word" and not is_last and bool(said) and said <= wording.ties


def _phrases(
    pieces: Sequence[Piece], slot: Slot, wording: Wording, *, is_of_words: bool
) -> Iterator[tuple[str, list[Piece]]]:
    """Each text that can stand in a slot for one, as it is written, and the pieces beside it.

    A topic whose words titles hold can stand anywhere for what is looked for in titles.
    """
    for at, piece in enumerate(pieces):
        if is_of_words and piece.is_part and (not at or pieces[at - 1].value != slot.before):
            yield piece.told, [*pieces[:at], *pieces[at + 1 :]]
        if piece.value != slot.before or piece.sort != "word":
            continue
        end = at + 1
        while end < len(pieces) and _is_text(pieces[end], wording):
            end += 1
        while end > at + 2 and _is_behind(pieces[end - 1], wording, is_last=end == len(pieces)):
            end -= 1
        if end > at + 1:
            begin = at + 1 + (pieces[at + 1].value == "the")
            told = " ".join(one.told for one in pieces[begin:end])
            if told and words(told) != _ON_RECORD:
                yield told, [*pieces[:at], *pieces[end:]]
