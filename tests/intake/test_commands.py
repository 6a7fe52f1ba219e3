"""The commands `template` and `import`: what they print, their exit codes, and that they hold."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from graph.cli import main
from graph.errors import DataError
from graph.intake.limits import FileRefused, IntakeLimits
from graph.intake.record import Record
from graph.intake.worker import look_at_safely
from tests.intake.conftest import state
from tests.intake.sheets import workbook

if TYPE_CHECKING:
    from tests.intake.conftest import Listener

ROOT = Path(__file__).parents[2]
ROW = ["gazette-2020", "project/001", "coversCountry", "country/CCC", "paragraph 9"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with one statement that is new."""
    file = tmp_path / "book.xlsx"
    file.write_bytes(workbook({"Statements": [ROW]}))
    return file


def run(*arguments: object) -> tuple[int, str]:
    """The exit code and the output of a command, in this process."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_json_goes_to_a_pipe(world: Path, book: Path) -> None:
    """A program gets one JSON object with every list, and the exit code says that it is well."""
    code, output = run("import", book, "--root", world)
    told = json.loads(output)
    assert code == 0
    assert (told["ok"], told["applied"], told["known"]) == (True, False, 0)
    assert told["summary"] == ("book.xlsx would add 1 statement.")
    (statement,) = told["statements"]
    assert statement["object_label"] == "Cland"
    lists = ("documents", "things", "changes", "contradictions", "look_alikes", "findings", "notes")
    assert {told[name] == [] for name in lists} == {True}


def test_a_table_goes_to_a_person(world: Path, book: Path) -> None:
    """On a terminal the same is a text, with a bar while it lasts."""
    command = [sys.executable, "-m", "graph.cli", "import", str(book), "--root", str(world)]
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, cwd=ROOT, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 10_000):
                shown += part
        except OSError:  # how Linux says that the other end of a terminal is gone
            pass
        os.close(ours)
    text = shown.decode()
    assert process.returncode == 0
    assert "░ " in text
    assert "Project 1 · covers country · Cland (gazette-2020, paragraph 9)" in text
    assert "Nothing was written. Add --apply to write it into the tables." in text


def test_apply_writes_and_says_so(world: Path, book: Path) -> None:
    """With --apply the row is in the table; a second time there is nothing to add."""
    code, output = run("import", book, "--apply", "--table", "--root", world)
    assert code == 0
    assert "It is in the tables. Run 'cbrn-graph build' to show it in the app." in output
    table = (world / "data" / "statements" / "gazette-2020.csv").read_text()
    assert table.endswith("project/001,coversCountry,country/CCC,paragraph 9,,,,,\n")
    before = state(world)
    code, output = run("import", book, "--apply", "--root", world)
    assert (code, json.loads(output)["known"]) == (0, 1)
    assert state(world) == before


def test_errors_end_with_exit_code_1_and_nothing_written(world: Path, tmp_path: Path) -> None:
    """An error is listed, marked where asked for, and keeps --apply from writing."""
    file = tmp_path / "book.xlsx"
    file.write_bytes(workbook({"Statements": [ROW, [*ROW[:3], "Freedonia!", "p 9"]]}))
    before = state(world)
    marked = tmp_path / "marked.xlsx"
    code, output = run("import", file, "--apply", "--table", "--marked", marked, "--root", world)
    assert code == 1
    assert "row 3, column object: nothing on record is called 'Freedonia!'" in output
    assert f"The cells to mend are marked in {marked}." in output
    assert "Nothing was written: mend the errors above" in output
    assert marked.read_bytes().startswith(b"PK")
    assert state(world) == before


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("book.xlsx", b"PK\x03\x04 and no more", "is not a whole Excel workbook"),
        ("list.csv", b"a,b\n1,2\n", "is not a table of documents, things or statements"),
        ("new.jsonld", b'{"@context": "https://x.example/c"}', "nothing is fetched here"),
    ],
)
def test_a_refused_file_is_a_sentence(
    world: Path, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    """What cannot be read is told, to people and to programs, without a stack trace."""
    file = tmp_path / name
    file.write_bytes(content)
    code, output = run("import", file, "--table", "--root", world)
    assert (code, output.count("\n")) == (1, 1)
    assert sentence in output
    code, output = run("import", file, "--json", "--root", world)
    assert code == 1
    assert sentence in json.loads(output)["refused"]


def test_a_folder_without_tables_is_a_sentence(tmp_path: Path, book: Path) -> None:
    """Where there is no record, both commands say where they looked."""
    for command in (("import", book), ("template", tmp_path / "new.xlsx")):
        code, output = run(*command, "--root", tmp_path)
        assert code == 1
        assert "There are no tables in" in output


def test_tables_that_are_broken_are_a_sentence(world: Path, book: Path) -> None:
    """Where the record itself cannot be read, that is said, not guessed around."""
    (world / "data" / "documents.csv").write_bytes(b'key,title\n"open')
    code, output = run("import", book, "--table", "--root", world)
    assert code == 1
    assert "data/documents.csv is not whole CSV" in output
    (world / "data" / "documents.csv").write_bytes("key\nä".encode("latin-1"))
    code, output = run("import", book, "--table", "--root", world)
    assert "data/documents.csv is not UTF-8" in output


def test_template_does_not_write_over_a_filled_one(world: Path, tmp_path: Path) -> None:
    """A file that is there stays, unless it is said twice."""
    file = tmp_path / "template.xlsx"
    code, output = run("template", file, "--root", world)
    assert code == 0
    assert output == f"Wrote {file}. Fill it in, then run: cbrn-graph import {file}\n"
    file.write_bytes(b"filled in")
    code, output = run("template", file, "--root", world)
    assert code == 1
    assert "is there already and may be filled in" in output
    assert file.read_bytes() == b"filled in"
    assert run("template", file, "--force", "--root", world)[0] == 0
    assert file.read_bytes().startswith(b"PK")


def test_template_to_standard_output(world: Path) -> None:
    """With "-" the workbook goes down the pipe, for the app."""
    command = [sys.executable, "-m", "graph.cli", "template", "-", "--root", str(world)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.startswith(b"PK")


def test_progress_is_told_to_a_program(world: Path, book: Path) -> None:
    """With --progress each stage is a line of JSON on standard error."""
    command = [sys.executable, "-m", "graph.cli", "import", str(book), "--progress"]
    done = subprocess.run(
        [*command, "--root", str(world)], cwd=ROOT, capture_output=True, check=True, text=True
    )
    told: list[dict[str, Any]] = [json.loads(line) for line in done.stderr.splitlines()]
    assert [one["done"] for one in told] == sorted(one["done"] for one in told)
    assert told[-1]["done"] == 1
    assert json.loads(done.stdout)["ok"] is True


def test_a_file_that_takes_too_long_is_stopped(world: Path, book: Path) -> None:
    """The reader is ended when its time is over."""
    with pytest.raises(FileRefused, match=r"took more than 0 seconds and was stopped"):
        look_at_safely(book, Record.load(world), limits=IntakeLimits(seconds=0.01))


_WITH_LITTLE_MEMORY = """
import resource, sys
from pathlib import Path
from graph.intake.limits import FileRefused, IntakeLimits
from graph.intake.record import Record
from graph.intake.worker import look_at_safely
pages = int(Path("/proc/self/statm").read_text().split()[0])
limits = IntakeLimits(memory_bytes=pages * resource.getpagesize() + 30_000_000)
try:
    look_at_safely(Path(sys.argv[1]), Record.load(Path(sys.argv[2])), limits=limits)
