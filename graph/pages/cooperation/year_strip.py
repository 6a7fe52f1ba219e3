"""The years below the matrix: a press on one draws that year, on a second all years between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.dates import PartialDate
from graph.pages.parts.widgets import keep
from graph.views.cooperation.years import ran_by_year

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["chosen_years", "year_strip"]


@st.cache_resource(show_spinner=False, max_entries=2)
def _counted(_kg: KnowledgeGraph, opened: int) -> dict[int, int]:
    """The years, kept for the next visitor; ``opened`` tells one opened graph from the next."""
    return ran_by_year(_kg.engine)


def year_strip(kg: KnowledgeGraph) -> None:
    """A button for each year with how many projects and meetings ran in it."""
    counts = _counted(kg, id(kg))
    if not counts:
        return
    since, until = (_year(st.query_params.get(one, "")) for one in ("since", "until"))
    before = (
        [year for year in counts if (since or year) <= year <= (until or year)]
        if since or until
        else []
    )
    st.session_state["years of the matrix"] = before

    def changed() -> None:
        first, last = chosen_years(before, st.session_state["years of the matrix"])
        keep("since", first)
        keep("until", last)

    st.pills(
        "Years: projects and meetings that ran, by the dates on record",
        list(counts),
        format_func=lambda year: f"’{year % 100:02} · {counts[year]}",
        selection_mode="multi",
        key="years of the matrix",
        on_change=changed,
        help="The year, and how many ran in it. Choose one, or the first and the last of some; "
        "press a chosen one to have it alone, and once more for all years.",
    )


def chosen_years(before: Collection[int], now: Collection[int]) -> tuple[str, str]:
    """The first and the last year after a press, in words of the address; "" for all years.

    A year that is added reaches up or down to the others; one that is taken away stands alone, or
    frees all years where it stood alone.
    """
    gone = set(before) - set(now)
    if gone and len(before) > 1:
        return (str(min(gone)), str(min(gone)))
    return (str(min(now)), str(max(now))) if now else ("", "")


def _year(told: str) -> int | None:
    """The year of a date in the address; None where there is none that can be read."""
    try:
        return PartialDate.parse(told).year if told else None
    except ValueError:
        return None
