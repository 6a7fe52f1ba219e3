"""A text that reads itself: paste it, see what was found, decide, and take the accepted further."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from graph.errors import DataError
from graph.pages.add.chosen_words import ask_of_chosen_words, let_words_go
from graph.pages.add.deciding import decide_in_table, decide_in_text, decide_on_many
from graph.pages.add.decisions_kept import (
    begin,
    end,
    is_of_this_record,
    text_of_this_visit,
    told_of_before,
)
from graph.pages.add.document_row import ask_of_document
from graph.pages.parts.bar_of_progress import bar_of_progress
from graph.pages.parts.command_process import ImportFailed
from graph.pages.parts.import_process import allowed_to_apply, read_text
from graph.pages.parts.visits import visits
from graph.pages.parts.widgets import plain_text
from graph.plurals import counted, plural
from graph.views.review.read_text import ReadText, filled
from graph.views.review.turned_down import remember, turned_down

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Filled", "accepted_of_a_text"]

_KINDS: Final = ("txt", "html", "htm", "docx", "pdf", "eml")
_TAKEN: Final = "what was taken further"


@dataclass(frozen=True, slots=True)
class Filled:
    """The workbook of what was accepted; it is brought like a file that a reader uploads."""

    name: str
    content: bytes

    def getvalue(self) -> bytes:
        """Its bytes."""
        return self.content


def accepted_of_a_text() -> Filled | None:
    """Draws the whole way from a text to the workbook of what was accepted; None before its end."""
    st.caption(
        f"Paste a press release or a project page, or bring the file. {_where_it_goes()} The text "
        "is not kept, and nothing is written to the record that you did not accept."
    )
    pasted = st.text_area("The text", height=180, key="pasted text")
    visits.ask_for_files()
    brought = st.file_uploader("Or its file", type=_KINDS, key="text file")
    content = brought.getvalue() if brought is not None else pasted.encode()
    name = brought.name if brought is not None else "pasted.txt"
    pressed = st.button("Read it", icon=":material/menu_book:")
    # A place of its own: what stands below stays where it is, with its focus, when this is empty.
    with st.container():
        if pressed and content.strip():
            _read(name, content)
        elif pressed:
            st.info("There is no text yet: paste one, or choose a file.")
    read = text_of_this_visit()
    if read is None:
        return None
    if not is_of_this_record():
        st.caption("The record has changed since this text was read; read it again to compare.")
    return _review(read)


def _where_it_goes() -> str:
    """Who gets to see the text: nobody, or the model that the owner of this server set up."""
    if not os.environ.get("CBRN_GRAPH_MODEL"):
        return "Nothing leaves this machine."
    return plain_text(
        f"It is sent to the model at {os.environ['CBRN_GRAPH_MODEL']}, which the owner of this "
        "server set up."
    )


def _read(name: str, content: bytes) -> None:
    """Reads a text and keeps what came of it for this visit."""
    st.session_state.pop(_TAKEN, None)
    let_words_go()
    try:
        with bar_of_progress() as show:
            read = ReadText(read_text(name, content, show))
    except ImportFailed as error:
        st.error(plain_text(str(error)))
        end()
        return
    begin(read)


def _review(read: ReadText) -> Filled | None:
    """The text beside its statements, the document's own row, and the step to the preview."""
    refused = _refused(read)
    _summary(read, len(refused))
    left, right = st.columns([2, 3])
    with left:
        decide_in_text(read)
        ask_of_chosen_words(read)
    with right:
        decide_on_many(read, refused)
        rows = decide_in_table(read)
    document = ask_of_document(read)
    chosen = sum(bool(row.get("accept")) for row in rows)
    label = f"See what the {chosen} accepted would do" if chosen else "Accept some first"
    if st.button(label, disabled=not chosen, icon=":material/arrow_forward:"):
        _remember(read, rows)
        st.session_state[_TAKEN] = Filled(f"{document['key']}.xlsx", filled(read, document, rows))
    taken: Filled | None = st.session_state.get(_TAKEN)
    return taken


def _summary(read: ReadText, refused: int) -> None:
    """How much was found, what was decided on it before, and what to do where nothing was."""
    count, things = len(read.statements), len(read.told["things"])
    st.subheader("What it says")
    again = f" {refused} of them were turned down before." if refused else ""
    st.markdown(
        plain_text(
            f"{counted(count, 'statement')} {plural(count, 'is', 'are')} proposed, with "
            f"{counted(things, 'thing')} that {plural(things, 'is', 'are')} not on record.{again}"
        )
    )
    if told_of_before():
        st.caption(plain_text(told_of_before()))
    for one in read.told["dropped"]:
        st.caption(plain_text(f"Dropped of what the model proposed: {one['told']}: {one['why']}."))
    if not count:
        st.info(
            "Nothing was found that can be said in the terms of the record. Choose words of the "
            "text to say what they state."
        )


def _refused(read: ReadText) -> set[str]:
    """What was turned down of this text before; nothing where the file of it cannot be read."""
    try:
        return turned_down(read.sha256)
    except DataError as error:
        st.warning(plain_text(str(error)))
        return set()


def _remember(read: ReadText, rows: Sequence[Mapping[str, Any]]) -> None:
    """Remembers what was turned down, where the owner lets this page write."""
    if not allowed_to_apply():
        return
    pairs = list(zip(read.statements, rows, strict=False))
    taken = [one["id"] for one, row in pairs if row.get("accept")]
    try:
        remember(read.sha256, [o["id"] for o, row in pairs if not row.get("accept")], taken)
    except DataError as error:
        st.warning(plain_text(str(error)))
