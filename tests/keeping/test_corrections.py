"""A row that was brought again with one part changed is a correction, or a second statement."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from graph.building.draft import drafted
from graph.errors import DataError
from graph.intake.apply import apply
from graph.intake.corrections import Answers, read_answers
from graph.intake.editing import edit_workbook
from graph.intake.record import Record
from graph.intake.signature import Signature
from graph.intake.worker import look_at
from graph.journal import journal
from tests.command_line import run
from tests.intake.conftest import state
from tests.intake.sheets import workbook
from tests.keeping.conftest import ANN, built, tables, take_back

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from graph.intake.proposal import Preview

    Bring = Callable[..., int]
    Look = Callable[..., Preview]

# Document, subject, property, object, locator, from, until and role; the first is on record.
OBSERVER = [
    "gazette-2020", "meeting/rtm-e-01", "attendedBy", "country/AAA", "paragraph 2", "", "",
    "observer",
]  # fmt: skip
HOST = [*OBSERVER[:7], "host"]
LATER = [*OBSERVER[:4], "paragraph 9", "", "", "observer"]
IN_MAY = [*OBSERVER[:5], "2020-05", "2020-05", "observer"]
BLAND = [*OBSERVER[:3], "country/BBB", "paragraph 2", "", "", ""]
CLAND = [*OBSERVER[:3], "country/CCC", "paragraph 2", "", "", ""]
ORDINAL = ["gazette-2020", "meeting/rtm-e-01", "ordinal", "7", "paragraph 8"]
TRAINING = ["herald-2021", "meeting/training-e", "startDate", "2022", "paragraph 6"]


@pytest.fixture
def look(world: Path, tmp_path: Path) -> Look:
    """Looks at rows of statements as an import would."""

    def at(*rows: Sequence[object], answers: str = "", name: str = "book.xlsx") -> Preview:
        file = tmp_path / name
        file.write_bytes(workbook({"Statements": rows}))
        return look_at(file, Record.load(world), answers=read_answers(answers.split())).proposal

    return at


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        ([HOST], "role: observer → host"),
        ([LATER], "place: paragraph 2 → paragraph 9"),
        ([IN_MAY], "since: empty → 2020-05; until: empty → 2020-05"),
        ([ORDINAL], "object: 1 → 7; place: paragraph 1 → paragraph 8"),
        ([TRAINING], "object: 2021 → 2022"),
        # The document is brought again without the row that the new one is like.
        ([OBSERVER, CLAND], "object: country/BBB → country/CCC"),
    ],
)
def test_a_row_that_is_like_one_on_record_is_asked_about(
    look: Look, rows: list[list[str]], asked: str
) -> None:
    """One part changed, or a second value of what has one, is a question that stops the import."""
    proposal = look(*rows)
    (question,) = proposal.questions
    assert "correction of data/statements/" in question.sentence
    assert question.sentence.endswith(asked)
    assert proposal.open_questions == 1
    assert "First answer 1 question." in json.dumps(run_summary(proposal))


def run_summary(proposal: Preview) -> str:
    """The sentence that people read first."""
    from graph.intake.report import summary  # noqa: PLC0415 - only here

    return summary(proposal)


@pytest.mark.parametrize(
    "rows",
    [
        [OBSERVER],
        [CLAND],  # another country at the same place: most lists of participants are such
        [OBSERVER, BLAND, CLAND],
        [OBSERVER, HOST],  # the file says both
        [["herald-2021", *HOST[1:]]],  # another document
    ],
)
def test_what_says_something_of_its_own_is_not_asked_about(
    look: Look, rows: list[list[str]]
) -> None:
    """New rows beside those on record, and rows of other documents, are no corrections."""
    assert look(*rows).questions == ()


def test_two_values_within_one_file_are_asked_about(look: Look) -> None:
    """Where a new document gives two values of what has one, it is a question, not a rule."""
    rows = [["gazette-2020", "project/002", "status", *end] for end in
            (["ongoing", "page 1"], ["closed", "page 2"])]  # fmt: skip
    proposal = look(*rows)
    (question,) = proposal.questions
    assert (question.other_sheet, question.other_row) == ("Statements", 2)
    kept = look(*rows, answers="correction")
    assert [one.object for one in kept.statements] == ["closed"]
    both = look(*rows, answers="second")
    assert [one.object for one in both.statements] == ["ongoing", "closed"]


def test_an_unanswered_question_writes_nothing(world: Path, look: Look) -> None:
    """Before it is answered nothing is applied; a correction without a reason neither."""
    before = state(world)
    with pytest.raises(DataError, match="say first of each row"):
        apply(look(HOST), Record.load(world), ANN)
    with pytest.raises(DataError, match="say why"):
        apply(look(HOST, answers="correction"), Record.load(world), Signature("Ann Bell"))
    assert state(world) == before


def test_a_correction_takes_the_place_of_the_row(world: Path, look: Look) -> None:
    """Old, new, who and why are on record; the old address leads to the new statement."""
    record = Record.load(world)
    old = next(one for one in drafted(world).statements if one.role == "observer")
    before, graph = tables(world), built(world)
    proposal = look(HOST, answers="Statements!2=correction")
    (correction,) = proposal.corrections
    assert (correction.table, correction.table_row) == ("data/statements/gazette-2020.csv", 5)
    assert (
        correction.before == "1st Round Table for the East · attended by · Aland · observer · "
        "paragraph 2"
    )
    assert proposal.statements == ()
    entry = apply(proposal, record, ANN)
    assert entry is not None
    assert (entry.did, entry.by, entry.why) == ("correct", "Ann Bell", "to see it")
    assert entry.what.endswith("corrected 1 statement (role: observer → host).")
    text = (world / "data/statements/gazette-2020.csv").read_text()
    assert text.splitlines()[4] == "meeting/rtm-e-01,attendedBy,country/AAA,paragraph 2,,,host,,"
    assert "observer" not in text
    new = next(one for one in drafted(world).statements if one.role == "host")
    assert f"<{old.iri}> <http://purl.org/dc/terms/isReplacedBy> <{new.iri}> ." in built(world)
    take_back(world, entry.number)
    assert tables(world) == before
    assert built(world) == graph


def test_the_old_workbook_does_not_bring_the_wrong_row_back(world: Path, look: Look) -> None:
    """What was corrected is known as such when the file with the mistake is brought once more."""
    apply(look(HOST, answers="correction"), Record.load(world), ANN)
    proposal = look(OBSERVER)
    assert (proposal.statements, proposal.questions, proposal.empty) == ((), (), True)
    assert any("corrected or taken out since" in note for note in proposal.notes)


def test_a_second_statement_stands_beside_the_first(world: Path, look: Look) -> None:
    """Answered as a second statement, both rows are on record."""
    apply(look(HOST, answers="second"), Record.load(world), ANN)
    text = (world / "data/statements/gazette-2020.csv").read_text()
    assert text.count("attendedBy,country/AAA") == 2


def test_the_command_asks_and_takes_answers(world: Path, tmp_path: Path) -> None:
    """On the command line the question says how it is answered; the reason is asked for."""
    file = tmp_path / "book.xlsx"
    file.write_bytes(workbook({"Statements": [HOST]}))
    code, output = run("import", file, "--table", "--root", world)
    assert "Answer with --answer correction or --answer second for all" in output
    code, output = run("import", file, "--apply", "--table", "--root", world)
    assert code == 1
    assert "say first of each row" in output
    arguments = ("import", file, "--apply", "--json", "--root", world, "--answer")
    code, output = run(*arguments, "sometimes")
    assert "'sometimes' is no answer; write correction or second" in json.loads(output)["refused"]
    code, output = run(*arguments, "Statements!2=correction", "--why", "the page says host")
    assert (code, json.loads(output)["entry"]) == (0, 1)


def edited(world: Path, change: Callable[[Any], None]) -> bytes:
    """The workbook of the gazette, mended by hand."""
    book = load_workbook(BytesIO(edit_workbook(Record.load(world), "gazette-2020")))
    change(book["Statements"])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def brought(world: Path, tmp_path: Path, content: bytes) -> Preview:
    """What bringing a mended workbook back would do."""
    file = tmp_path / "gazette-2020.xlsx"
    file.write_bytes(content)
    return look_at(file, Record.load(world)).proposal


def column(page: Any, name: str) -> int:  # noqa: ANN401 - openpyxl has no types
    """The number of a column by its heading."""
    return next(int(cell.column) for cell in page[1] if cell.value == name)


def test_the_workbook_of_a_document_brought_back_changes_nothing(
    world: Path, tmp_path: Path
) -> None:
    """Unmended, it is what is on record, row by row."""
    proposal = brought(world, tmp_path, edited(world, lambda page: None))
    assert proposal.empty
    assert proposal.findings == ()
    assert proposal.known == 12  # eleven statements and the document


def test_a_mended_workbook_is_exactly_what_the_document_says(world: Path, tmp_path: Path) -> None:
    """Rows that were mended are corrected, deleted ones go, new ones come; undo brings all back."""
    before, graph = tables(world), built(world)

    def mend(page: Any) -> None:  # noqa: ANN401 - openpyxl has no types
        rows = {page.cell(row, column(page, "role")).value: row for row in range(3, 15)}
        page.cell(rows["observer"], column(page, "role")).value = "host"
        page.cell(3, column(page, "remark")).value = "Counted by the host"
        page.delete_rows(7)  # attended by Bland
        new = {"document": "gazette-2020", "subject": "meeting/rtm-e-01", "property": "attendedBy",
               "object": "country/CCC", "locator": "paragraph 2"}  # fmt: skip
        for name, cell in new.items():
            page.cell(20, column(page, name)).value = cell

    proposal = brought(world, tmp_path, edited(world, mend))
    assert proposal.findings == ()
    assert [one.unlike for one in proposal.corrections] == ["role: observer → host"]
    assert [one.statement for one in proposal.removals] == [
        "1st Round Table for the East · attended by · Bland · paragraph 2"
    ]
    assert [one.object for one in proposal.statements] == ["country/CCC"]
    assert [(one.column, one.after) for one in proposal.changes] == [
        ("remark", "Counted by the host")
    ]
    entry = apply(proposal, Record.load(world), ANN)
    assert entry is not None
    assert entry.did == "edit"
    said = (world / "data/statements/gazette-2020.csv").read_text()
    assert "country/BBB,paragraph 2" not in said.replace("country/BBB,inRegion", "")
    again = brought(world, tmp_path, edited(world, lambda page: None))
    assert again.empty
    take_back(world, entry.number)
    assert tables(world) == before
    assert built(world) == graph


def test_two_people_at_once_lose_nothing(world: Path, tmp_path: Path, look: Look) -> None:
    """What others changed since the workbook was made stays, and is told where it clashes."""

    def mend_role(page: Any) -> None:  # noqa: ANN401 - openpyxl has no types
        for row in range(3, 15):
            if page.cell(row, column(page, "role")).value == "observer":
                page.cell(row, column(page, "role")).value = "chair"

    def mend_other(page: Any) -> None:  # noqa: ANN401 - openpyxl has no types
        page.cell(3, column(page, "remark")).value = "Counted by the host"

    clashing, apart = edited(world, mend_role), edited(world, mend_other)
    apply(look(HOST, CLAND, answers="Statements!2=correction"), Record.load(world), ANN)
    proposal = brought(world, tmp_path, clashing)
    (finding,) = proposal.findings
    assert "is not on record any more: somebody changed it" in finding.sentence
    proposal = brought(world, tmp_path, apart)
    assert proposal.findings == ()
    assert proposal.removals == ()
    assert [one.after for one in proposal.changes] == ["Counted by the host"]
    assert any("corrected or taken out since" in note for note in proposal.notes)
    apply(proposal, Record.load(world), ANN)
    said = (world / "data/statements/gazette-2020.csv").read_text()
    assert ",host," in said
    assert "country/CCC,paragraph 2" in said
    assert "Counted by the host" in said


def test_a_document_that_is_not_on_record_has_no_workbook(world: Path, tmp_path: Path) -> None:
    """A key that is not there is a sentence; a file that is there is not written over."""
    code, output = run("edit", "nothing", tmp_path / "x.xlsx", "--root", world)
    assert code == 1
    assert "No document 'nothing' is on record" in output
    code, output = run("edit", "gazette-2020", tmp_path / "x.xlsx", "--root", world)
    assert code == 0
    code, output = run("edit", "gazette-2020", tmp_path / "x.xlsx", "--root", world)
    assert "is there already and may be mended" in output


def test_the_journal_tells_old_and_new(world: Path, look: Look) -> None:
    """The entry of a correction holds the row as it was and as it is."""
    apply(look(HOST, answers="correction"), Record.load(world), ANN)
    (entry,) = journal(world / "data")
    change = next(one for one in entry.changes if one.table == "statements/gazette-2020.csv")
    assert "observer" in change.rows[0].before[0]
    assert "host" in change.rows[0].after[0]


def test_answers_hold_for_a_row_or_for_all() -> None:
    """A row's own answer goes before the one for all others."""
    answers = read_answers(["second", "My sheet!5=correction"])
    assert answers == Answers(rows={("My sheet", 5): "correction"}, others="second")


def test_a_build_says_where_only_the_spelling_decides(world: Path) -> None:
    """Two values that one document gives alike, of what has one, are a warning with both rows."""
    table = world / "data/statements/gazette-2020.csv"
    table.write_text(table.read_text() + "meeting/rtm-e-01,ordinal,7,paragraph 8,,,,,\n")
    warned = [str(one) for one in drafted(world).findings]
    assert warned == [
        "warning: data/statements/gazette-2020.csv, row 13, column object: the document says '7' "
        "here and '1' in row 2, of what has one value: review one of the two"
    ]
