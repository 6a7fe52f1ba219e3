"""A text that reads itself: paste it, see what was found, decide, and take the accepted further."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st

from graph.components.text_review import text_review
from graph.errors import DataError
from graph.knowledge_graph import BUILT
from graph.pages.parts.bar_of_progress import bar_of_progress
from graph.pages.parts.import_process import ImportFailed, allowed_to_apply, read_text
from graph.pages.parts.visits import visits
from graph.pages.parts.widgets import plain_text
from graph.plurals import counted, plural
from graph.views.review.read_text import (
    COLUMNS,
    ReadText,
    filled,
    in_words,
    named_in,
    paragraphs,
    table,
    told_in_words,
    with_words,
)
from graph.views.review.turned_down import remember, turned_down

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Filled", "accepted_of_a_text"]

_KINDS: Final = ("txt", "html", "htm", "docx", "pdf", "eml")
_READ: Final = "text that was read"
_ACCEPTED: Final = "statements of it that were accepted"
_TURN: Final = "how often the table was made anew"
_PAGE_TURN: Final = "how often the page itself changed what is accepted"
_WORDS: Final = "words of the text that were chosen"
_TAKEN: Final = "what was taken further"
_HEIGHT: Final = 560


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
        "is not kept, and nothing is written that you did not accept."
    )
    pasted = st.text_area("The text", height=180, key="pasted text")
    visits.ask_for_files()
    brought = st.file_uploader("Or its file", type=_KINDS, key="text file")
    content = brought.getvalue() if brought is not None else pasted.encode()
    name = brought.name if brought is not None else "pasted.txt"
    pressed = st.button("Read it", icon=":material/menu_book:")
    digest = hashlib.sha256(name.encode() + b"\0" + content).hexdigest()
    # A place of its own: what stands below stays where it is, with its focus, when this is empty.
    with st.container():
        if pressed and content.strip():
            _read(name, content, digest)
        elif pressed:
            st.info("There is no text yet: paste one, or choose a file.")
    kept: tuple[tuple[str, int], ReadText] | None = st.session_state.get(_READ)
    if kept is None:
        return None
    if kept[0][1] != BUILT.stat().st_mtime_ns:
        st.caption("The record has changed since this text was read; read it again to compare.")
    return _review(kept[1])


def _where_it_goes() -> str:
    """Who gets to see the text: nobody, or the model that the owner of this server set up."""
    if not os.environ.get("CBRN_GRAPH_MODEL"):
        return "Nothing leaves this machine."
    return plain_text(
        f"It is sent to the model at {os.environ['CBRN_GRAPH_MODEL']}, which the owner of this "
        "server set up."
    )


def _read(name: str, content: bytes, digest: str) -> None:
    """Reads a text and keeps what came of it for this visit."""
    try:
        with bar_of_progress() as show:
            read = ReadText(read_text(name, content, show))
    except ImportFailed as error:
        st.error(plain_text(str(error)))
        st.session_state.pop(_READ, None)
        return
    st.session_state[_READ] = (digest, BUILT.stat().st_mtime_ns), read
    st.session_state[_ACCEPTED] = set()
    for turn in (_TURN, _PAGE_TURN):
        st.session_state[turn] = st.session_state.get(turn, 0) + 1
    st.session_state.pop(_TAKEN, None)
    st.session_state.pop(_WORDS, None)


def _review(read: ReadText) -> Filled | None:
    """The text beside its statements, the document's own row, and the step to the preview."""
    count, things = len(read.statements), len(read.told["things"])
    refused = _refused(read)
    st.subheader("What it says")
    again = f" {len(refused)} of them were turned down before." if refused else ""
    st.markdown(
        plain_text(
            f"{counted(count, 'statement')} {plural(count, 'is', 'are')} proposed, with "
            f"{counted(things, 'thing')} that {plural(things, 'is', 'are')} not on record.{again}"
        )
    )
    for one in read.told["dropped"]:
        st.caption(plain_text(f"Dropped of what the model proposed: {one['told']}: {one['why']}."))
    if not count:
        st.info(
            "Nothing was found that can be said in the terms of the record. Choose words of the "
            "text to say what they state."
        )
    left, right = st.columns([2, 3])
    with left:
        _text(read)
        _own_statement(read)
    with right:
        _choices(read, refused)
        rows = _decided(read)
    _keep_ticks(read, rows)
    document = _document(read)
    chosen = sum(bool(row.get("accept")) for row in rows)
    label = f"See what the {chosen} accepted would do" if chosen else "Accept some first"
    if st.button(label, disabled=not chosen, icon=":material/arrow_forward:"):
        _remember(read, rows)
        st.session_state[_TAKEN] = Filled(f"{document['key']}.xlsx", filled(read, document, rows))
    taken: Filled | None = st.session_state.get(_TAKEN)
    return taken


def _text(read: ReadText) -> None:
    """The text with the names in it, and its statements one by one, by keyboard or pointer."""

    def words(start: int, end: int) -> None:
        st.session_state[_WORDS] = start, end

    text_review(
        str(read.told["text"]),
        paragraphs(read),
        read.told["names"],
        [{**one, "says": told_in_words(one)} for one in read.statements],
        st.session_state[_ACCEPTED],
        turn=st.session_state[_PAGE_TURN],
        key=f"review of {read.sha256}",
        on_accepted=_decided_in_text,
        on_words=words,
    )


def _decided_in_text(accepted: set[str]) -> None:
    """Takes over what was decided in the text; the table beside it is made anew."""
    st.session_state[_ACCEPTED] = accepted
    st.session_state[_TURN] += 1


