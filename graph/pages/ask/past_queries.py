"""The history below the desk: what was asked in this browser, one click from being asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.components.query_history import Past, query_history
from graph.pages.parts.widgets import show_only
from graph.plurals import counted
from graph.texts import gettext

if TYPE_CHECKING:
    from graph.store import Answer

__all__ = ["past_queries"]


def past_queries(sparql: str, answer: Answer | None) -> None:
    """Lists the queries of this browser; one that is picked goes into the address and is asked."""
    wanted = query_history(_told(sparql, answer) if answer else None, key="past queries")
    if wanted and wanted != st.query_params.get("query"):
        show_only({"query": wanted})
        st.rerun()


def _told(sparql: str, answer: Answer) -> Past:
    if answer.form == "ask":
        found = gettext("yes") if answer.boolean else gettext("no")
    else:
        number = len(answer.triples) if answer.form == "construct" else len(answer.rows)
        triples = answer.form == "construct"
        found = counted(number, "triple") if triples else counted(number, "row")
        found = gettext("the first {rows}", rows=found) if answer.cut else found
    return Past(sparql, f"{found} · {answer.seconds:.2f} s")
