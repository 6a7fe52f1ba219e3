"""What is on record, as far as a reader of texts needs it: names, kinds, and what tells meetings.

Made from the tables themselves, so that reading does not wait for a build.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["KnownMeeting", "KnownName", "KnownThings", "known"]

_TAGGED: Final = re.compile(r"(.+)@([a-z]{2,3})(?:-\w+)*")
_NAMES: Final = frozenset({"altLabel", "title", "prefLabel", "label"})
_WORKS: Final = frozenset({"worksFor", "represents"})


@dataclass(frozen=True, slots=True)
class KnownName:
    """One name of a thing on record, with its language where that is not English."""

    key: str
    text: str
    language: str = "en"
    title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownMeeting:
    """What tells one meeting on record from another."""

    key: str
    type: str
    label: str
    ordinal: str = ""
    regions: frozenset[str] = frozenset()
    projects: frozenset[str] = frozenset()
    starts: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownThings:
    """The names on record and the few facts that help to tell what a text names."""

    names: tuple[KnownName, ...] = ()
    types: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    meetings: tuple[KnownMeeting, ...] = ()
    country_of_place: Mapping[str, str] = field(default_factory=dict)
    region_of: Mapping[str, str] = field(default_factory=dict)
    """The region that each regional secretariat serves."""
    covers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The country or region of each action plan, and the regions of each project."""
    employer: Mapping[str, str] = field(default_factory=dict)
    """Whom each person works for or represents."""
    years: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """The first and the last year of each project that has both on record."""
    said: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    """What documents on record say, by thing and property."""


def known(tables: Mapping[str, bytes], without: str = "") -> KnownThings:
    """What the tables tell, by their path below ``data``.

    Args:
        tables: each table's bytes.
        without: a document whose statements are left out, to measure a reader on its text.
    """
    things = [
        row
        for name, content in sorted(tables.items())
        if name.startswith("things/")
        for row in _rows(content)
    ]
    types = {row["key"]: row["type"] for row in things}
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    names = [name for row in things for name in _names(row)]
    of_place: dict[str, str] = {}
    for name, content in sorted(tables.items()):
        if not name.startswith("statements/") or name == f"statements/{without}.csv":
            continue
        here: dict[str, dict[str, str]] = defaultdict(dict)
        for row in _rows(content):
            subject, term, value = row["subject"], row["property"], row["object"]
            said[subject, term].add(value)
            here[subject][term] = value
            if term in _NAMES:
                names.append(_named(subject, value, title=term == "title"))
        for told in here.values():
            country = told.get("hostCountry") or told.get("basedIn")
            if country and "place" in told:
                of_place[told["place"]] = country
    return KnownThings(
        names=tuple(dict.fromkeys(names)),
        types=types,
        labels={row["key"]: row["label"] for row in things},
        meetings=tuple(_meeting(row, said) for row in things if row["key"].startswith("meeting/")),
        country_of_place=of_place,
        region_of={
            key: min(said[key, "servesRegion"]) for key in types if said.get((key, "servesRegion"))
        },
        covers={
            key: frozenset(said[key, "coversCountry"] | said[key, "coversRegion"])
            for key in types
            if key.startswith(("plan/", "project/"))
        },
        said={about: frozenset(values) for about, values in said.items()},
        years={
            key: (_year(said[key, "startDate"]), _year(said[key, "endDate"]))
            for key in types
            if key.startswith("project/")
            and said.get((key, "startDate"))
            and said.get((key, "endDate"))
        },
        employer={
            key: min(said[key, term])
            for key in types
            for term in sorted(_WORKS, reverse=True)
            if key.startswith("person/") and said.get((key, term))
        },
    )


def _year(dates: set[str]) -> int:
    return int(min(dates)[:4])


def _rows(content: bytes) -> Iterator[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), restval="")
    for row in reader:
        yield {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)}


def _named(key: str, text: str, *, title: bool = False) -> KnownName:
    form = _TAGGED.fullmatch(text)
    name, language = (form[1], form[2]) if form else (text, "en")
    return KnownName(key, name, language, title)


def _names(row: Mapping[str, str]) -> Iterator[KnownName]:
    for text in (row["label"], *row.get("other_labels", "").split("|")):
        if text.strip():
            yield _named(row["key"], text.strip())


def _meeting(row: Mapping[str, str], said: Mapping[tuple[str, str], set[str]]) -> KnownMeeting:
    key = row["key"]

    def told(term: str) -> frozenset[str]:
        return frozenset(said.get((key, term), ()))

    return KnownMeeting(
        key=key,
        type=row["type"],
        label=row["label"],
        ordinal=min(told("ordinal"), default=""),
        regions=told("coversRegion"),
        projects=frozenset(one for one in told("discussed") if one.startswith("project/")),
        starts=told("startDate"),
        ends=told("endDate"),
        places=told("place"),
    )
