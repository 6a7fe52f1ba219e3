"""Network: pick a thing, see what it has a line to; a node opens its sheet, a line its evidence."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graph.components.network_canvas import Selection, network_canvas
from graph.pages.cards import empty_state, evidence_cards, legend, sheet
from graph.pages.widgets import knowledge_graph, pick, plain_text
from graph.views.evidence import because
from graph.views.layout import positions
from graph.views.network import NetworkView, line_parts, neighbourhood, sentence, twin

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
    """The canvas, its twin as a table, and beside them what is selected, in one selection."""
    canvas, panel = st.columns([2, 1], gap="medium")
    rows = twin(view)
    at = st.query_params.get("at")
    edges = {row.id for row in rows}
    selected = None
    if at in edges:
        selected = Selection("edge", at)
    elif at:
        selected = next(
            (Selection("node", iri) for iri in view.graph if kg.names[iri].short == at), None
        )
    with canvas:
        st.caption(plain_text(sentence(view)))
        clicked = network_canvas(
            view.graph,
            positions(view.graph, view.focus),
            key="network",
            focus=view.focus,
            selected=selected,
        )
        legend(view)
        _remember(clicked, "canvas")
    with panel:
        _panel(view, selected)
    with st.expander(f"The same {len(rows)} lines as a table"):
        picked = st.dataframe(
            pd.DataFrame(
                [
                    (row.source, row.relation, row.target, row.documents, _dispute(row.disputed))
                    for row in rows
                ],
                columns=["From", "Line", "To", "Documents", "Do they agree?"],
            ),
            hide_index=True,
            on_select="rerun",
            selection_mode="single-row",
            key=f"twin {view.focus}",
            alt="The lines of the network",
        )
        chosen = picked["selection"]["rows"]
        _remember(Selection("edge", rows[chosen[0]].id) if chosen else None, "table")


def _dispute(disputed: bool) -> str:
    return "documents disagree" if disputed else "yes"


def _remember(selection: Selection | None, where: str) -> None:
    """Puts a new selection into the address; the canvas and the table each report theirs."""
    key = f"selected in {where}"
    if st.session_state.get(key) == selection:
        return
    st.session_state[key] = selection
    if selection is None:
        st.query_params.pop("at", None)
    else:
        st.query_params["at"] = (
            selection.id if selection.kind == "edge" else kg.names[selection.id].short
        )
    st.rerun(scope="fragment")


def _panel(view: NetworkView, selected: Selection | None) -> None:
    if selected is not None and selected.kind == "edge":
        st.subheader("Why is this line here?")
        properties = {data["property"] for _, _, data in view.graph.edges(data=True)}
        evidence_cards(because(kg.engine, *line_parts(selected.id, properties)), kg.names)
        return
    sheet(kg, selected.id if selected else view.focus or "", centred=view.focus)


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
