"""Filters of the network: lines, regions, topics, and two ways to look at time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from graph.components.combobox import combobox
from graph.pages.network.state import bound, go, grower
from graph.pages.parts.widgets import plain_text
from graph.texts import gettext
from graph.views.network.facets import parsed
from graph.views.record.options import option_of
from graph.views.record.search import relations
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from graph.views.network.picture import Picture
    from graph.views.network.view_state import ViewState
    from graph.views.record.names import Name, Names

__all__ = ["filters"]

_MOST = 40


def filters(state: ViewState, picture: Picture) -> None:
    """Draws the filters of a view."""
    maker = grower()
    names = maker.kg.names
    scene = picture.scene
    used = {line.predicate for line in maker.lines.among(scene.things)}
    of_terms = PREFIXES["cbrn"]
    known = [f"{of_terms}{name}" for name in state.without_relations]
    _choose(
        gettext("Lines to leave out"),
        [names[one] for one in known if one in names],
        "Relation",
        lambda state, keys: replace(state, without_relations=tuple(sorted(keys))),
        hint=gettext("None"),
        out=[one.short for one in relations(names) if one.iri not in used],
    )
    _choose(
        gettext("Only these regions"),
        _found(names, state.regions),
        "Region",
        lambda state, keys: replace(state, regions=tuple(keys)),
    )
    _choose(
        gettext("Only these topics"),
        _found(names, state.topics),
        "Topic",
        lambda state, keys: replace(state, topics=tuple(keys)),
    )
    _time(state, picture)
    st.caption(
        gettext(
            "What has no region, topic or date on record stays, and is counted below the picture."
        )
    )
    # Never disabled: it would lose the focus, and Tab would no longer lead into the filters.
    st.button(gettext("Clear all filters"), on_click=lambda: go(lambda state: state.unfiltered()))


def _choose(  # noqa: PLR0913 - a field and its named options
    label: str,
    chosen: Sequence[Name],
    kind: str,
    change: Callable[[ViewState, list[str]], ViewState],
    *,
    hint: str = "",
    out: Sequence[str] = (),
) -> None:
    """A field for several things or relations, of which a choice is a new state."""
    combobox(
        label,
        [option_of(one) for one in chosen],
        key=f"filter {kind}",
        on_choice=lambda keys: go(lambda state: change(state, keys)),
        kinds=[kind],
        most=_MOST,
        hint=hint or gettext("All"),
        out=out,
    )


def _found(names: Names, keys: Iterable[str]) -> list[Name]:
    return [found for short in keys if (found := names.find(short))]


def _time(state: ViewState, picture: Picture) -> None:
    """Two ways to look at time: when things were so, and when that was known."""
    years = _years(picture)
    if len(years) > 1:
        whole = years[0], years[-1]
        asked = state.years or whole
        shown = max(whole[0], min(asked[0], whole[1])), min(whole[1], max(asked[1], whole[0]))
        st.slider(
            gettext("True at some time in these years"),
            *whole,
            **bound(
                "filter years",
                shown,
                lambda state, span: replace(state, years=None if span == whole else span),
            ),
        )
    st.text_input(
        gettext("Known by this day"),
        placeholder=gettext("As in 2021-06-30"),
        **bound("filter known", state.known_by, _known_by),
    )
    if wrong := st.session_state.pop("wrong day", ""):
        st.caption(
            plain_text(gettext("'{wrong}' is not a day; write it as in 2021-06-30.", wrong=wrong))
        )


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
