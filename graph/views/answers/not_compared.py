"""What is to be said of a query whose answer looks whole, in sentences, in the reader's language.

What a query says that nothing stands behind, `graph.store` tells in English, as all that it says
of SPARQL, which is written in English words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.store.text.loose_ends import loose_ends
from graph.views.answers.lost_by_comparing import lost_by_comparing

if TYPE_CHECKING:
    from graph.store import Engine

__all__ = ["known_not_compared", "may_lose", "not_compared", "remarks"]

_WORDS: Final = ("filter", "order", "having")
_WORTH_A_LOOK: Final = re.compile(r"\bfilter\b|\border\s+by\b|\bhaving\b", re.IGNORECASE)


def not_compared(engine: Engine, sparql: str) -> tuple[str, ...]:
    """What a query lost by comparing unlike types, in sentences with line and mend; mostly nothing.

    Args:
        engine: what the query was asked of.
        sparql: a query that can be read.
    """
    if not may_lose(sparql):
        return ()
    return tuple(one.words for one in lost_by_comparing(engine, sparql))


def known_not_compared(engine: Engine, sparql: str) -> tuple[str, ...] | None:
    """What `not_compared` says where that is known, so that an event loop may ask; else None."""
    lost = lost_by_comparing.known(engine, sparql)
    return None if lost is None else tuple(one.words for one in lost)


def remarks(engine: Engine, sparql: str) -> list[str]:
    """What is to be said of a query whose answer looks whole, in sentences; mostly nothing.

    Names that nothing stands behind come first, then rows that a comparison left out.
    """
    return [*loose_ends(sparql), *not_compared(engine, sparql)]


def may_lose(sparql: str) -> bool:
    """Whether a query compares or sorts at all, so that it is worth a look."""
    text = sparql.lower()  # most do not, which is seen in a fraction of the time
    return any(word in text for word in _WORDS) and _WORTH_A_LOOK.search(sparql) is not None
