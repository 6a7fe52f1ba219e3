"""How an answer was cut, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.store.replies.limits import Cut

__all__ = ["worded"]


def worded(cut: Cut) -> str:
    """Return a sentence on what is shown of an answer, and of how much, where that was counted."""
    if cut.total is not None:
        return f"Only the first {cut.amount:,} of {cut.total:,} rows are shown."
    shown = f"Only the first {cut.portion} are shown; there is more."
    return f"{shown} How many there are in all is not known." if cut.counted else shown
