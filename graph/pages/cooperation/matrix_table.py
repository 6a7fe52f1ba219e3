"""The twin of the matrix: every pair that has something, to read and to take away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import streamlit as st

from graph.components.picture_file import picture_file
from graph.views.cooperation.matrix_file import matrix_workbook
from graph.views.cooperation.matrix_grades import grades
from graph.views.record.appearance import appearance
from graph.views.record.grade import BEST
from graph.views.record.tables import Table, as_csv
from graph.views.report.matrix_picture import MatrixPicture, drawn_matrix

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.cooperation.matrix import Matrix

__all__ = ["matrix_csv", "matrix_drawing", "matrix_table"]

_SHOWN = 5_000


def matrix_table(kg: KnowledgeGraph, matrix: Matrix) -> None:
    """The pairs, most first, and the files; evidence is graded when a file is made."""
    rows = [
        (matrix.rows[row].label, matrix.columns[column].label, number)
        for number, row, column in _pairs(matrix)
    ]
    st.dataframe(
        pd.DataFrame(rows[:_SHOWN], columns=list(_headings(matrix))),
        hide_index=True,
        alt="The pairs",
    )
    with st.container(horizontal=True):
        st.download_button(
            "Download as CSV",
            partial(matrix_csv, kg, matrix),
            "matrix.csv",
            "text/csv",
            help="Every pair with its number and how good the evidence for it is",
            on_click="ignore",
        )
        st.download_button(
            "Workbook (XLSX)",
            lambda: matrix_workbook(matrix, grades(kg, matrix)),
            "matrix.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            help="The matrix with totals in its margins, and each pair with its evidence",
            on_click="ignore",
        )
        st.download_button(
            "Picture (SVG)",
            partial(matrix_drawing, kg, matrix),
            "matrix.svg",
            "image/svg+xml",
            help="The matrix as a drawing, every label in full size",
            on_click="ignore",
        )
        picture_file(
            "Picture (PNG)",
            partial(matrix_drawing, kg, matrix),
            "matrix.png",
            key="matrix png",
            purpose="The same drawing as a picture, for mails and slides",
        )


def matrix_csv(kg: KnowledgeGraph, matrix: Matrix) -> bytes:
    """The pairs as CSV, most first, each with the grade of its evidence."""
    graded = grades(kg, matrix)
    cells = tuple(
        (
            matrix.rows[row].label,
            matrix.columns[column].label,
            str(number),
            str(graded[row, column].mark),
            graded[row, column].words,
        )
        for number, row, column in _pairs(matrix)
    )
    return as_csv(Table((*_headings(matrix), f"Grade, of {BEST}", "Evidence"), cells, ()))


def matrix_drawing(kg: KnowledgeGraph, matrix: Matrix) -> bytes:
    """The matrix as a drawing that stands alone; below each number a line for its evidence."""
    graded = grades(kg, matrix)
    title = f"{appearance(matrix.way.rows).plural} by {appearance(matrix.way.columns).plural}"
    picture = MatrixPicture(
        title=f"Matrix of {title}",
        rows=matrix.rows,
        columns=matrix.columns,
        counts=tuple(tuple(int(number) for number in row) for row in matrix.counts),
        counted=matrix.way.counted,
        most=int(matrix.counts.max(initial=0)),
        graded={place: (one.mark, one.words) for place, one in graded.items()},
    )
    return drawn_matrix(picture, "matrix").encode()


def _headings(found: Matrix) -> tuple[str, str, str]:
    """Row, column and what is counted, in words."""
    row, column, counted = (
        appearance(found.way.rows).singular.capitalize(),
        appearance(found.way.columns).singular.capitalize(),
        found.way.counted.capitalize(),
    )
    return row, f"Other {column.lower()}" if found.way.symmetric else column, counted


def _pairs(found: Matrix) -> list[tuple[int, int, int]]:
    """Number, row and column of each pair that has something, most first, each pair once."""
    told = [
        (int(found.counts[row, column]), int(row), int(column))
        for row, column in zip(*np.nonzero(found.counts), strict=True)
        if not found.way.symmetric or _first(found, int(row), int(column))
    ]
    return sorted(told, key=lambda pair: (-pair[0], pair[1], pair[2]))


def _first(found: Matrix, row: int, column: int) -> bool:
    """Whether a cell is the one of its pair that is told; both sides may show only a part."""
    one, other = found.rows[row].iri, found.columns[column].iri
    both = {name.iri for name in found.rows} & {name.iri for name in found.columns}
    return one < other or not {one, other} <= both
