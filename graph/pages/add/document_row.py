"""The document's own row, as its text proposes it and a reader mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.pages.add.decisions_kept import decide, decisions

if TYPE_CHECKING:
    from graph.views.review.read_text import ReadText

__all__ = ["ask_of_document"]

_LABELS: Final = {
    "title": "Title",
    "publisher": "Publisher",
    "issued": "Its date (2021-06-01), empty where it bears none",
    "address": "Where it can be read (https://…)",
    "language": "Language (two letters)",
    "key": "Key in the record",
}


def ask_of_document(read: ReadText) -> dict[str, str]:
    """Draws the fields of the document's row; the row as it is now."""
    st.markdown("**The document**")
    columns = st.columns(2)
    document = dict(read.document)
    mended = decisions().document
    for place, (name, label) in enumerate(_LABELS.items()):
        with columns[place % 2]:
            document[name] = st.text_input(
                label, mended.get(name, read.document[name]), key=f"{name} of {read.sha256}"
            ).strip()
    now = {name: document[name] for name in _LABELS}
    decide(decisions().with_document(read.document, now))
    return document