except FileRefused as refused:
    print(refused)
"""
# In a process of its own: the memory that this one has been given and does not use would count as
# well, and after many tests that is more than any file takes.


def test_a_file_that_takes_too_much_memory_is_stopped(world: Path, tmp_path: Path) -> None:
    """The reader is ended when it takes more memory than allowed; who asked for it is not."""
    file = tmp_path / "gazette-2020.csv"
    lines = (f"project/001,ledBy,organisation/agency,paragraph {n}\n" for n in range(240_000))
    file.write_text("subject,property,object,locator\n" + "".join(lines))
    command = [sys.executable, "-c", _WITH_LITTLE_MEMORY, str(file), str(world)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    assert "GB of memory" in done.stdout


def test_a_broken_record_comes_back_as_an_error_of_data(world: Path, book: Path) -> None:
    """Errors of the tables cross the wall between the processes as what they are."""
    record = Record.load(world)
    broken = Record(record.root, record.terms, {**record.contents, "documents.csv": b"\xff"})
    with pytest.raises(DataError, match="is not UTF-8"):
        look_at_safely(book, broken)


def test_the_reader_cannot_reach_out(world: Path, book: Path, listener: Listener) -> None:
    """Even code that wanted to could not open a connection from inside the reader."""

    class Calling(IntakeLimits):
        def check_size(self, size: int) -> None:
            import urllib.request  # noqa: PLC0415 - only where it must fail

            urllib.request.urlopen(f"http://127.0.0.1:{listener.server_port}/")

    with pytest.raises(FileRefused, match="may not"):
        look_at_safely(book, Record.load(world), limits=Calling())
    assert listener.heard == []


def test_a_text_tells_as_much_as_is_asked(world: Path, tmp_path: Path) -> None:
    """Of many errors a text tells 20, and with --most as many as one likes."""
    file = tmp_path / "gazette-2020.csv"
    rows = "".join(f"project/001,coversCountry,country/QQQ,p {n}\n" for n in range(30))
    file.write_text("subject,property,object,locator\n" + rows)
    few = run("import", file, "--table", "--root", world)[1]
    every = run("import", file, "--table", "--most", "1000", "--root", world)[1]
    assert (few.count("error: "), every.count("error: ")) == (20, 30)
    assert "… and 10 more" in few


def test_a_template_is_a_workbook_by_its_name(world: Path, tmp_path: Path) -> None:
    """A workbook is not written under the name of a table of another form."""
    code, output = run("template", tmp_path / "x.csv", "--root", world)
    assert (code, "give it a name that ends in .xlsx" in output) == (1, True)
    assert not (tmp_path / "x.csv").exists()
