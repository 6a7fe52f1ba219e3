"""The bars of the strip of years: what ran, what was said, and what has no date."""

from __future__ import annotations

from graph.dates import PartialDate
from graph.views.network.year_bars import year_bars
from graph.views.record.lifetimes import Lifetime
from graph.views.record.lines import Line, Saying
from graph.vocabulary import THINGS

PROJECT, MEETING, OTHER = f"{THINGS}project/1", f"{THINGS}meeting/1", f"{THINGS}project/2"


def said_on(*days: str) -> Line:
    """A line that documents stated on some days."""
    sayings = tuple(Saying(statement=day or "s", document="d", on=day) for day in days)
    return Line(source="a", predicate="p", target="b", sayings=sayings, disputed=False)


def test_each_year_counts_what_ran_in_it() -> None:
    """A project counts in all its years, a meeting in one, and years between have a bar of none."""
    times = {
        PROJECT: Lifetime(thing=PROJECT, start=PartialDate(2015), end=PartialDate(2016, 3)),
        MEETING: Lifetime(thing=MEETING, start=PartialDate(2018, 5, 2)),
    }
    bars = year_bars([PROJECT, MEETING, OTHER], times, ())
    assert bars.ran == {2015: 1, 2016: 1, 2017: 0, 2018: 1}
    assert bars.undated == 1


def test_a_line_is_known_from_the_first_document_that_says_so() -> None:
    """Later documents add nothing to a later year; one without a day is in no bar."""
    bars = year_bars((), {}, [said_on("2021-06-30", "2019-02-01"), said_on("2020"), said_on("")])
    assert bars.said == {2019: 1, 2020: 1}
