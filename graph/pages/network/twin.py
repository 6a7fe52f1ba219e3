"""The network without a picture: its lines and its things as tables, and as an outline.

What is picked in a table is what is selected in the picture, and the other way round.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph.components.network_canvas import Selection
from graph.pages.network.state import select
from graph.pages.parts.cards import symbol
from graph.views.network.line_notes import NOTES
from graph.views.network.network import twin
from graph.views.network.outline import outline, thing_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

    from graph.views.network.network import Row
    from graph.views.network.picture import Picture

__all__ = ["in_words"]

_SORTS = {"tie": "worked out", "rest": "not shown here"}


def in_words(picture: Picture, selected: Selection | None) -> None:
    """Draws the chosen one of the three forms."""
    form = st.segmented_control(
        "The same in words",
        ["Lines", "Things", "Outline"],
        default="Lines",
        key="twin form",
        required=True,
    )
    if form == "Outline":
        _outline(picture)
    elif form == "Things":
        things = thing_rows(picture.view)
        _table(
            "Things",
            pd.DataFrame(
                [(row.label, row.kind, row.lines) for row in things],
                columns=["Thing", "Kind", "Lines in view"],
            ),
            "node",
            [row.id for row in things],
            selected,
        )
    else:
        lines = twin(picture.view)
        sorts = dict(_sorts(picture))
        notes = {
            line["id"]: NOTES[line["note"]]
            for *_, line in picture.view.graph.edges(data=True)
            if line.get("note")
        }
        _table(
            "Lines",
            pd.DataFrame(
                [
                    (
                        row.source,
                        row.relation,
                        row.target,
                        row.documents,
                        "; ".join(filter(None, [_stands(row, sorts), notes.get(row.id)])),
                    )
                    for row in lines
                ],
                columns=["From", "Line", "To", "Documents", "How it stands"],
            ),
            "edge",
            [row.id for row in lines],
            selected,
        )


def _stands(row: Row, sorts: Mapping[str, str]) -> str:
    return _SORTS.get(sorts[row.id]) or ("documents disagree" if row.disputed else "stated")


def _sorts(picture: Picture) -> list[tuple[str, str]]:
    return [(line["id"], line["sort"]) for *_, line in picture.view.graph.edges(data=True)]


def _table(
    form: str,
    rows: pd.DataFrame,
    kind: Literal["node", "edge"],
    ids: Sequence[str],
    selected: Selection | None,
) -> None:
    """A table in which one row can be picked.

    Its key changes when the picture speaks, so that the table follows; when the reader picks a
    row here, it stays as it is.
    """
    key = f"twin {form} {st.session_state.get('canvas spoke', 0)}"

    def picked() -> None:
        chosen = st.session_state[key]["selection"]["rows"]
        select(Selection(kind, ids[chosen[0]]) if chosen else None)

    marked = [place for place, one in enumerate(ids) if selected and one == selected.id]
    st.dataframe(
        rows,
        hide_index=True,
        on_select=picked,
        selection_mode="single-row",
        selection_default={"selection": {"rows": marked}},
        key=key,
        alt=f"{form} of the network",
    )
    st.caption("Click a row to select it in the picture; by keyboard, arrow keys and Shift+Space.")


def _outline(picture: Picture) -> None:
    """By kind, then by thing, then its lines."""
    sections = []
    for section in outline(picture.view):
        entries = "".join(
            f"<li>{escape(entry.label)}<ul>"
            + "".join(f"<li>{escape(line)}</li>" for line in entry.lines)
            + "</ul></li>"
            for entry in section.entries
        )
        sections.append(
            f"<details><summary>{symbol(section.kind)}{escape(section.heading.capitalize())} "
            f"({len(section.entries)})</summary><ul>{entries}</ul></details>"
        )
    st.html(f'<div class="cbrn-outline">{"".join(sections)}</div>')
