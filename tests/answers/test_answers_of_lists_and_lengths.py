"""Answers of cards on secretariats, on documents, and on how long things lasted, by loops.

Neither the graph nor its build nor SPARQL has a part in it; see ``tests/answers/tables.py``.
"""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

from tests.answers.roles import TAKES_PART
from tests.answers.tables import (
    DOCUMENTS,
    TYPES,
    Rows,
    expected,
    is_organisation,
    of_kind,
    one,
    source,
    stated,
    values,
)

if TYPE_CHECKING:
    from collections.abc import Callable

THREE_YEARS: Final = 36


def secretariats() -> Rows:
    """The place, the country, those who house it and the opening of each secretariat."""
    regions, places, countries = values("servesRegion"), one("place"), one("basedIn")
    opened, houses = one("openedOn"), values("housedBy")
    return sorted(
        (region, key, places[key], countries[key], house, opened.get(key, ""))
        for key, served in regions.items()
        for region in served
        for house in houses[key] or {""}
        if TYPES[key] == "RegionalSecretariat"
    )


def heads() -> set[tuple[str, ...]]:
    """Who is said to have headed a secretariat, without order."""
    regions = values("servesRegion")
    return {
        (
            region,
            row["object"],
            row["subject"],
            row["role"],
            row["from"],
            row["until"],
            DOCUMENTS[row["document"]]["issued"],
            *source(row),
        )
        for row in stated("worksFor")
        if row["role"].startswith("Head") and TYPES[row["object"]] == "RegionalSecretariat"
        for region in regions[row["object"]]
    }


def in_arabic() -> Rows:
    """The documents in Arabic, the oldest first."""
    told = [(key, row) for key, row in DOCUMENTS.items() if row["language"] == "ar"]
    ranked = sorted(told, key=lambda each: (each[1]["issued"] or "9999", each[0]))
    return [(key, row["publisher"], row["issued"]) for key, row in ranked]


def undated() -> Rows:
    """The documents without a date, by their publishers."""
    told = sorted((row["publisher"], key) for key, row in DOCUMENTS.items() if not row["issued"])
    return [(key, publisher) for publisher, key in told]


def missing_numbers() -> Rows:
    """The numbers that no round table of South East Asia has, up to the highest."""
    of_region, numbers = values("coversRegion"), one("ordinal")
    known = {
        int(number)
        for key, number in numbers.items()
        if TYPES[key] == "RoundTable" and "region/SEA" in of_region[key]
    }
    last = max(known)
    return [(str(each), str(last)) for each in range(1, last) if each not in known]


def not_listed() -> list[tuple[str, str]]:
    """The countries of Central Asia that no document names at its 15th round table."""
    named = {row["object"] for row in stated("attendedBy", subject="meeting/rtm-ca-15")}
    present = of_kind("country", named)
    return sorted(
        (key, str(len(present)))
        for key, regions in values("inRegion").items()
        if "region/CA" in regions and key not in present
    )


def without_georgia() -> Rows:
    """The round tables of South East and Eastern Europe whose lists do not name Georgia."""
    of_region, named, starts = values("coversRegion"), values(*TAKES_PART), one("startDate")
    rows = []
    for key in of_kind("meeting", named):
        present = of_kind("country", named[key])
        if TYPES[key] == "RoundTable" and "region/SEEE" in of_region[key] and len(present) > 1:
            rows.append((starts.get(key, ""), key, str(len(present)), *present))
    return [row[:3] for row in sorted(rows) if "country/GEO" not in row]


def languages() -> Rows:
    """How many documents are in each language."""
    told = Counter(row["language"] for row in DOCUMENTS.values())
    return [(key, str(told[key])) for key in sorted(told, key=lambda key: (-told[key], key))]


def leads() -> Rows:
    """The projects for which documents name more than one lead, with who names which."""
    rows = [row for row in stated("ledBy") if is_organisation(row["object"])]
    named = {
        key: {row["object"] for row in rows if row["subject"] == key}
        for key in (row["subject"] for row in rows)
    }
    return sorted(
        (
            row["subject"],
            row["object"],
            row["from"],
            row["until"],
            (row.get("review") or "").capitalize(),
            *source(row),
        )
        for row in rows
        if len(named[row["subject"]]) > 1 and row["subject"].startswith("project/")
    )


def month(date: str, without: int) -> int:
    """The months up to a date, with the month that is taken where it has none."""
    return 12 * int(date[:4]) + int(date[5:7] or without)


def lengths() -> list[tuple[str, str, str, int, int]]:
    """How many months each project ran at least and at most, the longest first."""
    starts, ends = one("startDate"), one("endDate")
    rows = [
        (
            key,
            starts[key],
            ends[key],
            month(ends[key], 1) - month(starts[key], 12),
            month(ends[key], 12) - month(starts[key], 1),
        )
        for key in of_kind("project", starts)
        if key in ends
    ]
    return sorted(rows, key=lambda row: (-row[3], row[0]))


def long_projects() -> Rows:
    """The projects that ran longer than three years, whatever their months were."""
    return [(*row[:3], *map(str, row[3:])) for row in lengths() if row[3] > THREE_YEARS]


def short_projects() -> Rows:
    """The projects that ran shorter than three years, whatever their months were."""
    ranked = sorted(lengths(), key=lambda row: (row[4], row[0]))
    return [(*row[:3], *map(str, row[3:])) for row in ranked if row[4] < THREE_YEARS]


def lengths_of(kind: str, longer_than: int = 0) -> Rows:
    """How many days meetings of a kind lasted, as one document gives their first and last day."""
    ends = [row for row in stated("endDate") if len(row["object"]) == len("2024-03-01")]
    day = datetime.date.fromisoformat
    rows = {
        (
            row["subject"],
            row["object"],
            end["object"],
            (day(end["object"]) - day(row["object"])).days + 1,
            *source(row),
        )
        for row in stated("startDate")
        for end in ends
        if TYPES[row["subject"]] == kind and len(row["object"]) == len("2024-03-01")
        if (end["subject"], end["document"]) == (row["subject"], row["document"])
    }
    ranked = sorted(rows, key=lambda row: (-row[3], row[1], row[0], *row[4:]))
    return [(*row[:3], str(row[3]), *row[4:]) for row in ranked if row[3] > longer_than]


CARDS: Final[dict[str, Callable[[], Rows]]] = {
    "countries-not-at-meeting": lambda: [("region/CA", *row) for row in not_listed()],
    "countries-of-region-not-at-meeting": lambda: [*not_listed()],
    "different-leads": leads,
    "documents-by-language": languages,
    "documents-in-language": in_arabic,
    "documents-without-date": undated,
    "lengths-of-meetings": lambda: lengths_of("RoundTable"),
    "meetings-longer-than": lambda: lengths_of("Training", 3),
    "missing-round-tables-of-region": missing_numbers,
    "projects-longer-than": long_projects,
    "projects-shorter-than": short_projects,
    "round-tables-of-region-without-country": without_georgia,
    "secretariats-in-brief": secretariats,
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    assert CARDS[card]() == expected(card)


def test_heads_are_those_of_the_tables() -> None:
    """Who headed a secretariat stands in the answer once for each place that says so."""
    rows = expected("heads-of-secretariats")
    assert {*rows} == heads()
