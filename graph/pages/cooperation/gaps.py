"""Gaps: a work list of what the record lacks, with evidence, who would know, and marks."""

from __future__ import annotations

import datetime
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph.pages.parts.cards import evidence_cards
from graph.pages.parts.fragments import link, thing
from graph.pages.parts.sign_in import write_log
from graph.pages.parts.widgets import choose, keep
from graph.plurals import counted
from graph.templates import piece
from graph.views.cooperation.gaps import TITLES, bases, evidence_of, gaps
from graph.views.cooperation.letters import letters
from graph.views.exports.formats import file_name
from graph.views.record.names import plain
from graph.views.review.marks import (
    CHOICES,
    Mark,
    as_file,
    mark_of,
    marked,
    may_mark,
    read_marks,
    write_mark,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.cooperation.gaps import Gap

__all__ = ["show"]

_ALL = "all"
_MOST = 20
"""How many statements stand beside a gap."""

_html = partial(piece, "pages/cooperation/gaps.html")


@st.cache_data(show_spinner="Looking for gaps …", max_entries=2)
def _found(_kg: KnowledgeGraph, opened: int) -> tuple[list[Gap], list[str]]:
    """The gaps and what they rest on, kept for the next visitor."""
    found = gaps(_kg, _kg.questions)
    return sorted(found, key=lambda gap: -gap.worth.number), bases(_kg.engine)


def show(kg: KnowledgeGraph) -> None:
    """The list, and below it the gap that is picked."""
    everything, rests_on = _found(kg, id(kg))
    # Marks that could not be written to the file live as long as this visit.
    own: dict[str, Mark] = st.session_state.setdefault("own marks", {})
    marks = read_marks() | own
    st.caption(
        "Each line says what no document in the register states, or not clearly; those come first "
        f"for which most else waits. It rests on this: {'; '.join(rests_on)}."
    )
    first, second, third = st.columns([3, 2, 3], gap="small")
    counts = Counter(gap.question for gap in everything)
    kinds = {_ALL: f"All questions ({len(everything)})"}
    kinds |= {key: f"{title} ({counts[key]})" for key, title in TITLES.items()}
    with first:
        kind = choose("Question", "kind", kinds)
    state = Counter(_state(gap, marks) for gap in everything)
    with second:
        states = {_ALL: "All marks"}
        states |= {str(one): f"{one.capitalize()} ({state[one]})" for one in CHOICES}
        mark = choose("Mark", "mark", states)
    with third:
        words = st.text_input("With these words", placeholder="Central Asia")
    rows = [
        gap
        for gap in everything
        if kind in (_ALL, gap.question)
        and mark in (_ALL, _state(gap, marks))
        and plain(words) in plain(" ".join([gap.sentence, *gap.who]))
    ]
    _list(rows, marks, f"{kind} {mark} {words}")
    _downloads(marks)
    _letters(rows)
    chosen = next(
        (gap for gap in everything if st.query_params.get("gap") in {gap.key, *gap.parts}), None
    )
    if chosen is None:
        st.caption("Pick a line: its question, its evidence and who would know then stand here.")
    else:
        _detail(kg, chosen, mark_of(chosen, marks))


def _state(gap: Gap, marks: Mapping[str, Mark]) -> str:
    mark = mark_of(gap, marks)
    return mark.mark if mark else "open"


def _list(rows: list[Gap], marks: Mapping[str, Mark], filters: str) -> None:
    key = f"gaps {filters}"

    def picked() -> None:
        chosen = st.session_state[key]["selection"]["rows"]
        keep("gap", rows[chosen[0]].key if chosen else "")

    st.caption(counted(len(rows), "line"))
    st.dataframe(
        pd.DataFrame(
            [
                (gap.sentence, gap.worth.words, " or ".join(gap.who), _state(gap, marks))
                for gap in rows
            ],
            columns=["Not on record, or not clear", "Would settle", "Who would know", "Mark"],
        ),
        column_config={
            "Not on record, or not clear": st.column_config.TextColumn(width=760),
            "Mark": st.column_config.TextColumn(width="small"),
        },
        hide_index=True,
        height=420,
        on_select=picked,
        selection_mode="single-row",
        selection_default={
            "selection": {
                "rows": [
                    place for place, gap in enumerate(rows) if gap.key == st.query_params.get("gap")
                ]
            }
        },
        key=key,
        alt="The list of gaps",
    )


def _downloads(marks: Mapping[str, Mark]) -> None:
    """The marks as the file that travels with the data."""
    if marks:
        st.download_button("Download the marks", as_file(marks.values()), "marks.csv", "text/csv")
    if not may_mark():
        st.caption(
            "Marks that you make here last for this visit; download them and put the file beside "
            "the data as data/marks.csv to keep them. The owner of the app can let it write them "
            "itself by starting it with CBRN_GRAPH_ALLOW_MARKS=1."
        )


def _letters(rows: list[Gap]) -> None:
    """For who would know, a letter with the questions of the lines that are listed."""
    written = letters(rows)
    if not written:
        return
    with st.expander("Letters to those who would know"):
        one = st.selectbox(
            "To",
            written,
            format_func=lambda each: f"{each.publisher} ({len(each.gaps)})",
            key="letter to",
        )
        st.code(one.text, language=None, wrap_lines=True, height=320)
        st.download_button(
            "Download the letter",
            one.text.encode(),
            file_name(f"letter to {one.publisher}", "txt"),
            "text/plain",
            on_click="ignore",
        )


def _detail(kg: KnowledgeGraph, gap: Gap, mark: Mark | None) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        _told(kg, gap)
        _form(gap, mark)
    with right:
        evidence = evidence_of(kg.engine, gap)
        st.subheader("What is on record around it")
        evidence_cards(evidence[:_MOST], kg.names, "No statement is on record around it.")
        if len(evidence) > _MOST:
            more = len(evidence) - _MOST
            st.caption(f"{more} more statements are on its sheet in the network.")


def _told(kg: KnowledgeGraph, gap: Gap) -> None:
    """The gap in words, its question, and who would know."""
    st.subheader(TITLES[gap.question])
    question = kg.questions[gap.question]
    asked = link("ask", question.question, question=gap.question)
    who = " or ".join(gap.who) or "not on record"
    things = [thing(name) for name in gap.things]
    st.html(_html("gap", gap.sentence, things, asked, gap.worth.words, who))


def _form(gap: Gap, mark: Mark | None) -> None:
    """The mark that stands, and a form for another."""
    if mark is not None:
        st.html(_html("marked", mark))
    with st.form(f"mark {gap.key}"):
        chosen = st.radio(
            "Mark as",
            CHOICES,
            index=CHOICES.index(mark.mark) if mark else 1,
            horizontal=True,
        )
        note = st.text_input("Note", mark.note if mark else "", max_chars=500)
        by = st.text_input("Your name or role", mark.by if mark else "", max_chars=80)
        if st.form_submit_button("Save the mark" if may_mark() else "Mark for this visit"):
            today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
            new = Mark(
                gap=gap.key,
                mark=chosen,
                note=" ".join(note.split()),
                by=" ".join(by.split()),
                on=today,
            )
            if may_mark():
                write_mark(new)
                write_log(f"marked the gap {new.key}")
            else:
                st.session_state["own marks"] = marked(st.session_state["own marks"], new)
            st.rerun()
