"""The rows of an answer as a table to sort and filter, what its columns hold, and their things."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph.kinds import SOURCE
from graph.pages.parts.cards import into_network
from graph.pages.parts.fragments import chips, paragraph, strong, table
from graph.pages.parts.widgets import plain_text
from graph.texts import catalogued, figure, gettext
from graph.views.answers.columns import date, number
from graph.views.answers.completion import prefixed
from graph.views.answers.documents_behind import documents_behind
from graph.views.record.names import plain
from graph.views.record.tables import ABSENT, labelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.knowledge_graph import KnowledgeGraph
    from graph.store import Answer
    from graph.views.answers.columns import Column
    from graph.views.record.names import Name
    from graph.views.record.tables import Table

__all__ = ["grid"]

_FILTER_FROM = 8
_FEW = 3
_LONG = 40
_WIDTH_OF_LONG = 280
"""A column of long titles in a table of many columns, in pixels; a picked row has them whole."""
_KINDS = {
    "country": catalogued("countries"),
    "thing": catalogued("things"),
    "number": catalogued("numbers"),
    "date": catalogued("dates"),
    "text": catalogued("text"),
    "nothing": ABSENT,
}


def grid(
    kg: KnowledgeGraph,
    answer: Answer,
    columns: Sequence[Column],
    name: str,
    *,
    searched: bool = True,
) -> None:
    """The table, with a filter above where it is ``searched``, and the things of a row below."""
    shown = {column.name for column in columns}
    variables = ("subject", "predicate", "object") if answer.form == "construct" else ()
    whole = labelled(answer, kg.names, set(variables or answer.variables) - shown)
    if name == "sparql" and any(one for links in whole.links for one in links):
        whole = _as_wanted(whole)
    rows = list(range(len(whole.rows)))
    if searched and len(rows) >= _FILTER_FROM:
        wanted = st.text_input(
            gettext("Keep rows with"),
            key=f"filter of {name}",
            placeholder=gettext("A word from any column"),
        )
        rows = [at for at in rows if plain(wanted) in plain(" ".join(whole.rows[at]))]
        if wanted:
            st.caption(
                gettext(
                    "{kept:,} of {all:,} rows hold “{wanted}”.",
                    kept=len(rows),
                    all=len(whole.rows),
                    wanted=plain_text(wanted),
                )
            )
    picked = st.dataframe(
        pd.DataFrame(
            {
                str(place): _cells(answer, column, [whole.rows[at][place] for at in rows], rows)
                for place, column in enumerate(columns)
            }
        ),
        column_config={
            str(place): st.column_config.Column(
                column.heading,
                width=_width(len(columns), [whole.rows[at][place] for at in rows]),
            )
            for place, column in enumerate(columns)
        },
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"rows of {name}",
        alt=gettext("The answer"),
    )
    chosen = picked["selection"]["rows"]
    if any(one for links in whole.links for one in links):
        if chosen and chosen[0] < len(rows):
            things = dict.fromkeys(filter(None, whole.links[rows[chosen[0]]]))
            st.html(paragraph(chips(things, "network", "thing")))
            if not any(one.family == SOURCE for one in things):
                _behind(kg, list(things))
        else:
            st.caption(
                gettext("Pick a row to go to its things and documents. A heading sorts the table.")
            )
    into_network(one for at in rows for one in whole.links[at] if one is not None)
    with st.expander(gettext("What stands in the columns")):
        table(
            (
                gettext("Column"),
                gettext("Kind"),
                gettext("Different values"),
                gettext("Not on record"),
                gettext("From"),
                gettext("To"),
            ),
            (
                (
                    strong(column.heading),
                    gettext(_KINDS[column.kind]),
                    figure(column.distinct),
                    figure(column.absent),
                    column.least,
                    column.most,
                )
                for column in columns
            ),
        )


def _width(columns: int, cells: Sequence[str]) -> int | None:
    """How wide a column is: as its cells, but that long titles leave room for the others."""
    is_long = max(map(len, cells), default=0) > _LONG
    return _WIDTH_OF_LONG if columns > _FEW and is_long else None


def _behind(kg: KnowledgeGraph, things: Sequence[Name]) -> None:
    """The documents that tie the things of a row to each other."""
    found = documents_behind(kg.engine, kg.names, things)
    if found:
        st.caption(
            gettext(
                "Documents that say what these have to do with each other ({number}):",
                number=len(found),
            )
        )
        st.html(paragraph(chips(found, "network", "thing")))
    elif len(things) > 1:
        st.caption(gettext("No document states a line between these themselves."))


def _as_wanted(whole: Table) -> Table:
    """The table with names, or with what stands for each thing in a query."""
    if not st.toggle(gettext("Short addresses in place of names"), key="addresses of sparql"):
        return whole
    rows = tuple(
        tuple(prefixed(link.iri) if link else cell for cell, link in zip(cells, links, strict=True))
        for cells, links in zip(whole.rows, whole.links, strict=True)
    )
    return replace(whole, rows=rows)


def _cells(
    answer: Answer, column: Column, words: Sequence[str], rows: Sequence[int]
) -> list[str] | list[float | None]:
    """The cells of a column so that they sort: numbers as numbers, dates with the year first."""
    if answer.form == "select" and column.kind == "number":
        return [number(answer.rows[at][column.place]) for at in rows]
    if answer.form == "select" and column.kind == "date":
        return [date(answer.rows[at][column.place]) or gettext(ABSENT) for at in rows]
    return list(words)
