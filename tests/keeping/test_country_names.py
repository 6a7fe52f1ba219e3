"""Names of countries from the Unicode CLDR."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from babel import Locale

from graph.intake.record import Record
from graph.intake.signature import signed
from graph.keeping.country_names import DOCUMENT, country_names

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def rows() -> list[tuple[str, str]]:
    """The committed table: a country, and its name with the tag of the language."""
    with (ROOT / "data" / "names" / f"{DOCUMENT}.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["thing"], row["name"]) for row in csv.DictReader(lines)]


def test_the_table_is_what_the_installed_cldr_gives() -> None:
    """Taking the names again changes nothing, so a country without its names is noticed."""
    plan = country_names(Record.load(ROOT), signed("a test", "to see"))
    assert [change.table for change in plan.changes] == []
    assert plan.errors == ()


def test_every_country_has_a_name_in_every_language(rows: list[tuple[str, str]]) -> None:
    """Each language of the table names each country once."""
    tags = {name.rpartition("@")[2] for _, name in rows}
    countries = {country for country, _ in rows}
    assert len(rows) == len(set(rows)) == len(tags) * len(countries)
    assert {"ar", "fr", "ru", "ka", "kk", "uz", "sr-Latn", "vi", "km"} <= tags
    assert "en" not in tags


def test_every_language_says_which_way_it_runs(rows: list[tuple[str, str]]) -> None:
    """The tag alone tells the direction of the text: Arabic, Persian, Pashto and Urdu go left."""
    tags = {name.rpartition("@")[2] for _, name in rows}
    left = {tag for tag in tags if Locale.parse(tag, sep="-").text_direction == "rtl"}
    assert left == {"ar", "fa", "ps", "ur"}
