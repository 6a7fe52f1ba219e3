"""The register of documents before one is picked: all of them, or what to read again first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph.pages.parts.widgets import choose, keep
from graph.plurals import counted
from graph.views.record.in_words import worded
from graph.views.record.overview import statements_that_count
from graph.views.record.to_read_again import to_read_again

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.record.overview import Document
    from graph.views.record.to_read_again import ToReadAgain

__all__ = ["copy_told", "register_of"]

_LISTS = {"all": "All documents", "again": "What to read again first"}


def register_of(kg: KnowledgeGraph, register: Sequence[Document]) -> None:
    """One of the two lists; a row that is picked opens its document."""
    if choose("List", "list", _LISTS) == "again":
        _again(kg)
    else:
        _all(kg, register)


def copy_told(document: Document) -> str:
    """What is on record of a copy that somebody keeps, as a sentence; empty where nothing is."""
    if not document.copy:
        return ""
    return f" A copy is kept since {worded(document.copy_on)}; its SHA-256 is {document.copy}."


def _all(kg: KnowledgeGraph, register: Sequence[Document]) -> None:
    st.caption(
        f"{counted(len(register), 'document')} in the register, with "
        f"{statements_that_count(register)}; pick one to read it."
    )
    rows = [
        (
            f"{one.title} (retracted)" if one.retracted else one.title,
            one.publisher,
            one.issued or "",
            "" if one.issued else one.read or "not on record",
            one.statements,
            one.page,
        )
        for one in register
    ]
    _table(
        kg,
        "The register of documents",
        ["Document", "Publisher", "Dated", "Read, where undated", "Statements", "Address"],
        rows,
        [one.iri for one in register],
    )


@st.cache_resource(show_spinner="Counting what hangs on each document …", max_entries=2)
def _ranked(_kg: KnowledgeGraph, opened: int) -> tuple[ToReadAgain, ...]:
    """The list, kept for the next visitor; ``opened`` tells one opened graph from the next."""
    return to_read_again(_kg)


def _again(kg: KnowledgeGraph) -> None:
    """The documents on which most hangs that nobody read again."""
    found = _ranked(kg, id(kg))
    if not found:
        st.info("No document states anything yet, so there is nothing to read again.")
        return
    alone, left = sum(one.alone for one in found), sum(one.open for one in found)
    st.caption(
        f"{alone:,} lines and values rest on one document alone; of {left:,} of them nobody has "
        "put down a second reading. First are the documents that carry most of these. Codes do not "
        "count. “In part” are statements from places of which only the beginning was read. "
        "`cbrn-graph read-again` puts down who read again and when, `cbrn-graph passages` the "
        "exact places."
    )
    rows = [
        (
            one.document.label,
            one.publisher,
            one.dated,
            one.open,
            one.alone,
            one.statements,
            one.in_part,
            one.placed,
            worded(one.read_again) or "not on record",
            worded(one.copy_on) or "not on record",
            one.page,
        )
        for one in found
    ]
    headings = [
        "Document", "Publisher", "Dated", "To read again", "Rest on it alone", "Statements",
        "In part", "Exact passages", "Last read again", "Copy kept since", "Address",
    ]  # fmt: skip
    _table(kg, "What to read again first", headings, rows, [one.document.iri for one in found])


def _table(
    kg: KnowledgeGraph,
    name: str,
    headings: Sequence[str],
    rows: Sequence[tuple[object, ...]],
    documents: Sequence[str],
) -> None:
    """A list of documents; the row that is picked becomes the document of the page."""
    key = f"list {name}"

    def opened() -> None:
        picked = st.session_state[key]["selection"]["rows"]
        if picked:
            keep("source", kg.names[documents[picked[0]]].short)

    st.dataframe(
        pd.DataFrame(rows, columns=list(headings)),
        column_config={"Address": st.column_config.LinkColumn(display_text="open ↗")},
        hide_index=True,
        alt=name,
        on_select=opened,
        selection_mode="single-row",
        key=key,
    )
