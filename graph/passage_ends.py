"""Passages as the record keeps them: how they begin and end, and a hash of their words."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from graph.folding import words

__all__ = ["ends_of", "passage_hash"]

_AT_EACH_END: Final = 5
_LOOSE: Final = re.compile(r"(?<=[(\[«“])\s+|\s+(?=[)\]»”,;.])")
"""Blanks within brackets and before stops, left where the signs of a link stood."""


def ends_of(quote: str) -> str:
    """A passage by its ends, at most five words of each: "The event was held … of Kazakhstan"."""
    told = _LOOSE.sub("", re.sub(r"[•…]", " ", quote)).split()
    if len(told) <= 2 * _AT_EACH_END:
        return " ".join(told)
    return " ".join((*told[:_AT_EACH_END], "…", *told[-_AT_EACH_END:]))


def passage_hash(quote: str) -> str:
    """SHA-256 of a passage's words, so that white space and punctuation do not matter."""
    return hashlib.sha256(words(quote).encode()).hexdigest()
