"""What the look of a line can say: its family of relations, its year, or how many say so.

A reader chooses one of them, and colour and width say it; dashes go on saying that documents
disagree, whatever is chosen. The colours of families are those that people with any colour vision
can tell apart (``test_line_looks.py`` measures it); years and publishers go from thin and pale to
thick and strong, so they can be told without colour.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from graph.palette import Colour
from graph.texts import catalogued
from graph.views.network.facets import parsed
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from graph.views.record.lifetimes import Lifetime
    from graph.views.record.lines import Line, Triple

__all__ = [
    "FAMILIES_OF_LINES",
    "LINE_LOOKS",
    "LineLook",
    "Tone",
    "Toned",
    "by_family",
    "by_publishers",
    "by_year",
]

LineLook: TypeAlias = Literal["plain", "family", "year", "publishers"]
"""What the look of lines says; "plain" says nothing but what dashes say."""

LINE_LOOKS: Final[tuple[LineLook, ...]] = get_args(LineLook)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """One of the looks that lines are told apart by, and what it says.

    ``width`` is how many times as wide as a usual line.
    """

    key: str
    words: str
    colour: Colour
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Toned:
    """The tone of each line by its key, and for the legend each tone that occurs with its count."""

    keys: Mapping[Triple, str]
    legend: tuple[tuple[Tone, int], ...]


FAMILIES_OF_LINES: Final[Mapping[Tone, frozenset[str]]] = {
    Tone(key="part", words=catalogued("took part"), colour=Colour.TOOK_PART, width=1.5): frozenset(
        {"involves", "attendedBy", "addressedBy", "openedBy", "hasPartner", "adoptedBy"}
    ),
    Tone(key="lead", words=catalogued("led, hosted, paid"), colour=Colour.LED, width=1.5): (
        frozenset(
            {
                "ledBy",
                "fundedBy",
                "implementedWith",
                "hostedBy",
                "organisedBy",
                "hostCountry",
                "awardedBy",
                "awardedTo",
                "equipmentFrom",
            }
        )
    ),
    Tone(key="acts", words=catalogued("acts for"), colour=Colour.ACTS_FOR, width=1.5): frozenset(
        {"worksFor", "represents", "hasFocalPointAt", "agreementWith"}
    ),
    Tone(key="about", words=catalogued("is about"), colour=Colour.IS_ABOUT, width=1.5): frozenset(
        {"hasTopic", "hazard", "discussed", "contractFor"}
    ),
    Tone(
        key="follows", words=catalogued("goes with"), colour=Colour.GOES_WITH, width=1.5
    ): frozenset(
        {
            "followsOn",
            "complements",
            "suppliesEquipmentFor",
            "relatedTo",
            "heldOnMarginsOf",
        }
    ),
    Tone(
        key="belongs", words=catalogued("belongs to, covers"), colour=Colour.BELONGS, width=0.8
    ): frozenset(
        {
            "inRegion",
            "servesRegion",
            "partOf",
            "basedIn",
            "housedBy",
            "partOfInitiative",
            "coversCountry",
            "coversRegion",
        }
    ),
}
"""Families of relations; a property that is in none is told as "other lines"."""

_OTHER: Final = Tone(
    key="other", words=catalogued("other lines"), colour=Colour.NOT_TOLD, width=0.8
)
_OF_PROPERTY: Final = {
    str(CBRN._NS) + name: tone for tone, names in FAMILIES_OF_LINES.items() for name in names
}

# From old to new: paler and thinner to stronger and thicker.
_YEARS: Final = (
    (Colour.YEAR_1, 0.9),
    (Colour.YEAR_2, 1.2),
    (Colour.YEAR_3, 1.6),
    (Colour.YEAR_4, 2.1),
    (Colour.YEAR_5, 2.7),
)
_NO_YEAR: Final = Tone(
    key="no-year", words=catalogued("no year on record"), colour=Colour.NOT_TOLD, width=0.6
)
_PUBLISHERS: Final = (
    Tone(key="0", words=catalogued("no publisher on record"), colour=Colour.NOT_TOLD, width=0.6),
    Tone(key="1", words=catalogued("1 publisher"), colour=Colour.NOT_TOLD, width=1.0),
    Tone(
        key="2",
        words=catalogued("2 independent publishers"),
        colour=Colour.TWO_PUBLISHERS,
        width=1.9,
    ),
    Tone(key="3", words=catalogued("3 or more"), colour=Colour.MORE_PUBLISHERS, width=3.0),
)


def by_family(lines: Iterable[Line]) -> Toned:
    """Each line in the colour of its family of relations."""
    order = (*FAMILIES_OF_LINES, _OTHER)
    return _toned(lines, order, lambda line: _OF_PROPERTY.get(line.predicate, _OTHER))


def by_year(lines: Iterable[Line], times: Mapping[str, Lifetime]) -> Toned:
    """Each line by the year in which it began to be so, in up to five spans of equal length.

    A line has the year of its own period; one without a period that of the project or meeting at
    an end of it; and none where neither is on record.
    """
    kept = tuple(lines)
    years = {line.triple: _year_of(line, times) for line in kept}
    known = sorted({year for year in years.values() if year is not None})
    tones = _spans(known)

    def tone(line: Line) -> Tone:
        year = years[line.triple]
        if year is None:
            return _NO_YEAR
        return next(tone for first, last, tone in tones if first <= year <= last)

    return _toned(kept, (*(tone for *_, tone in tones), _NO_YEAR), tone)


def by_publishers(lines: Iterable[Line], publishers: Mapping[str, str]) -> Toned:
    """Each line by how many publishers that do not copy one another say so.

    Args:
        lines: the lines.
        publishers: by document, who published it, copies counted as their source.
    """

    def tone(line: Line) -> Tone:
        found = {publishers.get(one.document) for one in line.sayings} - {None}
        return _PUBLISHERS[min(len(found), len(_PUBLISHERS) - 1)]

    return _toned(lines, _PUBLISHERS, tone)


def _year_of(line: Line, times: Mapping[str, Lifetime]) -> int | None:
    """The year in which a line began to be so; None where it is not on record."""
    begun = [date.year for one in line.sayings if (date := parsed(one.since)) is not None]
    if begun:
        return min(begun)
    ends = [times[end].start for end in (line.source, line.target) if end in times]
    started = [start.year for start in ends if start is not None]
    return max(started, default=None)


def _spans(years: Sequence[int]) -> list[tuple[int, int, Tone]]:
    """The first and the last year of each span with its tone, the oldest first."""
    if not years:
        return []
    first, last = years[0], years[-1]
    length = -(-(last - first + 1) // len(_YEARS))
    spans = []
    starts = range(first, last + 1, length)
    for at, start in enumerate(starts):
        end = min(start + length - 1, last)
        colour, width = _YEARS[at + len(_YEARS) - len(starts)]
        words = f"{start}" if start == end else f"{start}–{end}"
        tone = Tone(key=f"y{start}", words=words, colour=colour, width=width)
        spans.append((start, end, tone))
    return spans


def _toned(lines: Iterable[Line], order: Sequence[Tone], tone: Callable[[Line], Tone]) -> Toned:
    found = {line.triple: tone(line) for line in lines}
    counts = Counter(found.values())
    return Toned(
        {triple: one.key for triple, one in found.items()},
        tuple((one, counts[one]) for one in order if counts[one]),
    )
