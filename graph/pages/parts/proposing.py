"""Where a reader proposes to accept, dispute or withdraw a statement, beside its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.errors import CbrnGraphError
from graph.pages.parts.review_state import add, can_take_back, current, remove
from graph.pages.parts.sign_in import account
from graph.pages.parts.widgets import plain_text
from graph.reviews import VERDICT_WORDS, VERDICTS, WHY_LETTERS, Proposal, now
from graph.texts import catalogued, gettext
from graph.views.record.in_words import worded
from graph.views.review.review_file import may_propose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.knowledge_graph import KnowledgeGraph
    from graph.reviews import Verdict
    from graph.views.record.evidence import Evidence

__all__ = ["MEANINGS", "propose_here", "take_back_button"]

MEANINGS: Final[dict[Verdict, str]] = {
    "accepted": catalogued("I compared it with the document, and it is right"),
    "disputed": catalogued("another document says otherwise, or it is doubtful"),
    "withdrawn": catalogued(
        "it should no longer count: entered by mistake, or taken back by its source"
    ),
    "unreviewed": catalogued("the review that it has should be taken back"),
}
"""What each verdict means to whoever proposes it."""

_NAME = "reviewer's name"


def propose_here(kg: KnowledgeGraph, evidence: Sequence[Evidence], key: str) -> None:
    """A closed section in which one of some statements can be reviewed; nothing without any.

    Args:
        kg: the opened graph.
        evidence: the statements, in the order in which they are shown.
        key: tells this section from others of the page.
    """
    if not evidence:
        return
    listed = list({one.statement: one for one in evidence}.values())
    with st.expander(gettext("Review a statement"), icon=":material/rate_review:"):
        _open_ones(listed, key)
        chosen = listed[0]
        if len(listed) > 1:
            chosen = st.selectbox(
                gettext("Statement"),
                listed,
                format_func=lambda one: f"{one.sentence(kg.names)} ({_source(kg, one)})",
                key=f"review which {key}",
            )
        _form(kg, chosen, f"{key} {chosen.statement_key}")


def take_back_button(proposal: Proposal, key: str) -> None:
    """The button that takes a proposal back, where that can be done here."""
    if can_take_back(proposal):
        st.button(
            gettext("Take it back"),
            icon=":material/undo:",
            key=f"take back {key} {proposal.key}",
            on_click=remove,
            args=(proposal,),
        )


def _open_ones(listed: Sequence[Evidence], key: str) -> None:
    """The proposals that wait, each with its button."""
    keys = {one.statement_key for one in listed}
    for proposal in current().values():
        if proposal.statement in keys:
            st.markdown(
                gettext(
                    "**Proposed as {verdict}** by {signature}, {day}: {why}",
                    verdict=gettext(VERDICT_WORDS[proposal.review]),
                    signature=plain_text(proposal.signature),
                    day=worded(proposal.day),
                    why=plain_text(proposal.why),
                )
            )
            take_back_button(proposal, key)


def _form(kg: KnowledgeGraph, one: Evidence, key: str) -> None:
    who = account()
    offered = [each for each in VERDICTS if each != "unreviewed" or one.review]
    with st.form(f"review {key}", border=False, clear_on_submit=False):
        verdict = st.radio(
            gettext("Propose it as"),
            offered,
            format_func=lambda verdict: gettext(VERDICT_WORDS[verdict]),
            captions=[gettext(MEANINGS[verdict]) for verdict in offered],
            index=1,
            key=f"verdict {key}",
        )
        why = st.text_area(gettext("Why"), key=f"why {key}", height=80)
        against = st.selectbox(
            gettext("A document that says otherwise"),
            kg.names.things(["SourceDocument"]),
            index=None,
            format_func=lambda name: name.label,
            placeholder=gettext("None of the register"),
            key=f"against {key}",
        )
        by = who.name or st.text_input(
            gettext("Your name or role"),
            st.session_state.get(_NAME, ""),
            max_chars=80,
            key=f"by {key}",
            help=gettext("It stands beside the proposal as a name that nobody checked."),
        )
        sent = st.form_submit_button(
            gettext("Propose") if may_propose() else gettext("Propose for this visit")
        )
    told = [gettext("It counts once the maintainers have taken it up and built the graph anew.")]
    if who.checked:
        name = plain_text(who.name)
        told.insert(0, gettext("It is signed with your account, {name}.", name=name))
    st.caption(" ".join(told))
    if not sent:
        return
    why, by = " ".join(why.split()), " ".join(by.split())
    if not why or not by:
        st.error(gettext("Say who you are and why: whoever decides needs both."))
        return
    if len(why) > WHY_LETTERS:
        st.error(
            gettext(
                "The reason has {letters:,} letters, and {most:,} fit. It is still in the field: "
                "shorten it by {over:,}.",
                letters=len(why),
                most=WHY_LETTERS,
                over=len(why) - WHY_LETTERS,
            )
        )
        return
    st.session_state[_NAME] = by
    proposal = Proposal(
        statement=one.statement_key,
        says=f"{one.sentence(kg.names)} ({_source(kg, one)})",
        review=verdict,
        why=why,
        by=by,
        on=now(),
        owner=who.token,
        checked="signed in" if who.checked else "",
        against=against.short.removeprefix("source/") if against else "",
    )
    try:
        add(proposal)
    except (CbrnGraphError, OSError) as error:
        st.error(plain_text(gettext("It was not kept: {error}", error=error)))
        return
    st.rerun()


def _source(kg: KnowledgeGraph, one: Evidence) -> str:
    return gettext(
        "{place} of {document}", place=one.locator, document=kg.names[one.document].label
    )
