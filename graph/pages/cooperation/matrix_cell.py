"""Beside the matrix: the open cell with its evidence, and its lines lit in the network."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from graph.components.network_canvas import Legend, Selection, network_canvas
from graph.pages.parts.cards import evidence_cards, grade_line, source_line
from graph.pages.parts.fragments import below, link, paragraph, symbol
from graph.pages.parts.proposing import propose_here
from graph.pages.parts.review_state import laid_over
from graph.pages.parts.widgets import keep, plain_text
from graph.plurals import counted
from graph.templates import piece
from graph.views.cooperation.cell_network import cell_network, everything, evidence_at
from graph.views.cooperation.matrix_cell import cell
from graph.views.cooperation.ways import YEARS
from graph.views.network.drawn_lines import line_id
from graph.views.network.line_notes import noted, notes_told
from graph.views.places.layout import positions
from graph.views.record.grade import grade
from graph.views.record.tables import ABSENT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.cooperation.cooperation import SharedByTwo
    from graph.views.cooperation.matrix import Matrix
    from graph.views.cooperation.matrix_cell import Cell
    from graph.views.record.evidence import Evidence

__all__ = ["panel"]

_html = partial(piece, "pages/cooperation/matrix_cell.html")


def panel(kg: KnowledgeGraph, matrix: Matrix, opened: tuple[str, str] | None) -> None:
    """The evidence of the open cell, or how to open one."""
    if opened is None:
        pairs = counted(matrix.filled, "pair")
        st.subheader("Open a cell")
        st.markdown(
            f"{pairs} have something on record. Click a cell, or walk to it with the arrow keys "
            "and press Enter, to read here what is behind its number and who says so."
        )
        if matrix.counts.max() > 1:
            _strongest(matrix)
        return
    content = cell(kg, matrix, *opened)
    row, column = content.row, content.column
    st.subheader(plain_text(f"{row.label} and {column.label}"))
    if not content.count:
        st.info(
            f"{ABSENT.capitalize()}. No document here states it; that does not mean that it did "
            "not happen."
        )
        return
    st.caption(plain_text(_counted_words(matrix, content)))
    st.html(grade_line(grade(everything(content))))
    said = _network(kg, matrix, content)
    if said:
        evidence_cards(said, kg.names, graded=True)
        propose_here(kg, said, f"cell at {st.query_params.get('at', '')}")
        return
    if content.direct and content.direct[0].is_link:
        at = line_id(*content.direct[0].triple)
        see = link("network", "See it in the network", thing=row.short, at=at)
        st.html(paragraph(see, of="cbrn-see"))
    if content.direct:
        evidence_cards(content.direct, kg.names)
    # An empty piece of HTML is an error to Streamlit.
    if content.shared:
        st.html(_html("shared", [_shared(kg, content, one) for one in content.shared]))
    both = [one for each in content.shared for one in (*each.one, *each.other)]
    propose_here(kg, [*content.direct, *both], f"cell {row.short} {column.short}")
    if content.left_out:
        st.caption(f"{content.left_out} more are not shown.")


def _network(kg: KnowledgeGraph, found: Matrix, content: Cell) -> tuple[Evidence, ...]:
    """The cell in the network, its lines lit; the statements of what is picked there (``at=``)."""
    view, lit = cell_network(kg.names, found, content)
    if not lit:
        return ()
    view = noted(view, laid_over(kg).by_triple)
    wish = view.named(st.query_params.get("at", ""))
    told = network_canvas(
        view.graph,
        positions(view.graph, None),
        key="cell network",
        height=340,
        selected=Selection.of(wish),
        lit=lit,
        legend=Legend(kinds={}, lines=notes_told(view)),
    )
    selected = view.drawn(told.id) if told else None
    if selected != wish:
        keep("at", selected.at if selected else "")
    if selected is None:
        st.caption("The cell's lines are lit. Click one of them for its own statements.")
        return ()
    said = evidence_at(content, selected)
    if selected.id in {content.row.iri, content.column.iri} or not said:
        return ()
    st.button("All of the cell", icon=":material/arrow_back:", on_click=lambda: keep("at", ""))
    return said


def _counted_words(found: Matrix, content: Cell) -> str:
    number = content.count
    word = found.way.counted if number != 1 else _singular(found.way.counted)
    if found.far is None:
        return f"{number} {word} on record between them."
    if found.way.middle == YEARS:
        return f"Both ran in {number} calendar {word}, by the dates on record."
    return f"{number} {word} shared, each with the places that say so on both sides."


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def _strongest(found: Matrix) -> None:
    """The pairs with the highest numbers, each a link that opens its cell."""
    parameters = {
        name: value for name, value in st.query_params.to_dict().items() if name != "cell"
    }
    cells = [
        (link("cooperation", words, **parameters, cell=address), number)
        for words, address, number in _first(found, 8)
    ]
    st.html(_html("strongest", cells))


def _first(found: Matrix, most: int) -> Iterable[tuple[str, str, int]]:
    counts = np.triu(found.counts) if found.way.symmetric else found.counts
    for place in np.argsort(-counts.astype(np.int64), axis=None, kind="stable")[:most]:
        at_row, at_column = np.unravel_index(int(place), counts.shape)
        row, column = found.rows[at_row], found.columns[at_column]
        if counts[at_row, at_column]:
            words = f"{row.label} and {column.label}"
            yield words, f"{row.short}~{column.short}", int(counts[at_row, at_column])


def _shared(
    kg: KnowledgeGraph, content: Cell, one: SharedByTwo
) -> tuple[Markup, list[tuple[str, Markup]], Markup]:
    """One shared thing, the sources on either side, and where to see it."""
    at = line_id(*one.one[0].triple)
    sides = [
        (name.label, below(source_line(each, kg.names, name.iri) for each in side))
        for name, side in ((content.row, one.one), (content.column, one.other))
    ]
    see = link("network", "see it in the network", thing=one.name.short, at=at)
    return symbol(one.name.family) + one.name.label, sides, see