def _own_statement(read: ReadText) -> None:
    """Where a reader says what words of the text state; nothing before some are chosen."""
    chosen: tuple[int, int] | None = st.session_state.get(_WORDS)
    if chosen is None:
        return
    named = named_in(read, *chosen)
    passage = " ".join(str(read.told["text"])[slice(*chosen)].split())
    keys = list(named)
    with st.form(f"statement of {chosen}", border=True):
        st.markdown(f"**What do these words say?**  \n“{plain_text(passage)}”")
        subject = st.text_input("About (key)", keys[0] if keys else "")
        relation = st.selectbox(
            "Line or fact", sorted(read.told["properties"], key=in_words), index=None,
            format_func=in_words,
            placeholder="attended by, start date …",
        )  # fmt: skip
        value = st.text_input("Value (key, date, number or text)", keys[1] if keys[1:] else "")
        role = st.text_input("Role (if one is told)")
        add, drop = st.columns(2)
        added = add.form_submit_button("Add it", icon=":material/add:", width="stretch")
        dropped = drop.form_submit_button("Leave it", width="stretch")
    if added and subject.strip() and relation and value.strip():
        said = {
            "subject": subject.strip(), "property": relation, "object": value.strip(),
            "role": role.strip(),
        }  # fmt: skip
        _add(read, chosen, said)
    elif added:
        st.info("Say what it is about, which line or fact it states, and the value.")
    if dropped:
        st.session_state.pop(_WORDS, None)
        st.rerun()


def _add(read: ReadText, chosen: tuple[int, int], said: Mapping[str, str]) -> None:
    """Puts a statement of a reader's own among those of the text, accepted."""
    more = with_words(read, *chosen, said)
    kept = st.session_state[_READ]
    st.session_state[_READ] = kept[0], more
    st.session_state.pop(_WORDS, None)
    _renew(st.session_state[_ACCEPTED] | {more.statements[-1]["id"]})
    st.rerun()


def _choices(read: ReadText, refused: set[str]) -> None:
    """Buttons that accept or turn down many at once: all, or those of one paragraph."""
    everywhere = "the whole text"
    where = st.selectbox("Accept or turn down", [everywhere, *read.places], key="place of choice")
    here = {one["id"] for one in read.statements if where in {everywhere, one["locator"]}}
    accept, refuse = st.columns(2)
    # Before the page is drawn: the text, which stands above, shows and keeps what is accepted now.
    accept.button(
        "Accept", key="accept these", icon=":material/check:", width="stretch",
        on_click=_accept, args=(here - refused,),
    )  # fmt: skip
    refuse.button(
        "Turn down", key="refuse these", icon=":material/close:", width="stretch",
        on_click=_turn_down, args=(here,),
    )  # fmt: skip


def _accept(these: set[str]) -> None:
    _renew(st.session_state[_ACCEPTED] | these)


def _turn_down(these: set[str]) -> None:
    _renew(st.session_state[_ACCEPTED] - these)


def _renew(accepted: set[str]) -> None:
    """Makes the table and the text anew with these statements accepted."""
    st.session_state[_ACCEPTED] = accepted
    st.session_state[_TURN] += 1
    st.session_state[_PAGE_TURN] += 1


def _decided(read: ReadText) -> Sequence[Mapping[str, Any]]:
    """The table in which a reader ticks, mends and adds statements; its rows as they are now."""
    frame = pd.DataFrame(table(read, st.session_state[_ACCEPTED]), columns=list(COLUMNS))
    config: dict[str, Any] = {
        "accept": st.column_config.CheckboxColumn("Accept", width="small"),
        "says": st.column_config.TextColumn("What is said", width="large", disabled=True),
        "locator": st.column_config.TextColumn("Place", width="small"),
        "role": "Role",
        "subject": "About (key)",
        "property": "Property",
        "object": "Value (key)",
        "from": "From",
        "until": "Until",
        "remark": "Remark",
        "quote": st.column_config.TextColumn("Passage", disabled=True),
        "on_record": st.column_config.TextColumn("On record", disabled=True),
        "matched": st.column_config.TextColumn("Matched by", disabled=True),
    }
    edited = st.data_editor(
        frame,
        column_config=config,
        hide_index=True,
        num_rows="add",
        height=_HEIGHT - 90,
        key=f"decisions {st.session_state[_TURN]}",
    )
    records = edited.fillna("").to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in records]


def _keep_ticks(read: ReadText, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keeps what was ticked by hand, for when many are accepted or turned down at once."""
    pairs = zip(read.statements, rows, strict=False)
    ticked = {one["id"] for one, row in pairs if row.get("accept")}
    if ticked != st.session_state[_ACCEPTED]:
        st.session_state[_ACCEPTED] = ticked
        st.session_state[_PAGE_TURN] += 1
        st.rerun()


def _document(read: ReadText) -> dict[str, str]:
    """The document's own row, as the text proposes it and the reader mends it."""
    st.markdown("**The document**")
    words = {
        "title": "Title",
        "publisher": "Publisher",
        "issued": "Its date (2021-06-01), empty where it bears none",
        "address": "Where it can be read (https://…)",
        "language": "Language (two letters)",
        "key": "Key in the record",
    }
    columns = st.columns(2)
    document = dict(read.document)
    for place, (name, label) in enumerate(words.items()):
        with columns[place % 2]:
            document[name] = st.text_input(
                label, read.document[name], key=f"{name} of {read.sha256}"
            ).strip()
    return document


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
