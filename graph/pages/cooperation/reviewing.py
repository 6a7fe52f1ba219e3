"""Review: every proposal on a statement, what it would change, and those that were taken up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph.pages.parts.cards import evidence_cards, proposed
from graph.pages.parts.fragments import link, onward, table
from graph.pages.parts.proposing import propose_here, take_back_button
from graph.pages.parts.review_state import current, laid_over, put_back, taken_back
from graph.pages.parts.widgets import choose, keep, plain_text
from graph.plurals import counted
from graph.reviews import PROPOSALS, VERDICTS
from graph.templates import piece
from graph.views.network.drawn_lines import line_id
from graph.views.record.decisions import decisions
from graph.views.record.in_words import worded
from graph.views.record.names import plain
from graph.views.record.statements import of_statements
from graph.views.review.review_file import SWITCH, as_file, may_propose
from graph.views.review.review_overlay import effect

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph
    from graph.reviews import Proposal
    from graph.views.review.review_overlay import Overlay

__all__ = ["show"]

_ALL = "all"
_EXAMPLE = "meeting/rtm-ca-14~attendedBy~country/KAZ"
_MOST = 200
"""How many reviews that were taken up are listed."""


def show(kg: KnowledgeGraph) -> None:
    """The open proposals with filters and undo, then what was taken up."""
    proposals = list(current().values())
    over = laid_over(kg)
    st.caption(
        "What reviewers propose to make of single statements. A proposal counts for nothing until "
        "the maintainers have taken it up and the graph was built anew; until then it is marked "
        "on lines, cells and cards."
    )
    if broken := st.session_state.pop("proposals cannot be read", ""):
        st.error(plain_text(broken))
    _undo()
    if proposals:
        _list(kg, over, sorted(proposals, key=lambda one: (one.on, one.key), reverse=True))
    else:
        example = link("network", "for example this one", thing="meeting/rtm-ca-14", at=_EXAMPLE)
        st.html(piece("pages/cooperation/reviewing.html", "nothing_proposed", example))
    _where_it_goes(proposals)
    _taken_up(kg)


def _undo() -> None:
    """The last proposal that was taken back, and the way to put it back."""
    gone = taken_back()
    if gone is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"Taken back: {gone.review}, {plain_text(gone.says)}")
            st.button("Put it back", icon=":material/undo:", on_click=put_back)


def _list(kg: KnowledgeGraph, over: Overlay, proposals: list[Proposal]) -> None:
    first, second, third = st.columns([2, 2, 3], gap="small")
    counts = Counter(one.review for one in proposals)
    with first:
        verdicts = {_ALL: f"All proposals ({len(proposals)})"}
        verdicts |= {str(one): f"{one.capitalize()} ({counts[one]})" for one in VERDICTS}
        verdict = choose("Proposed as", "proposed", verdicts)
    with second:
        names = Counter(one.by for one in proposals)
        by = choose("Proposed by", "by", {_ALL: "Everybody"} | {one: one for one in sorted(names)})
    with third:
        words = st.text_input("With these words", placeholder="Kazakhstan", key="review words")
    rows = [
        one
        for one in proposals
        if verdict in (_ALL, one.review)
        and by in (_ALL, one.by)
        and plain(words) in plain(f"{one.says} {one.why} {one.by}")
    ]
    key = f"proposals {verdict} {by} {words}"

    def picked() -> None:
        chosen = st.session_state[key]["selection"]["rows"]
        keep("proposal", rows[chosen[0]].digest if chosen else "")

    asked = st.query_params.get("proposal")
    st.caption(counted(len(rows), "proposal"))
    st.dataframe(
        pd.DataFrame(
            [
                (one.review, _stands(one, over), one.says, one.why, one.signature, one.day)
                for one in rows
            ],
            columns=["Proposed as", "How it stands", "Statement", "Why", "By", "When"],
        ),
        hide_index=True,
        on_select=picked,
        selection_mode="single-row",
        selection_default={
            "selection": {"rows": [at for at, one in enumerate(rows) if one.digest == asked]}
        },
        key=key,
        alt="The proposals",
    )
    chosen = next((one for one in proposals if one.digest == asked), None)
    if chosen is None:
        st.caption("Pick a line: what it would change and its evidence then stand here.")
    else:
        _detail(kg, over, chosen)


def _stands(one: Proposal, over: Overlay) -> str:
    if one.statement not in over.statements:
        return "no longer on record"
    if one in over.done:
        return "counts already"
    others = {other.review for other in over.proposals[one.statement]} - {one.review}
    return f"another proposes {' and '.join(sorted(others))}" if others else "waits"


def _detail(kg: KnowledgeGraph, over: Overlay, chosen: Proposal) -> None:
    left, right = st.columns(2, gap="large")
    statement = over.statements.get(chosen.statement)
    with left:
        st.subheader(plain_text(statement.sentence(kg.names) if statement else chosen.says))
        if chosen not in over.done:
            st.html(proposed(chosen))
        if chosen in over.done:
            st.info("The graph has this review already; the proposal can go from the file.")
        elif statement is None:
            st.info(
                "This statement is no longer on record, so the proposal can come to nothing. "
                "Look whether another statement took its place, and propose it there."
            )
        else:
            st.markdown("**If it is taken up**")
            st.markdown(plain_text(effect(kg.engine, statement, chosen.review)))
            if statement.is_link:
                subject = kg.names[statement.subject].short
                at = line_id(*statement.triple)
                see = link("network", "See it in the network", thing=subject, at=at)
                st.html(onward(see))
        take_back_button(chosen, "list")
    with right:
        st.subheader("The statement")
        evidence_cards([statement] if statement else [], kg.names, "Not on record any more.")
        if statement:
            propose_here(kg, [statement], "review page")


def _where_it_goes(proposals: list[Proposal]) -> None:
    """The file, and how it is taken up."""
    if proposals:
        st.download_button(
            "Download the proposals", as_file(proposals), PROPOSALS, "text/csv", on_click="ignore"
        )
    with st.expander("How a proposal is taken up"):
        st.markdown(
            "The maintainers run `cbrn-graph review` to read the proposals, "
            "`cbrn-graph review --apply --by NAME` to take them up, all or none, and "
            "`cbrn-graph build`. Who took them up and when is kept. "
            "The build refuses what would break a rule of the record."
        )
        if not may_propose():
            st.markdown(
                "What you propose here lasts for this visit: download it and send it to the "
                f"maintainers, who run `cbrn-graph review {PROPOSALS}`. The owner of the app can "
                f"let it write the file itself by starting it with `{SWITCH}=1`."
            )


def _taken_up(kg: KnowledgeGraph) -> None:
    """The reviews that count, with who made them."""
    made = decisions(kg.engine)
    st.subheader("Taken up")
    if not made:
        st.caption("No proposal has been taken up yet.")
        return
    known = {one.statement: one for one in of_statements(kg.engine, (m.statement for m in made))}
    rows = []
    for one in made[:_MOST]:
        said = known.get(one.statement)
        told = "not on record"
        if said is not None:
            source = kg.names[said.document].short
            told = link(
                "sources", said.sentence(kg.names), source=source, statement=said.statement_key
            )
        rows.append((one.verdict, told, one.why, one.by, worded(one.on[:10])))
    table(["Review", "Statement", "Why", "By", "Proposed on"], rows)
    if len(made) > _MOST:
        st.caption(f"The newest {_MOST} of {len(made):,}.")
