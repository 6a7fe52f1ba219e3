"""Answers of cards about meetings, documents and any things, by loops over the tables alone.

Each function gives the rows of one card for the card's own values, from the CSV files, with neither
the graph nor its build nor SPARQL; the expected answers in ``answers/`` must be the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import pytest

from tests.answers.roles import TAKES_PART
from tests.answers.tables import (
    DOCUMENTS,
    ELSEWHERE,
    ROOT,
    SAID,
    TYPES,
    Rows,
    expected,
    of_kind,
    one,
    source,
    stated,
    table,
    values,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def round_tables_without_country() -> Rows:
    """Round tables of Georgia's region at which two countries are named, and Georgia is not."""
    regions, starts = values("coversRegion"), one("startDate")
    own = values("inRegion")["country/GEO"]
    present: dict[str, set[str]] = defaultdict(set)
    for row in stated(*TAKES_PART):
        if row["object"].startswith("country/"):
            present[row["subject"]].add(row["object"])
    found = [
        (region, starts.get(key, ""), key, str(len(present[key])))
        for key, kind in TYPES.items()
        if kind == "RoundTable" and len(present[key]) > 1 and "country/GEO" not in present[key]
        for region in own & regions[key]
    ]
    return sorted(found)


def documents_since() -> Rows:
    """Documents on Project 87 that are dated 2023 or later."""
    found = Counter(
        row["document"] for row in SAID if "project/087" in {row["subject"], row["object"]}
    )
    rows = [
        (key, DOCUMENTS[key]["publisher"], DOCUMENTS[key]["issued"], str(number))
        for key, number in found.items()
        if DOCUMENTS[key]["issued"][:4] >= "2023"
    ]
    return sorted(rows, key=lambda row: (row[2], row[0]))


def happened(since: str, until: str) -> Rows:
    """What began or ended in some years, and what is dated to them otherwise."""
    held = {name: values(name) for name in ("startDate", "endDate")}
    places, venues = one("place"), one("hostCountry")
    rows = [
        (row["object"], row["subject"], row["property"], "", *source(row))
        for row in stated("startDate", "endDate")
        if row["object"] in held[row["property"]][row["subject"]]
        if row["property"] == "startDate"
        or row["object"] not in held["startDate"].get(row["subject"], set())
    ]
    others = ("partOfInitiative", "inRegion", "servesRegion", "housedBy", "followsOn")
    rows += [
        (row["from"], row["subject"], row["property"], row["object"], *source(row))
        for row in stated(*others)
        if row["from"]
    ]
    return [
        (date, key, event, far, places.get(key, ""), venues.get(key, ""), *where)
        for date, key, event, far, *where in sorted(
            rows, key=lambda row: (row[0], row[1], row[2], row[4:])
        )
        if since <= date[:4] <= until
    ]


def happened_with_thing() -> Rows:
    """What changed for Kazakhstan after 2020."""
    starts, own = one("startDate"), "country/KAZ"
    rows: Rows = [
        (starts[row["subject"]], row["subject"], row["property"], *source(row))
        for row in SAID
        if row["object"] == own and row["subject"].startswith(("meeting/", "project/"))
        if row["subject"] in starts
    ]
    rows += [
        (row["from"], row["object"], row["property"], *source(row))
        for row in SAID
        if row["subject"] == own and row["from"]
    ]
    rows += [
        (row["from"], row["subject"], row["property"], *source(row))
        for row in SAID
        if row["object"] == own and row["from"]
        if not (row["subject"].startswith(("meeting/", "project/")) and row["subject"] in starts)
    ]
    rows += of_plans(own)
    return sorted(row for row in rows if row[0][:4] > "2020")


def of_plans(place: str) -> Rows:
    """When plans that cover a place were adopted, and what is dated of their state."""
    plans = {
        key for key, those in values("coversCountry", "coversRegion").items() if place in those
    }
    rows = [row for row in stated("adoptedOn", "endorsedOn", "status") if row["subject"] in plans]
    return [
        (date, row["subject"], row["property"], *source(row))
        for row in rows
        if row["subject"].startswith("plan/")
        if (date := row["from"] if row["property"] == "status" else row["object"])
    ]


def known_of_thing() -> Rows:
    """Everything that is said about Project 87, from either end."""
    own = "project/087"
    rows = [
        (row["property"], row["object"].partition("@")[0], "", row)
        for row in SAID
        if row["subject"] == own
    ]
    rows += [(row["property"], "", row["subject"], row) for row in SAID if row["object"] == own]
    return sorted(
        (
            (
                ELSEWHERE.get(about, about),
                value,
                far,
                row["document"],
                DOCUMENTS[row["document"]]["publisher"],
                row["locator"],
            )
            for about, value, far, row in rows
        ),
        key=lambda told: (
            told[0] in {ELSEWHERE["altLabel"], ELSEWHERE["notation"]},
            told[0] if "://" in told[0] else f"https://w3id.org/cbrn-graph/ontology#{told[0]}",
            told[2],
            told[1]
            if "/" not in told[1] or " " in told[1]
            else f"https://w3id.org/cbrn-graph/id/{told[1]}",
            told[3:],
        ),
    )


