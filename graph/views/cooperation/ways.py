"""The ways in which two kinds of things can be set against each other, each with what it counts.

A way is direct (a project covers a country) or goes over something in the middle (two countries
met at one meeting). Its relations name the lines that count; nothing else does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["WAYS", "YEARS", "LinesBetween", "Way", "way", "ways"]

_PART: Final = (
    "involves",
    "ledBy",
    "hasPartner",
    "fundedBy",
    "implementedWith",
    "hostedBy",
    "organisedBy",
    "openedBy",
    "attendedBy",
    "addressedBy",
)
YEARS: Final = "Year"
"""What is in the middle where things are set against each other by time: no thing, a year."""
_STATED: Final = ("followsOn", "complements", "suppliesEquipmentFor", "relatedTo")


@dataclass(frozen=True, slots=True)
class LinesBetween:
    """The lines of some properties between two classes; ``inward`` where they end in our thing.

    ``either`` says that a line counts for both of its ends.
    """

    subjects: str
    properties: tuple[str, ...]
    objects: str
    inward: bool = False
    either: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One way to fill a matrix: the kinds of its sides, and what a number in it counts.

    ``counted`` is the word for what is counted, in the plural; ``far`` is None where the lines
    run straight from row to column. ``middle`` is the family of what is shared.
    """

    key: str
    rows: str
    columns: str
    words: str
    counted: str
    definition: str
    near: LinesBetween
    far: LinesBetween | None = None
    middle: str = ""

    @property
    def symmetric(self) -> bool:
        """Whether rows and columns are the same things and may change places."""
        return self.rows == self.columns


_COVERED: Final = LinesBetween("Project", ("coversCountry", *_PART), "Country")
_BODIES: Final = LinesBetween("Project", _PART, "Organisation")
_DISCUSSED: Final = LinesBetween("Meeting", ("discussed",), "Project", inward=True)
_PRESENT: Final = LinesBetween("Meeting", _PART, "Country", inward=True)
_PRESENT_BODIES: Final = LinesBetween("Meeting", _PART, "Organisation", inward=True)
_TOPICS: Final = LinesBetween("Project", ("hasTopic",), "Topic")
_HAZARDS: Final = LinesBetween("Project", ("hazard",), "Topic")
_RUNNING: Final = LinesBetween("Project", ("startDate", "endDate", "status"), YEARS)


def _turned(relation: LinesBetween) -> LinesBetween:
    return LinesBetween(relation.subjects, relation.properties, relation.objects, inward=True)


WAYS: Final[tuple[Way, ...]] = (
    Way(
        "lines",
        "Project",
        "Country",
        "a line between them",
        "lines",
        "How many kinds of line run from the project to the country: it covers the country, or "
        "the country takes part in it.",
        _COVERED,
    ),
    Way(
        "meetings",
        "Project",
        "Country",
        "meetings",
        "meetings",
        "At how many meetings the project was discussed with the country taking part.",
        _DISCUSSED,
        _PRESENT,
        "Meeting",
    ),
    Way(
        "lines",
        "Project",
        "Organisation",
        "a line between them",
        "lines",
        "How many kinds of line run from the project to the organisation: it leads it, is a "
        "partner, funds it, and so on.",
        _BODIES,
    ),
    Way(
        "meetings",
        "Project",
        "Organisation",
        "meetings",
        "meetings",
        "At how many meetings the project was discussed with the organisation taking part.",
        _DISCUSSED,
        _PRESENT_BODIES,
        "Meeting",
    ),
    Way(
        "projects",
        "Organisation",
        "Country",
        "projects",
        "projects",
        "In how many projects that cover the country the organisation takes part.",
        _turned(_BODIES),
        _turned(_COVERED),
        "Project",
    ),
    Way(
        "meetings",
        "Country",
        "Country",
        "meetings",
        "meetings",
        "In how many meetings both countries took part.",
        _PRESENT,
        _PRESENT,
        "Meeting",
    ),
    Way(
        "projects",
        "Country",
        "Country",
        "projects",
        "projects",
        "How many projects cover both countries.",
        _turned(_COVERED),
        _turned(_COVERED),
        "Project",
    ),
    Way(
        "countries",
        "Project",
        "Project",
        "countries",
        "countries",
        "How many countries both projects cover or have on board.",
        _COVERED,
        _COVERED,
        "Country",
    ),
    Way(
        "partners",
        "Project",
        "Project",
        "partners",
        "organisations",
        "How many organisations take part in both projects, in whatever role.",
        _BODIES,
        _BODIES,
        "Organisation",
    ),
    Way(
        "meetings",
        "Project",
        "Project",
        "meetings",
        "meetings",
        "At how many meetings both projects were discussed.",
        _DISCUSSED,
        _DISCUSSED,
        "Meeting",
    ),
    Way(
        "topics",
        "Project",
        "Project",
        "topics",
        "topics",
        "How many areas of work both projects have; kinds of hazard are counted apart.",
        _TOPICS,
        _TOPICS,
        "Topic",
    ),
    Way(
        "hazards",
        "Project",
        "Project",
        "hazards",
        "kinds of hazard",
        "How many kinds of hazard (chemical, biological, radiological, nuclear) both projects "
        "have.",
        _HAZARDS,
        _HAZARDS,
        "Topic",
    ),
    Way(
        "relations",
        "Project",
        "Project",
        "a stated relation",
        "lines",
        "How many lines documents state between the two: one follows on from, complements, "
        "supplies equipment for or is related to the other.",
        LinesBetween("Project", _STATED, "Project", either=True),
    ),
    Way(
        "time",
        "Project",
        "Project",
        "years at the same time",
        "years",
        "In how many calendar years both projects are on record as running, at least for a part of "
        "each. A project without a start has no years; one without an end has those up to the last "
        "for which a document calls it launched or ongoing. Two that ran in one year at different "
        "times of it have none.",
        _RUNNING,
        _RUNNING,
        YEARS,
    ),
)
"""Every way, in the order in which a page offers them."""


def ways(rows: str, columns: str) -> list[Way]:
    """The ways to set two kinds against each other; empty where there is none."""
    return [one for one in WAYS if (one.rows, one.columns) == (rows, columns)]


def way(rows: str, columns: str, key: str | None = None) -> Way:
    """The way with a key, or the first one, for two kinds.

    Raises:
        ValueError: there is none; the sentence names those there are.
    """
    found = [one for one in ways(rows, columns) if key in (None, one.key)]
    if not found:
        known = ", ".join(f"{one.rows} × {one.columns} by {one.key}" for one in WAYS)
        msg = f"There is no matrix {rows} × {columns} by {key}; there are: {known}"
        raise ValueError(msg)
    return found[0]
