"""A preview tells what an import would do, and finds what a build would find."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.building.release import build
from graph.intake.apply import apply
from graph.intake.record import Record
from graph.intake.worker import look_at
from tests.benchmarks.bench_import import workbook as many
from tests.intake.sheets import workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.intake.worker import Outcome

    Look = Callable[..., Outcome]

TESTS = Path(__file__).parents[1]
BREAKS = (
    "ends-before-start", "total-drifts", "unknown-status", "wrong-end", "wrong-kind", "wrong-start",
)  # fmt: skip


def test_a_newer_value_contradicts_and_wins(look: Look) -> None:
    """Two values for one time: both are named with their documents, and which would be shown."""
    content = workbook({
        "Documents": [["news", "News", "The Press", "2022", "https://press.example/", "en"]],
        "Statements": [
            ["news", "project/001", "status", "cancelled", "title"],
            ["news", "initiative/mini", "partnerCount", "5", "title"],
            ["news", "project/001", "ledBy", "organisation/office", "title"],
        ],
    })  # fmt: skip
    proposal = look("book.xlsx", content).proposal
    status, partners = proposal.contradictions
    assert (status.subject_label, status.property, status.row) == ("Project 1", "status", 2)
    assert [(claim.value, claim.document, claim.new, claim.shown) for claim in status.claims] == [
        ("ongoing", "gazette-2020", False, False),
        ("closed", "herald-2021", False, False),
        ("cancelled", "news", True, True),
    ]
    assert status.sentence == (
        "Project 1 · status: ongoing (on record: gazette-2020); closed (on record: herald-2021); "
        "cancelled (this file: news). The graph would show cancelled and keep what contradicts it "
        "as disputed."
    )
    assert partners.property == "partnerCount"


def test_what_is_on_record_is_neither_new_nor_changed(world: Path, look: Look) -> None:
    """Every row of the tables themselves, brought again, adds nothing."""
    data = world / "data"
    for path in (data / "documents.csv", *data.glob("things/*"), *data.glob("statements/*")):
        proposal = look(path.name, path.read_bytes()).proposal
        rows = len(list(csv.reader(path.read_text("utf-8").splitlines()))) - 1
        assert (proposal.empty, proposal.known) == (True, rows), path.name


def test_changed_cells_are_told_before_and_after(look: Look) -> None:
    """Another label, a further name, another date: what was there and what would be."""
    things = look(
        "things.csv",
        "key,type,label,other_labels\ncountry/AAA,Country,New Aland,AL | Алан@ru\n",
    ).proposal
    assert [(one.key, one.column, one.before, one.after) for one in things.changes] == [
        ("country/AAA", "label", "Aland", "New Aland"),
        (
            "country/AAA",
            "other_labels",
            "Republic of Aland | Алан@ru",
            "Republic of Aland | Алан@ru | AL",
        ),
    ]
    assert things.things == ()
    remarks = look(
        "gazette-2020.csv",
        "subject,property,object,locator,remark\nmeeting/rtm-e-01,ordinal,1,paragraph 1,Checked\n",
    ).proposal
    assert [(one.key, one.column, one.after) for one in remarks.changes] == [
        ("gazette-2020", "remark", "Checked")
    ]
    assert remarks.statements == ()


def test_look_alikes_are_asked_about(look: Look) -> None:
    """A new name like a known one, and two new things of one name, each raise a question."""
    content = workbook({
        "Things": [
            ["country/DDD", "Country", "Republic Aland", ""],
            ["organisation/one", "Company", "Works Limited", ""],
            ["organisation/two", "Company", "Works, Limited", ""],
        ]
    })  # fmt: skip
    proposal = look("book.xlsx", content).proposal
    assert [(one.row, one.key, one.other, one.score) for one in proposal.look_alikes] == [
        (4, "organisation/two", "organisation/one", 100),
        (2, "country/DDD", "country/AAA", 100),
    ]
    assert proposal.look_alikes[1].sentence == (
        "'Republic Aland' is the same as 'Aland': is it country/AAA? Then use that key; else go on."
    )
    assert not proposal.fatal


def test_new_rows_go_where_the_table_has_them(world: Path, look: Look) -> None:
    """By key where the table is in that order, else at the end; the other rows keep their bytes."""
    things = world / "data" / "things"
    (things / "meetings.csv").write_bytes(
        b'\xef\xbb\xbfkey,type,label\r\nmeeting/a,Meeting,"A, first"\r\nmeeting/c,Meeting,  C'
    )
    content = workbook({
        "Things": [
            ["meeting/d", "Meeting", "D", ""],
            ["meeting/b", "Meeting", 'B "quoted"', "BB"],
            ["organisation/aa", "Company", "New Limited", ""],
            ["plan/new", "ActionPlan", "A plan", ""],
        ],
    })  # fmt: skip
    for path in things.glob("all.csv"):
        lines = path.read_text().splitlines(keepends=True)
        path.write_text(
            "".join(line for line in lines if not line.startswith(("meeting/", "plan")))
        )
    files = look("book.xlsx", content).proposal.files
    assert files["things/meetings.csv"] == (
        b'\xef\xbb\xbfkey,type,label,other_labels\r\nmeeting/a,Meeting,"A, first"\r\n'
        b'meeting/b,Meeting,"B ""quoted""",BB\r\nmeeting/c,Meeting,  C\r\nmeeting/d,Meeting,D,\r\n'
    )
    before = (things / "all.csv").read_bytes()
    assert files["things/all.csv"] == before + b"organisation/aa,Company,New Limited,\n"
    assert (
        files["things/plans.csv"] == b"key,type,label,other_labels\nplan/new,ActionPlan,A plan,\n"
    )


