"""The text of this visit and what was decided on it: on disk before the page goes by it."""

from __future__ import annotations

import secrets
from typing import Final

import streamlit as st

from graph.errors import DataError
from graph.knowledge_graph import BUILT
from graph.pages.parts.import_process import allowed_to_apply
from graph.pages.parts.sign_in import account
from graph.pages.parts.widgets import plain_text
from graph.plurals import counted, plural
from graph.views.review.read_text import ReadText
from graph.views.review.text_decisions import (
    TextDecisions,
    decided_before,
    forget,
    keep_decisions,
    with_decided_words,
)

__all__ = [
    "begin",
    "decide",
    "decisions",
    "end",
    "forget_decisions",
    "is_of_this_record",
    "made_anew",
    "sign_of_reading",
    "text_of_this_visit",
    "told_of_before",
    "turn_of_page",
    "turn_of_table",
]

_READ: Final = "text that was read"
_RECORD: Final = "the record that it was read by"
_SIGN: Final = "sign of the reading"
_DECIDED: Final = "what was decided on the text"
_FOUND: Final = "what was found of decisions before"
_TURN: Final = "how often the table was made anew"
_PAGE_TURN: Final = "how often the page itself changed what is accepted"


def begin(read: ReadText) -> None:
    """Begins with a text that was read, and with what this person decided on it before."""
    kept = _decided_before(read)
    known = {one["id"] for one in read.statements}
    read = with_decided_words(read, kept)
    st.session_state[_READ] = read
    st.session_state[_RECORD] = BUILT.stat().st_mtime_ns
    st.session_state[_SIGN] = secrets.token_hex(4)
    st.session_state[_DECIDED] = kept.about(read)
    gone = sum(one not in known and one not in kept.about(read).cells for one in kept.accepted)
    st.session_state[_FOUND] = len(kept.about(read).accepted), gone
    made_anew()


def end() -> None:
    """Lets the text go, with what the visit holds of it; the disk keeps what was decided."""
    for name in (_READ, _DECIDED, _FOUND):
        st.session_state.pop(name, None)


def text_of_this_visit() -> ReadText | None:
    """The text that was read, with the statements that were made of its words; None before."""
    read: ReadText | None = st.session_state.get(_READ)
    return read


def is_of_this_record() -> bool:
    """Whether the record is still the one by which the text was read."""
    return bool(st.session_state.get(_RECORD) == BUILT.stat().st_mtime_ns)


def decisions() -> TextDecisions:
    """What is decided on it now."""
    told: TextDecisions = st.session_state.get(_DECIDED) or TextDecisions()
    return told


def told_of_before() -> str:
    """What the page found of earlier decisions on the text, in words; "" where there were none."""
    found, gone = st.session_state.get(_FOUND, (0, 0))
    said = (
        f"{counted(found, 'statement')} of it {plural(found, 'was', 'were')} accepted here before "
        f"and not added yet: {plural(found, 'it is', 'they are')} as you left "
        f"{plural(found, 'it', 'them')}."
        if found
        else ""
    )
    if gone:
        said += (
            f" {counted(gone, 'statement')} that you accepted before {plural(gone, 'is', 'are')} "
            "proposed no longer, since the record has changed."
        )
    return said.strip()


def sign_of_reading() -> str:
    """What tells this reading from another of the same text at the same time."""
    return str(st.session_state.get(_SIGN, ""))


def turn_of_table() -> int:
    """How often the table was made anew."""
    return int(st.session_state.get(_TURN, 0))


def turn_of_page() -> int:
    """How often the page itself changed what is accepted, and has to tell the browser."""
    return int(st.session_state.get(_PAGE_TURN, 0))


def made_anew(*, table: bool = True, text: bool = True) -> None:
    """Makes the table, the text or both anew with what is decided now."""
    st.session_state[_TURN] = turn_of_table() + table
    st.session_state[_PAGE_TURN] = turn_of_page() + text


def decide(now: TextDecisions, read: ReadText | None = None) -> None:
    """Takes over what was decided; it is on disk when this returns.

    Args:
        now: all that is decided.
        read: the text with a statement made of its words, where there is one more.
    """
    before = decisions()
    text = text_of_this_visit()
    if text is not None and allowed_to_apply():
        try:
            keep_decisions(text.sha256, account().token, before, now)
        except (DataError, OSError) as error:
            st.warning(plain_text(f"What you decide lasts for this visit only: {error}"))
    st.session_state[_DECIDED] = now
    if read is not None:
        st.session_state[_READ] = read


def forget_decisions() -> None:
    """Lets go what was decided on the text, which is in the record now."""
    text = text_of_this_visit()
    if text is None or not allowed_to_apply():
        return
    try:
        forget(text.sha256, account().token)
    except (DataError, OSError) as error:
        st.warning(plain_text(f"What you decided is still kept: {error}"))


def _decided_before(read: ReadText) -> TextDecisions:
    """What this person decided on a text before; nothing where it cannot be read."""
    try:
        return decided_before(read.sha256, account().token)
    except (DataError, OSError) as error:
        st.warning(plain_text(str(error)))
        return TextDecisions()
