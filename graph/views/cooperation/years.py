"""How many projects and meetings ran in each year, by the dates on record."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.dates import PartialDate
from graph.views.record.lifetimes import lifetimes, ran_in
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from graph.store import Engine

__all__ = ["ran_by_year"]


def ran_by_year(engine: Engine) -> dict[int, int]:
    """By year, from the first to the last that any has, how many ran in it; one may be in many.

    Those that may have run, and those without a date, do not count, as in the matrices.
    """
    dated = [
        one
        for one in lifetimes(engine).values()
        if one.dated and one.thing.removeprefix(str(THINGS)).startswith(("project/", "meeting/"))
    ]
    known = [date.year for one in dated for date in (one.start, one.end) if date is not None]
    if not known:
        return {}
    counts: Counter[int] = Counter()
    for year in range(min(known), max(known) + 1):
        whole = PartialDate(year)
        counts[year] = sum(ran_in(one, whole, whole) == "ran" for one in dated)
    return dict(counts)
