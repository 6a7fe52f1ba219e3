"""What things can be filtered and grouped by: regions, topics, and the time they belong to.

Nothing is worked out: a country is of a region where a document says so, and a thing without a
date, a region or a topic on record stays unknown in that respect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.dates import PartialDate, overlap
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.views.places.arrangements import Layout
    from graph.views.record.lifetimes import Lifetime
    from graph.views.record.lines import Line, Lines, Saying
    from graph.views.record.names import Names

__all__ = ["Facets", "known_by", "parsed", "true_in"]

_OF_REGION: Final = {
    str(term) for term in (CBRN.inRegion, CBRN.servesRegion, CBRN.coversRegion, CBRN.represents)
}


class Facets:
    """Regions, topics and dates of things, from their lines."""

    def __init__(self, lines: Lines) -> None:
        """Remember where the lines come from."""
        self._lines = lines

    def regions(self, things: Iterable[str], names: Names) -> Mapping[str, frozenset[str]]:
        """By thing, the regions that it is said to belong to, serve, cover or represent."""
        found = {}
        for thing, lines in self._lines.outgoing(things).items():
            of = {line.target for line in lines if line.predicate in _OF_REGION}
            of = {one for one in of if names[one].family == "Region"}
            found[thing] = frozenset(of | ({thing} if names[thing].family == "Region" else set()))
        return found

    def topics(self, things: Iterable[str], names: Names) -> Mapping[str, frozenset[str]]:
        """By thing, the topics that it has a line to; a topic is its own."""
        found = {}
        for thing, lines in self._lines.outgoing(things).items():
            of = {line.target for line in lines if names[line.target].family == "Topic"}
            found[thing] = frozenset(of | ({thing} if names[thing].family == "Topic" else set()))
        return found

    def publishers(self, things: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """By thing, who published the documents that state any line of it; "" is not on record."""
        kept, by = tuple(things), self._lines.publishers()
        told: dict[str, set[str]] = {thing: set() for thing in kept}
        for lines in (self._lines.outgoing(kept), self._lines.incoming(kept)):
            for thing, those in lines.items():
                for line in those:
                    told[thing] |= {by.get(one.document, "") for one in line.sayings}
        return {thing: frozenset(of) for thing, of in told.items()}

    def lifetimes(self, things: Iterable[str]) -> Mapping[str, Lifetime]:
        """By thing, what is on record of its time, for those with a date."""
        return {
            thing: time
            for thing, time in self._lines.lifetimes(things).items()
            if time is not None and time.dated
        }

    def groups(
        self, layout: Layout, things: Iterable[str], names: Names
    ) -> Mapping[str, tuple[str, str]]:
        """By thing, the one region or year that it stands under; what has several has none."""
        kept = tuple(things)
        if layout == "region":
            regions = self.regions(kept, names)
            ones = {thing: next(iter(of)) for thing, of in regions.items() if len(of) == 1}
            return {thing: (names[of].label, names[of].label) for thing, of in ones.items()}
        if layout == "time":
            years = {
                thing: str(time.start.year)
                for thing, time in self.lifetimes(kept).items()
                if time.start is not None
            }
            return {thing: (year, year) for thing, year in years.items()}
        return {}


def parsed(text: str) -> PartialDate | None:
    """The date that a text writes; None where it is empty or none."""
    try:
        return PartialDate.parse(text) if text else None
    except ValueError:
        return None


def true_in(line: Line, years: tuple[int, int]) -> bool | None:
    """Whether a line held at some time in the years; None where no statement says when.

    A statement "as of" one day says nothing about other days.
    """
    span = PartialDate(years[0]), PartialDate(years[1])
    dated = [one for one in line.sayings if one.since or one.until]
    if any(overlap((parsed(one.since), parsed(one.until)), span) for one in dated):
        return True
    if not dated or len(dated) < len(line.sayings) or any(one.since == one.until for one in dated):
        return None
    return False


def known_by(sayings: Iterable[Saying], day: str) -> bool | None:
    """Whether anything of this was said by the end of a day; None where that is not on record."""
    limit = parsed(day)
    told = [parsed(one.on) for one in sayings]
    if limit is None or any(on is not None and on.last <= limit.last for on in told):
        return True
    return None if None in told else False
