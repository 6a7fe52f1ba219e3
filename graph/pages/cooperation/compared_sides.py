"""The two sides that are compared: what was known by a date, a build of the history, or a file."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph.dates import PartialDate
from graph.errors import CbrnGraphError
from graph.knowledge_graph import BUILT, open_graph
from graph.pages.parts.visits import visits
from graph.pages.parts.widgets import choose, keep, plain_text
from graph.store.published.older import older_build, older_builds
from graph.views.changes.changes import known_by, side
from graph.views.record.overview import documents

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.changes.changes import Side

__all__ = [
    "by_first_date",
    "by_later_date",
    "cannot_tell",
    "from_file",
    "from_history",
    "has_history",
    "newest",
    "now",
    "typed_date",
    "year_before",
]


@st.cache_data(max_entries=2)
def cannot_tell(_kg: KnowledgeGraph, opened: int) -> str:
    """What a comparison of what was known cannot say, as many documents bear no date."""
    said = now(_kg, opened).statements
    undated = [one for one in said if not one.issued]
    documents = len({one.document for one in undated})
    every = len({one.document for one in said})
    return (
        "A document counts from the day it is dated; one without a date from the day it was read. "
        "So this is what the record could have said then, not what was in it, and not when "
        f"things happened. It cannot tell since when {documents:,} of {every:,} documents say what "
        f"they say ({len(undated):,} of {len(said):,} statements): they bear no date."
    )


def year_before(kg: KnowledgeGraph) -> str:
    """The year before the newest document, where a reader begins to look."""
    last = newest(kg, id(kg))
    return str(int(last[:4]) - 1) if last else ""


def _built_at() -> int:
    return BUILT.stat().st_mtime_ns if BUILT.exists() else 0


@st.cache_data(show_spinner=False, max_entries=2)
def _history(built_at: int) -> dict[str, str]:
    """The builds in the history by what it calls them, in words; the newest is that of now."""
    return {one.commit: f"{one.day}, {one.why}" for one in older_builds(BUILT)}


@st.cache_resource(show_spinner="Reading all statements …", max_entries=2)
def now(_kg: KnowledgeGraph, opened: int) -> Side:
    """The graph as it is; ``opened`` tells one opened graph from the next."""
    return side(_kg)


@st.cache_resource(show_spinner="Reading the older build …", max_entries=4)
def _then(_content: bytes, digest: str, name: str) -> Side:
    """A side out of a file's bytes, read in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"older{Path(name).suffix}"
        file.write_bytes(_content)
        with open_graph(file) as old:
            return side(old)


def _opened(content: bytes, name: str) -> Side | None:
    try:
        return _then(content, hashlib.sha256(content).hexdigest(), name)
    except CbrnGraphError as error:
        st.error(plain_text(f"{name} cannot be compared: {error}"))
        return None


def has_history() -> bool:
    """Whether there are older builds to choose from."""
    return bool(_history(_built_at()))


def from_history(kg: KnowledgeGraph) -> Side | None:
    """A build of the history that the reader chooses."""
    builds = _history(_built_at())
    commit = choose("Older build", "old", builds)
    try:
        return _opened(older_build(BUILT, commit), BUILT.name)
    except CbrnGraphError as error:
        st.error(plain_text(str(error)))
        return None


def from_file(kg: KnowledgeGraph) -> Side | None:
    """A build that the reader brings as a file; None where there is none to be read."""
    visits.ask_for_files()
    brought = st.file_uploader("An older build", type=["nt", "ttl"])
    if brought is None:
        st.caption("Bring a built file (cbrn.nt). It is compared here and kept nowhere.")
        return None
    return _opened(brought.getvalue(), brought.name)


def by_first_date(kg: KnowledgeGraph) -> Side | None:
    """What was known by the earlier of two dates that the reader types."""
    return _by_date(kg, "Known by, earlier", "old", year_before(kg))


def by_later_date(kg: KnowledgeGraph) -> Side | None:
    """What was known by the later one."""
    return _by_date(kg, "Known by, later", "new", newest(kg, id(kg)))


@st.cache_data(max_entries=2)
def newest(_kg: KnowledgeGraph, opened: int) -> str:
    """The date of the newest document that bears one."""
    return max((one.issued for one in documents(_kg.engine) if not one.codes), default="")


def typed_date(label: str, parameter: str, usual: str) -> str:
    """A date that the reader types, kept in the address."""
    key = f"changes {parameter}"
    st.session_state[key] = st.query_params.get(parameter, usual)
    return st.text_input(
        label,
        key=key,
        placeholder="now",
        help="A year, a month or a day, such as 2018, 2018-03 or 2018-03-15; the end of it counts.",
        on_change=lambda: keep(parameter, st.session_state[key].strip()),
    ).strip()


def _by_date(kg: KnowledgeGraph, label: str, parameter: str, usual: str) -> Side | None:
    """What was known by a date that the reader types; everything where the field stays empty."""
    typed = typed_date(label, parameter, usual)
    whole = now(kg, id(kg))
    if not typed:
        return whole
    try:
        PartialDate.parse(typed)
    except ValueError as error:
        st.warning(plain_text(f"{error}."))
        return None
    return known_by(whole, typed)
