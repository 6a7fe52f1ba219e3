"""Why a line is in a network: the statements behind it, and the query that gives it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.pages.parts.cards import evidence_cards, query_behind, sheet
from graph.pages.parts.fragments import listing
from graph.pages.parts.proposing import propose_here
from graph.pages.parts.widgets import knowledge_graph, plain_text
from graph.plurals import counted
from graph.texts import all_of, catalogued, gettext
from graph.views.network.drawn_lines import BundleLine, DrawnLine, HiddenLine, TieLine
from graph.views.network.drawn_nodes import DrawnThing
from graph.views.network.reproduce import statements_query, tie_query
from graph.views.network.ties import wording
from graph.views.record.statements import because

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.components.network_canvas import Selection
    from graph.views.network.drawn_lines import SingleLine
    from graph.views.network.drawn_network import NetworkView
    from graph.views.network.hidden_lines import HiddenTie
    from graph.views.network.ties import SharedTie
    from graph.views.record.names import Names

__all__ = [
    "hidden_things",
    "lines_one_by_one",
    "selected_in",
    "several_lines",
    "shared_things",
    "statements",
]

_CARDS = 8
_TITLE = catalogued("The query that gives this line again")
_RUN = catalogued("Run it in Ask")
_MADE_UP = catalogued(
    "No document states this line in so many words: the query draws it. The query itself says "
    "what it follows from."
)


def selected_in(view: NetworkView, selection: Selection | None, hint: str = "") -> None:
    """The sheet of what is selected in a network, or why it is there; else a hint."""
    match view.drawn(selection.id) if selection else None:
        case DrawnThing(id=thing):
            kg = knowledge_graph()
            if thing in kg.names:
                sheet(kg, thing, centred=None)
            else:
                st.caption(gettext("Nothing about it is on record here."))
        case DrawnLine() as line:
            statements(line)
        case TieLine(tied=tied):
            shared_things(tied)
        case BundleLine() as bundle:
            several_lines(bundle)
        case _ if hint:
            st.caption(hint)


def statements(line: DrawnLine, *, is_headed: bool = True) -> None:
    """The statements behind a line, and the query that gives them."""
    kg = knowledge_graph()
    if is_headed:
        st.subheader(gettext("Why is this line here?"))
    said = because(kg.engine, *line.triple) if line.predicate in kg.names else []
    if not said:
        st.caption(gettext(_MADE_UP))
        return
    evidence_cards(said, kg.names, graded=True)
    propose_here(kg, said, f"line {line.id}")
    query_behind(gettext(_TITLE), statements_query(kg.names, *line.triple), gettext(_RUN))


def several_lines(bundle: BundleLine, asked: str = "") -> None:
    """Each of the lines that are drawn as one, with its statements; the asked one comes first."""
    st.subheader(gettext("Why is this line here?"))
    lines = counted(bundle.count, "line")
    st.caption(
        gettext(
            "{lines} drawn as one, stated by {documents}.",
            lines=lines,
            documents=counted(bundle.documents, "document"),
        )
        if bundle.documents
        else gettext(
            "{lines} drawn as one, worked out from what documents state of either end.", lines=lines
        )
    )
    lines_one_by_one(bundle.lines, f"bundle {bundle.id}", asked)


def lines_one_by_one(lines: Sequence[SingleLine], key: str, asked: str = "") -> None:
    """One of several lines, to be chosen, with the statements behind it."""
    names = knowledge_graph().names
    ordered = sorted(lines, key=lambda line: (line.label, _read(names, line)))
    at = [line.at for line in ordered]
    picked = st.selectbox(
        gettext("Show the statements for"),
        range(len(ordered)),
        index=at.index(asked) if asked in at else 0,
        format_func=lambda number: _read(names, ordered[number]),
        key=key,
    )
    match ordered[picked]:
        case DrawnLine() as line:
            statements(line, is_headed=False)
        case TieLine(tied=tied):
            shared_things(tied, is_headed=False)
        case HiddenLine(tied=hidden):
            hidden_things(hidden, is_headed=False)


def _read(names: Names, line: SingleLine) -> str:
    """A line as it reads: its ends with what stands between them."""
    return f"{names[line.source].label} · {line.label} · {names[line.target].label}"


def hidden_things(hidden: HiddenTie, *, is_headed: bool = True) -> None:
    """What the reader took out between two things, with the statements that lead through it."""
    kg = knowledge_graph()
    ends = all_of(kg.names[end].label for end in (hidden.one, hidden.other))
    if is_headed:
        st.subheader(gettext("Why is this line here?"))
    st.markdown(plain_text(f"{hidden.label.capitalize()} {ends}."))
    st.caption(gettext("You took them out of the picture; each has a line to both ends."))
    picked = st.selectbox(
        gettext("Show the statements for"),
        hidden.things,
        format_func=lambda iri: kg.names[iri].label,
        key=f"hidden {hidden.id}",
    )
    shown = []
    for source, predicate, target in hidden.triples:
        if picked in {source, target}:
            said = because(kg.engine, source, predicate, target)[:_CARDS]
            evidence_cards(said, kg.names, graded=True)
            shown += said
    propose_here(kg, shown, f"hidden {hidden.id} {picked}")


def shared_things(shared: SharedTie, *, is_headed: bool = True) -> None:
    """What both ends of a line that was worked out share, with the statements on either side."""
    kg = knowledge_graph()
    ends = [kg.names[end] for end in (shared.one, shared.other)]
    if is_headed:
        st.subheader(gettext("Why is this line here?"))
    both = all_of(end.label for end in ends)
    st.markdown(f"{plain_text(both)} **{plain_text(shared.label)}**.")
    st.caption(
        plain_text(
            gettext(
                "No document states this line; it follows from lines that documents state "
                "({wording}).",
                wording=wording(shared.tie, kg.names),
            )
        )
    )
    st.html(listing(kg.names[one].label for one in shared.things))
    picked = st.selectbox(
        gettext("Show the statements for"),
        shared.things,
        format_func=lambda iri: kg.names[iri].label,
        key=f"shared {shared.id}",
    )
    predicate = shared.tie.relation.iri
    shown = []
    for end in (shared.one, shared.other):
        inward = shared.tie.relation.inward
        source, target = (picked, end) if inward else (end, picked)
        said = because(kg.engine, source, predicate, target)[:_CARDS]
        evidence_cards(said, kg.names, graded=True)
        shown += said
    propose_here(kg, shown, f"tie {shared.id} {picked}")
    query_behind(gettext(_TITLE), tie_query(kg.names, shared), gettext(_RUN))
