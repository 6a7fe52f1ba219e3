"""Thirty lines of the gap list, drawn at random: each true by the tables, and most of use.

The lines stand in tests/record/gap-lines.csv with what a reviewer made of each. Whether a line is
true is worked out here from the CSV tables alone.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph import KnowledgeGraph
from graph.views.cooperation.gaps import gaps
from graph.views.cooperation.letters import letters

if TYPE_CHECKING:
    from graph.views.cooperation.gaps import Gap

ROOT = Path(__file__).parents[3]
Row = dict[str, str]


def table(path: Path) -> list[Row]:
    """The rows of one CSV file."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


JUDGED = {row["gap"]: row for row in table(ROOT / "tests" / "record" / "gap-lines.csv")}
SAID = [
    row | {"document": path.stem}
    for path in sorted((ROOT / "data" / "statements").glob("*.csv"))
    for row in table(path)
]
TYPES = {
    row["key"]: row["type"]
    for path in sorted((ROOT / "data" / "things").glob("*.csv"))
    for row in table(path)
}
MISSING = {
    "lead": "ledBy",
    "start": "startDate",
    "end": "endDate",
    "country": "coversCountry",
}


@pytest.fixture(scope="module")
def found(kg: KnowledgeGraph) -> list[Gap]:
    """The gap list of the real record."""
    return _of(kg)


def _of(kg: KnowledgeGraph) -> list[Gap]:
    return sorted(gaps(kg, kg.questions), key=lambda gap: gap.key)


def values(property_: str) -> dict[str, set[str]]:
    """The objects of each subject."""
    told: dict[str, set[str]] = defaultdict(set)
    for row in SAID:
        # Of two numbers of one meeting the stated one counts before the one in an address.
        slip = property_ == "ordinal" and row["basis"] == "derived"
        if row["property"] == property_ and not row.get("review") and not slip:
            told[row["subject"]].add(row["object"])
    return told


def is_true(question: str, part: list[str], gap: Gap) -> bool:  # noqa: PLR0911 - a sort each
    """Whether a row of a line is so, by the tables."""
    if question == "incomplete-projects":
        return not values(MISSING[part[1]])[part[0]]
    if question == "countries-outside-regions":
        covered = part[1] in values("coversCountry")[part[0]]
        return covered and not values("inRegion")[part[1]] & values("coversRegion")[part[0]]
    if question == "documents-that-disagree":
        return len(values(part[1])[part[0]]) > 1
    if question == "known-from-one-document":
        return len({row["document"] for row in SAID if row["subject"] == part[0]}) == 1
    if question == "missing-round-tables":
        regions, numbers = values("coversRegion"), values("ordinal")
        held = {
            number
            for meeting, those in numbers.items()
            if TYPES[meeting] == "RoundTable" and part[0] in regions[meeting]
            for number in those
        }
        return part[1] not in held
    if question == "overlapping-projects":
        countries = values("coversCountry")
        return f"{len(countries[part[0]] & countries[part[1]])} countries" in gap.sentence
    if question == "posts-without-holder":
        named = [
            row
            for row in SAID
            if row["object"] == part[0] and row["role"].startswith("National Focal Point")
        ]
        return bool(named) and not any(row["from"] >= "2024" for row in named)
    ended, followed = values("endDate")[part[0]], values("followsOn")
    return bool(ended) and not any(part[0] in those for those in followed.values())


def test_the_thirty_are_drawn_at_random(found: list[Gap]) -> None:
    """The lines that were judged are those that chance gives, not those that look well."""
    drawn = random.Random(14).sample(found, 30)
    assert {gap.key for gap in drawn} == set(JUDGED)


def test_each_of_them_is_true(found: list[Gap]) -> None:
    """Every row behind each of the thirty lines is so, by the tables."""
    for gap in found:
        if gap.key in JUDGED:
            for part in gap.parts:
                question, *told = part.split("~")
                assert is_true(question, told, gap), part


def test_most_of_them_are_of_use(found: list[Gap]) -> None:
    """A reviewer found at least 24 of the 30 of use, and wrote down why or why not."""
    assert all(row["why"] for row in JUDGED.values())
    assert sum(row["useful"] == "yes" for row in JUDGED.values()) >= 24
    assert all(gap.who and gap.worth.number for gap in found if gap.key in JUDGED)


def test_each_publisher_has_a_letter_with_its_questions(found: list[Gap]) -> None:
    """Every line is in the letter of who would know best, and no line is in two."""
    written = letters(found)
    asked = [gap.key for letter in written for gap in letter.gaps]
    assert sorted(asked) == sorted(gap.key for gap in found if gap.who)
    assert [len(one.gaps) for one in written] == sorted(
        (len(one.gaps) for one in written), reverse=True
    )
    unicri = next(one for one in written if one.publisher == "UNICRI")
    text = unicri.text
    assert text.startswith("To: UNICRI\n")
    assert all(gap.sentence in text for gap in unicri.gaps)
    assert "did not happen" in text
