"""What of a question a way to ask it accounts for, and what it leaves unsaid.

A question is taken only where every word of it is accounted for. A word is, where the way to ask
says it; where another way to ask the same says it; where it says no more than that there is a tie
between the kind and the thing that are named; and where it tells of a kind what is true of all of
it here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.views.asking.phrasings import Phrasing
    from graph.views.asking.pieces import Piece
    from graph.views.asking.wording import Wording

__all__ = ["SaidWords", "frames", "said_in", "unsaid"]

_LESS: Final = 0.02
"""A word that is accounted for without being said makes a way to ask this much less likely."""
_ELSEWHERE_LESS: Final = 0.06
"""The same for a word that only another way to ask the same says."""
_COUNTED_LESS: Final = 0.15
"""A list can be counted, and where one is asked for a number, that is told rather."""
_COUNTED: Final = frozenset({"howmany"})
_EACH: Final = "each"
"""What a list of rows says by itself."""
_FREE: Final = "between"
"""The one word that turns a question and need not be said: years tell it too."""
_ARTICLES: Final = frozenset({"a", "an", "my", "our"})
_RECORD: Final = frozenset({"record"})
"""What each answer is of."""
_ENDS: Final = frozenset({"first", "latest"})
"""Where it is asked when things began, an answer does not say which line they have."""
_ACTIVE: Final = frozenset({"work"})
"""What began is not what was active."""
_TIMES: Final = frozenset({"after", "between", "since", "until"})
_FOR: Final = "for"
_NOT: Final = "not"
_COUNTRY: Final = "Country"


@dataclass(frozen=True, slots=True)
class SaidWords:
    """What a text says beside what it names.

    Attributes:
        said: its words, in the forms that stand for them.
        bare: the same without what is true of every thing of the kind behind it.
        kinds: the kinds that it names.
        wording: that of its language.
    """

    said: tuple[str, ...]
    bare: frozenset[str]
    kinds: tuple[str, ...]
    wording: Wording


def said_in(pieces: Sequence[Piece], wording: Wording) -> SaidWords:
    """What some pieces say beside the things and years that they name."""
    return SaidWords(
        said=tuple(_meant(pieces, wording)),
        bare=frozenset(_meant(list(_without_always(pieces, wording)), wording)),
        kinds=tuple(one.value for one in pieces if one.sort == "kind"),
        wording=wording,
    )


def unsaid(way: Phrasing, text: SaidWords) -> tuple[frozenset[str], float]:
    """The words that a way to ask leaves unsaid, and how much less likely the others make it."""
    left = {word for word in text.said if word not in way.said}
    is_of_none = bool(way.of_kinds) and _NOT in way.said and _COUNTRY in text.kinds
    # A country that documents tie to a project is a partner; one that has none may be no partner.
    lightly = set() if is_of_none else left - text.bare
    if not text.kinds:  # "organisations on record" need be in no project
        lightly |= left & _RECORD
    elsewhere = left & way.alike
    counted: set[str] = set()
    has_kind = bool(way.of_kinds)
    is_of_time = bool(way.of_years) or bool(way.said & _ENDS)
    is_any_line = has_kind and not is_of_time and not way.said - _COUNTED
    ties = text.wording.lines if is_any_line else text.wording.ties
    if has_kind and is_of_time:
        ties -= _ACTIVE
    ties -= text.wording.turning  # what somebody implements is not all that they are in
    if has_kind or any(kind in way.kinds for kind in text.kinds):
        counted = left & _COUNTED
        # Who attended is not who hosted: a tie says no more only beside a way that says no other.
        if way.said <= set(text.said) and _NOT not in way.said:
            lightly |= left & ties
    if way.columns and not way.has_counts:
        lightly |= left & {_EACH}
    less = _LESS * len(lightly) + _ELSEWHERE_LESS * len(elsewhere - lightly)
    less += _COUNTED_LESS * len(counted)
    lightly |= elsewhere
    bound = (way.said & text.wording.turning) - {_FREE, *text.said}
    if not (way.said - _TIMES or way.said) & set(text.said):
        bound |= way.said  # nothing of what it asks was said but its kinds and times
    return frozenset(left - lightly - counted) | bound, less


def frames(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces as they are, and without the frame of the question, where they have one.

    The frame is the Initiative, of which the whole record is, and what the answer is needed for:
    "for a meeting".
    """
    kept = list(_without_own_kind(list(_without_purpose(pieces))))
    bare = [one for one in _without_record(kept) if not one.is_initiative]
    return [kept] if len(bare) == len(kept) else [kept, bare]


def _without_record(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without "on record" at the end: of what is there, all is."""
    is_said = [one.value for one in pieces[-2:]] == ["on", "record"]
    is_denied = [one.value for one in pieces[-3:-2]] in (["not"], ["is"], ["are"], [])
    return list(pieces[:-2] if is_said and not is_denied else pieces)


def _meant(pieces: Sequence[Piece], wording: Wording) -> list[str]:
    said = (one.value for one in pieces if one.sort == "word")
    return wording.meant(word for told in said for word in told.split())


def _without_always(pieces: Sequence[Piece], wording: Wording) -> Iterator[Piece]:
    """The pieces without the words before a kind that are true of all of it."""
    for at, piece in enumerate(pieces):
        kind = next((one.value for one in pieces[at + 1 :] if one.sort != "word"), "")
        following = [one.value for one in pieces[at:] if one.sort != "word" or one.value]
        if piece.sort == "word" and piece.value in wording.always.get(kind, ()):
            between = following[: following.index(kind)] if kind in following else []
            if all(word in wording.always[kind] for word in between):
                continue
        yield piece


def _without_own_kind(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces without what a thing named is said to be: "has Georgia been a partner country"."""
    families = {one.family for piece in pieces for one in piece.things}
    for at, piece in enumerate(pieces):
        before = {one.value for one in pieces[max(0, at - 2) : at] if one.sort == "word"}
        if not (piece.sort == "kind" and piece.value in families and before & {"a", "an"}):
            yield piece


def _without_purpose(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces without what the answer is needed for: "for a meeting" at the end."""
    last = pieces[-3:]
    is_purpose = (
        len(pieces) > len(last) == 3  # noqa: PLR2004 - "for", an article and a kind
        and last[0].value == _FOR
        and last[1].value in _ARTICLES
        and last[2].sort == "kind"
    )
    yield from pieces[:-3] if is_purpose else pieces
