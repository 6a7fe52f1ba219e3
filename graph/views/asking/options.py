"""A question with the answers that it leaves to choose from: "who leads P53, UNICRI or ISTC?".

It is asked of each of them: "UNICRI leads P53". What is counted or dated is compared otherwise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from graph.views.asking.naming import Namer

__all__ = ["options"]

_ASKS: Final = re.compile(
    r"^\s*(?:and\s+)?(?:who|which|what)\b\s*(?:of\s+(?:them|the\s+two)\b)?", re.I
)
_PARTED: Final = re.compile(r"[,;:?]\s+|\s[-\u2013]\s")
_COMPARING: Final = frozenset({"more", "most", "fewest", "first", "latest", "longest", "less"})
_TWO: Final = 2


def options(finder: Namer, text: str) -> tuple[str, ...]:
    """The text with each of the names that it leaves to choose from in place of "who".

    Args:
        finder: what finds names.
        text: what somebody typed.

    Returns:
        A text for each of them; nothing where it leaves none to choose from.
    """
    parts = _PARTED.split(text.strip(" ?.,;:"))
    if len(parts) != _TWO:
        return ()
    for names, asks in (parts, reversed(parts)):
        rest = _ASKS.sub("", asks)
        pieces = finder.pieces(names)
        said = {*finder.wording.meant(one.value for one in finder.pieces(asks))}
        named = [one for one in pieces if one.sort == "thing"]
        others = [one.value for one in pieces if one not in named]
        is_left_open = len(named) > 1 and others and {*others} <= finder.wording.either
        if is_left_open and rest != asks and not said & _COMPARING:
            kind = finder.pieces(rest)[:1]  # "which country hosted it"
            rest = (
                rest.strip().removeprefix(kind[0].told) if kind and kind[0].sort == "kind" else rest
            )
            return tuple(f"{one.told} {rest.strip()}" for one in named)
    return ()
