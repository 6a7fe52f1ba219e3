"""The proposals of this moment: those of the file, and those of this visit where it may not write.

A visit's own proposals live as long as the visit, until they are downloaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.errors import DataError
from graph.pages.parts.sign_in import account, write_log
from graph.views.record.decisions import Decision, decisions
from graph.views.review.review_file import (
    may_propose,
    may_take_back,
    propose,
    read_proposals,
    take_back,
)
from graph.views.review.review_overlay import Overlay, overlay

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.knowledge_graph import KnowledgeGraph
    from graph.reviews import Proposal
    from graph.views.record.evidence import Evidence

__all__ = [
    "add",
    "can_take_back",
    "current",
    "decided",
    "laid_over",
    "put_back",
    "remove",
    "taken_back",
]

_OWN = "own proposals"
_GONE = "proposal taken back"


def current() -> dict[str, Proposal]:
    """The open proposals by key; where the file cannot be read, a sentence and the visit's own."""
    own: dict[str, Proposal] = st.session_state.setdefault(_OWN, {})
    try:
        return read_proposals() | own
    except DataError as error:
        st.session_state["proposals cannot be read"] = str(error)
        return dict(own)


def laid_over(kg: KnowledgeGraph) -> Overlay:
    """What the open proposals would change; worked out once for all who see the same ones."""
    proposals = tuple(sorted(current().values(), key=lambda one: one.key))
    return _overlay(kg, id(kg), proposals)


@st.cache_resource(max_entries=20, show_spinner=False)
def _overlay(_kg: KnowledgeGraph, opened: int, proposals: tuple[Proposal, ...]) -> Overlay:
    return overlay(_kg.engine, proposals) if proposals else Overlay()


def decided(kg: KnowledgeGraph, evidence: Iterable[Evidence]) -> dict[str, Decision]:
    """Who made the review of each statement that has one, by the statement's address."""
    reviewed = tuple(sorted({one.statement for one in evidence if one.review}))
    return {one.statement: one for one in _decided(kg, id(kg), reviewed)} if reviewed else {}


@st.cache_data(max_entries=200, show_spinner=False)
def _decided(_kg: KnowledgeGraph, opened: int, statements: tuple[str, ...]) -> list[Decision]:
    return decisions(_kg.engine, statements)


def add(proposal: Proposal) -> None:
    """Keeps a proposal: in the file where the owner allows it, else for this visit."""
    if may_propose():
        propose(proposal)
        write_log(f"proposed {proposal.key}")
    else:
        st.session_state[_OWN] = {**st.session_state[_OWN], proposal.key: proposal}


def can_take_back(proposal: Proposal) -> bool:
    """Whether a proposal can be taken back here: one's own, and any by an owner of the record."""
    if proposal.key in st.session_state.get(_OWN, {}):
        return True
    who = account()
    return may_propose() and may_take_back(proposal, who.token, is_owner=who.is_owner)


def remove(proposal: Proposal) -> None:
    """Takes a proposal back; `put_back` undoes it."""
    if not can_take_back(proposal):
        return
    if may_propose():
        take_back(proposal, by=account().name or proposal.by)
    own = st.session_state.get(_OWN, {})
    st.session_state[_OWN] = {key: one for key, one in own.items() if one != proposal}
    st.session_state[_GONE] = proposal


def taken_back() -> Proposal | None:
    """The proposal that was taken back last in this visit."""
    found: Proposal | None = st.session_state.get(_GONE)
    return found


def put_back() -> None:
    """Undoes the last taking back."""
    proposal = taken_back()
    if proposal is not None:
        del st.session_state[_GONE]
        add(proposal)
