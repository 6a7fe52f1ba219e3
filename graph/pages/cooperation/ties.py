"""Projects that are alike and that no document ties: each reason opens its statements."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import streamlit as st

from graph.pages.parts.fragments import in_a_row, link, table
from graph.plurals import counted
from graph.views.cooperation.alike import alike
from graph.views.review.marks import TIES, Mark, marked, may_mark, read_marks, write_mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.cooperation.alike import Alike

__all__ = ["show"]

_MOST = 60


@st.cache_resource(max_entries=2, show_spinner="Comparing projects …")
def _found(_kg: KnowledgeGraph, opened: int) -> list[Alike]:
    return alike(_kg)


def show(kg: KnowledgeGraph) -> None:
    """The pairs with their reasons, and a form to mark one as a known tie or a real gap."""
    found = _found(kg, id(kg))
    own: dict[str, Mark] = st.session_state.setdefault("own marks", {})
    marks = read_marks() | own
    st.caption(
        f"{counted(len(found), 'pair')} of projects share a country and a topic or a partner, are "
        "not on record as running at different times, and no document states a tie between them. A "
        "number opens the statements behind it. No tie on record is not the same as no tie."
    )
    table(
        ["One", "The other", "Share", "At the same time", "Funded by, on record", "Mark"],
        [_row(one, marks) for one in found[:_MOST]],
    )
    if len(found) > _MOST:
        st.caption(f"The first {_MOST} of {len(found):,}.")
    if found:
        _form(found, marks)


def _row(one: Alike, marks: Mapping[str, Mark]) -> tuple[str, ...]:
    shares = in_a_row(
        link(
            "cooperation",
            f"{number} {kind if number > 1 else _SINGULAR.get(kind, kind)}",
            view="matrix",
            table="project~project",
            by=kind,
            cell=f"{one.one.short}~{one.other.short}",
        )
        for kind, number in one.shared.items()
        if number
    )
    funders = [", ".join(name.label for name in each) or "not on record" for each in one.funders]
    told = funders[0] if funders[0] == funders[1] else f"{funders[0]}; {funders[1]}"
    time = {"ran": "yes, on record", "may have run": "not clear"}.get(one.ran, "not on record")
    mark = marks.get(one.key)
    return (
        link("network", one.one.label, thing=one.one.short),
        link("network", one.other.label, thing=one.other.short),
        shares,
        time,
        told,
        mark.mark if mark else "open",
    )


_SINGULAR = {
    "countries": "country",
    "partners": "partner",
    "meetings": "meeting",
    "topics": "topic",
    "hazards": "hazard",
}


def _form(found: list[Alike], marks: Mapping[str, Mark]) -> None:
    """Marks one pair; where the file may not be written the mark lasts for the visit."""
    with st.form("mark a tie", border=False):
        one = st.selectbox(
            "Pair", found, format_func=lambda each: f"{each.one.label} and {each.other.label}"
        )
        choice = st.radio("Mark as", TIES, horizontal=True)
        note = st.text_input("Note", max_chars=500)
        by = st.text_input("Your name or role", max_chars=80)
        if st.form_submit_button("Save the mark" if may_mark() else "Mark for this visit"):
            today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
            new = Mark(
                gap=one.key,
                mark=choice,
                note=" ".join(note.split()),
                by=" ".join(by.split()),
                on=today,
            )
            if may_mark():
                write_mark(new)
            else:
                st.session_state["own marks"] = marked(st.session_state["own marks"], new)
            st.rerun()
