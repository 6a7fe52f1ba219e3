"""What seems new and is on record already is asked about, and one choice takes it everywhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from graph.cli import main
from graph.reconciling import suggestions
from graph.search import Index
from graph.vocabulary import THINGS
from tests.intake.sheets import workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.intake.worker import Outcome

    Look = Callable[..., Outcome]


class Known:
    """A thing by its key and its names."""

    def __init__(self, key: str, *names: str) -> None:
        """Name it."""
        self.iri = str(THINGS[key])
        self.label = names[0]
        self.others = names[1:]


INDEX = Index([
    Known("organisation/istc", "International Science and Technology Center", "ISTC"),
    Known("organisation/mfa-a", "Ministry of Foreign Affairs of Aland"),
    Known("organisation/mfa-b", "Ministry of Foreign Affairs of Bland"),
    Known("person/bakhtiyor-gulyamov", "Bakhtiyor Gulyamov"),
    Known("country/AAA", "Aland"),
    Known("country/AZE", "Azerbaijan"),
    Known("meeting/rtm-ca-11", "11th Round-Table Meeting for Central Asia", "RTM-CA-11"),
    Known("meeting/rtm-ca-14", "14th Round-Table Meeting for Central Asia", "RTM-CA-14"),
    Known("project/053", "Project 53"),
])  # fmt: skip


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ISTC", "organisation/istc"),
        ("The International Science & Technology Center (ISTC)", "organisation/istc"),
        ("Interantional Science and Technology Center", "organisation/istc"),
        ("Mr. B. Gulyamov", "person/bakhtiyor-gulyamov"),
        ("B Gulyamov", "person/bakhtiyor-gulyamov"),
        ("H.E. Mr Bakhtiyor Gulyamov", "person/bakhtiyor-gulyamov"),
        ("MFA of Bland", "organisation/mfa-b"),
        ("RTM CA 14", "meeting/rtm-ca-14"),
        ("Project 053", "project/053"),
    ],
)
def test_a_name_is_known_in_the_ways_that_tables_write_it(name: str, key: str) -> None:
    """Acronyms, slips, initials, titles and short forms lead to the thing that is meant."""
    found = suggestions(INDEX, name)
    assert found[0].thing.iri == str(THINGS[key])


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("RTM-CA-16", ()),
        ("16th Round-Table Meeting for Central Asia", ()),
        ("country/ZZZ", ()),
        ("ZZZ", ()),
        ("Project 5", ("project",)),
        ("C. Gulyamov", ()),
        ("MFA of Freedonia", ()),
        ("ISTC", ("country",)),
    ],
)
def test_another_number_code_or_kind_is_never_suggested(name: str, kinds: tuple[str, ...]) -> None:
    """What only looks alike is another thing."""
    assert suggestions(INDEX, name, kinds) == []


def test_the_same_document_under_another_key_is_asked(look: Look) -> None:
    """One address, or nearly one title on one day: is it the document that is on record?"""
    content = (
        "key,title,publisher,issued,address,language\n"
        "one,Another title,X,2024,http://www.gazette.example/2020/?utm_source=mail,en\n"
        "two,Herald on the second gatherings,X,2021-06-03,https://elsewhere.example/,en\n"
        "three,Herald on the second gathering,X,2019,https://elsewhere.example/3,en\n"
    )
    proposal = look("documents.csv", content).proposal
    assert [(one.key, one.other) for one in proposal.look_alikes] == [
        ("one", "gazette-2020"),
        ("two", "herald-2021"),
    ]


def test_a_meeting_of_the_same_number_and_region_is_asked(look: Look) -> None:
    """The second round table for the East is on record, whatever the new one is called."""
    content = workbook({
        "Things": [["meeting/gathering", "RoundTable", "A gathering", ""]],
        "Statements": [
            ["gazette-2020", "meeting/gathering", "ordinal", "2", "p 1"],
            ["gazette-2020", "meeting/gathering", "coversRegion", "region/EA", "p 1"],
        ],
    })  # fmt: skip
    (asked,) = look("book.xlsx", content).proposal.look_alikes
    assert (asked.key, asked.other) == ("meeting/gathering", "meeting/rtm-e-02")


def test_a_choice_holds_for_every_row(world: Path, tmp_path: Path) -> None:
    """A name that nobody knows is listed once with its rows; one choice takes it in all of them."""
    file = tmp_path / "gazette-2020.csv"
    file.write_text(
        "subject,property,object,locator\n"
        "project/001,coversCountry,Clande,p 7\n"
        "project/002,coversCountry,Clande,p 8\n"
    )
    told = json.loads(CliRunner().invoke(main, ["import", str(file), "--root", str(world)]).output)
    (unknown,) = told["unknown"]
    assert (unknown["name"], unknown["rows"]) == ("Clande", [2, 3])
    assert [one["key"] for one in unknown["suggestions"]] == ["country/CCC"]
    chosen = ["import", str(file), "--root", str(world), "--choose", "Clande=country/CCC"]
    told = json.loads(CliRunner().invoke(main, chosen).output)
    assert told["ok"]
    assert [one["object"] for one in told["statements"]] == ["country/CCC"] * 2
    assert {one["why"] for one in told["taken"]} == {"chosen"}
    assert told["unknown"] == []


def test_a_new_thing_can_be_taken_for_one_on_record(world: Path, tmp_path: Path) -> None:
    """Its row is left out, and its statements are those of the thing on record."""
    file = tmp_path / "book.xlsx"
    file.write_bytes(workbook({
        "Things": [["country/DDD", "Country", "Republic Aland", ""]],
        "Statements": [["gazette-2020", "project/002", "coversCountry", "country/DDD", "p 9"]],
    }))  # fmt: skip
    options = ["import", str(file), "--root", str(world), "--choose", "country/DDD=country/AAA"]
    told = json.loads(CliRunner().invoke(main, options).output)
    assert (told["ok"], told["things"]) == (True, [])
    assert [one["object"] for one in told["statements"]] == ["country/AAA"]


def test_a_choice_that_chooses_nothing_is_a_sentence(world: Path, tmp_path: Path) -> None:
    """The option says how it is written."""
    file = tmp_path / "gazette-2020.csv"
    file.write_text("subject,property,object,locator\n")
    told = CliRunner().invoke(main, ["import", str(file), "--root", str(world), "--choose", "x"])
    assert (told.exit_code, "write NAME=KEY" in told.output) == (1, True)
