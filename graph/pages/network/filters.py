"""Filters of the network: lines, regions, topics, and two ways to look at time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from graph.pages.network.state import bound, go, grower
from graph.pages.parts.widgets import plain_text
from graph.views.network.facets import parsed
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from typing import Any

    from graph.views.network.picture import Picture
    from graph.views.network.view_state import ViewState
    from graph.views.record.names import Names

__all__ = ["filters"]


def filters(state: ViewState, picture: Picture) -> None:
    """Draws the filters of a view."""
    maker = grower()
    names = maker.kg.names
    scene = picture.scene
    used = {line.predicate for line in maker.lines.among(scene.things)}
    relations = sorted(
        {names[one].iri.rpartition("#")[2] for one in used} | {*state.without_relations}
    )
    st.multiselect(
        "Lines to leave out",
        relations,
        format_func=lambda name: _relation(names, name),
        placeholder="None",
        select_all=False,
        **bound(
            "filter lines",
            list(state.without_relations),
            lambda state, chosen: replace(state, without_relations=tuple(sorted(chosen))),
        ),
    )
    regions = _several("Only these regions", names, "Region", state.regions)
    st.multiselect(
        **regions,
        **bound(
            "filter regions",
            list(state.regions),
            lambda state, these: replace(state, regions=tuple(these)),
        ),
    )
    topics = _several("Only these topics", names, "Topic", state.topics)
    st.multiselect(
        **topics,
        **bound(
            "filter topics",
            list(state.topics),
            lambda state, these: replace(state, topics=tuple(these)),
        ),
    )
    _time(state, picture)
    st.caption(
        "What has no region, topic or date on record stays, and is counted below the picture."
    )
    # Never disabled: it would lose the focus, and Tab would no longer lead into the filters.
    st.button("Clear all filters", on_click=lambda: go(lambda state: state.unfiltered()))


def _several(label: str, names: Names, family: str, chosen: tuple[str, ...]) -> dict[str, Any]:
    """The options of a list of things of one kind; what the address names is always among them."""
    known = dict.fromkeys([name.short for name in names.things([family])] + list(chosen))
    return {
        "label": label,
        "options": list(known),
        "format_func": lambda short: found.label if (found := names.find(short)) else short,
        "placeholder": "All",
        "select_all": False,
    }


def _time(state: ViewState, picture: Picture) -> None:
    """Two ways to look at time: when things were so, and when that was known."""
    years = _years(picture)
    if len(years) > 1:
        whole = years[0], years[-1]
        asked = state.years or whole
        shown = max(whole[0], min(asked[0], whole[1])), min(whole[1], max(asked[1], whole[0]))
        st.slider(
            "True at some time in these years",
            *whole,
            **bound(
                "filter years",
                shown,
                lambda state, span: replace(state, years=None if span == whole else span),
            ),
        )
    st.text_input(
        "Known by this day",
        placeholder="As in 2021-06-30",
        **bound("filter known", state.known_by, _known_by),
    )
    if wrong := st.session_state.pop("wrong day", ""):
        st.caption(plain_text(f"'{wrong}' is not a day; write it as in 2021-06-30."))


def _known_by(state: ViewState, text: str) -> ViewState:
    """The state with the day that a reader typed; the same where it is none."""
    day = parsed(text.strip())
    if text.strip() and (day is None or not day.day):
        st.session_state["wrong day"] = text[:40]
        return state
    return replace(state, known_by=str(day or ""))


def _years(picture: Picture) -> list[int]:
    """The years that things and lines of the scene are dated by."""
    maker = grower()
    found = {
        date.year
        for time in maker.facets.lifetimes(picture.scene.things).values()
        for date in (time.start, time.end)
        if date is not None
    }
    for line in maker.lines.among(picture.scene.things):
        for one in line.sayings:
            found |= {date.year for date in map(parsed, (one.since, one.until)) if date}
    return sorted(found)


def _relation(names: Names, name: str) -> str:
    return plain_text(names[f"{PREFIXES['cbrn']}{name}"].label)
