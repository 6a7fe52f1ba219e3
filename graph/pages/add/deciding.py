"""Deciding on the statements of a text: in the text itself, many at once, or in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st

from graph.components.text_review import text_review
from graph.pages.add.chosen_words import choose_words
from graph.pages.add.decisions_kept import (
    decide,
    decisions,
    made_anew,
    sign_of_reading,
    turn_of_page,
    turn_of_table,
)
from graph.views.review.read_text import COLUMNS, paragraphs, told_in_words
from graph.views.review.text_decisions import decided_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.views.review.read_text import ReadText

__all__ = ["decide_in_table", "decide_in_text", "decide_on_many"]

_HEIGHT: Final = 470
_FRAME: Final = "the table as it was made"


def decide_in_text(read: ReadText) -> None:
    """The text with the names in it, and its statements one by one, by keyboard or pointer."""
    text_review(
        str(read.told["text"]),
        paragraphs(read),
        read.told["names"],
        [{**one, "says": told_in_words(one)} for one in read.statements],
        decisions().accepted,
        turn=turn_of_page(),
        key=f"review of {read.sha256}",
        on_accepted=_accepted_in_text,
        on_words=choose_words,
    )


def _accepted_in_text(accepted: set[str]) -> None:
    """Takes over what was decided in the text; the table beside it is made anew."""
    decide(decisions().with_accepted(accepted))
    made_anew(text=False)


def decide_on_many(read: ReadText, refused: set[str]) -> None:
    """Buttons that accept or turn down many at once: all, or those of one paragraph.

    Args:
        read: the text that was read.
        refused: what was turned down of it before, which is not accepted with the others.
    """
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
    decide(decisions().with_accepted(decisions().accepted | these))
    made_anew()


def _turn_down(these: set[str]) -> None:
    decide(decisions().with_accepted(decisions().accepted - these))
    made_anew()


def decide_in_table(read: ReadText) -> Sequence[Mapping[str, Any]]:
    """The table in which a reader ticks, mends and adds statements; its rows as they are now."""
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
        _frame(read),
        column_config=config,
        hide_index=True,
        num_rows="add",
        height=_HEIGHT,
        key=f"decisions {turn_of_table()}",
    )
    records = edited.fillna("").to_dict("records")
    rows = [{str(name): value for name, value in row.items()} for row in records]
    _take_over(read, rows)
    return rows


def _frame(read: ReadText) -> pd.DataFrame:
    """The table as it was when it was made: the browser adds what is mended in it."""
    turn = turn_of_table()
    kept: tuple[int, pd.DataFrame] | None = st.session_state.get(_FRAME)
    if kept is None or kept[0] != turn:
        kept = turn, pd.DataFrame(decided_rows(read, decisions()), columns=list(COLUMNS))
        st.session_state[_FRAME] = kept
    return kept[1]


def _take_over(read: ReadText, rows: Sequence[Mapping[str, Any]]) -> None:
    """Takes over what the table holds now; the text beside it shows what is ticked there."""
    before = decisions()
    now = before.with_rows(read, rows, sign_of_reading())
    decide(now)
    known = {one["id"] for one in read.statements}
    if before.accepted & known != now.accepted & known:
        made_anew(table=False)
        st.rerun()
