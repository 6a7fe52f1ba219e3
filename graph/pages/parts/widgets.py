"""What several pages use: the opened graph, and pickers whose choice stands in the address.

Labels come from documents, so they are never read as Markdown or HTML: what Streamlit reads as
Markdown goes through ``plain_text``, what is HTML through ``html.escape``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import streamlit as st

from graph.knowledge_graph import current_graph, ready_graph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.record.names import Name

__all__ = [
    "address",
    "choose",
    "described",
    "keep",
    "knowledge_graph",
    "pick",
    "plain_text",
    "stylesheet",
    "warn_of_unknown",
]

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=&])")
_STYLE = Path(__file__).parents[1] / "style.css"


def knowledge_graph() -> KnowledgeGraph:
    """The graph of this checkout, opened once for all visitors, and again after a new build.

    Raises:
        EngineUnavailable: there is none to ask; `graph.pages.parts.engine_away` says so.
    """
    ready = ready_graph()
    if ready is not None:
        return ready
    with st.spinner("Opening the graph …"):
        return current_graph()


def stylesheet() -> None:
    """Adds the look of cards and legends; Streamlit takes a file of CSS as such."""
    st.html(_STYLE)


def plain_text(label: str) -> str:
    """A label for a place that Streamlit reads as Markdown, with every sign taken literally."""
    return _MARKDOWN.sub(r"\\\1", label)


def described(name: Name) -> str:
    """A thing in a list to pick from: its label, kind, other names and titles, all searchable."""
    known_as = f" ({', '.join(name.others)})" if name.others else ""
    return " · ".join([f"{name.label}{known_as}", name.kind or name.family, *name.titles])


def address(page: str, **parameters: str) -> str:
    """The address of a page with a state, as links on the page use it."""
    told = "&".join(f"{key}={quote(value, safe='/~')}" for key, value in parameters.items())
    return f"{page}?{told}"


def keep(parameter: str, value: str) -> None:
    """Puts a choice into the address; an empty one is taken out."""
    if value:
        st.query_params[parameter] = value
    else:
        st.query_params.pop(parameter, None)


def warn_of_unknown(names: Sequence[str]) -> None:
    """Says which things the address names although nothing on record has these names."""
    if names:
        listed = " and ".join(f"'{plain_text(name)}'" for name in names)
        are = "is" if len(names) == 1 else "are"
        st.warning(f"The address names {listed}, which {are} not on record here.")


def choose(label: str, parameter: str, options: Mapping[str, str]) -> str:
    """The one of a few options (words by key) that the address names, else the first of them."""
    key = f"choose {parameter}"
    wanted = st.query_params.get(parameter, "")
    st.session_state[key] = wanted if wanted in options else next(iter(options))
    return st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=lambda: keep(parameter, st.session_state[key]),
    )


def pick(
    label: str,
    options: Sequence[Name],
    parameter: str,
    *,
    placeholder: str = "Type a name, an acronym or a number",
    alone: bool = False,
) -> Name | None:
    """The thing that a visitor picks; the choice stands in the address as ``?parameter=KIND/KEY``.

    Where it stands there ``alone``, a new choice takes everything else out of the address.

    The address is the only memory: a link, a reload and the back button all lead to the choice.
    """
    key = f"pick {parameter}"
    wanted = st.query_params.get(parameter)
    st.session_state[key] = next((name for name in options if name.short == wanted), None)

    def keep() -> None:
        chosen = st.session_state[key]
        if alone:
            st.query_params.clear()
        if chosen is None:
            st.query_params.pop(parameter, None)
        else:
            st.query_params[parameter] = chosen.short

    if wanted and st.session_state[key] is None:
        warn_of_unknown([wanted])
    return st.selectbox(
        label,
        options,
        format_func=described,
        key=key,
        on_change=keep,
        index=None,
        placeholder=placeholder,
    )
