"""A table in a form of its own: which heading is what, said once and kept as a profile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from graph.pages.add.choosing import chosen, keep_choices
from graph.pages.parts.command_process import ImportFailed
from graph.pages.parts.import_process import allowed_to_apply, map_table
from graph.pages.parts.widgets import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["keep_mapping", "map_columns"]

_TABLE: Final = "table to map"
_DECIDED: Final = "how the table is mapped"


def map_columns(digest: str, name: str, content: bytes) -> None:
    """The headings of a table, each with a field for what it is, and the step to the preview.

    Args:
        digest: what the file is known by in this visit.
        name: its name.
        content: its bytes.
    """
    table = _table(digest, name, content)
    if table is None:
        return
    st.markdown("**What are its columns?**")
    st.caption(
        "One row is one thing. Say what it is about and which heading names it; a heading that is "
        "not needed is not read. What is mapped once can be kept for further files of this form."
    )
    left, right = st.columns(2)
    types: Mapping[str, str] = table["types"]
    type_ = left.selectbox(
        "A row is about", list(types), index=None, format_func=types.__getitem__,
        placeholder="a project, a meeting, an organisation …", key=f"type of {digest}",
    )  # fmt: skip
    headings = [one["heading"] for one in table["headings"]]
    key = right.selectbox(
        "Keys are made of", headings, index=None, key=f"key of {digest}",
        placeholder="its number or code, else its name; none where all are on record",
    )  # fmt: skip
    decided = ["--type", type_ or "", "--key", key or "", "--name", name.rpartition(".")[0]]
    labels = {"": "not read"} | {one["column"]: one["label"] for one in table["targets"]}
    words = {one["column"]: one["values"] for one in table["targets"]}
    for one in table["headings"]:
        decided += _heading(digest, one, labels, words)
    if st.button("See what it would do", icon=":material/arrow_forward:", type="primary"):
        _decide(digest, name, content, decided)


def keep_mapping(digest: str, name: str, content: bytes) -> None:
    """Where a file is read by a mapping of this visit: ways to keep that, or to change it."""
    profile = chosen(digest).profile
    if not profile:
        return
    download, keep, again = st.columns(3)
    download.download_button(
        "Download the mapping", profile, file_name=f"{name.rpartition('.')[0]}.toml",
        icon=":material/download:", on_click="ignore", width="stretch",
    )  # fmt: skip
    decided: tuple[str, list[str]] = st.session_state.get(_DECIDED, ("", []))
    may_keep = allowed_to_apply() and decided[0] == digest
    if may_keep and keep.button(
        "Keep it for files of this form", icon=":material/bookmark:", width="stretch"
    ):
        try:
            map_table(name, content, [*decided[1], "--keep"])
        except ImportFailed as error:
            st.error(plain_text(str(error)))
        else:
            st.success("Further files of this form are read so.")
    if again.button("Map it otherwise", icon=":material/undo:", width="stretch"):
        keep_choices(digest, replace(chosen(digest), profile=""))
        st.rerun()


def _table(digest: str, name: str, content: bytes) -> Mapping[str, Any] | None:
    """The table with its headings, asked for once."""
    kept: tuple[str, Mapping[str, Any]] | None = st.session_state.get(_TABLE)
    if kept is not None and kept[0] == digest:
        return kept[1]
    try:
        with st.spinner("Looking at its columns …"):
            table = map_table(name, content)
    except ImportFailed:
        return None  # the file is no table; the sentence above says what it is
    st.session_state[_TABLE] = digest, table
    return table


def _heading(
    digest: str,
    one: Mapping[str, Any],
    labels: Mapping[str, str],
    words: Mapping[str, list[str]],
) -> list[str]:
    """One heading with its field, and those for its codes; the options of what is chosen."""
    heading = one["heading"]
    left, right = st.columns([2, 3])
    examples = "; ".join(one["examples"])
    left.markdown(f"{plain_text(heading)}  \n:small[{plain_text(examples[:90])}]")
    column = right.selectbox(
        f"What is {plain_text(heading)}?",
        list(labels),
        index=list(labels).index(one["column"]) if one["column"] in labels else 0,
        format_func=labels.__getitem__,
        label_visibility="collapsed",
        key=f"column {heading} of {digest}",
    )
    told = ["--column", f"{heading}={column}"]
    allowed = words.get(column, [])
    for code in one["codes"] if allowed else ():
        if code in allowed:
            continue
        word = right.selectbox(
            f"What is {plain_text(code)}?", allowed, index=None, placeholder="one of the record's",
            key=f"code {heading} {code} of {digest}",
        )  # fmt: skip
        if word:
            told += ["--value", f"{column}:{code}={word}"]
    return told


def _decide(digest: str, name: str, content: bytes, decided: list[str]) -> None:
    """Makes a profile of what was decided, and has the file read by it."""
    try:
        profile = map_table(name, content, decided)["profile"]
    except ImportFailed as error:
        st.error(plain_text(str(error)))
        return
    if not profile:
        st.error("Say what a row is about, and which heading keys are made of.")
        return
    st.session_state[_DECIDED] = digest, decided
    keep_choices(digest, replace(chosen(digest), profile=profile))
    st.rerun()
