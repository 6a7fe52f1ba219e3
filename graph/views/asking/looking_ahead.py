"""What stands ahead in a text: words of titles, a place, what is said of a name before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.views.asking.amounts import COMPARED, TIMES
from graph.views.asking.draft_question import PROJECT, families
from graph.views.asking.tying import ASIDE, TURNS
from graph.views.asking.wording import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.asking.naming import Namer
    from graph.views.asking.pieces import Piece
    from graph.views.asking.relations import Relations
    from graph.views.asking.tying import WordsBetween
    from graph.views.asking.wording import Wording

__all__ = ["asks_more", "place_said", "said_of_name", "title_words_before", "title_words_end"]

_LONGEST_PLACE: Final = 3
_ASKING: Final = frozenset({"how", "what", "when", "where", "which", "who"})
_TYING: Final = frozenset({"at", "by", "for", "from", "in", "of", "with"})
_RUNNING: Final = "running"
_INSIDE: Final = frozenset({"and", "of", "or", "the"})


def title_words_end(pieces: Sequence[Piece], at: int, wording: Wording) -> int | None:
    """Where the words end that titles and topics are to hold; None where none begin at a place.

    A topic on record is no such words: it is looked for as what it is.
    """
    end = at
    if pieces[at].value in COMPARED or number(pieces[at].value) is not None:
        return None  # "on more than one project"
    if pieces[at].value in {"and", "or"}:
        return None  # what goes on behind a name
    while end < len(pieces) and _is_text(pieces[end], wording):
        end += 1
    while end > at and pieces[end - 1].value in _INSIDE:
        end -= 1
    run = pieces[at:end]
    return end if end > at and not _is_of_names(run) else None


def title_words_before(
    pieces: Sequence[Piece], at: int, wording: Wording, known: Relations
) -> int | None:
    """Where words end that begin at a place and stand before a kind: "border safety projects".

    A topic alone is no such words, nor is what says something in another question.
    """
    end = at
    while end < len(pieces) and _is_text(pieces[end], wording):
        end += 1
    following = pieces[end : end + 1]
    kind = following[0].value if following and following[0].sort == "kind" else ""
    is_before = kind == PROJECT or known.is_meeting(kind)
    first, last = pieces[at], pieces[max(at, end - 1)]
    if not is_before or {first.value, last.value} & _INSIDE or end == at:
        return None
    told = [one.value for one in pieces[at:end] if one.sort == "word"]
    before = [one.value for one in pieces[max(0, at - 1) : at] if one.sort == "word"]
    apart = [*wording.meant(before), *wording.meant(told)]
    is_apart = apart == [*wording.meant([*before, *told])]  # not so "how many"
    is_heard = bool({*wording.meant(told)} & (wording.known | COMPARED.keys()))
    is_heard = is_heard or any(map(number, told))  # "more projects", "three projects"
    is_of_words = told and not _is_of_names(pieces[at:end])
    return end if is_of_words and is_apart and not is_heard else None


def _is_of_names(run: Sequence[Piece]) -> bool:
    """Whether topics only are named, each of which is meant: "radiological and nuclear"."""
    named = [one for one in run if one.sort == "thing"]
    return len(named) > len(run) // 2 and all(one in named or one.value == "and" for one in run)


def _is_text(piece: Piece, wording: Wording) -> bool:
    """Whether a piece can be a part of words in titles."""
    if piece.sort == "thing":
        return families(piece.things) == {"Topic"}
    if piece.sort == "kind":
        return piece.value == "SourceDocument"  # "radioactive sources"
    meant = wording.meant([piece.value])
    is_unheard = bool(meant) and not {*meant} & wording.known
    return piece.sort == "word" and (piece.value in _INSIDE or is_unheard)


def place_said(finder: Namer, pieces: Sequence[Piece], at: int) -> tuple[str, int] | None:
    """The place of a meeting that is named at a place of the text, and where its name ends."""
    for end in range(min(at + _LONGEST_PLACE, len(pieces)), at, -1):
        span = pieces[at:end]
        place = finder.place(" ".join(one.value for one in span))
        if place and all(one.sort == "word" for one in span):
            return place, end
    return None


def said_of_name(
    pieces: Sequence[Piece], at: int, between: WordsBetween
) -> tuple[set[str], bool, set[int]]:
    """What is said of the tie to the name at a place.

    The words before it say it, or those behind: "meetings that Georgia attended".

    Returns:
        The words in the forms that stand for them, whether they tie the name to the kind behind
        them, and the places of those that stand behind it.
    """
    before = between.verbs
    if before or not between.has_subject_behind:
        return before, False, set()
    begin = at + 1
    while _is_listed(pieces, begin):
        begin += 2
    end = begin
    while (
        end < len(pieces)
        and pieces[end].sort == "word"
        and not (asks_more(pieces, end) or _is_when(pieces, end))
        and not _is_denied_next(pieces, begin, end, between.wording)
    ):
        end += 1
    meant, others = between.wording.meant, TIMES | TURNS | ASIDE
    said = {*meant(one.value for one in pieces[begin:end])} - others
    spent = {at for at in range(begin, end) if {*meant([pieces[at].value])} - others}
    following = pieces[end : end + 1]
    return said, bool(said and following) and following[0].sort == "kind", spent


def asks_more(pieces: Sequence[Piece], at: int) -> bool:
    """Whether another thing is asked from a place on: "and who attended them", "and in which"."""
    joins, *asks = [one.value for one in pieces[at : at + 3]] or [""]
    asks = asks[asks[:1] != [] and asks[0] in _TYING :]
    return joins == "and" and bool(asks) and asks[0] in _ASKING


def _is_denied_next(pieces: Sequence[Piece], begin: int, at: int, wording: Wording) -> bool:
    """Whether another thing is denied from a place on: "takes part without leading"."""
    said = {*wording.meant(one.value for one in pieces[begin:at])} - TURNS - ASIDE
    return bool(said) and (
        pieces[at].value in wording.but or "not" in wording.meant([pieces[at].value])
    )


def _is_when(pieces: Sequence[Piece], at: int) -> bool:
    """Whether it is told from a place on when something ran: "running 2026"."""
    following = pieces[at + 1 : at + 2]
    return pieces[at].value == _RUNNING and bool(following) and following[0].sort == "year"


def _is_listed(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a list of names goes on at a place: "and Georgia"."""
    joins, name = pieces[at : at + 1], pieces[at + 1 : at + 2]
    is_joined = bool(joins and name) and joins[0].value in {"and", "or", "nor"}
    return is_joined and name[0].sort == "thing"
