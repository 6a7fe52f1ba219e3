"""Beside the network: what is selected, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.pages.network.grouping import group_sheet
from graph.pages.network.state import go, grower
from graph.pages.parts.cards import sheet
from graph.pages.parts.fragments import link, symbol, table
from graph.pages.parts.pickers import some_of
from graph.pages.parts.why import hidden_things, several_lines, shared_things, statements
from graph.pages.parts.widgets import knowledge_graph, plain_text
from graph.plurals import counted
from graph.texts import figure, gettext
from graph.views.network.drawn_lines import BundleLine, DrawnLine, HiddenLine, SummaryLine, TieLine
from graph.views.network.drawn_nodes import DrawnThing, GroupNode, SummaryNode
from graph.views.network.view_state import LEEWAY, Collapse, Expand, Hide, Keep
from graph.views.record.appearance import appearance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.views.network.drawn_lines import NetworkLine
    from graph.views.network.drawn_nodes import NetworkNode
    from graph.views.network.picture import Picture
    from graph.views.network.scene import Expansion, Rest
    from graph.views.network.view_state import ViewState

__all__ = ["panel"]

# So many names can be read and picked from side by side; more are searched by typing.
_PILLS = 60


def panel(state: ViewState, picture: Picture, selected: NetworkNode | NetworkLine | None) -> None:
    """Draws what is selected; where nothing is, the thing in the middle or the regions."""
    focus = picture.view.focus
    match selected or (picture.view.node(focus) if focus else None):
        case None:
            _glance(picture)
        case SummaryNode(rest=rest) | SummaryLine(rest=rest):
            _rest(state, rest)
        case TieLine(tied=tied):
            shared_things(tied)
        case HiddenLine(tied=hidden):
            hidden_things(hidden)
        case DrawnLine() as line:
            statements(line)
        case BundleLine() as bundle:
            several_lines(bundle, asked=next(iter(st.query_params.get_all("at")), ""))
        case GroupNode() as node:
            group_sheet(picture, node)
        case DrawnThing(id=thing):
            sheet(knowledge_graph(), thing, focus, lambda: _actions(state, picture, thing))


def _glance(picture: Picture) -> None:
    """The regions with what is on record of each, counted; for other views a hint."""
    maker = grower()
    regions = [one for one in picture.things if maker.kg.names[one].family == "Region"]
    if len(regions) < len(picture.things) or not regions:
        st.caption(gettext("Click a thing for its sheet, a line for the documents behind it."))
        return
    st.subheader(gettext("The regions"))
    kinds = ("Country", "Project", "Meeting")
    rows = []
    for region in sorted(regions, key=lambda one: maker.kg.names[one].label):
        counts = dict.fromkeys(kinds, 0)
        for choice in maker.choices(picture.scene, region):
            if choice.kind in counts:
                counts[choice.kind] = max(counts[choice.kind], len(choice.things))
        name = maker.kg.names[region]
        here = link("network", name.label, thing=name.short)
        rows.append([symbol("Region") + here, *(figure(counts[kind]) for kind in kinds)])
    table([gettext("Region"), *(appearance(kind).words.capitalize() for kind in kinds)], rows)
    if picture.ties:
        st.caption(
            gettext(
                "The thicker a line between two regions, the more projects and meetings cover "
                "both; the strongest bear the number, and each says it when pointed at."
            )
        )


def _actions(state: ViewState, picture: Picture, thing: str) -> None:
    """What can be done with a thing in the picture."""
    name = knowledge_graph().names[thing].short
    with st.container(horizontal=True, gap="small"):
        with st.popover(gettext("Expand"), icon=":material/add:"):
            _menu(state, picture, thing, name)
        st.button(
            gettext("Hide"),
            icon=":material/visibility_off:",
            key=f"hide {name}",
            on_click=lambda: go(lambda state: state.then(Hide((name,)))),
        )
        with st.popover(gettext("More")):
            near = _near(picture, thing)
            st.button(
                gettext("Keep only this and what it has a line to"),
                key=f"keep {name}",
                on_click=lambda: go(lambda state: state.then(Keep(near))),
            )
            st.button(
                gettext("Collapse what it brought in"),
                key=f"collapse {name}",
                disabled=thing not in picture.scene.scopes,
                on_click=lambda: go(lambda state: state.then(Collapse(name))),
            )


def _near(picture: Picture, thing: str) -> tuple[str, ...]:
    graph = picture.view.graph
    near = picture.things_of({thing, *graph.successors(thing), *graph.predecessors(thing)})
    return tuple(sorted(knowledge_graph().names[one].short for one in near))


def _menu(state: ViewState, picture: Picture, thing: str, name: str) -> None:
    """Each relation and kind of a thing with its exact number, to take all or some."""
    names = knowledge_graph().names
    choices = grower().choices(picture.scene, thing)
    if not choices:
        st.caption(gettext("No line from here is on record."))
        return
    asked = st.radio(
        gettext("What to bring in"),
        [None, *choices],
        format_func=lambda choice: _choice(choice, choices),
        key=f"what of {name}",
    )
    shown = {*picture.scene.things}
    offered = [
        one
        for choice in ([asked] if asked else choices)
        for one in choice.things
        if one not in shown
    ]
    some = some_of(
        gettext("Only these"),
        (names[iri] for iri in offered),
        f"some of {name} {asked.relation if asked else ''} {asked.kind if asked else ''}",
        hint=gettext("All of them"),
    )
    step = Expand(
        name,
        asked.relation if asked else None,
        asked.kind if asked else "",
        tuple(one.short for one in some),
    )
    st.button(
        gettext("Bring in"),
        key=f"bring {name}",
        disabled=not offered,
        on_click=lambda: go(lambda state: state.then(step)),
    )


def _choice(choice: Expansion | None, choices: Sequence[Expansion]) -> str:
    """A line of the menu: "attended: 14 meetings, 3 shown"."""
    if choice is None:
        many = len({one for each in choices for one in each.things})
        return gettext("Everything: {counted}", counted=counted(many, "thing"))
    relation = knowledge_graph().names[choice.predicate]
    words = (relation.inverse or relation.label) if choice.relation.inward else relation.label
    shown = gettext(", {shown:,} shown", shown=choice.shown) if choice.shown else ""
    return f"{words}: {appearance(choice.kind).counted(len(choice.things))}{shown}"


def _rest(state: ViewState, rest: Rest) -> None:
    """The list behind a summary node, to pick from."""
    names = knowledge_graph().names
    name = names[rest.thing]
    st.subheader(plain_text(gettext("{things} at {thing}", things=rest.label, thing=name.label)))
    st.caption(
        gettext("On record, but not shown to keep the picture readable. Pick what to bring in.")
    )
    key = f"rest of {rest.id}"
    if len(rest.things) <= _PILLS:
        picked = st.pills(
            gettext("Not shown"),
            rest.things,
            selection_mode="multi",
            format_func=lambda iri: plain_text(names[iri].label),
            key=key,
            label_visibility="collapsed",
            wrap=True,
        )
    else:
        found = some_of(gettext("Not shown"), (names[iri] for iri in rest.things), key)
        picked = [one.iri for one in found]
    step = Expand(name.short, None, rest.kind, tuple(names[one].short for one in picked))
    room = max(0, round(state.most * LEEWAY) - len(grower().scene(state).things))
    st.button(
        gettext("Bring in {number}", number=len(picked)) if picked else gettext("Bring in"),
        key=f"bring {rest.id}",
        disabled=not picked or len(picked) > room,
        on_click=lambda: go(lambda state: state.then(step)),
    )
    if len(picked) > room or not room:
        st.caption(
            gettext(
                "There is room for {room} more. Hide some things first, or allow more "
                "under Arrange.",
                room=room,
            )
        )
