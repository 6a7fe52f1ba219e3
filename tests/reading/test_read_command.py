"""The command ``cbrn-graph read`` prints the same for people, for programs and as a workbook."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from graph.intake.read_command import read_command

if TYPE_CHECKING:
    from click.testing import Result

ROOT = Path(__file__).parents[2]
TEXT = """Round table on shared laboratories

The 97th Round-Table Meeting for Central Asia took place in Tashkent on 3-5 May 2023."""


@pytest.fixture(scope="module", name="file")
def text_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text as a file."""
    file = tmp_path_factory.mktemp("read") / "news.txt"
    file.write_text(TEXT, "utf-8")
    return file


def told(file: Path, form: str) -> Result:
    """What the command says of a file in a form."""
    result = CliRunner().invoke(read_command, [str(file), "--format", form, "--root", str(ROOT)])
    assert result.exit_code == 0, result.output
    return result


def test_three_forms_tell_the_same(file: Path) -> None:
    """Each statement of the CSV stands in the workbook and, by its names, in the table."""
    rows = list(csv.DictReader(io.StringIO(told(file, "csv").stdout)))
    heading = (
        "subject,property,object,locator,from,until,role,basis,remark,quote,subject_label,"
        "object_label,new"
    )
    assert list(rows[0]) == heading.split(",")
    book = load_workbook(io.BytesIO(told(file, "workbook").stdout_bytes))
    first, *more = book["Statements"].values
    names = [str(cell).rstrip("*").strip() for cell in first]
    filled = [dict(zip(names, row, strict=True)) for row in more if any(row)]
    for kind in ("property", "object"):
        in_book = {str(row[kind]).partition(" · ")[0] for row in filled}
        assert {row[kind] for row in rows} <= in_book
    table = told(file, "table").stdout
    for row in rows:
        assert f"· {row['property']} ·" in table
    assert "startDate" in table
    assert "[new]" in table


def test_a_file_that_cannot_be_read_ends_with_a_sentence(tmp_path: Path) -> None:
    """There is no stack trace for who brings a file of a kind that is not read."""
    file = tmp_path / "news.xyz"
    file.write_bytes(b"\x00\x01\x02")
    result = CliRunner().invoke(read_command, [str(file), "--root", str(ROOT)])
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert "Traceback" not in result.output
