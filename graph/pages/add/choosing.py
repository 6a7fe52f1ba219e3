"""Names of a file that nobody knows, and new things that may be on record: chosen on the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from graph.pages.parts.fragments import table
from graph.pages.parts.import_process import NOTHING_CHOSEN, FileChoices
from graph.pages.parts.widgets import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.views.record.names import Name

__all__ = ["choose", "chosen", "keep_choices", "which_document"]

_CHOSEN: Final = "chosen names"
_OTHER: Final = "Something else: I add it to the file"
_SHOWN: Final = 50
_LIKELY: Final = 80
"""From this score on, of 100, the first suggestion is put into the field."""


def chosen(digest: str) -> FileChoices:
    """What was chosen for a file, which is known by its digest."""
    kept: tuple[str, FileChoices] | None = st.session_state.get(_CHOSEN)
    return kept[1] if kept and kept[0] == digest else NOTHING_CHOSEN


def keep_choices(digest: str, choices: FileChoices) -> None:
    """Keeps what was chosen for a file."""
    st.session_state[_CHOSEN] = digest, choices


def which_document(digest: str, documents: Sequence[Name]) -> None:
    """A field for the document that a file in the form of others is."""
    labels = {one.short.removeprefix("source/"): one.label for one in documents}
    key = st.selectbox(
        "Which document on record is this file?",
        list(labels),
        index=None,
        format_func=lambda key: f"{labels[key]} · {key}",
        placeholder="Its title; a new document is first entered on the sheet Documents",
    )
    if key:
        keep_choices(digest, replace(chosen(digest), document=key))
        st.rerun()


def choose(digest: str, preview: Mapping[str, Any]) -> None:
    """A form with what each name may mean; what is chosen holds for all rows of the file."""
    names = [one for one in preview["unknown"] if one["suggestions"]][:_SHOWN]
    alike = preview["look_alikes"][:_SHOWN]
    before = chosen(digest)
    if names or alike:
        picked: dict[str, str] = {}
        with st.form("names", border=True):
            if names:
                st.markdown(
                    "**Which of these is meant?** A choice holds for every row of the file."
                )
            for one in names:
                keys = [each["key"] for each in one["suggestions"]]
                labels = {each["key"]: each["label"] for each in one["suggestions"]}
                key = st.selectbox(
                    plain_text(f"{one['name']} ({_rows(one['rows'])})"),
                    [_OTHER, *keys],
                    index=1 if one["suggestions"][0]["score"] >= _LIKELY else 0,
                    format_func=lambda key, labels=labels: (
                        f"{labels[key]} · {key}" if key in labels else key
                    ),
                )
                if key != _OTHER:
                    picked[one["name"]] = key
            if alike:
                st.markdown("**Are these the same?** What is on record already need not be added.")
            for one in alike:
                taken = st.checkbox(
                    plain_text(f"{one['sentence']}"), key=f"same {one['key']} {one['other']}"
                )
                if taken:
                    picked[one["key"]] = one["other"]
            if st.form_submit_button("Take what is chosen", icon=":material/done_all:") and picked:
                keep_choices(digest, replace(before, names={**before.names, **picked}))
                st.rerun()
    missing = [one for one in preview["unknown"] if not one["suggestions"]]
    if missing:
        st.markdown(f"**Nothing on record is called so** ({len(missing):,})")
        table(
            ["Name", "Where"],
            ([one["name"], _rows(one["rows"])] for one in missing[:_SHOWN]),
        )
    if before.names and st.button("Undo what was chosen", icon=":material/undo:"):
        keep_choices(digest, replace(before, names={}))
        st.rerun()


def _rows(rows: list[int]) -> str:
    shown = ", ".join(map(str, rows[:5]))
    more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""  # noqa: PLR2004 - a handful
    return f"{'row' if len(rows) == 1 else 'rows'} {shown}{more}"
