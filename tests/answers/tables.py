"""The tables of the record, read by plain loops: neither the graph nor its build nor SPARQL."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "DOCUMENTS",
    "ELSEWHERE",
    "MEETINGS",
    "PARTNERS",
    "PROJECTS",
    "ROOT",
    "SAID",
    "TYPES",
    "Row",
    "Rows",
    "expected",
    "is_organisation",
    "leading",
    "of_kind",
    "one",
    "projects_covering",
    "remarked",
    "short",
    "source",
    "stated",
    "table",
    "undisputed",
    "values",
]

ROOT: Final = Path(__file__).parents[2]
Row = dict[str, str]
Rows = list[tuple[str, ...]]
PARTNERS: Final = ("ledBy", "hasPartner", "implementedWith")
ELSEWHERE: Final = {
    "title": "http://purl.org/dc/terms/title",
    "altLabel": "http://www.w3.org/2004/02/skos/core#altLabel",
    "prefLabel": "http://www.w3.org/2004/02/skos/core#prefLabel",
    "notation": "http://www.w3.org/2004/02/skos/core#notation",
}


def table(path: Path) -> list[Row]:
    """The rows of one CSV file."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def expected(card: str) -> Rows:
    """The rows that the test of a card expects of its query."""
    return [tuple(row.values()) for row in table(ROOT / "tests" / "answers" / f"{card}.csv")]


SAID: Final = [
    row | {"document": f"source/{path.stem}"}
    for path in sorted((ROOT / "data" / "statements").glob("*.csv"))
    for row in table(path)
]
TYPES: Final = {
    row["key"]: row["type"]
    for path in sorted((ROOT / "data" / "things").glob("*.csv"))
    for row in table(path)
}
DOCUMENTS: Final = {f"source/{row['key']}": row for row in table(ROOT / "data" / "documents.csv")}
PROJECTS: Final = sorted(key for key, kind in TYPES.items() if kind == "Project")
MEETINGS: Final = sorted(key for key in TYPES if key.startswith("meeting/"))


def stated(*properties: str, subject: str = "", value: str = "") -> list[Row]:
    """The statements of some properties, about a thing or with a value where one is given."""
    return [
        row
        for row in SAID
        if row["property"] in properties
        and subject in {"", row["subject"]}
        and value in {"", row["object"]}
    ]


def undisputed(*properties: str) -> list[Row]:
    """The statements of some properties that nobody has disputed or withdrawn."""
    return [row for row in stated(*properties) if not row.get("review")]


def values(*properties: str) -> dict[str, set[str]]:
    """What holds of each thing: what nobody disputes."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in undisputed(*properties):
        found[row["subject"]].add(row["object"])
    return found


def one(name: str) -> dict[str, str]:
    """The value of each thing, of a property that has one: what is stated, then the newest.

    A date within the month or the year that leads is the same date, told more exactly.
    """
    found = {row["subject"]: row["object"] for row in leading(name)}
    told = values(name)
    for subject, value in found.items():
        exact = sorted(each for each in told[subject] if each.startswith(f"{value}-"))
        found[subject] = exact[0] if exact else value
    return found


def leading(name: str, language: str = "") -> list[Row]:
    """Of each thing the row that leads, among those whose text ends in a mark of a language."""

    def weight(row: Row) -> tuple[bool, str]:
        return row["basis"] != "derived", DOCUMENTS[row["document"]]["issued"]

    found = {
        row["subject"]: row
        for row in sorted(stated(name), key=weight)
        if not row.get("review")
        and (row["object"].endswith(language) if language else "@" not in row["object"])
    }
    return list(found.values())


def of_kind(kind: str, keys: Iterable[str]) -> list[str]:
    """Those of the things that are of a kind, told by their address."""
    return sorted(key for key in keys if key.startswith(f"{kind}/"))


def is_organisation(key: str) -> bool:
    """Whether a thing is an organisation of any kind."""
    return key.startswith("organisation/")


def projects_covering(*countries: str) -> list[str]:
    """The projects that cover all of the countries."""
    covered = values("coversCountry")
    return of_kind("project", (key for key, those in covered.items() if set(countries) <= those))


def short(iri: str) -> str:
    """The key that the tables use for an address."""
    return iri.removeprefix(str(THINGS))


def source(row: Row) -> tuple[str, str]:
    """Where a statement stands."""
    return row["document"], row["locator"]


def remarked(row: Row) -> tuple[str, str, str]:
    """What is remarked on a statement, and where it stands."""
    return row["remark"], *source(row)
