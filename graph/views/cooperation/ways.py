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


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesBetween:
    """The lines of some properties between two classes; ``inward`` where they end in our thing.

    ``either`` says that a line counts for both of its ends.
    """

    subjects: str
    properties: tuple[str, ...]
    objects: str
    inward: bool = False
    either: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
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


_COVERED: Final = LinesBetween(
    subjects="Project", properties=("coversCountry", *_PART), objects="Country"
)
_BODIES: Final = LinesBetween(subjects="Project", properties=_PART, objects="Organisation")
_DISCUSSED: Final = LinesBetween(
    subjects="Meeting", properties=("discussed",), objects="Project", inward=True
)
_PRESENT: Final = LinesBetween(subjects="Meeting", properties=_PART, objects="Country", inward=True)
_PRESENT_BODIES: Final = LinesBetween(
    subjects="Meeting", properties=_PART, objects="Organisation", inward=True
)
_TOPICS: Final = LinesBetween(subjects="Project", properties=("hasTopic",), objects="Topic")
_HAZARDS: Final = LinesBetween(subjects="Project", properties=("hazard",), objects="Topic")
_RUNNING: Final = LinesBetween(
    subjects="Project", properties=("startDate", "endDate", "status"), objects=YEARS
)


def _turned(relation: LinesBetween) -> LinesBetween:
    return LinesBetween(
        subjects=relation.subjects,
        properties=relation.properties,
        objects=relation.objects,
        inward=True,
    )


WAYS: Final[tuple[Way, ...]] = (
    Way(
        key="lines",
        rows="Project",
        columns="Country",
        words="a line between them",
        counted="lines",
        definition="How many kinds of line run from the project to the country: it covers the "
        "country, or the country takes part in it.",
        near=_COVERED,
    ),
    Way(
        key="meetings",
        rows="Project",
        columns="Country",
        words="meetings",
        counted="meetings",
        definition="At how many meetings the project was discussed with the country taking part.",
        near=_DISCUSSED,
        far=_PRESENT,
        middle="Meeting",
    ),
    Way(
        key="lines",
        rows="Project",
        columns="Organisation",
        words="a line between them",
        counted="lines",
        definition="How many kinds of line run from the project to the organisation: it leads it, "
        "is a partner, funds it, and so on.",
        near=_BODIES,
    ),
    Way(
        key="meetings",
        rows="Project",
        columns="Organisation",
        words="meetings",
        counted="meetings",
        definition="At how many meetings the project was discussed with the organisation taking "
        "part.",
        near=_DISCUSSED,
        far=_PRESENT_BODIES,
        middle="Meeting",
    ),
    Way(
        key="projects",
        rows="Organisation",
        columns="Country",
        words="projects",
        counted="projects",
        definition="In how many projects that cover the country the organisation takes part.",
        near=_turned(_BODIES),
        far=_turned(_COVERED),
        middle="Project",
    ),
    Way(
        key="meetings",
        rows="Country",
        columns="Country",
        words="meetings",
        counted="meetings",
        definition="In how many meetings both countries took part.",
        near=_PRESENT,
        far=_PRESENT,
        middle="Meeting",
    ),
    Way(
        key="projects",
        rows="Country",
        columns="Country",
        words="projects",
        counted="projects",
        definition="How many projects cover both countries.",
        near=_turned(_COVERED),
        far=_turned(_COVERED),
        middle="Project",
    ),
    Way(
        key="countries",
        rows="Project",
        columns="Project",
        words="countries",
        counted="countries",
        definition="How many countries both projects cover or have on board.",
        near=_COVERED,
        far=_COVERED,
        middle="Country",
    ),
    Way(
        key="partners",
        rows="Project",
        columns="Project",
        words="partners",
        counted="organisations",
        definition="How many organisations take part in both projects, in whatever role.",
        near=_BODIES,
        far=_BODIES,
        middle="Organisation",
    ),
    Way(
        key="meetings",
        rows="Project",
        columns="Project",
        words="meetings",
        counted="meetings",
        definition="At how many meetings both projects were discussed.",
        near=_DISCUSSED,
        far=_DISCUSSED,
        middle="Meeting",
    ),
    Way(
        key="topics",
        rows="Project",
        columns="Project",
        words="topics",
        counted="topics",
        definition="How many areas of work both projects have; kinds of hazard are counted apart.",
        near=_TOPICS,
        far=_TOPICS,
        middle="Topic",
    ),
    Way(
        key="hazards",
        rows="Project",
        columns="Project",
        words="hazards",
        counted="kinds of hazard",
        definition="How many kinds of hazard (chemical, biological, radiological, nuclear) both "
        "projects have.",
        near=_HAZARDS,
        far=_HAZARDS,
        middle="Topic",
    ),
    Way(
        key="relations",
        rows="Project",
        columns="Project",
        words="a stated relation",
        counted="lines",
        definition="How many lines documents state between the two: one follows on from, "
        "complements, supplies equipment for or is related to the other.",
        near=LinesBetween(subjects="Project", properties=_STATED, objects="Project", either=True),
    ),
    Way(
        key="time",
        rows="Project",
        columns="Project",
        words="years at the same time",
        counted="years",
        definition="In how many calendar years both projects are on record as running, at least "
        "for a part of each. A project without a start has no years; one without an end has those "
        "up to the last for which a document calls it launched or ongoing. Two that ran in one "
        "year at different times of it have none.",
        near=_RUNNING,
        far=_RUNNING,
        middle=YEARS,
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
