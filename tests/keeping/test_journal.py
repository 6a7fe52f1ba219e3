"""What was done to the record stands in the journal, and each of it can be taken back."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import DataError
from graph.intake.record import Record
from graph.journal import journal, raw_rows, table_changes, undone
from graph.keeping.undo import undo
from tests.command_line import run
from tests.intake.conftest import state
from tests.intake.sheets import workbook
from tests.keeping.conftest import ANN, built, tables, take_back

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Bring = Callable[..., int]

NEWS = ["news", "News", "The Press", "2022", "https://press.example/", "en"]
NEW = ["organisation/new", "Company", "New Limited", "NL"]
BASED = ["news", "organisation/new", "basedIn", "country/CCC", "title"]
HOSTED = ["gazette-2020", "meeting/rtm-e-01", "hostCountry", "country/AAA", "paragraph 1"]
ATTENDED = ["gazette-2020", "meeting/rtm-e-02", "attendedBy"]


def test_an_import_stands_in_the_journal(world: Path, tmp_path: Path) -> None:
    """The entry says who brought which file, with its checksum, why, and each row that came."""
    book = tmp_path / "news.xlsx"
    book.write_bytes(workbook({"Documents": [NEWS], "Things": [NEW], "Statements": [BASED]}))
    arguments = ("import", book, "--apply", "--by", "Ann Bell", "--why", "asked for", "--root")
    code, output = run(*arguments, world)
    assert (code, json.loads(output)["entry"]) == (0, 1)
    (entry,) = journal(world / "data")
    assert (entry.by, entry.did, entry.why) == ("Ann Bell", "import", "asked for")
    assert entry.what == "news.xlsx added 1 document, 1 thing and 1 statement."
    assert entry.file is not None
    assert entry.file.sha256 == hashlib.sha256(book.read_bytes()).hexdigest()
    assert [one.table for one in entry.changes] == [
        "documents.csv",
        "statements/news.csv",
        "things/all.csv",
    ]
    assert "organisation/new,basedIn,country/CCC,title" in entry.changes[1].rows[0].after[1]


def test_undo_brings_back_every_byte(world: Path, bring: Bring) -> None:
    """After an import is taken back the tables and the build are as before, byte for byte."""
    before, graph = tables(world), built(world)
    number = bring(Documents=[NEWS], Things=[NEW], Statements=[BASED, HOSTED])
    assert built(world) != graph
    take_back(world, number)
    assert tables(world) == before
    assert built(world) == graph


def test_an_undo_can_be_taken_back(world: Path, bring: Bring) -> None:
    """Taking back an undo does again what it took back."""
    number = bring(Statements=[HOSTED])
    after = tables(world)
    again = take_back(world, number)
    assert undone(journal(world / "data")) == {number: again}
    once_more = take_back(world, again)
    assert tables(world) == after
    assert undone(journal(world / "data")) == {again: once_more}
    take_back(world, number)


def test_rows_that_others_added_stay(world: Path, bring: Bring) -> None:
    """An older import can be taken back although tables have grown since."""
    first = bring(Documents=[NEWS], Things=[NEW], Statements=[BASED])
    other = ["organisation/other", "Company", "Other Limited", ""]
    bring(Things=[other], Statements=[["news", *other[:1], "basedIn", "country/AAA", "page 2"]])
    with pytest.raises(AssertionError, match="no document 'news'"):
        # The document that the second import speaks of would go.
        take_back_fully(world, first)
    bring(Statements=[HOSTED])
    graph = built(world)
    third = bring(Statements=[[*ATTENDED, "organisation/agency", "paragraph 2"]])
    bring(Statements=[[*ATTENDED, "organisation/office", "paragraph 3"]])
    take_back(world, third)
    assert (
        "organisation/office,paragraph 3"
        in (world / "data/statements/gazette-2020.csv").read_text()
    )
    take_back(world, third + 1)
    assert built(world) == graph


def take_back_fully(world: Path, number: int) -> None:
    """Plans to take an entry back, and fails with what the build says of it."""
    plan = undo(Record.load(world), number, ANN)
    assert not plan.errors, "\n".join(map(str, plan.errors))


def test_what_a_later_entry_changed_is_to_be_taken_back_first(world: Path, bring: Bring) -> None:
    """An undo that would lose somebody else's change is refused, and says which that is."""
    first = bring(Documents=[NEWS])
    second = bring(Documents=[[*NEWS[:2], "The Evening Press", *NEWS[3:]]])
    before = state(world)
    with pytest.raises(DataError, match=f"undo {second} first"):
        undo(Record.load(world), first, ANN)
    assert state(world) == before
    take_back(world, second)
    take_back(world, first)


