"""The matrix: a heat map of one kind of things against another; a cell opens its evidence.

Dragging over cells, or Shift with the arrow keys, draws a frame; then only what is in it is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.components.matrix import heat_map, steps
from graph.dates import PartialDate
from graph.pages.cooperation.matrix_cell import panel
from graph.pages.cooperation.matrix_table import matrix_table
from graph.pages.cooperation.year_strip import year_strip
from graph.pages.parts.engine_away import while_it_answers
from graph.pages.parts.pickers import pick
from graph.pages.parts.review_state import laid_over
from graph.pages.parts.widgets import choose, keep, plain_text
from graph.plurals import counted
from graph.reviews import VERDICTS
from graph.templates import piece
from graph.views.cooperation.matrix import matrix
from graph.views.cooperation.matrix_order import ORDERS, in_order
from graph.views.cooperation.ways import WAYS, way, ways
from graph.views.record.appearance import appearance
from graph.views.record.tables import ABSENT
from graph.views.review.review_overlay import cell_notes

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.knowledge_graph import KnowledgeGraph
    from graph.reviews import Verdict
    from graph.views.cooperation.matrix import Matrix

__all__ = ["show"]

_KINDS = {f"{one.rows}~{one.columns}".lower(): (one.rows, one.columns) for one in WAYS}
_MOST = 1_000, 400
"""The rows and columns that are drawn at most: those with the most."""


@st.fragment
@while_it_answers()
def show(kg: KnowledgeGraph) -> None:
    """The heat map; beside it the choices and the evidence of the open cell."""
    left, right = st.columns([3, 1], gap="small")
    with right:
        found = _chosen(kg)
    if found is None:
        return
    with left:
        opened = _picture(kg, found)
        year_strip(kg)
    with right:
        panel(kg, found, opened)
    with st.expander("The same as a table"):
        matrix_table(kg, found)


@st.cache_resource(show_spinner="Counting …", max_entries=30)
def _counted(
    _kg: KnowledgeGraph, opened: int, kinds: tuple[str, str], *choices: str | None
) -> Matrix:
    """The matrix, kept for the next visitor; ``opened`` tells one opened graph from the next."""
    by, region, since, until = choices
    return matrix(_kg, *kinds, region=region, since=since, until=until, by=by)


def _chosen(kg: KnowledgeGraph) -> Matrix | None:
    """The matrix that the address asks for, as it is to be drawn; None where it has nothing."""
    with st.popover("Choose what is drawn", icon=":material/tune:", width="stretch"):
        kinds = _KINDS[choose("Rows × columns", "table", {key: _title(key) for key in _KINDS})]
        by = choose("Counted by", "by", {one.key: one.words for one in ways(*kinds)})
        region = pick("Region", ["Region"], "region", placeholder="All regions")
        since, until = _date("From", "since"), _date("Until", "until")
        hide = st.toggle(
            "Hide empty rows and columns",
            value=st.query_params.get("empty") != "shown",
            key="hide empty",
            on_change=lambda: keep("empty", "" if st.session_state["hide empty"] else "shown"),
        )
    order = choose("Order", "order", ORDERS)
    found = _counted(
        kg, id(kg), kinds, way(*kinds, by).key, region.iri if region else None, since, until
    )
    if not found.filled:
        st.info(
            f"{ABSENT.capitalize()}: no document here gives a line that would be counted. "
            "Widen the region or the period, or count something else."
        )
        return None
    kept = found.without_empty() if hide else found
    drawn = _inside_frame(kg, in_order(kept.fullest(*_MOST), order))
    st.caption(plain_text(_told(found, kept, drawn)))
    return drawn


def _inside_frame(kg: KnowledgeGraph, found: Matrix) -> Matrix:
    """What is inside of the frame that the address keeps (``rows=``, ``columns=``), or all."""
    rows, columns = (
        {name.iri for short in told.split("~") if (name := kg.names.find(short))}
        for told in (st.query_params.get("rows", ""), st.query_params.get("columns", ""))
    )
    inside = found.only(rows, columns) if rows and columns else found
    if inside is found or not (inside.rows and inside.columns):
        return found
    st.button(
        f"All {len(found.rows)} rows and {len(found.columns)} columns",
        icon=":material/zoom_out_map:",
        on_click=_take_frame_away,
    )
    return inside


def _take_frame_away() -> None:
    """Draws all rows and columns again."""
    keep("rows", "")
    keep("columns", "")


def _title(key: str) -> str:
    return " × ".join(appearance(kind).plural for kind in _KINDS[key]).capitalize()


def _date(label: str, parameter: str) -> str | None:
    """A year, month or day that the reader types; None where it is empty or cannot be read."""
    key = f"date {parameter}"
    st.session_state[key] = st.query_params.get(parameter, "")
    typed = st.text_input(
        label,
        key=key,
        placeholder="2018",
        help="A year, a month or a day, such as 2018, 2018-03 or 2018-03-15. Projects and "
        "meetings that ran in the period by the dates on record count; one that may have run, and "
        "one without a date, does not.",
        on_change=lambda: keep(parameter, st.session_state[key].strip()),
    ).strip()
    if not typed:
        return None
    try:
        return str(PartialDate.parse(typed))
    except ValueError as error:
        st.warning(plain_text(f"{error}."))
        return None


def _told(found: Matrix, kept: Matrix, drawn: Matrix) -> str:
    """What the numbers count, what is hidden, and what an empty cell means."""
    hidden = [
        f"{number} {appearance(kind).word(number)}"
        for kind, number in (
            (found.way.rows, len(found.rows) - len(kept.rows)),
            (found.way.columns, len(found.columns) - len(kept.columns)),
        )
        if number
    ]
    told = [found.way.definition]
    if hidden:
        both = hidden[:1] if found.way.symmetric else hidden
        told.append(f"Hidden, as nothing of this is on record for them: {' and '.join(both)}.")
    if drawn is not kept:
        told.append(
            f"Drawn are the {len(drawn.rows)} rows and {len(drawn.columns)} columns with the most."
        )
    if found.perhaps:
        told.append(
            f"Not counted: {counted(found.perhaps, 'project')} or meetings "
            "that may have run in this time, as their end is not on record."
        )
    return " ".join([*told, "An empty cell is not on record; it does not mean “never”."])


def _picture(kg: KnowledgeGraph, found: Matrix) -> tuple[str, str] | None:
    """The heat map and its legend; returns the open cell, which the address keeps (``cell=``)."""
    asked = [kg.names.find(short) for short in st.query_params.get("cell", "").split("~")]
    wish = (asked[0].iri, asked[1].iri) if len(asked) == 2 and asked[0] and asked[1] else None  # noqa: PLR2004 - a row and a column
    notes = cell_notes(found, laid_over(kg).by_triple)
    title = f"{appearance(found.way.rows).plural} by {appearance(found.way.columns).plural}"
    opened = heat_map(
        found,
        key=f"matrix {found.way.rows} {found.way.columns}",
        name=f"Matrix of {title}, counted by {found.way.words}",
        selected=wish,
        notes=notes,
    )
    if opened.frame:
        for parameter, framed, drawn in zip(
            ("rows", "columns"), opened.frame, (found.rows, found.columns), strict=True
        ):
            keep(parameter, "~".join(one.short for one in drawn if one.iri in framed))
        st.rerun()
    if opened.cell != wish:
        keep("at", "")
        keep("cell", "~".join(kg.names[iri].short for iri in opened.cell) if opened.cell else "")
    _legend(found, set(notes.values()))
    return opened.cell


def _legend(found: Matrix, notes: Collection[Verdict]) -> None:
    """What the colours mean, and the signs of what is proposed where there are any."""
    fills = steps(int(found.counts.max(initial=0)))
    proposed = [one for one in VERDICTS if one in notes]
    st.html(
        piece("pages/cooperation/matrix.html", "legend", found.way.counted, fills, ABSENT, proposed)
    )
