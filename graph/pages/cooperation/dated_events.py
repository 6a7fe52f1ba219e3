"""What happened between two dates: a list of what documents date into them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from graph.dates import PartialDate
from graph.pages.cooperation.compared_sides import now
from graph.pages.parts.cards import evidence_cards
from graph.pages.parts.widgets import plain_text
from graph.plurals import counted
from graph.views.changes.events import events
from graph.views.record.lifetimes import lifetimes
from graph.views.record.tables import Table, as_csv

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["show_events"]

_LISTED: Final = 2_000
"""So many rows are listed; all of them are in the file."""


def show_events(kg: KnowledgeGraph, since: str, until: str) -> None:
    """What documents date into a period, as a list; a row that is picked opens its statement."""
    try:
        ends = [PartialDate.parse(text) if text else None for text in (since, until)]
    except ValueError as error:
        st.warning(plain_text(f"{error}."))
        return
    said = now(kg, id(kg)).statements
    found = events(said, kg.names, *ends)
    dateless = sum(1 for time in lifetimes(kg.engine).values() if not time.dated)
    st.caption(
        plain_text(
            f"{counted(len(found), 'event')} by the dates that documents give, whenever the "
            f"documents are of. Of {counted(dateless, 'project or plan', 'projects and plans')} "
            "with a state on record no date is, so they can be in no period."
        )
    )
    rows = [(each.when.words, each.what, kg.names[each.evidence.document].label) for each in found]
    picked = st.dataframe(
        pd.DataFrame(rows[:_LISTED], columns=["When", "What", "Document"]),
        column_config={"What": st.column_config.TextColumn(width="large")},
        hide_index=True,
        height=420,
        on_select="rerun",
        selection_mode="single-row",
        key=f"events {since} {until}",
        alt="What happened",
    )
    nothing = tuple((None, None, None) for _ in rows)
    st.download_button(
        "Download the events",
        as_csv(Table(("When", "What", "Document"), tuple(rows), nothing)),
        "events.csv",
        "text/csv",
        on_click="ignore",
    )
    chosen = picked["selection"]["rows"]
    if chosen:
        evidence_cards([found[chosen[0]].evidence], kg.names)
