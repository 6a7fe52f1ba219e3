"""Network: pick a thing, see what it has a line to; a node opens its sheet, a line its evidence."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graph.components.network_canvas import Selection, network_canvas
from graph.pages.cards import empty_state, evidence_cards, legend, sheet
from graph.pages.downloads import downloads
from graph.pages.widgets import knowledge_graph, pick, plain_text
from graph.views.evidence import because
from graph.views.layout import positions
from graph.views.network import (
    NetworkView,
    Row,
    line_parts,
    neighbourhood,
    sentence,
    twin,
)

_SUGGESTED = (
    "country/KAZ",
    "meeting/rtm-ca-14",
    "project/087",
    "organisation/unicri",
    "initiative/eu-cbrn-coe",
)

kg = knowledge_graph()


@st.fragment
def explore(view: NetworkView) -> None:
    """The canvas, its twin as a table, and beside them what is selected: one selection in all."""
    rows = twin(view)
    canvas, panel = st.columns([2, 1], gap="medium")
    with canvas:
        st.caption(plain_text(sentence(view)))
        asked_for = _selected(view, rows)
        selected = network_canvas(
            view.graph,
            positions(view.graph, view.focus),
            key="network",
            focus=view.focus,
            selected=asked_for,
        )
        legend(view)
    if selected != asked_for:
        _select(selected)
        st.session_state["canvas spoke"] = st.session_state.get("canvas spoke", 0) + 1
    with panel:
        if selected is not None and selected.kind == "edge":
            _why(view, selected.id)
        else:
            sheet(kg, selected.id if selected else view.focus or "", centred=view.focus)
    with st.expander(f"The same {len(rows)} lines as a table"):
        _table(rows, selected)
    downloads(kg, view)


def _selected(view: NetworkView, rows: list[Row]) -> Selection | None:
    """What the address selects (``?at=``), if it is in view."""
    at = st.query_params.get("at")
    if any(row.id == at for row in rows):
        return Selection("edge", at or "")
    return next((Selection("node", iri) for iri in view.graph if kg.names[iri].short == at), None)


def _select(selection: Selection | None) -> None:
    """Puts the selection into the address, where a reload and a colleague find it."""
    if selection is None:
        st.query_params.pop("at", None)
    elif selection.kind == "edge":
        st.query_params["at"] = selection.id
    else:
        st.query_params["at"] = kg.names[selection.id].short


def _why(view: NetworkView, line: str) -> None:
    st.subheader("Why is this line here?")
    properties = {data["property"] for _, _, data in view.graph.edges(data=True)}
    evidence_cards(because(kg.engine, *line_parts(line, properties)), kg.names)


def _table(rows: list[Row], selected: Selection | None) -> None:
    """The twin: every line in words; a row that is picked is the line that is selected.

    Its key changes when the canvas speaks, so that the table follows; when the reader picks a
    row here, it stays as it is.
    """
    key = f"twin {st.session_state.get('canvas spoke', 0)}"

    def picked() -> None:
        chosen = st.session_state[key]["selection"]["rows"]
        _select(Selection("edge", rows[chosen[0]].id) if chosen else None)

    marked = [place for place, row in enumerate(rows) if selected and row.id == selected.id]
    st.dataframe(
        pd.DataFrame(
            [
                (
                    row.source,
                    row.relation,
                    row.target,
                    row.documents,
                    "documents disagree" if row.disputed else "yes",
                )
                for row in rows
            ],
            columns=["From", "Line", "To", "Documents", "Do they agree?"],
        ),
        hide_index=True,
        on_select=picked,
        selection_mode="single-row",
        selection_default={"selection": {"rows": marked}},
        key=key,
        alt="The lines of the network",
    )


st.title("Network")
focus = pick("Find a thing", kg.names.things(), "thing")
if focus is None:
    empty_state(
        "Pick a thing above to see what it has a line to, or begin with one of these.",
        [name for name in kg.names.things() if name.short in _SUGGESTED],
        "network",
        "thing",
    )
else:
    explore(neighbourhood(kg.engine, kg.names, focus.iri))
