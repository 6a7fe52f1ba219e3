"""The files of a matrix: every number, the margins, and the evidence of each number."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

import numpy as np
import pytest
from openpyxl import load_workbook

from graph.pages.cooperation.matrix_table import matrix_csv, matrix_drawing
from graph.pages.cooperation.year_strip import chosen_years
from graph.views.cooperation.cell_network import everything
from graph.views.cooperation.incidence import activities
from graph.views.cooperation.matrix import matrix
from graph.views.cooperation.matrix_cell import cell
from graph.views.cooperation.matrix_file import matrix_workbook
from graph.views.cooperation.matrix_grades import grades
from graph.views.cooperation.matrix_order import ORDERS, in_order, totals
from graph.views.cooperation.years import ran_by_year
from graph.views.record.grade import grade

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.cooperation.matrix import Matrix

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn(kg: KnowledgeGraph) -> Matrix:
    """Projects by countries, without what is empty."""
    return matrix(kg, "Project", "Country").without_empty()


def test_the_margins_are_the_sums_of_the_numbers(kg: KnowledgeGraph, drawn: Matrix) -> None:
    """Row by row and column by column, with the same bytes every time."""
    graded = grades(kg, drawn)
    content = matrix_workbook(drawn, graded)
    assert content == matrix_workbook(drawn, graded)
    book = load_workbook(io.BytesIO(content))
    rows = [list(row) for row in book["Matrix"].iter_rows(values_only=True)]
    assert [row[0] for row in rows[2:]] == [name.label for name in drawn.rows]
    assert rows[0][2:] == [name.label for name in drawn.columns]
    for row in rows[2:]:
        assert row[1] == sum(int(str(number)) for number in row[2:] if number)
    for at in range(2, len(rows[0])):
        assert rows[1][at] == sum(int(str(row[at])) for row in rows[2:] if row[at])
    assert rows[1][1] == int(drawn.counts.sum())
    evidence = list(book["Evidence"].iter_rows(min_row=2, values_only=True))
    assert len(evidence) == np.count_nonzero(drawn.counts)
    assert {row[4] for row in evidence} == {one.words for one in graded.values()}


@pytest.mark.parametrize(
    ("kinds", "by"),
    [(("Project", "Country"), None), (("Country", "Country"), "meetings"),
     (("Project", "Project"), "time")],
)  # fmt: skip
def test_a_grade_is_that_of_the_open_cell(
    kg: KnowledgeGraph, kinds: tuple[str, str], by: str | None
) -> None:
    """What a file says of a cell is what the panel beside the matrix says when it is open."""
    found = matrix(kg, *kinds, by=by).without_empty()
    graded = grades(kg, found)
    for row, column in sorted(graded)[:: max(1, len(graded) // 6)]:
        content = cell(kg, found, found.rows[row].iri, found.columns[column].iri)
        said = [one for one in everything(content) if not one.dissent]
        assert graded[row, column] == grade(said), (found.rows[row], found.columns[column])


def test_the_table_and_the_drawing_have_the_grades(kg: KnowledgeGraph, drawn: Matrix) -> None:
    """Each pair of the CSV has its mark and words; each square its words and a line as long."""
    graded = grades(kg, drawn)
    rows = list(csv.DictReader(io.StringIO(matrix_csv(kg, drawn).decode("utf-8-sig"))))
    assert len(rows) == len(graded)
    assert sorted(row["Evidence"] for row in rows) == sorted(one.words for one in graded.values())
    assert sorted(row["Grade, of 4"] for row in rows) == sorted(
        str(one.mark) for one in graded.values()
    )
    root = Xml.fromstring(matrix_drawing(kg, drawn))
    titles = [group.findtext(f"{SVG}title") or "" for group in root.iter(f"{SVG}g")]
    assert sum(". Evidence: " in title for title in titles) == len(graded)
    widths = {float(one.get("width", "0")) for one in root.iter(f"{SVG}rect") if one.get("class")}
    assert len(widths) == len({one.mark for one in graded.values()})


def test_an_order_moves_numbers_with_their_names(drawn: Matrix) -> None:
    """In every order each pair keeps its number; most first and by name are what they say."""

    def pairs(found: Matrix) -> dict[tuple[str, str], int]:
        return {
            (found.rows[row].iri, found.columns[column].iri): int(found.counts[row, column])
            for row, column in zip(*np.nonzero(found.counts), strict=True)
        }

    ordered = {order: in_order(drawn, order) for order in ORDERS}
    assert all(pairs(one) == pairs(drawn) for one in ordered.values())
    for side in totals(ordered["most"]):
        assert side.tolist() == sorted(side.tolist(), reverse=True)
    labels = [name.label.casefold() for name in ordered["name"].columns]
    assert labels[0].startswith("a")
    assert ordered["alike"] is drawn


def test_a_year_counts_what_the_matrix_of_that_year_draws_on(kg: KnowledgeGraph) -> None:
    """The strip tells as many projects and meetings as count where the year is chosen."""
    counts = ran_by_year(kg.engine)
    assert list(counts) == list(range(min(counts), max(counts) + 1))
    for year in (2014, 2018, 2021):
        chosen = activities(kg.engine, None, str(year), str(year))
        assert chosen is not None
        assert counts[year] == len(chosen.ran) > 0


@pytest.mark.parametrize(
    ("before", "now", "chosen"),
    [
        ([], [2018], ("2018", "2018")),
        ([2018], [2018, 2021], ("2018", "2021")),
        ([2018, 2019], [2018, 2019, 2016], ("2016", "2019")),
        ([2018, 2019, 2020], [2018, 2020], ("2019", "2019")),
        ([2018], [], ("", "")),
    ],
)
def test_pressing_years_chooses_a_period(
    before: list[int], now: list[int], chosen: tuple[str, str]
) -> None:
    """One year, all between two, one of them alone, and all again."""
    assert chosen_years(before, now) == chosen
