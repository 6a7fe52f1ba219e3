"""Several things of the network selected together: which they are, and what to do with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.pages.network.state import expand, go, select_together
from graph.pages.parts.fragments import link, listing, symbol
from graph.pages.parts.widgets import knowledge_graph
from graph.views.network.sentence import counted_kinds
from graph.views.network.view_state import Hide, Keep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.network.drawn_network import DrawnThing
    from graph.views.network.picture import Picture

__all__ = ["together"]

_COMPARED: Final = 5
"""So many things a comparison sets side by side, and paths run among, at most."""
_LISTED: Final = 30


def together(picture: Picture, things: Sequence[DrawnThing]) -> None:
    """The things by kind, the verbs that change the picture, and the pages that compare them."""
    names = tuple(thing.at for thing in things)
    counts: dict[str, int] = {}
    for thing in things:
        counts[thing.kind] = counts.get(thing.kind, 0) + 1
    st.subheader(f"{len(things):,} selected")
    st.caption(f"{counted_kinds(counts)}, of {len(picture.things):,} things in view")
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Expand together",
            icon=":material/add:",
            on_click=lambda: expand(names),
        )
        st.button(
            "Hide",
            icon=":material/visibility_off:",
            key="hide together",
            on_click=lambda: go(lambda state: state.then(Hide(names))),
        )
        st.button("Keep only these", on_click=lambda: go(lambda state: state.then(Keep(names))))
        st.button("Select none", on_click=lambda: select_together(()))
    st.html(listing(_ways(names)))
    st.html(
        listing(
            symbol(thing.kind) + link("network", thing.label, thing=thing.at)
            for thing in things[:_LISTED]
        )
    )
    if len(things) > _LISTED:
        st.caption(f"and {len(things) - _LISTED:,} more")


def _ways(names: Sequence[str]) -> list[str]:
    """Links to the pages that say more of several things, or why they cannot."""
    kg = knowledge_graph()
    found = [kg.names.find(name) for name in names]
    reported = [one.short for one in found if one is not None and one.family != "Person"]
    told: list[str] = [link("network", "A picture of these alone", things="~".join(names))]
    if len(names) <= _COMPARED:
        told += [
            link(
                "cooperation",
                "What they share, side by side",
                view="side-by-side",
                things="~".join(names),
            ),
            link("connections", "Paths among them", between=",".join(names)),
        ]
    else:
        told.append(f"Select up to {_COMPARED} to see what they share and the paths among them.")
    if reported:
        told.append(
            link("cooperation", "Report on these", view="report", about=",".join(reported[:20]))
        )
    return told
