"""The register of documents before one is picked: all of them, or what to read again first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph.pages.parts.widgets import choose, keep
from graph.plurals import counted
from graph.texts import catalogued, gettext
from graph.views.record.in_words import worded
from graph.views.record.overview import statements_that_count
from graph.views.record.to_read_again import to_read_again

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.record.overview import Document
    from graph.views.record.to_read_again import ToReadAgain

__all__ = ["copy_told", "register_of"]

_LISTS = {"all": catalogued("All documents"), "again": catalogued("What to read again first")}


def register_of(kg: KnowledgeGraph, register: Sequence[Document]) -> None:
    """One of the two lists; a row that is picked opens its document."""
    if (
        choose(gettext("List"), "list", {key: gettext(told) for key, told in _LISTS.items()})
        == "again"
    ):
        _again(kg)
    else:
        _all(kg, register)


def copy_told(document: Document) -> str:
    """What is on record of a copy that somebody keeps, as a sentence; empty where nothing is."""
    if not document.copy:
        return ""
    return gettext(
        "A copy is kept since {copy_on}; its SHA-256 is {copy}.",
        copy_on=worded(document.copy_on),
        copy=document.copy,
    )


def _all(kg: KnowledgeGraph, register: Sequence[Document]) -> None:
    st.caption(
        gettext(
            "{documents} in the register, with {statements}; pick one to read it.",
            documents=counted(len(register), "document"),
            statements=statements_that_count(register),
        )
    )
    rows = [
        (
            gettext("{title} (retracted)", title=one.title) if one.retracted else one.title,
            one.publisher,
            one.issued or "",
            "" if one.issued else one.read or gettext("not on record"),
            one.statements,
            one.page,
        )
        for one in register
    ]
    _table(
        kg,
        gettext("The register of documents"),
        [
            gettext("Document"),
            gettext("Publisher"),
            gettext("Dated"),
            gettext("Read, where undated"),
            gettext("Statements"),
            gettext("Address"),
        ],
        rows,
        [one.iri for one in register],
    )


@st.cache_resource(show_spinner=False, max_entries=2)
def _ranked(_kg: KnowledgeGraph, opened: int) -> tuple[ToReadAgain, ...]:
    """The list, kept for the next visitor; ``opened`` tells one opened graph from the next."""
    return to_read_again(_kg)


def _again(kg: KnowledgeGraph) -> None:
    """The documents on which most hangs that nobody read again."""
    with st.spinner(gettext("Counting what hangs on each document …")):
        found = _ranked(kg, id(kg))
    if not found:
        st.info(gettext("No document states anything yet, so there is nothing to read again."))
        return
    alone, left = sum(one.alone for one in found), sum(one.open for one in found)
    st.caption(
        gettext(
            "{alone:,} lines and values rest on one document alone; of {left:,} of them nobody "
            "has put down a second reading. First are the documents that carry most of these. "
            "Codes do not count. “In part” are statements from places of which only the "
            "beginning was read. `cbrn-graph read-again` puts down who read again and when, "
            "`cbrn-graph passages` the exact places.",
            alone=alone,
            left=left,
        )
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
            worded(one.read_again) or gettext("not on record"),
            worded(one.copy_on) or gettext("not on record"),
            one.page,
        )
        for one in found
    ]
    headings = [
        gettext("Document"),
        gettext("Publisher"),
        gettext("Dated"),
        gettext("To read again"),
        gettext("Rest on it alone"),
        gettext("Statements"),
        gettext("In part"),
        gettext("Exact passages"),
        gettext("Last read again"),
        gettext("Copy kept since"),
        gettext("Address"),
    ]
    _table(
        kg, gettext("What to read again first"), headings, rows, [one.document.iri for one in found]
    )


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
        column_config={
            gettext("Address"): st.column_config.LinkColumn(display_text=gettext("open ↗"))
        },
        hide_index=True,
        alt=name,
        on_select=opened,
        selection_mode="single-row",
        key=key,
    )
