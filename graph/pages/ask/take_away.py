"""What can be taken away of an answer: files, lines for other tools, the query as a card."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from graph.components.copy_text import copy_text
from graph.store.cards.own_questions import written_card
from graph.texts import gettext
from graph.views.answers.answer_files import answer_files, as_markdown, file_stem
from graph.views.answers.citation import Citation, cited_address
from graph.views.answers.snippets import ONE_LINE, SNIPPETS, endpoint_of, one_line, snippet

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph
    from graph.pages.ask.asked import Asked
    from graph.store import Answer
    from graph.views.answers.showing import View

__all__ = ["take_away"]


def take_away(kg: KnowledgeGraph, answer: Answer, asked: Asked, view: View) -> None:
    """Buttons and lines that take an answer elsewhere; a file is made when a button is pressed."""
    name = asked.name
    with st.expander(gettext("Take this answer away")):
        with st.container(horizontal=True):
            for wanted in answer_files(answer):
                st.download_button(
                    gettext(wanted.name),
                    partial(wanted.write, answer, kg.names),
                    f"{file_stem(name, answer)}.{wanted.ending}",
                    wanted.media_type,
                    key=f"download {wanted.ending} of {name}",
                    help=gettext(wanted.purpose),
                    # The answer stays as it is: nothing has to run again.
                    on_click="ignore",
                )
            st.download_button(
                gettext("Query as a card"),
                partial(written_card, asked.sparql, asked.title, view=view),
                f"{name}.rq",
                "application/sparql-query",
                key=f"download rq of {name}",
                help=gettext(
                    "A file that Questions can load again, with a question in words at its top"
                ),
                on_click="ignore",
            )
            if answer.form != "ask":
                copy_text(
                    gettext("Copy as Markdown"),
                    partial(as_markdown, answer, kg.names),
                    key=f"copy {name}",
                    purpose=gettext(
                        "The table on the clipboard, to be pasted into a note or an issue"
                    ),
                )
        st.caption(
            gettext(
                "The address of this page leads a colleague to the same answer, shown in "
                "the same way. "
                "In CSV and XLSX, a cell that a spreadsheet would run as a formula is "
                "made harmless."
            )
        )
    endpoint = endpoint_of(st.context.url or "")
    if kg.manifest and not answer.cut:
        with st.expander(gettext("Cite this answer")):
            st.caption(
                gettext(
                    "Whoever opens this address gets this very answer, or is told that "
                    "it has changed."
                )
            )
            citation = Citation.of(answer, kg.manifest.edition)
            st.code(cited_address(endpoint, asked.sparql, citation), language=None, wrap_lines=True)
    with st.expander(gettext("Ask from another program")):
        triples = answer.form == "construct"
        st.caption(gettext("One line that reads this answer from its address, with names:"))
        for tab, tool in zip(st.tabs([gettext(tool) for tool in ONE_LINE]), ONE_LINE, strict=True):
            with tab:
                line = one_line(tool, endpoint, asked.sparql, triples=triples)
                st.code(line, language=None, wrap_lines=True)
        st.caption(gettext("As a program:"))
        for tab, tool in zip(st.tabs(list(SNIPPETS)), SNIPPETS, strict=True):
            with tab:
                told = snippet(tool, endpoint, asked.sparql, triples=triples)
                # Without colours: Streamlit's are too light on a light page to be read by all.
                st.code(told, language=None)
        st.caption(
            gettext(
                "Where the endpoint asks for a token, add the header Authorization: Bearer TOKEN."
            )
        )
