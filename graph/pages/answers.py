"""An answer on the screen: as a table or a network, and what can be taken away of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.components.network_canvas import network_canvas
from graph.errors import CbrnGraphError, EngineUnavailable
from graph.pages.cards import legend, link
from graph.pages.widgets import plain_text
from graph.views.layout import positions
from graph.views.network import drawn, sentence
from graph.views.tables import as_csv, labelled

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.knowledge_graph import KnowledgeGraph
    from graph.store import Answer
    from graph.views.network import NetworkView

__all__ = ["show"]


def show(
    kg: KnowledgeGraph, answer: Answer, view: str, name: str, hidden: Collection[str] = ()
) -> None:
    """An answer as a table or a network, whichever the visitor chooses; ``view`` comes first."""
    if answer.form == "ask":
        st.subheader("Yes" if answer.boolean else "No, it is not on record")
        return
    if answer.cut:
        st.warning(answer.cut)
    table = labelled(answer, kg.names, hidden)
    rows = f"{len(table.rows):,} row{'' if len(table.rows) == 1 else 's'}"
    st.caption(f"{rows} in {answer.seconds:.2f} seconds")
    if not table.rows:
        st.info(
            "Nothing on record answers this. Loosen a part of the query, or pick another thing."
        )
        return
    choice = st.segmented_control(
        "Show as", ["table", "network"], default=view, key=f"as {name}", required=True
    )
    if choice == "network":
        try:
            network = drawn(kg.engine, answer, kg.names)
        except EngineUnavailable:
            raise  # for the page that waits
        except CbrnGraphError as error:
            st.info(str(error))
            return
        st.caption(plain_text(sentence(network)))
        network_canvas(network.graph, positions(network.graph), key=f"answer to {name}")
        legend(network)
        _open_in_network(kg, network)
        return
    st.dataframe(
        {
            f"{heading}": [row[place] for row in table.rows]
            for place, heading in enumerate(table.columns)
        },
        hide_index=True,
        alt="The answer",
    )
    st.download_button("Download as CSV", as_csv(table), f"{name}.csv", "text/csv")


def _open_in_network(kg: KnowledgeGraph, view: NetworkView) -> None:
    """A link to the things of an answer in Network, where they can be expanded and filtered."""
    things = "~".join(kg.names[node].short for node in sorted(view.graph))
    st.html(
        f"<p class='cbrn-go'>{link('network', 'Open these things in Network', things=things)}</p>"
    )