def test_what_was_changed_by_hand_is_not_lost(world: Path, bring: Bring) -> None:
    """Where a row was edited without the journal, the undo says so and leaves it."""
    number = bring(Documents=[NEWS])
    register = world / "data" / "documents.csv"
    register.write_text(register.read_text().replace("The Press", "The Daily Press"))
    with pytest.raises(DataError, match="changed by hand since"):
        undo(Record.load(world), number, ANN)


@pytest.mark.parametrize(("number", "sentence"), [(7, "go from 1 to 2"), (1, "by entry 2")])
def test_what_cannot_be_undone_is_a_sentence(
    world: Path, bring: Bring, number: int, sentence: str
) -> None:
    """A number that is not there, and one that was taken back already, are told as such."""
    take_back(world, bring(Statements=[HOSTED]))
    code, output = run("undo", number, "--table", "--root", world)
    assert code == 1
    assert sentence in output


def test_the_commands_show_before_they_do(world: Path, bring: Bring) -> None:
    """Without --apply an undo only says what it would do; the journal tells what was done."""
    code, output = run("journal", "--table", "--root", world)
    assert "The journal has no entry yet" in output
    number = bring(Statements=[HOSTED])
    before = state(world)
    code, output = run("undo", number, "--table", "--root", world)
    assert code == 0
    assert "  - row 13: meeting/rtm-e-01 · hostCountry · country/AAA · paragraph 1" in output
    assert "Nothing was written. Add --apply to do it." in output
    assert state(world) == before
    code, output = run("undo", number, "--apply", "--by", "Bo", "--table", "--root", world)
    assert "Done: entry 2 of the journal." in output
    code, output = run("journal", "--table", "--root", world)
    assert "Taken back by entry 2." in output
    assert "SHA-256" in output
    code, output = run("journal", "--json", "--root", world)
    assert [one["undone_by"] for one in json.loads(output)] == [0, 2]
    code, output = run("journal", 1, "--table", "--root", world)
    assert "  + row 13: meeting/rtm-e-01 · hostCountry" in output


def test_who_comes_second_is_told_what_the_first_did(world: Path, bring: Bring) -> None:
    """A change that was worked out before another one was written is refused, with its name."""
    number = bring(Statements=[HOSTED])
    record = Record.load(world)
    plan = undo(record, number, ANN)
    bring(Documents=[NEWS])
    before = state(world)
    from graph.keeping.plan import carry_out  # noqa: PLC0415 - only here

    told = "Ann Bell did this meanwhile .entry 2 of the journal.: book-1.xlsx added 1 document"
    with pytest.raises(DataError, match=told):
        carry_out(plan, record)
    assert state(world) == before


def test_an_entry_that_was_edited_is_told(world: Path, bring: Bring) -> None:
    """A damaged entry is an error with its file, not a stack trace."""
    bring(Statements=[HOSTED])
    (world / "data" / "journal" / "0001.json").write_text('{"number": 1}')
    code, output = run("journal", "--table", "--root", world)
    assert code == 1
    assert "data/journal/0001.json is no entry of the journal" in output


CELLS = st.text(st.sampled_from('ab",\n\r é'), max_size=4)
TABLES = st.lists(CELLS, max_size=6).map(lambda rows: "".join(f"{row}\n" for row in rows))


@given(TABLES, TABLES)
def test_a_change_of_a_table_says_all_of_it(before: str, after: str) -> None:
    """Whatever a table holds, its rows are its text, and a change leads from one to the other."""
    assert "".join(raw_rows(before)) == before
    changes = table_changes({"t.csv": before.encode()}, {"t.csv": after.encode()})
    rows = raw_rows(before)
    for change in changes:
        for one in reversed(change.rows):
            assert tuple(rows[one.was_at - 1 : one.was_at - 1 + len(one.before)]) == one.before
            rows[one.was_at - 1 : one.was_at - 1 + len(one.before)] = one.after
    assert "".join(rows) == after
