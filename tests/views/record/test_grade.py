"""How good the evidence is: four questions, each asked of the best place behind a claim."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from graph import KnowledgeGraph
from graph.views.record.grade import BEST, Witness, grade
from graph.views.record.sheet import facts
from graph.views.report.bundle import bundle
from graph.views.report.html import html
from graph.views.report.workbook import workbook
from graph.vocabulary import thing

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.views.report.content import Report

    pass

PRESS = Witness(publisher="UNICRI", dated=True, in_part=False, place="paragraph 4")
PAGE = Witness(publisher="European Commission", dated=False, in_part=True, place="page")
COPY = Witness(publisher="UNICRI (copy at pubt.io)", dated=True, in_part=True, place="page")


@pytest.mark.parametrize(
    ("witnesses", "told"),
    [
        ((PAGE,), "○○○○ 1 publisher, not dated, read in part, whole page"),
        ((COPY,), "●○○○ 1 publisher, dated, read in part, whole page"),
        ((PRESS, COPY), "●●●○ 1 publisher, dated, read in full, exact place"),
        ((PRESS, PAGE), "●●●● 2 independent publishers, dated, read in full, exact place"),
        ((), "○○○○ no document"),
    ],
)
def test_a_grade_in_words_and_as_a_mark(witnesses: tuple[Witness, ...], told: str) -> None:
    """A copy is no second publisher; the best of the places counts."""
    found = grade(witnesses)
    assert found.sentence == told
    assert found.mark <= BEST


def test_grades_can_be_sorted() -> None:
    """The better evidence is the greater grade."""
    found = sorted(grade(each) for each in ((PRESS, PAGE), (PAGE,), (PRESS,), ()))
    assert [one.mark for one in found] == [0, 0, 3, 4]


def test_each_fact_of_a_sheet_has_a_grade(kg: KnowledgeGraph) -> None:
    """What the press release and another publisher say of Project 53 has four full circles."""
    found = facts(kg, str(thing("project/053")))
    marks = {one.grade.mark for one in found}
    assert marks >= {1, BEST}
    region = next(
        one for one in found if (one.relation, one.value) == ("covers region", "Central Asia")
    )
    assert region.grade.mark == BEST


def test_the_grade_is_in_every_file_of_a_report(
    kg: KnowledgeGraph, reported: Callable[[str], Report]
) -> None:
    """HTML, workbook and the tables of the bundle have it, beside the sources of each row."""
    made = reported("project/053")
    words = "2 independent publishers, dated, read in full, exact place"
    assert words in html(made).decode()
    book = load_workbook(io.BytesIO(workbook(made)))
    graded = [
        sheet for sheet in book.worksheets if sheet.cell(1, sheet.max_column).value == "Evidence"
    ]
    assert len(graded) == len(made.tables) + 1
    with zipfile.ZipFile(io.BytesIO(bundle(made, kg.engine))) as whole:
        names = [name for name in whole.namelist() if name.startswith("tables/")]
        for name in names:
            head = next(csv.reader(io.StringIO(whole.read(name).decode("utf-8-sig"))))
            assert head[-1] == "Evidence"
        lines = next(csv.reader(io.StringIO(whole.read("data/lines.csv").decode("utf-8-sig"))))
        assert "evidence for the line" in lines
