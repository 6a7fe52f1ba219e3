"""The command line: what it writes, what it says, and its exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.cli import main
from tests.mini_world import mini_project

ROOT = Path(__file__).parents[2]


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A project folder with the mini-world's tables and the real ontology."""
    return mini_project(tmp_path)


def test_build_then_check(world: Path) -> None:
    """A build writes the file and counts what is in it; the check then finds it current."""
    built = CliRunner().invoke(main, ["build", "--root", str(world)])
    assert built.exit_code == 0, built.output
    assert "from 27 statements of 2 documents about 14 things" in built.output
    checked = CliRunner().invoke(main, ["check", "--root", str(world)])
    assert checked.exit_code == 0
    assert checked.output.endswith("things.\n")


def test_check_says_when_the_file_is_out_of_date(world: Path) -> None:
    """Tables that changed since the build make the check fail and say what to run."""
    runner = CliRunner()
    runner.invoke(main, ["build", "--root", str(world)])
    table = world / "data" / "things" / "all.csv"
    table.write_text(table.read_text().replace("Cland", "Clandia"))
    checked = runner.invoke(main, ["check", "--root", str(world)])
    assert checked.exit_code == 1
    assert "run 'cbrn-graph build'" in checked.output


def test_nothing_is_written_when_a_finding_is_fatal(world: Path) -> None:
    """With an error the old file stays as it was, and the exit code is 1."""
    runner = CliRunner()
    runner.invoke(main, ["build", "--root", str(world)])
    target = world / "data" / "built" / "cbrn.nt"
    before = target.read_bytes()
    table = world / "data" / "documents.csv"
    table.write_text(table.read_text().replace("2020-05-04", "soon"))
    failed = runner.invoke(main, ["build", "--root", str(world)])
    assert failed.exit_code == 1
    assert "error: data/documents.csv, row 2, column issued" in failed.output
    assert "Nothing was written" in failed.output
    assert target.read_bytes() == before


def test_wrong_folder_is_a_sentence(tmp_path: Path) -> None:
    """A folder without the tables is named, without a stack trace."""
    result = CliRunner().invoke(main, ["build", "--root", str(tmp_path)])
    assert result.exit_code == 1
    assert "There is no folder 'data'" in result.output