def place_of_meeting() -> Rows:
    """Where and when the 7th round table of Central Asia was held."""
    asked = ("place", "hostCountry", "hostedBy", "startDate", "endDate", "format")
    return sorted(
        (row["property"], row["object"], *source(row))
        for row in stated(*asked, subject="meeting/rtm-ca-07")
    )


def things_with_line() -> Rows:
    """Topics that have a line with Project 65."""
    return sorted(
        (row["object"], row["property"], *source(row))
        for row in SAID
        if row["subject"] == "project/065" and row["object"].startswith("topic/")
    )


def things_with_both() -> Rows:
    """Meetings that have a line with Kyrgyzstan and one with Mongolia."""
    return sorted(
        (row["subject"], row["property"], *source(row), other["property"], *source(other))
        for row in SAID
        if row["object"] == "country/KGZ" and row["subject"].startswith("meeting/")
        for other in SAID
        if other["object"] == "country/MNG" and other["subject"] == row["subject"]
    )


def latest_round_table() -> Rows:
    """The latest round table of Central Asia, where it was and who hosted it."""
    covered = values("coversRegion")
    held = [one(name) for name in ("place", "hostCountry", "hostedBy")]
    rows = [
        (row["subject"], row["object"], *(of.get(row["subject"], "") for of in held), *source(row))
        for row in stated("startDate")
        if TYPES.get(row["subject"]) == "RoundTable" and "region/CA" in covered[row["subject"]]
    ]
    return sorted(row for row in rows if row[1] == max(date for _, date, *_ in rows))


def seat_of_secretariat() -> Rows:
    """Where the secretariat for Central Asia is."""
    rows = [
        (row["property"], row["object"].partition("@")[0], row["from"], *source(row))
        for row in stated("place", "basedIn", "housedBy", "openedOn", subject="organisation/rs-ca")
    ]
    return sorted(rows)


def documents_of_publisher() -> Rows:
    """The documents of publishers with UNICRI in their name, the newest first."""
    rows = [
        (row["publisher"], key, row["issued"])
        for key, row in DOCUMENTS.items()
        if "unicri" in row["publisher"].lower()
    ]
    return sorted(sorted(rows), key=lambda row: row[2], reverse=True)


def documents_on_thing() -> Rows:
    """Documents that say something about Project 87, the newest first."""
    counts = Counter(
        row["document"] for row in SAID if "project/087" in {row["subject"], row["object"]}
    )
    rows = [
        (key, DOCUMENTS[key]["publisher"], DOCUMENTS[key]["issued"], str(number))
        for key, number in sorted(counts.items())
    ]
    return sorted(rows, key=lambda row: row[2], reverse=True)


def names_in_languages() -> Rows:
    """The names of Kazakhstan by the table of names of the Unicode CLDR."""
    rows = table(ROOT / "data" / "names" / "unicode-cldr.csv")
    told = [row["name"].rpartition("@") for row in rows if row["thing"] == "country/KAZ"]
    return sorted((tag.lower(), name) for name, _, tag in told)


def how_many() -> Rows:
    """How many projects there are."""
    return [(str(len(of_kind("project", TYPES))),)]


def list_of_kind() -> Rows:
    """The regions, by their names."""
    rows = table(ROOT / "data" / "things" / "regions.csv")
    return [(row["key"],) for row in sorted(rows, key=lambda row: row["label"])]


CARDS: Final[dict[str, Callable[[], Rows]]] = {
    "documents-of-publisher": documents_of_publisher,
    "documents-on-thing": documents_on_thing,
    "documents-since": documents_since,
    "happened-between": lambda: happened("2020", "2021"),
    "happened-in-year": lambda: happened("2024", "2024"),
    "happened-with-thing": happened_with_thing,
    "how-many": how_many,
    "known-of-thing": known_of_thing,
    "latest-round-table": latest_round_table,
    "list-of-kind": list_of_kind,
    "names-in-languages": names_in_languages,
    "place-of-meeting": place_of_meeting,
    "round-tables-without-country": round_tables_without_country,
    "seat-of-secretariat": seat_of_secretariat,
    "things-with-both": things_with_both,
    "things-with-line": things_with_line,
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    assert CARDS[card]() == expected(card)
