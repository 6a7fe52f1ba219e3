"""What was done to the record, the newest first, with a way to take each of it back."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.dates import PartialDate
from graph.errors import DataError
from graph.journal import journal, undone
from graph.pages.add.planned_change import decide
from graph.pages.parts.fragments import below, note, table
from graph.pages.parts.import_process import DATA, allowed_to_apply
from graph.pages.parts.widgets import plain_text
from graph.plurals import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.journal import JournalEntry

__all__ = ["show_journal"]

_SHOWN: Final = 10
_CHOSEN: Final = "entry to take back"


def show_journal() -> None:
    """The journal of the record that this server shows; a sentence where it is empty."""
    st.subheader("What was done to the record")
    try:
        entries = journal(DATA)
    except DataError as error:
        st.error(plain_text(str(error)))
        return
    if not entries:
        st.caption(
            "Nothing is in the journal yet. Whatever is added, corrected or taken back from now on "
            "stands here, with who did it and why, and can be taken back."
        )
        return
    _listed(entries)
    if allowed_to_apply():
        _taking_back(entries)
    else:
        st.caption("On the command line `cbrn-graph undo NUMBER` takes an entry back.")


def _listed(entries: Sequence[JournalEntry]) -> None:
    taken_back = undone(entries)
    newest = list(reversed(entries))
    _table(newest[:_SHOWN], taken_back)
    if len(newest) > _SHOWN:
        with st.expander(f"{counted(len(newest) - _SHOWN, 'older entry')}"):
            _table(newest[_SHOWN:], taken_back)


def _table(entries: Sequence[JournalEntry], taken_back: Mapping[int, int]) -> None:
    table(
        ["No.", "When", "Who", "What", "Why"],
        (
            [
                str(one.number),
                _when(one.on),
                one.by,
                below(_done(one, taken_back)),
                one.why,
            ]
            for one in entries
        ),
    )


def _done(entry: JournalEntry, taken_back: Mapping[int, int]) -> Iterator[str]:
    """What was done, what took it back, and with which file."""
    yield entry.what
    if entry.number in taken_back:
        yield f"Taken back by no. {taken_back[entry.number]}."
    if entry.file:
        yield note(f"File {entry.file.name}, SHA-256 {entry.file.sha256[:12]}…")


def _when(moment: str) -> str:
    """A moment in words, in the time of the journal (UTC)."""
    day = datetime.datetime.fromisoformat(moment)
    return f"{PartialDate(day.year, day.month, day.day).words}, {day:%H:%M} UTC"


def _taking_back(entries: Sequence[JournalEntry]) -> None:
    """One entry picked, looked at, and taken back on a second click."""
    taken_back = undone(entries)
    holding = {
        one.number: f"{one.number} · {one.what}"
        for one in reversed(entries)
        if one.number not in taken_back and not one.erased
    }
    number = st.selectbox(
        "Take an entry back",
        list(holding),
        index=None,
        format_func=holding.__getitem__,
        placeholder="Pick the entry to take back; what it would do is shown first",
        key=_CHOSEN,
    )
    if number is None:
        return
    if decide(("undo", str(number)), f"Take back entry {number}", why_needed=False):
        st.session_state.pop(_CHOSEN, None)
        st.rerun()
