"""Some of a kind that a text tells by words which their names hold: "steering committees"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.views.asking.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.asking.wording import Wording

__all__ = ["names_within_kinds", "with_named_kinds"]

_LONGEST: Final = 6
_OF_MATTERS: Final = "Ministry"
_ANY: Final = frozenset({"a", "any", "each", "no", "what", "which"})
_MINISTRY: Final = len(("ministry", "of", "health"))
_OF_PROJECTS: Final = frozenset({"project", "Project"})


def with_named_kinds(pieces: Sequence[Piece], wording: Wording) -> list[Piece]:
    """The pieces, with those joined that call some of a kind by what their names hold.

    Args:
        pieces: the text, piece by piece.
        wording: that of its language.
    """
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        joined, end = _joined(pieces, at, wording)
        if joined.value == _OF_MATTERS and joined.held and not _is_any(pieces, at):
            joined, end = pieces[at], at + 1  # "the Ministry of Health" is one of them
        if joined.held and found and found[-1].sort == "kind" and found[-1].told in _OF_PROJECTS:
            found.pop()  # "project kick-offs": the meetings are said to be of projects anyway
        found.append(joined)
        at = end
    return _either_kind(found, wording)


def names_within_kinds(pieces: Sequence[Piece], wording: Wording) -> bool:
    """Whether a thing is named only to call some of a kind: "EU delegations" are not the EU.

    Args:
        pieces: the text, piece by piece.
        wording: that of its language.
    """
    return _names(with_named_kinds(pieces, wording)) < _names(pieces)


def _names(pieces: Sequence[Piece]) -> int:
    """How many things some pieces name; a topic can be meant by its words."""
    return sum(any(one.family != "Topic" for one in piece.things) for piece in pieces)


def _either_kind(pieces: Sequence[Piece], wording: Wording) -> list[Piece]:
    """The pieces with two parts of a kind as one, where an "or" joins them.

    The kind may be told once: "table-top or field exercises".
    """
    for at, piece in enumerate(pieces):
        if piece.value not in wording.either or at + 1 == len(pieces) or not pieces[at + 1].held:
            continue
        last = pieces[at + 1]
        for begin in range(at - 1, max(-1, at - _LONGEST), -1):
            span = pieces[begin:at]
            told = " ".join(one.told for one in span)
            first = span[0] if len(span) == 1 and span[0].held else None
            form = wording.folded(f"{told} {last.told.split()[-1]}")
            named = wording.named.get(form) or wording.named.get(form.removesuffix("s"))
            kind, held = (first.value, first.held) if first else named or ("", "")
            if held and kind == last.value:
                both = replace(last, told=f"{told} or {last.told}", held=f"{held} or {last.held}")
                return _either_kind([*pieces[:begin], both, *pieces[at + 2 :]], wording)
    return list(pieces)


def _joined(pieces: Sequence[Piece], at: int, wording: Wording) -> tuple[Piece, int]:
    """The longest piece that begins at a place, and the place behind it."""
    for end in range(min(at + _LONGEST, len(pieces)), at, -1):
        span = pieces[at:end]
        form = wording.folded(" ".join(one.told for one in span))
        named = wording.named.get(form) or wording.named.get(form.removesuffix("s"))
        named = named or _ministry(span, wording)
        if named is None:
            continue
        kind, held = named
        following = pieces[end : end + 1]
        if following and following[0].sort == "kind" and following[0].value == kind:
            span = pieces[at : end + 1]  # "steering committee meetings"
        told = " ".join(one.told for one in span)
        return Piece(told=told, sort="kind", value=kind, held=held), at + len(span)
    return pieces[at], at + 1


def _is_any(pieces: Sequence[Piece], at: int) -> bool:
    """Whether any of a kind is meant: "ministries", "which ministry"."""
    before = pieces[at - 1 : at]
    return pieces[at].told.lower().endswith("ies") or (bool(before) and before[0].value in _ANY)


def _ministry(span: Sequence[Piece], wording: Wording) -> tuple[str, str] | None:
    """The kind and what its names hold of "ministry of health", "ministries of foreign affairs"."""
    if len(span) < _MINISTRY or span[0].value != _OF_MATTERS or span[1].value != "of":
        return None
    matter, *rest = span[2:]
    is_topic = all(one.family == "Topic" for one in matter.things)
    is_said = matter.value in wording.known or matter.sort not in {"word", "thing"}
    if is_said or not is_topic or [one.value for one in rest] not in ([], ["affairs"]):
        return None
    return _OF_MATTERS, " ".join(one.told.lower() for one in (matter, *rest))
