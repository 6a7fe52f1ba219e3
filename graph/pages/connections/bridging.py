"""Who bridges two groups: two pickers and the measures, each with its definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from graph.errors import CbrnGraphError, EngineUnavailable
from graph.pages.connections.path_list import path_evidence
from graph.pages.parts.fragments import chips, note, table, thing
from graph.pages.parts.pickers import several, some_of
from graph.pages.parts.widgets import plain_text
from graph.plurals import counted
from graph.views.answers.documents_behind import documents_at_once
from graph.views.paths.bridges import bridges
from graph.views.paths.paths import connections
from graph.views.record.tables import ABSENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.record.names import Name

__all__ = ["bridging"]

_MOST = 10
_SHOWN = 2
_MEMBERS = 5
"""So many things of each group have their ways to a bridging thing told."""
_NEAR = 3


def bridging(
    kg: KnowledgeGraph,
    around: Sequence[Name],
    without: Sequence[Name],
) -> None:
    """A section that measures what stands between two groups of things.

    It goes around the same things and leaves out the same relations as the paths above it.
    """
    st.subheader("Who bridges two groups?")
    sides = st.columns(2, gap="medium")
    with sides[0]:
        one = several("One group", [], "group", hint="For example two countries")
    with sides[1]:
        other = several("The other group", [], "othergroup", hint="For example three projects")
    if not one or not other:
        st.caption("Pick at least one thing for each group to see what the ways between them pass.")
        return
    try:
        measures = bridges(
            kg,
            [name.iri for name in one],
            [name.iri for name in other],
            without_things=[name.iri for name in around],
            without_relations=[name.iri for name in without],
        )
    except EngineUnavailable:
        raise  # for the page that waits
    except CbrnGraphError as error:
        st.info(plain_text(str(error)))
        return
    for side, measure in zip(sides, measures, strict=True):
        with side:
            st.markdown(f"**{measure.name.capitalize()}**")
            st.caption(plain_text(f"{measure.definition} {measure.part}"))
            if not measure.values:
                st.caption("No such thing is on record.")
                continue
            table(
                ["Thing", measure.name.capitalize(), "Documents of its lines to the two"],
                [
                    (
                        thing(name),
                        f"{value:.0%}" if measure.is_share else f"{value:,.0f}",
                        _documents(kg, [name, *one, *other]),
                    )
                    for name, value in measure.values[:_MOST]
                ],
            )
            if len(measure.values) > _MOST:
                st.caption(f"The first {_MOST} of {len(measure.values):,} things.")
    _on_the_ways(
        kg, one, other, [name for measure in measures for name, _ in measure.values[:_MOST]]
    )


def _on_the_ways(
    kg: KnowledgeGraph, one: Sequence[Name], other: Sequence[Name], things: Sequence[Name]
) -> None:
    """What documents say on the ways from a bridging thing to both groups."""
    offered = list(dict.fromkeys(things))
    if not offered:
        return
    taken = some_of(
        "Show the documents behind",
        offered,
        "bridge",
        hint="A thing that bridges the groups",
        most=1,
    )
    if not taken:
        return
    picked = taken[0]
    for name in (*one[:_MEMBERS], *other[:_MEMBERS]):
        if name.iri == picked.iri:
            continue
        found = connections(kg, [name.iri, picked.iri], longest=_NEAR, most=1)
        if found.paths:
            path_evidence(found.paths[:1], plain_text(f"{name.label} and {picked.label}"))
        else:
            between = f"{name.label} and {picked.label}"
            st.caption(plain_text(f"No way of up to {_NEAR} lines between {between}."))
    if (more := max(0, len(one) - _MEMBERS) + max(0, len(other) - _MEMBERS)) > 0:
        st.caption(f"{counted(more, 'further thing')} of the groups not shown.")


def _documents(kg: KnowledgeGraph, things: Sequence[Name]) -> str:
    """The first documents that state a line between a thing and the groups, and how many more."""
    found = documents_at_once(kg.engine, kg.names, things)
    if not found:
        return ABSENT
    more = len(found) - _SHOWN
    rest = [note(f"and {more:,} more")] if more > 0 else []
    return Markup(" ").join([chips(found[:_SHOWN], "sources", "source"), *rest])
