"""Groups of the network: made in the bar, read and opened in the drawer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.pages.network.doing import group_by, open_group, rename
from graph.pages.network.state import expand, go
from graph.pages.parts.fragments import link, listing, symbol
from graph.pages.parts.why import lines_one_by_one
from graph.pages.parts.widgets import knowledge_graph, plain_text
from graph.plurals import counted
from graph.texts import catalogued, gettext
from graph.views.network.sentence import counted_kinds
from graph.views.network.view_state import Hide

if TYPE_CHECKING:
    from graph.views.network.drawn_nodes import GroupNode
    from graph.views.network.groups import Group
    from graph.views.network.picture import Picture
    from graph.views.network.view_state import GroupedBy

__all__ = ["group_sheet", "grouping"]

_WAYS: Final[dict[GroupedBy, tuple[str, str]]] = {
    "kind": (
        catalogued("By kind"),
        catalogued("All countries as one, all meetings as one, and so on"),
    ),
    "region": (catalogued("By region"), catalogued("What belongs to one region and to no other")),
    "publisher": (
        catalogued("By publisher"),
        catalogued("What is on record by the documents of one publisher alone"),
    ),
}


def grouping(picture: Picture) -> None:
    """What to draw as one, and the groups there are, each to be opened again."""
    st.caption(
        gettext("Things drawn as one, with their number; the lines between keep their documents.")
    )
    for by, (words, told) in _WAYS.items():
        st.button(
            gettext(words),
            key=f"group by {by}",
            help=gettext(told),
            on_click=lambda by=by: group_by(by),
        )
    if not picture.groups:
        st.caption(gettext("A group of your own: select several things first."))
        return
    for one in picture.groups:
        st.button(
            gettext("Open {label}", label=plain_text(one.label)),
            icon=":material/unfold_more:",
            key=f"open {one.id}",
            on_click=lambda one=one: open_group([one.id]),
        )
    st.button(gettext("Open all groups"), on_click=lambda: open_group(()))


def group_sheet(picture: Picture, node: GroupNode) -> None:
    """What is in a group, what makes it one, and the lines among its things."""
    kg = knowledge_graph()
    held = node.group
    st.subheader(plain_text(held.label))
    st.caption(
        plain_text(
            gettext(
                "Drawn as one: {things}. {why}",
                things=counted_kinds(held.counts()),
                why=held.why,
            )
        )
    )
    names = tuple(kg.names[one].short for one in held.things)
    with st.container(horizontal=True, gap="small"):
        st.button(
            gettext("Open the group"),
            icon=":material/unfold_more:",
            on_click=lambda: open_group([held.id]),
        )
        st.button(gettext("Expand together"), icon=":material/add:", on_click=lambda: expand(names))
        st.button(
            gettext("Hide"),
            icon=":material/visibility_off:",
            key=f"hide {held.id}",
            on_click=lambda: go(lambda state: state.then(Hide(names))),
        )
    if held.rule.by == "name":
        _naming(held)
    ways = [
        link("network", gettext("A picture of these alone"), things="~".join(names)),
        *(
            symbol(kg.names[one].family) + link("network", kg.names[one].label, thing=short)
            for one, short in zip(held.things, names, strict=True)
        ),
    ]
    st.html(listing(ways))
    if node.inside:
        lines = counted(len(node.inside), "line")
        st.caption(gettext("{lines} among them, not drawn while they are one.", lines=lines))
        lines_one_by_one(node.inside, f"inside {held.id}")


def _naming(held: Group) -> None:
    """The name of a reader's group, to change."""
    key = f"name of {held.id}"
    st.text_input(
        gettext("Name of the group"),
        held.rule.of,
        key=key,
        max_chars=80,
        on_change=lambda: rename(held.rule.of, st.session_state[key]),
    )
