"""What changed: two builds, or what was known by two days, as a list and on the network."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from graph.pages.cooperation.changed_lines import names_of_both, show_network
from graph.pages.cooperation.compared_sides import (
    by_first_date,
    by_later_date,
    cannot_tell,
    from_file,
    from_history,
    has_history,
    newest,
    now,
    typed_date,
    year_before,
)
from graph.pages.cooperation.dated_events import show_events
from graph.pages.parts.cards import evidence_cards
from graph.pages.parts.pickers import pick
from graph.pages.parts.widgets import choose, plain_text
from graph.plurals import counted
from graph.views.changes.change_table import COLUMNS, KINDS, WORDS, change_rows, summed_up
from graph.views.changes.changes import changes
from graph.views.record.names import plain
from graph.views.record.tables import Table, as_csv

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.changes.change_table import ChangeRow
    from graph.views.changes.changes import Changes

__all__ = ["show"]

_ALL: Final = "all"
_LISTED: Final = 2_000
"""So many rows are listed; all of them are in the file."""


def show(kg: KnowledgeGraph) -> None:
    """What is compared, what differs as a list, and the same on the network."""
    ways = {"dates": "What was known by two dates", "events": "What happened between two dates"}
    if has_history():
        ways["history"] = "This build with one in its history"
    ways["file"] = "This build with a file of yours"
    first, second, third = st.columns([2, 1.5, 1.5], gap="small")
    with first:
        way = choose("Compare", "compare", ways)
    if way == "events":
        with second:
            since = typed_date("From", "old", year_before(kg))
        with third:
            until = typed_date("Until", "new", newest(kg, id(kg)))
        show_events(kg, since, until)
        return
    with second:
        before = {"dates": by_first_date, "history": from_history, "file": from_file}[way](kg)
    with third:
        after = by_later_date(kg) if way == "dates" else now(kg, id(kg))
    if way == "dates":
        st.caption(cannot_tell(kg, id(kg)))
    if before is None or after is None:
        return
    found = changes(before, after)
    st.markdown(f"**{plain_text(summed_up(found))}**")
    if found.empty:
        st.info("Things, statements and the lines between things are the same in both.")
        return
    around = pick("Around a thing", [], "around", placeholder="Everything")
    rows = _chosen(change_rows(found), around.iri if around else None)
    _list(found, rows)
    show_network(found, around.iri if around else None)


def _chosen(rows: list[ChangeRow], around: str | None) -> list[ChangeRow]:
    """The rows that the filters leave."""
    near = [row for row in rows if around is None or around in row.things]
    first, second, third = st.columns([2, 2, 3], gap="small")
    counts = Counter(cell for row in near for cell in row.cells[:2])
    with first:
        kinds = {_ALL: f"All changes ({len(near)})"}
        kinds |= {one: f"{one.capitalize()} ({counts[one]})" for one in WORDS.values()}
        kind = choose("Change", "change", kinds)
    with second:
        whats = {_ALL: "Everything"}
        whats |= {one: f"{one.capitalize()}s ({counts[one]})" for one in KINDS}
        what = choose("Of what", "what", whats)
    with third:
        words = st.text_input("With these words", placeholder="Kazakhstan", key="change words")
    return [
        row
        for row in near
        if kind in (_ALL, row.cells[0])
        and what in (_ALL, row.cells[1])
        and plain(words) in plain(" ".join(row.cells))
    ]


def _list(found: Changes, rows: list[ChangeRow]) -> None:
    """The rows, the file of them, and the statement of the one that is picked."""
    if not rows:
        st.caption("Nothing that changed is left by these filters.")
        return
    cut = f", of which the first {_LISTED:,} are listed" if len(rows) > _LISTED else ""
    st.caption(f"{counted(len(rows), 'change')}{cut}")
    # A list with other filters is another one, in which nothing is picked yet.
    view = {name: told for name, told in st.query_params.to_dict().items() if name != "at"}
    picked = st.dataframe(
        pd.DataFrame([row.cells for row in rows[:_LISTED]], columns=list(COLUMNS)),
        column_config={
            "What": st.column_config.TextColumn(width="large"),
            "What became of it": st.column_config.TextColumn(width="medium"),
        },
        hide_index=True,
        height=360,
        on_select="rerun",
        selection_mode="single-row",
        key=f"changes {view} {st.session_state['change words']}",
        alt="What changed",
    )
    nothing = tuple(tuple(None for _ in COLUMNS) for _ in rows)
    whole = Table(COLUMNS, tuple(row.cells for row in rows), nothing)
    st.download_button(
        "Download the changes", as_csv(whole), "changes.csv", "text/csv", on_click="ignore"
    )
    chosen = picked["selection"]["rows"]
    if chosen and (one := rows[chosen[0]].evidence):
        if not rows[chosen[0]].is_now:
            st.caption("As it was; it is no longer on record.")
        evidence_cards([one], names_of_both(found))
