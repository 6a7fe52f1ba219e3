"""How the rows of a query come about: its lines from the rarest on, with what each leaves.

The engine may go another way; this one is for the reader, who sees which line narrows the answer
and which one multiplies it. Each count is a small query of its own, behind the same guard.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from graph.errors import CbrnGraphError, QueryError
from graph.store import Limits
from graph.store.text.patterns import pattern
from graph.texts import gettext
from graph.views.answers.query_words import many_rows, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Engine
    from graph.store.text.patterns import QueryPattern

__all__ = ["rows_line_by_line"]

_SECONDS: Final = 3.0
_EACH: Final = Limits(seconds=1.0, rows=10, output_bytes=10_000)
_MOST: Final = 20
_MATCHING: Final = frozenset({"triple", "group", "values"})


def rows_line_by_line(engine: Engine, sparql: str) -> list[str]:
    """Return a sentence for each line of a query's pattern, the rarest first; none where too slow.

    Args:
        engine: what is asked.
        sparql: a query that can be read.
    """
    try:
        whole = pattern(sparql)
    except QueryError:
        return []
    until = time.monotonic() + _SECONDS
    places = [at for at, part in enumerate(whole.parts) if part.kind in _MATCHING][:_MOST]
    alone = {at: _rows(engine, whole, [at]) for at in places}
    if not places or None in alone.values():
        return []
    taken: list[int] = []
    told: list[str] = []
    while places and time.monotonic() < until:
        near = [at for at in places if not taken or _touches(whole, at, taken)] or places
        following = min(near, key=lambda at: (alone[at] or 0, at))
        places.remove(following)
        taken.append(following)
        part, many = whole.parts[following], _many(alone[following])
        if len(taken) == 1:
            told.append(
                gettext(
                    "Line {line}: {part} matches {rows}.",
                    line=part.line,
                    part=quoted(part.quoted),
                    rows=many,
                )
            )
        else:
            told.append(
                gettext(
                    "Line {line}: {part} matches {rows} alone; with it {left}.",
                    line=part.line,
                    part=quoted(part.quoted),
                    rows=many,
                    left=_many(_rows(engine, whole, taken)),
                )
            )
    rest = [at for at, part in enumerate(whole.parts) if part.kind not in _MATCHING]
    for at in rest[:_MOST]:
        taken.append(at)
        part = whole.parts[at]
        if part.kind in {"filter", "minus"} and time.monotonic() < until:
            told.append(
                gettext(
                    "Line {line}: {part} leaves {left}.",
                    line=part.line,
                    part=quoted(part.quoted),
                    left=_many(_rows(engine, whole, taken)),
                )
            )
    return told


def _touches(whole: QueryPattern, at: int, taken: Sequence[int]) -> bool:
    """Whether a part shares a variable with those before it."""
    return any(whole.parts[at].variables & whole.parts[other].variables for other in taken)


def _rows(engine: Engine, whole: QueryPattern, kept: Sequence[int]) -> int | None:
    """How many rows some parts of a pattern have, up to 1,000; None where it takes too long."""
    query = whole.without([at for at in range(len(whole.parts)) if at not in kept])
    if query is None:
        return None
    try:
        return int(engine.query(query, limits=_EACH).records()[0]["rows"] or 0)
    except CbrnGraphError:
        return None


def _many(rows: int | None) -> str:
    return gettext("more than can be counted here") if rows is None else many_rows(rows)
