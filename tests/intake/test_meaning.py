"""What people write is taken for what it means, where it can mean one thing, and it is said."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.intake.incoming import Incoming, Sheet
from graph.intake.meaning.days import meant_day
from graph.intake.private import not_allowed

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.intake.worker import Outcome

    Look = Callable[..., Outcome]

CASES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "meaning.toml").read_text("utf-8")
)  # fmt: skip


@pytest.mark.parametrize("case", CASES["day"], ids=lambda case: case["given"])
def test_dates_as_people_write_them(case: dict[str, Any]) -> None:
    """A date that can mean one day is that day; one that can mean two is asked for."""
    meant, fault = meant_day(case["given"])
    assert meant == case["meant"]
    assert case.get("fault", "") in fault
    assert bool(fault) == ("fault" in case)


@pytest.mark.parametrize("case", CASES["row"], ids=lambda case: case["what"])
def test_rows_as_people_write_them(look: Look, case: dict[str, Any]) -> None:
    """Names, labels, codes in another case, addresses and lists become keys, or one error."""
    content = "document,subject,property,object,locator\n" + case["row"] + "\n"
    proposal = look("rows.csv", content).proposal
    found = [one.sentence for one in proposal.findings]
    told = [f"{one.subject} {one.property} {one.object}" for one in proposal.statements]
    assert told == case.get("means", [])
    assert [one for one in case.get("told", []) if not any(one in line for line in found)] == []
    assert len(found) == len(case.get("told", [])), found
    assert bool(proposal.taken) == case.get("taken", bool(told))


@pytest.mark.parametrize("case", CASES["private"], ids=lambda case: case["text"])
def test_private_data_stops_an_import(case: dict[str, Any]) -> None:
    """Mail, telephone, birth, family and address are found in any text; roles are left alone."""
    sheet = Sheet(
        name="x",
        kind="statements",
        columns=(case.get("column", "role"),),
        rows=((2, (case["text"],)),),
    )
    found = list(not_allowed(Incoming(name="x", sheets=(sheet,)), date(2026, 11, 28)))
    assert [one.sentence.partition(";")[0] for one in found] == [
        f"the text holds {what}" for what in case["holds"]
    ]
    assert all(one.fatal for one in found)


def test_a_document_from_the_future_is_refused(look: Look) -> None:
    """No document is dated, and none was read, on a day that is still to come."""
    content = (
        "key,title,publisher,issued,read,address,language\n"
        "news,News,The Press,2999-01,,https://press.example/,en\n"
        "old,News,The Press,,2999-01-01,https://press.example/2,en\n"
    )
    found = [str(one) for one in look("documents.csv", content).proposal.findings]
    assert found == [
        "error: documents.csv, row 2, column issued: January 2999 is still to come; write the date "
        "that the document bears",
        "error: documents.csv, row 3, column read: 1 January 2999 is still to come; write the date "
        "that the document bears",
    ]


def test_what_was_taken_is_told_with_its_row(look: Look) -> None:
    """The preview says for each cell what stood there and what it was taken for."""
    row = "gazette-2020,Project 1,covers country,Republic of Aland,p 9,7 March 2024"
    content = f"document,subject,property,object,locator,from\n{row}\n"
    proposal = look("rows.csv", content).proposal
    assert {(one.column, one.before, one.after) for one in proposal.taken} == {
        ("subject", "Project 1", "project/001"),
        ("property", "covers country", "coversCountry"),
        ("object", "Republic of Aland", "country/AAA"),
        ("from", "7 March 2024", "2024-03-07"),
    }
    assert {one.row for one in proposal.taken} == {2}


def test_an_own_column_is_no_error(look: Look) -> None:
    """A column that the record does not have is passed over, and a note says so."""
    content = (
        "subject,property,object,locator,My notes\nproject/001,coversCountry,country/CCC,p 9,ask\n"
    )
    proposal = look("gazette-2020.csv", content).proposal
    assert (proposal.findings, len(proposal.statements)) == ((), 1)
    assert proposal.notes == (
        "The column 'My notes' of 'gazette-2020.csv' is not read: the record has no such column.",
    )
