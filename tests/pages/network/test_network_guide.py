"""What the guide to the network says is there is held by a test, and each source is listed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[3]
_GUIDE = (_ROOT / "docs" / "network.md").read_text("utf-8")
_ROWS = [line for line in _GUIDE.splitlines() if line.startswith("| ") and "::" in line]
_CELLS = 9


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row.split("|")[1].strip())
def test_each_row_names_a_test_that_is_there(row: str) -> None:
    """The test of a row is in the file that it names, and the row tells of each program."""
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert len(cells) == _CELLS
    assert all(cells)
    file, _, name = cells[2].strip("`").partition("::")
    [path] = (_ROOT / "tests").rglob(file)
    assert f"def {name}(" in path.read_text("utf-8")


def test_each_source_is_used_and_listed() -> None:
    """A number in a cell leads to an address below the table, and none stands there for nothing."""
    used = {int(number) for row in _ROWS for number in re.findall(r"\[(\d+)\]", row)}
    listed = {int(number) for number in re.findall(r"^(\d+)\. .*", _GUIDE, re.MULTILINE)}
    assert used == listed
