"""The network without a picture: its lines and its things as tables, and as an outline.

What is picked in a table is what is selected in the picture, and the other way round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph.pages.network.state import select, select_together
from graph.pages.parts.fragments import symbol
from graph.templates import piece
from graph.texts import catalogued, gettext
from graph.views.network.line_notes import NOTES
from graph.views.network.outline import line_rows, outline, thing_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.network.drawn_lines import NetworkLine
    from graph.views.network.drawn_nodes import DrawnThing, GroupNode, NetworkNode
    from graph.views.network.picture import Picture

__all__ = ["in_words"]

_FORMS = {
    "Lines": catalogued("Lines"),
    "Things": catalogued("Things"),
    "Outline": catalogued("Outline"),
}
_SORTS = {
    "tie": catalogued("worked out"),
    "hidden": catalogued("through what you hid"),
    "rest": catalogued("not shown here"),
}


def in_words(
    picture: Picture,
    selected: NetworkNode | NetworkLine | None,
    group: Sequence[DrawnThing | GroupNode] = (),
) -> None:
    """Draws the chosen one of the three forms."""
    form = st.segmented_control(
        gettext("The same in words"),
        list(_FORMS),
        default="Lines",
        format_func=lambda form: gettext(_FORMS[form]),
        key="twin form",
        required=True,
    )
    if form == "Outline":
        _outline(picture)
    elif form == "Things":
        things = thing_rows(picture.view)
        _table(
            form,
            pd.DataFrame(
                [(row.label, row.kind, row.lines) for row in things],
                columns=[gettext("Thing"), gettext("Kind"), gettext("Lines in view")],
            ),
            [picture.view.node(row.id) for row in things],
            [*group] or [selected],
            is_several=True,
        )
    else:
        lines = line_rows(picture.view)
        _table(
            form,
            pd.DataFrame(
                [
                    (
                        row.source,
                        row.relation,
                        row.target,
                        row.line.documents,
                        _stands(row.line),
                    )
                    for row in lines
                ],
                columns=[
                    gettext("From"),
                    gettext("Line"),
                    gettext("To"),
                    gettext("Documents"),
                    gettext("How it stands"),
                ],
            ),
            [row.line for row in lines],
            [selected],
        )


def _stands(line: NetworkLine) -> str:
    if line.sort in _SORTS:
        stands = gettext(_SORTS[line.sort])
    else:
        stands = gettext("documents disagree") if line.disputed else gettext("stated")
    return f"{stands}; {gettext(NOTES[line.note])}" if line.note else stands


def _table(
    form: str,
    rows: pd.DataFrame,
    drawn: Sequence[NetworkNode | NetworkLine],
    selected: Sequence[NetworkNode | NetworkLine | None],
    *,
    is_several: bool = False,
) -> None:
    """A table in which a row can be picked, or several.

    Its key changes when the picture speaks, so that the table follows; when the reader picks a
    row here, it stays as it is.
    """
    key = f"twin {form} {st.session_state.get('canvas spoke', 0)}"

    def picked() -> None:
        chosen = st.session_state[key]["selection"]["rows"]
        if len(chosen) > 1:
            select_together([drawn[row].at for row in chosen])
        else:
            select(drawn[chosen[0]] if chosen else None)

    marked = [place for place, one in enumerate(drawn) if one in selected]
    st.dataframe(
        rows,
        hide_index=True,
        on_select=picked,
        selection_mode="multi-row" if is_several else "single-row",
        selection_default={"selection": {"rows": marked}},
        key=key,
        alt=gettext("{form} of the network", form=gettext(_FORMS[form])),
    )
    st.caption(
        gettext("Click a row to select it in the picture; by keyboard, arrow keys and Shift+Space.")
    )


def _outline(picture: Picture) -> None:
    """By kind, then by thing, then its lines."""
    sections = [(symbol(section.kind), section) for section in outline(picture.view)]
    st.html(piece("pages/network/twin.html", "outline", sections))
