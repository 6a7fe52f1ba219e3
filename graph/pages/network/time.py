"""The strip of years under the network: which time it tells of, and what choosing years does."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.components.network_canvas import YearStrip
from graph.pages.network.state import grower

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.views.network.picture import Picture
    from graph.views.network.view_state import ViewState

__all__ = ["in_years", "span_of", "strip"]

_MODE: Final = "network years"
_ASKED: Final = re.compile(r"(event|known):(?:([0-9]{4})-([0-9]{4}))?", re.ASCII)
_FEWEST: Final = 2


def strip(state: ViewState, picture: Picture) -> YearStrip | None:
    """The strip of a picture; None where neither time has two years to tell apart."""
    known = bool(state.known_by) or (
        not state.years and (st.session_state.get(_MODE) == "known" or not picture.bars.ran)
    )
    bars = picture.bars.said if known else picture.bars.ran
    if max(len(picture.bars.said), len(picture.bars.ran)) < _FEWEST:
        return None
    if known:
        until = int(state.known_by[:4]) if state.known_by else None
        first = min(bars, default=until or 0)
        chosen = (min(first, until), until) if until else None
        return YearStrip(bars=bars, mode="known", chosen=chosen)
    return YearStrip(bars=bars, mode="event", chosen=state.years)


def span_of(things: Iterable[str]) -> tuple[int, int] | None:
    """The first and the last year on record of some things, by their addresses; None without."""
    times = grower().facets.lifetimes(things)
    years = [date.year for one in times.values() for date in (one.start, one.end) if date]
    return (min(years), max(years)) if years else None


def in_years(state: ViewState, asked: str) -> ViewState:
    """The state in the years that the strip asks for: "event:2018-2020", or "known:" for all.

    What was known by a year is what was said by the last day of it.
    """
    found = _ASKED.fullmatch(asked)
    if found is None:
        return state
    mode, first, last = found.groups()
    st.session_state[_MODE] = mode
    if mode == "known":
        return replace(state, years=None, known_by=f"{last}-12-31" if last else "")
    return replace(state, known_by="", years=(int(first), int(last)) if first else None)
