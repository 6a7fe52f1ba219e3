"""A matrix as a workbook: every number is there, and the margins are what they add up to."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from graph import open_graph
from graph.views.cooperation.matrix import matrix
from graph.views.cooperation.matrix_file import matrix_workbook


def test_the_margins_are_the_sums_of_the_numbers() -> None:
    """Row by row and column by column, with the same bytes every time."""
    with open_graph() as kg:
        found = matrix(kg, "Project", "Country").without_empty()
    content = matrix_workbook(found)
    assert content == matrix_workbook(found)
    sheet = load_workbook(io.BytesIO(content))["Matrix"]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert [row[0] for row in rows[2:]] == [name.label for name in found.rows]
    assert rows[0][2:] == [name.label for name in found.columns]
    for row in rows[2:]:
        assert row[1] == sum(int(str(number)) for number in row[2:] if number)
    for at in range(2, len(rows[0])):
        assert rows[1][at] == sum(int(str(row[at])) for row in rows[2:] if row[at])
    assert rows[1][1] == int(found.counts.sum())
