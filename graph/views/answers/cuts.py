"""How an answer was cut, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.texts import gettext

if TYPE_CHECKING:
    from graph.store.replies.limits import Cut

__all__ = ["worded"]


def worded(cut: Cut) -> str:
    """Return a sentence on what is shown of an answer, and of how much, where that was counted."""
    if cut.total is not None:
        return gettext(
            "Only the first {number:,} of {all:,} rows are shown.", number=cut.amount, all=cut.total
        )
    shown = gettext("Only the first {portion} are shown; there is more.", portion=cut.portion)
    return f"{shown} {gettext('How many there are in all is not known.')}" if cut.counted else shown
