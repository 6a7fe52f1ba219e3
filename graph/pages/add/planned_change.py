"""A change of the record on the page: what it would do, row by row, then signed and done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from graph.knowledge_graph import BUILT
from graph.pages.parts.bar_of_progress import bar_of_progress
from graph.pages.parts.command_process import ImportFailed
from graph.pages.parts.import_process import SWITCH, allowed_to_apply, carry_out, planned
from graph.pages.parts.sign_in import write_log
from graph.pages.parts.signature import ask_name, ask_why
from graph.pages.parts.widgets import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    _Kept = tuple[tuple[tuple[str, ...], int], Mapping[str, Any]]

__all__ = ["decide", "say_what_was_done"]

_PLANNED: Final = "what a change would do"
_JUST_DONE: Final = "what was just done"


def decide(change: Sequence[str], button: str, *, why_needed: bool, final: str = "") -> bool:
    """Shows what a change would do, and does it on a click; whether it was done.

    Args:
        change: the command and its arguments, as ``graph.pages.parts.import_process`` takes them.
        button: what the button says.
        why_needed: whether a reason has to stand in the journal.
        final: what has to be confirmed first, where the change cannot be taken back.
    """
    plan = _plan(change)
    if plan is None:
        return False
    _shown(plan)
    if plan["errors"] or plan["empty"]:
        return False
    if not allowed_to_apply():
        st.caption(
            "Changing the record from this page is switched off. Whoever runs the server switches "
            f"it on by starting it with `{SWITCH}=1`; or does it on the command line: "
            f"`{' '.join(('cbrn-graph', *change))}`."
        )
        return False
    key = " ".join(change)
    by, why = ask_name(key), ask_why(key)
    sure = not final or st.checkbox(final, key=f"sure {key}")
    if not sure or not st.button(button, type="primary", key=f"do {key}"):
        return False
    if by and (why or not why_needed):
        return _done(change, by, why, plan["what"])
    st.error(f"Say who you are{', and why' * why_needed}: it stands in the journal.")
    return False


def _done(change: Sequence[str], by: str, why: str, what: str) -> bool:
    """Does it; whether it could be done."""
    try:
        with bar_of_progress() as show:
            entry = carry_out(change, by, why, show)
    except ImportFailed as error:
        st.error(plain_text(str(error)))
        return False
    write_log(f"changed the record ({change[0]}, entry {entry})")
    st.session_state[_JUST_DONE] = f"{what} It is entry {entry} of the journal below."
    return True


def say_what_was_done() -> None:
    """A sentence about the change that was just made, once."""
    told = st.session_state.pop(_JUST_DONE, "")
    if told:
        st.success(plain_text(told))


def _plan(change: Sequence[str]) -> Mapping[str, Any] | None:
    """What a change would do; asked once for each change and each state of the record."""
    known_by = tuple(change), BUILT.stat().st_mtime_ns
    kept: _Kept | None = st.session_state.get(_PLANNED)
    if kept is not None and kept[0] == known_by:
        return kept[1]
    try:
        with bar_of_progress() as show:
            plan = planned(change, show)
    except ImportFailed as error:
        st.warning(plain_text(str(error)))
        return None
    st.session_state[_PLANNED] = known_by, plan
    return plan


def _shown(plan: Mapping[str, Any]) -> None:
    """A plan in words, with each row that would go or come."""
    st.markdown("**What the journal would say, and each row that would go or come**")
    st.markdown(plain_text(plan["what"]))
    for note in plan["notes"]:
        st.caption(plain_text(note))
    if plan["rows"]:
        st.code("\n".join(plan["rows"]), language=None, wrap_lines=True)
    else:
        st.caption("Nothing would change.")
    for error in plan["errors"]:
        st.warning(plain_text(error))
    if plan["errors"]:
        st.caption("It cannot be done as it stands: the graph would break a rule.")
