"""What keeps a text that is read from being answered: a name, or a choice, that it leaves open."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from babel import Locale

from graph.folding import words
from graph.texts import all_of, gettext
from graph.views.asking.general_cards import OF_DATES_ALONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.views.asking.interpretation import Interpretation
    from graph.views.asking.naming import Namer
    from graph.views.asking.pieces import Piece
    from graph.views.asking.wording import Wording
    from graph.views.record.names import Names

__all__ = [
    "by_their_bodies",
    "names_missing",
    "no_kick_off",
    "not_told_of_kind",
    "of_askers_own",
    "of_none_told",
    "other_parts",
    "which_one",
]

_THOSE: Final = "those"
_THESE: Final = frozenset({"these", _THOSE})
_TOLD_BY: Final = frozenset(
    {"in", "of", "that", "where", "which", "who", "whose", "with", "without"}
)
"""What follows "those countries" where it tells which they are."""
_OWN: Final = frozenset({"my", "our", "your"})
_COUNTRY: Final = "Country"
_BEING_IN: Final = (
    r"(?:(?:are|have\s+been|that\s+are|were)\s+)?"
    r"(?:(?:active|involved|partners?|participate|participating|take\s+part|taking\s+part)\s+)?in\s+"
)
_PARTS_OF_WORLD: Final = re.compile(
    r"\b(?:(?:west(?:ern)?|east(?:ern)?|south(?:ern)?|central|sub-?\s?saharan)\s+africa"
    r"|horn\s+of\s+africa|(?:western\s+)?balkans|(?:south(?:ern)?\s+)?caucasus|maghreb|mashre[qk]"
    r"|levant|near\s+east|eastern\s+europe|middle\s+asia|arab\s+(?:countries|states|world)"
    r"|black\s+sea|gulf\s+of\s+guinea|great\s+lakes|indochina|mekong)\b",
    re.IGNORECASE,
)
"""Parts of the world that people name so, and that documents here do not tell apart."""
_KICK_OFF: Final = re.compile(r"\bkick(?:ed)?[\s-]?off\b(?!\s+(?:in|on)\b)", re.IGNORECASE)
_KICKED_OFF: Final = re.compile(
    r"\bkicked[\s-]off|\b(?:did|does|do|will)\s+(?!the\s+kick)[^?;,]+?\skick[\s-]?off",
    re.IGNORECASE,
)
"""That something began, which is no meeting."""


@cache
def _countries() -> tuple[str, ...]:
    """The countries of the world by their English names."""
    return tuple(name for code, name in Locale("en").territories.items() if code.isalpha())


def names_missing(
    finder: Namer, pieces: Sequence[Piece], unknown: Sequence[str], text: str
) -> Iterator[str]:
    """That nothing is called as a word that is written as a name and is not understood.

    Of a word that is in several names it is said in which. A country of the world is one however
    it is written: "china".
    """
    name: list[str] = []
    for piece in (*pieces[1:], None):
        if piece and piece.sort == "word" and piece.told in unknown and piece.told[:1].isupper():
            is_known = piece.value in finder.wording.words_said or finder.place(piece.value)
            if held := finder.telling_words.holding(piece.told, text):
                told = ", ".join(one.label for one in held)
                yield gettext("“{word}” is in these names: {names}.", word=piece.told, names=told)
                continue
            name += [] if is_known else [piece.told]
        elif name:
            # One word may be a part of the name of something: "the TOXBASE training".
            if len(name) > 1 or not finder.telling_words.is_in_a_name(name[0]):
                yield gettext("Nothing called “{name}” is on record.", name=" ".join(name))
            name = []
    said = f" {words(text).casefold()} "
    left = {*words(" ".join(unknown)).casefold().split()}
    for country in _countries() if left else ():
        in_words = words(country).casefold()
        if f" {in_words} " in said and country not in text and left & {*in_words.split()}:
            yield gettext("Nothing called “{name}” is on record.", name=country)


def not_told_of_kind(pieces: Sequence[Piece]) -> Iterator[str]:
    """That no document tells which countries are called by a word for some of them only."""
    for one in pieces:
        if one.is_loose and one.value == _COUNTRY:
            yield gettext("Which countries are “{words}” is not on record.", words=one.told)


def by_their_bodies(pieces: Sequence[Piece], text: str) -> str:
    """A text that asks for "EU member states in P46" as it is asked of all whose bodies are there.

    Nothing where it asks for no such countries in something.
    """
    told = next((one.told for one in pieces if one.is_loose and one.value == _COUNTRY), "")
    found = re.search(rf"{re.escape(told)}\s+{_BEING_IN}(.+)", text, re.IGNORECASE)
    return f"Which countries have organisations in {found[1]}" if told and found else ""


def other_parts(finder: Namer, text: str, unknown: Sequence[str]) -> Iterator[str]:
    """That a part of the world which a text names is no region of the Initiative, and which are."""
    found = _PARTS_OF_WORLD.search(text)
    if found and {*words(found[0]).split()} & {*words(" ".join(unknown)).split()}:
        yield gettext(
            "“{words}” is no region of the Initiative; these are: {regions}.",
            words=found[0],
            regions=all_of(finder.regions),
        )


def which_one(pieces: Sequence[Piece], wording: Wording) -> tuple[str, ...]:
    """The question which one is meant, where a text speaks of "the project" and names none."""
    named = [one for one in pieces if one.sort != "word"]
    said = [*wording.meant(one.value for one in pieces if one.sort == "word")]
    is_one = any(
        before.value == "the" and one.sort == "kind" and not one.told.endswith("s")
        for before, one in pairwise(pieces)
    )
    if not is_one or len(named) > 1 or {*said} - {"known"}:
        return ()
    return (f"Which {named[0].told} is meant? Its name or number tells.",)


def of_askers_own(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """What a text calls the asker's own, "our region": which one that is it does not tell."""
    return tuple(
        f"{before.told} {one.told}"
        for before, one in pairwise(pieces)
        if before.value in _OWN and one.sort == "kind" and not one.told.endswith("s")
    )


def of_none_told(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """What a text calls "these countries" where none is told before it, or named in it."""
    found = []
    for at, (before, one) in enumerate(pairwise(pieces)):
        following = {two.value for two in pieces[at + 2 : at + 3]}
        is_told = any(each.sort == "kind" for each in pieces[:at]) or any(
            name.family == one.value or name.kind.replace(" ", "") == one.value
            for each in pieces
            for name in each.things
        )
        is_behind = before.value == _THOSE and bool(following & _TOLD_BY)
        if before.value in _THESE and one.sort == "kind" and not is_told and not is_behind:
            found.append(f"{before.told} {one.told}")
    return tuple(found)


def no_kick_off(first: Interpretation, text: str, names: Names) -> tuple[str, ...]:
    """That no kick-off of a project is on record, where a text asks when that was.

    Of a kick-off on record the text is another one: it is named.
    """
    is_asked = (
        first.key in OF_DATES_ALONE and _KICK_OFF.search(text) and not _KICKED_OFF.search(text)
    )
    things = [names.find(one) for one in first.values.values()] if is_asked else []
    return tuple(
        gettext(
            "No kick-off of {name} is on record; when it began is another question.", name=one.label
        )
        for one in things
        if one and one.family == "Project"
    )
