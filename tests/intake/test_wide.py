"""One row for each meeting or project, and the workbook filled in as a person would."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner
from openpyxl import load_workbook

from graph.cli import main
from graph.intake.template import template

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graph.intake.worker import Outcome

    Look = Callable[..., Outcome]


def test_a_row_for_each_meeting_becomes_its_statements(look: Look) -> None:
    """A row brings the thing and a statement for each cell; a row without a name one on record."""
    content = (
        "document,key,type,label,number,region,start date,held in,attended by,locator,own notes\n"
        "gazette-2020,meeting/rtm-e-03,training,3rd training for the East,3,East,"
        '7 March 2020,Cland,"Aland, Bland; country/CCC",p 1,x\n'
        "gazette-2020,meeting/rtm-e-01,,,,,,,Cland,p 2,\n"
    )
    proposal = look("meetings.csv", content).proposal
    assert [str(one) for one in proposal.findings] == []
    assert [(one.key, one.type) for one in proposal.things] == [("meeting/rtm-e-03", "Training")]
    told = sorted((one.subject[-2:], one.property, one.object) for one in proposal.statements)
    assert told == [
        ("01", "attendedBy", "country/CCC"),
        ("03", "attendedBy", "country/AAA"),
        ("03", "attendedBy", "country/BBB"),
        ("03", "attendedBy", "country/CCC"),
        ("03", "coversRegion", "region/EA"),
        ("03", "hostCountry", "country/CCC"),
        ("03", "ordinal", "3"),
        ("03", "startDate", "2020-03-07"),
    ]
    assert proposal.notes == (
        "The column 'own notes' of 'meetings.csv' is not read: no property is called so.",
    )


def test_what_is_wrong_is_told_at_its_heading(look: Look) -> None:
    """Findings name the column of the table that was brought, not those of the record."""
    content = (
        "document,key,label,start date,attended by,locator\n"
        "gazette-2020,meeting/new,A new one,03/04/2020,Freedonia,p 1\n"
    )
    outcome = look("meetings.csv", content, mark=True)
    assert [(one.row, one.column) for one in outcome.proposal.findings if one.fatal] == [
        (2, "attended by"),
        (2, "start date"),
    ]
    assert outcome.marked is not None


def test_the_workbook_explains_each_property(world: Path) -> None:
    """Definition, direction, kinds at both ends and allowed values stand in the workbook."""
    page = load_workbook(BytesIO(template(world)))["Properties"]
    rows = {row[0].value: [cell.value or "" for cell in row] for row in page.iter_rows(min_row=2)}
    assert rows["attendedBy"][:5] == [
        "attendedBy", "attended by", "attended", "Activity", "Actor",
    ]  # fmt: skip
    assert "in person, online, hybrid" in rows["format"][5]
    assert all(row[6] for row in rows.values() if row[0] not in {"title", "altLabel", "notation"})


DOCUMENTS = [
    [f"press-{n}", f"Day {n} in the East", "The Press", f"{n} March 2022", None,
     f"https://press.example/{n}", "en"] for n in range(1, 9)
]  # fmt: skip
MEETINGS = [
    ["press-1", "meeting/rtm-e-03", "Exercise", "3rd exercise for the East", "", "title",
     "3", "East", "1 March 2022", "", "Aland", "", "in person", "The Agency", "", "",
     "Aland; Bland; Republic of Cland", "Mr P. One"],
    ["press-2", "meeting/workshop-1", "Training", "Workshop on waste", "", "paragraph 1",
     "", "EA", "2022–03–02", "3 March 2022", "BBB", "Hall", "in person", "Agency", "", "",
     "Person One, Aland and Cland"],
    ["press-3", "1st Round Table for the East", "", "", "", "paragraph 2", "", "", "", "", "", "",
     "", "", "", "", "country/ccc"],
]  # fmt: skip
PROJECTS = [
    ["press-4", "P1", "", "", "", "paragraph 4", "", "", "", "Cland", "The Agency",
     "Office for the East"],
    ["press-5", "project/003", "Project", "Project 3", "P3", "paragraph 5", "3", "", "East",
     "Aland, Bland", "Agencey"],
]  # fmt: skip
STATEMENTS = [
    ["press-6", "Person One", "works for", "The Agency", "paragraph 1", "March 2022", "", "Head"],
    ["press-7", "Office for the East", "part of", "The Agency", "paragraph 1"],
    ["press-8", "Aland", "attended", "meeting/rtm-e-04", "paragraph 1"],
]
"""As a person writes them: P. One and Cland are near, Agencey and rtm-e-04 are wrong."""


def filled(content: bytes, mended: bool) -> bytes:
    """The template with eight new documents, before and after what was told was mended."""
    book = load_workbook(BytesIO(content))

    def enter(sheet: str, rows: list[list[Any]]) -> None:
        for row in rows:
            book[sheet].append([cell or None for cell in row])

    enter("Documents", DOCUMENTS)
    enter("Meetings", MEETINGS)
    enter("Projects", PROJECTS)
    enter("Statements", STATEMENTS)
    if mended:
        changed = {"Agencey": "The Agency", "meeting/rtm-e-04": "meeting/rtm-e-03"}
        for page in book:
            for row in page.iter_rows():
                for cell in row:
                    cell.value = changed.get(str(cell.value), cell.value)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def test_eight_documents_need_two_rounds_at_most(world: Path, tmp_path: Path) -> None:
    """What is near is chosen, what is wrong is mended once; then everything is taken in."""
    empty = template(world)
    file = tmp_path / "book.xlsx"

    def brought(mended: bool, *options: str) -> dict[str, Any]:
        file.write_bytes(filled(empty, mended))
        command = ["import", str(file), "--root", str(world), *options]
        told: dict[str, Any] = json.loads(CliRunner().invoke(main, command).output)
        return told

    first = brought(False)
    found = [one for one in first["findings"] if one["severity"] == "error"]
    errors = {(one["sheet"], one["value"]) for one in found}
    near = {one["name"]: one["suggestions"][0]["key"] for one in first["unknown"]
            if one["suggestions"]}  # fmt: skip
    assert near == {
        "Mr P. One": "person/one",
        "Republic of Cland": "country/CCC",
        "Agencey": "organisation/agency",
    }
    assert ("Statements", "meeting/rtm-e-04") in errors
    chosen = [f"--choose={name}={key}" for name, key in near.items()]
    second = brought(True, *chosen, "--apply")
    assert second["applied"], second["findings"]
    assert second["counts"]["documents"] == 8
    assert second["counts"]["things"] == 3
    assert second["counts"]["statements"] >= 30
