"""What a picture says of a thing or a line that is pointed at, before anything is opened."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.texts import gettext, ngettext
from graph.views.network.facets import parsed
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.dates import PartialDate
    from graph.views.record.lifetimes import Lifetime
    from graph.views.record.lines import Line, Saying, Triple
    from graph.views.record.names import Names

__all__ = ["HoverCard", "line_cards", "thing_cards"]

_TOP: Final = 2
_WHERE: Final = {
    str(term) for term in (CBRN.hostCountry, CBRN.basedIn, CBRN.inRegion, CBRN.coversRegion)
}
_PLACES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class HoverCard:
    """The times, the places and the documents with most statements; empty where not on record.

    ``more`` is how many documents there are beside those that are named.
    """

    when: str = ""
    where: str = ""
    documents: tuple[str, ...] = ()
    more: int = 0

    @property
    def rows(self) -> tuple[str, ...]:
        """The card in words, a row each."""
        told = [row for row in (self.when, self.where) if row]
        told += [f"“{title}”" for title in self.documents]
        if self.more:
            told.append(
                ngettext(
                    "and {number:,} document more",
                    "and {number:,} documents more",
                    self.more,
                    number=self.more,
                )
            )
        return tuple(told)


def thing_cards(
    things: Iterable[str],
    lines: Iterable[Line],
    times: Mapping[str, Lifetime],
    names: Names,
) -> dict[str, HoverCard]:
    """A card for each thing, from the lines that are drawn; of one without any there is no more."""
    said: dict[str, Counter[str]] = {thing: Counter() for thing in things}
    where: dict[str, dict[str, None]] = {
        thing: {names[thing].place: None} if names[thing].place else {} for thing in said
    }
    for line in lines:
        for end in (line.source, line.target):
            if end in said:
                said[end].update({one.document for one in line.sayings})
        if line.predicate in _WHERE and line.source in where:
            where[line.source].setdefault(names[line.target].label)
    return {
        thing: _card(
            counts,
            names,
            when=_when(times[thing].start, times[thing].end) if thing in times else "",
            where=", ".join([*where[thing]][:_PLACES]),
        )
        for thing, counts in said.items()
    }


def line_cards(
    lines: Iterable[Line], names: Names, line_id: Mapping[Triple, str]
) -> dict[str, HoverCard]:
    """A card for each line by its id: since when and until when, and who says so.

    What several lines that are drawn as one say is on one card; what is not drawn has none.
    """
    drawn: defaultdict[str, list[Saying]] = defaultdict(list)
    for line in lines:
        if line.triple in line_id:
            drawn[line_id[line.triple]] += line.sayings
    cards = {}
    for name, sayings in drawn.items():
        since = [date for one in sayings if (date := parsed(one.since)) is not None]
        until = [date for one in sayings if (date := parsed(one.until)) is not None]
        cards[name] = _card(
            Counter(one.document for one in sayings),
            names,
            when=_when(min(since, default=None), max(until, default=None)),
        )
    return cards


def _card(counts: Counter[str], names: Names, *, when: str, where: str = "") -> HoverCard:
    ranked = sorted(counts, key=lambda one: (-counts[one], names[one].label, one))
    return HoverCard(
        when=when,
        where=where,
        documents=tuple(names[one].label for one in ranked[:_TOP]),
        more=max(0, len(ranked) - _TOP),
    )


def _when(start: PartialDate | None, end: PartialDate | None) -> str:
    """A period in words: "from May 2019 to 2022"; a day that is both is told once."""
    if start is not None and start == end:
        return start.words
    told = [gettext("from {date}", date=start.words)] if start else []
    told += [gettext("to {date}", date=end.words)] if end else []
    return " ".join(told)
