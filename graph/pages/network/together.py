"""Several things of the network selected together: which they are, and what to do with them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.pages.network.doing import group, in_their_years, on_map, shown_when
from graph.pages.network.state import expand, go, grower, select_together
from graph.pages.network.time import span_of
from graph.pages.parts.fragments import link, listing, symbol
from graph.pages.parts.widgets import knowledge_graph
from graph.texts import gettext, ngettext
from graph.views.network.sentence import counted_kinds
from graph.views.network.view_state import Hide, Keep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.network.drawn_nodes import DrawnThing, GroupNode
    from graph.views.network.picture import Picture
    from graph.views.record.names import Name

__all__ = ["together"]

_COMPARED: Final = 5
"""So many things a comparison sets side by side, and paths run among, at most."""
_LISTED: Final = 30


def together(picture: Picture, nodes: Sequence[DrawnThing | GroupNode]) -> None:
    """The things by kind, the verbs that change the picture, and the pages that compare them."""
    kg = knowledge_graph()
    things = [kg.names[one] for one in picture.things_of(node.id for node in nodes)]
    names = tuple(thing.short for thing in things)
    st.subheader(
        ngettext("{number:,} selected", "{number:,} selected", len(nodes), number=len(nodes))
    )
    counts = Counter(thing.family for thing in things)
    st.caption(
        gettext(
            "{selected}, of {number:,} things in view",
            selected=counted_kinds(counts),
            number=len(picture.things),
        )
    )
    span = span_of(thing.iri for thing in things)
    st.caption(_when(things, span))
    with st.container(horizontal=True, gap="small"):
        st.button(
            gettext("Expand together"),
            icon=":material/add:",
            on_click=lambda: expand(names),
        )
        st.button(
            gettext("Hide"),
            icon=":material/visibility_off:",
            key="hide together",
            on_click=lambda: go(lambda state: state.then(Hide(names))),
        )
        st.button(
            gettext("Keep only these"), on_click=lambda: go(lambda state: state.then(Keep(names)))
        )
        with st.popover(gettext("Group"), icon=":material/join:"):
            st.text_input(gettext("Name of the group"), key="name together", max_chars=80)
            st.button(
                gettext("Draw as one"),
                on_click=lambda: group(names, st.session_state["name together"]),
            )
        st.button(gettext("On the map"), icon=":material/map:", on_click=on_map)
        st.button(gettext("In time order"), icon=":material/schedule:", on_click=shown_when)
        st.button(
            gettext("Only their years"),
            icon=":material/date_range:",
            disabled=span is None,
            on_click=lambda: in_their_years(names),
        )
        st.button(gettext("Select none"), on_click=lambda: select_together(()))
    st.html(listing(_ways(names)))
    st.html(
        listing(
            symbol(thing.family) + link("network", thing.label, thing=thing.short)
            for thing in things[:_LISTED]
        )
    )
    if len(things) > _LISTED:
        st.caption(gettext("and {number:,} more", number=len(things) - _LISTED))


def _when(things: Sequence[Name], span: tuple[int, int] | None) -> str:
    """Their years in a sentence, with how many of them have no date on record."""
    if span is None:
        return gettext("No date of theirs is on record.")
    first, last = span
    words = f"{first}" if first == last else gettext("{first} to {last}", first=first, last=last)
    dateless = len(things) - len(grower().facets.lifetimes(thing.iri for thing in things))
    told = gettext("Their years: {span}.", span=words)
    if not dateless:
        return told
    lack = gettext(
        "{dateless:,} of {number:,} have no date on record.", dateless=dateless, number=len(things)
    )
    return f"{told} {lack}"


def _ways(names: Sequence[str]) -> list[str]:
    """Links to the pages that say more of several things, or why they cannot."""
    kg = knowledge_graph()
    found = [kg.names.find(name) for name in names]
    reported = [one.short for one in found if one is not None and one.family != "Person"]
    told: list[str] = [link("network", gettext("A picture of these alone"), things="~".join(names))]
    if len(names) <= _COMPARED:
        told += [
            link(
                "cooperation",
                gettext("What they share, side by side"),
                view="side-by-side",
                things="~".join(names),
            ),
            link("connections", gettext("Paths among them"), between=",".join(names)),
        ]
    else:
        told.append(
            gettext(
                "Select up to {compared} to see what they share and the paths among them.",
                compared=_COMPARED,
            )
        )
    if reported:
        told.append(
            link(
                "cooperation",
                gettext("Report on these"),
                view="report",
                about=",".join(reported[:20]),
            )
        )
    return told
