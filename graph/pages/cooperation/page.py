"""Cooperation: side by side, matrices, measures, gaps, reports; each number with its sources."""

from __future__ import annotations

import streamlit as st

from graph.pages.cooperation import (
    changes,
    gap_map,
    gaps,
    matrix,
    measures,
    report,
    reviewing,
    side_by_side,
)
from graph.pages.parts.widgets import knowledge_graph, show_only

_VIEWS = {
    "side-by-side": ("Side by side", side_by_side.show),
    "matrix": ("Matrix", matrix.show),
    "measures": ("Measures", measures.show),
    "gaps": ("Gaps", gaps.show),
    "map": ("Gap map", gap_map.show),
    "review": ("Review", reviewing.show),
    "changes": ("What changed", changes.show),
    "report": ("Report", report.show),
}

kg = knowledge_graph()

asked = st.query_params.get("view", "")
st.session_state["cooperation view"] = asked if asked in _VIEWS else "side-by-side"
# Heading and views in one line: what they lead to begins sooner.
with st.container(horizontal=True, vertical_alignment="center", key="cooperation head"):
    st.title("Cooperation", width="content")
    chosen = st.segmented_control(
        "How to look at it",
        list(_VIEWS),
        format_func=lambda key: _VIEWS[key][0],
        key="cooperation view",
        on_change=lambda: show_only({"view": st.session_state["cooperation view"]}),
        label_visibility="collapsed",
        required=True,
        width="content",
    )
_VIEWS[chosen or "side-by-side"][1](kg)
st.caption(
    "Absence is of the record, not of fact: what no document here states may well be so, have "
    "happened, or be written elsewhere."
)