def test_a_statement_of_a_known_document_goes_below_the_others(world: Path, look: Look) -> None:
    """The table of the document keeps its bytes and gets a row, and a column where it needs one."""
    path = world / "data" / "statements" / "gazette-2020.csv"
    content = look(
        "gazette-2020.csv",
        "subject,property,object,locator,review\n"
        "project/002,coversCountry,country/AAA,p 9,Accepted",
    ).proposal.files["statements/gazette-2020.csv"]
    heading, rest = path.read_bytes().split(b"\n", 1)
    assert content == (
        heading + b",review\n" + rest + b"project/002,coversCountry,country/AAA,p 9,,,,,,Accepted\n"
    )


def test_applying_makes_what_the_preview_showed(world: Path, look: Look) -> None:
    """After applying, the build has no error and the same file brings nothing new."""
    content = workbook({
        "Documents": [["news", "News", "The Press", "2022", "https://press.example/", "en"]],
        "Things": [["organisation/new", "Company", "New Limited", "NL"]],
        "Statements": [["news", "organisation/new", "basedIn", "country/CCC", "title"]],
    })  # fmt: skip
    proposal = look("book.xlsx", content).proposal
    apply(proposal, Record.load(world))
    release = build(world)
    assert not release.fatal
    assert (release.documents, release.things, release.statements) == (3, 15, 28)
    again = look("book.xlsx", content).proposal
    assert (again.empty, again.known) == (True, 3)


def wholly_wrong(rows: int) -> str:
    """A table in which every row names things that do not exist, each other ones."""
    lines = (
        f"meeting/none-{n},attendedBy,Nowhereland {n},p {n},{n % 9000:04},x" for n in range(rows)
    )
    return "subject,property,object,locator,from,until\n" + "\n".join(lines)


def test_a_wholly_wrong_file_is_told_row_by_row(world: Path, tmp_path: Path) -> None:
    """Every row of a file that is wrong from top to bottom is named."""
    file = tmp_path / "gazette-2020.csv"
    file.write_text(wholly_wrong(3_000))
    proposal = look_at(file, Record.load(world)).proposal
    assert len({found.row for found in proposal.findings if found.sheet == file.name}) == 3_000
    assert proposal.statements == ()


@pytest.mark.slow
def test_very_many_rows_preview_whole(world: Path, tmp_path: Path) -> None:
    """A workbook of 20,000 rows is read, checked and compared whole, and tells how far it is.

    One of 100,000 is no other case, and takes a minute; a full run of the benchmarks previews it.
    """
    file = tmp_path / "many.xlsx"
    many(file, 20_000)
    stages: list[float] = []
    proposal = look_at(
        file, Record.load(world), progress=lambda done, _: stages.append(done)
    ).proposal
    assert not proposal.fatal
    assert len(proposal.statements) + len(proposal.things) + len(proposal.documents) == 20_000
    assert stages == sorted(stages)
    assert stages[-1] == 1


def test_the_record_stays_as_it_was(world: Path, look: Look) -> None:
    """A preview writes nothing, not even a trace beside the tables."""
    before = shutil.copytree(world / "data", world.parent / "before")
    look("gazette-2020.csv", "subject,property,object,locator\nproject/001,ledBy,person/one,p 1\n")
    names = sorted(path.relative_to(before) for path in before.rglob("*"))
    assert names == sorted(path.relative_to(world / "data") for path in (world / "data").rglob("*"))
