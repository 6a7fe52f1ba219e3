"""The gap map: countries by topic or hazard, regions by year; a cell opens its evidence."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.pages.cooperation import ties
from graph.pages.parts.cards import evidence_cards, grade_line
from graph.pages.parts.fragments import below, link, paragraph, thing
from graph.pages.parts.widgets import choose, plain_text
from graph.plurals import counted
from graph.templates import piece
from graph.views.cooperation.gap_map import EMPTY, STATES, by_topic, by_year
from graph.views.record.grade import grade
from graph.views.record.overview import documents
from graph.views.record.statements import about, behind
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from markupsafe import Markup

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.cooperation.gap_map import GapMap, Spot
    from graph.views.record.evidence import Evidence

__all__ = ["show"]

_MAPS: Final = {
    "topic": "Countries × topics",
    "hazard": "Countries × hazards",
    "year": "Regions × years",
    "alike": "Projects alike but not tied",
}
_SIGNS: Final = {"none": "·", "silent": "?", "unread": "∅"}
_FIRST_YEAR: Final = 2012
_STEPS: Final = (1, 2, 4)
"""From so many things on, a spot is drawn larger."""
_CARDS: Final = 30

_html = partial(piece, "pages/cooperation/gap_map.html")


def show(kg: KnowledgeGraph) -> None:
    """The map, what its signs mean, and the evidence of the cell that the address names."""
    chosen = choose("Map", "map", _MAPS)
    if chosen == "alike":
        ties.show(kg)
        return
    newest = _newest(kg, id(kg))
    found = _found(kg, id(kg), chosen, newest)
    pairs = len(found.spots)
    when = "the year of its column" if chosen == "year" else newest
    st.caption(
        f"{found.filled():,} of {counted(pairs, 'cell')} have something on record. The larger the "
        f"circle, the more projects or meetings; its colour tells whether one ran in {when}. "
        "What is empty is not on record, for one of three reasons."
    )
    left, right = st.columns([13, 7], gap="medium")
    with left:
        st.html(_html("legend", STATES, _SIGNS) + _map(found, chosen))
    with right:
        _opened(kg, found)


@st.cache_data(max_entries=2, show_spinner=False)
def _newest(_kg: KnowledgeGraph, opened: int) -> str:
    """The year of the newest document that says more than codes."""
    dates = [one.issued for one in documents(_kg.engine) if one.issued and not one.codes]
    return max(dates, default="2000")[:4]


@st.cache_resource(max_entries=6, show_spinner="Looking what is on record …")
def _found(_kg: KnowledgeGraph, opened: int, chosen: str, newest: str) -> GapMap:
    if chosen == "year":
        return by_year(_kg, _FIRST_YEAR, int(newest))
    property_ = "hazard" if chosen == "hazard" else "hasTopic"
    return by_topic(_kg, newest, property_)


def _map(found: GapMap, chosen: str) -> Markup:
    """The rows and columns, with what each cell says."""
    return _html(
        "map",
        [label for _, label in found.columns],
        [
            (
                name.label,
                [
                    _cell(chosen, name.short, (key, label), found.spots[name.iri, key])
                    for key, label in found.columns
                ],
            )
            for name in found.rows
        ],
    )


def _cell(
    chosen: str, row: str, column: tuple[str, str], spot: Spot
) -> tuple[str, int, str, Markup]:
    """A cell: its state, size and meaning, and the sign that opens what is behind it."""
    key, label = column
    at = f"{row}~{key.removeprefix(str(THINGS))}"
    size = sum(len(spot.things) >= step for step in _STEPS)
    told = f"{label}: {STATES[spot.state]}"
    if spot.things:
        told = f"{label}: {counted(len(spot.things), 'thing')}, {STATES[spot.state]}"
    shown = link("cooperation", _SIGNS.get(spot.state, "●"), view="map", map=chosen, cell=at)
    return spot.state, size, told, shown


def _opened(kg: KnowledgeGraph, found: GapMap) -> None:
    """What is behind the cell that the address names."""
    row, _, column = st.query_params.get("cell", "").partition("~")
    name = kg.names.find(row)
    labels = {key.removeprefix(str(THINGS)): (key, label) for key, label in found.columns}
    if name is None or column not in labels or (name.iri, labels[column][0]) not in found.spots:
        st.subheader("Open a cell")
        st.caption("Click a circle or a sign: what is on record there then stands here.")
        return
    key, label = labels[column]
    spot = found.spots[name.iri, key]
    st.subheader(plain_text(f"{name.label}, {label}"))
    if spot.state in EMPTY:
        st.info(
            f"{STATES[spot.state].capitalize()}. That does not mean that there is or was nothing."
        )
        return
    st.caption(STATES[spot.state])
    st.html(paragraph(below(thing(kg.names[one]) for one in spot.things)))
    said = _statements(kg, spot)
    st.html(grade_line(grade(said)))
    evidence_cards(said[:_CARDS], kg.names)
    if len(said) > _CARDS:
        st.caption(f"The first {_CARDS} of {len(said):,} statements.")


def _statements(kg: KnowledgeGraph, spot: Spot) -> list[Evidence]:
    """The statements behind a cell: its lines, or the dates of what is there."""
    if spot.lines:
        return [one for those in behind(kg.engine, spot.lines).values() for one in those]
    dates = ("startDate", "endDate", "status")
    return [
        one
        for each in spot.things
        for one in about(kg.engine, each)
        if one.subject == each and one.predicate.endswith(dates)
    ]
