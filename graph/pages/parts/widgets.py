"""What several pages use: the opened graph, the address, and words on the screen.

Labels come from documents, so they are never read as Markdown or HTML: what Streamlit reads as
Markdown goes through ``plain_text``, what is HTML comes from templates.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import streamlit as st

from graph.components.reader_language import LANGUAGE, in_reader_language, reader_language
from graph.knowledge_graph import current_graph, ready_graph
from graph.languages import set_apart
from graph.texts import all_of, gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from streamlit.navigation.page import StreamlitPage

    from graph.knowledge_graph import KnowledgeGraph

__all__ = [
    "LANGUAGES_AT_ONCE",
    "address",
    "choose",
    "keep",
    "knowledge_graph",
    "plain_text",
    "quoted_as_code",
    "run_page",
    "show_only",
    "warn_of_unknown",
]

LANGUAGES_AT_ONCE = 4
"""Of what is worked out with names, so many are kept: readers are of several languages."""

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=&])")
_ADDRESS = re.compile(r"(?<=https)://|(?<=http)://|(?<=www)\.|@", re.IGNORECASE)
_JOINER = "\u2060"


def knowledge_graph() -> KnowledgeGraph:
    """The graph of this checkout with its names in the language of the reader.

    It is opened once for all visitors, and again after a new build.

    Raises:
        EngineUnavailable: there is none to ask; `graph.pages.parts.engine_away` says so.
    """
    ready = ready_graph()
    if ready is None:
        with st.spinner(gettext("Opening the graph …")):
            ready = current_graph()
    return ready.in_language(reader_language())


def run_page(page: StreamlitPage) -> None:
    """Runs a page; of its address, what was replaced is led on to what took its place before.

    So a link that was made before two things were joined, or one was renamed, still opens.
    """
    names = knowledge_graph().names
    for parameter in list(st.query_params) if names.replaced else ():
        before = st.query_params.get_all(parameter)
        after = [names.led_on(told) for told in before]
        if after != before:
            st.query_params[parameter] = after if len(after) > 1 else after[0]
    page.run()


def quoted_as_code(sentence: str) -> str:
    """A sentence with its “quoted” parts as code: there Streamlit makes no ≥ of >=."""
    parts = re.split(r"“([^”]*)”", sentence)
    return "".join(
        f"`{part.replace('`', chr(39))}`" if at % 2 else plain_text(part)
        for at, part in enumerate(parts)
    )


def plain_text(label: str) -> str:
    """A label for a place that Streamlit reads as Markdown, with every sign taken literally.

    Streamlit makes links of what looks like an address even where its signs are literal. A sign
    that joins words and takes no room keeps it from that, so that no label leads anywhere.
    """
    return _MARKDOWN.sub(r"\\\1", _ADDRESS.sub(_JOINER + r"\g<0>", set_apart(label)))


def address(page: str, **parameters: str) -> str:
    """The address of a page with a state, as links on the page use it: in the reader's language."""
    parameters |= dict(in_reader_language())
    told = "&".join(f"{key}={quote(value, safe='/~')}" for key, value in parameters.items())
    return f"{page}?{told}"


def keep(parameter: str, value: str) -> None:
    """Puts a choice into the address; an empty one is taken out."""
    if value:
        st.query_params[parameter] = value
    else:
        st.query_params.pop(parameter, None)


def show_only(parameters: Mapping[str, str | Sequence[str]]) -> None:
    """Makes a state all that the address says, beside the language of the reader."""
    language = st.query_params.get_all(LANGUAGE)
    st.query_params.from_dict({**parameters, **({LANGUAGE: language} if language else {})})


def warn_of_unknown(names: Sequence[str]) -> None:
    """Says which things the address names although nothing on record has these names."""
    if names:
        listed = all_of(f"'{plain_text(name)}'" for name in names)
        st.warning(
            ngettext(
                "The address names {listed}, which is not on record here.",
                "The address names {listed}, which are not on record here.",
                len(names),
                listed=listed,
            )
        )


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
