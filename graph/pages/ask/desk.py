"""The desk for SPARQL: an editor for a query of one's own, and its answer below."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import streamlit as st

from graph.components.class_diagram import class_diagram_of
from graph.components.sparql_editor import is_built, sparql_editor
from graph.errors import EngineUnavailable, QueryError
from graph.pages.ask.answers import show
from graph.pages.ask.asked import Asked
from graph.pages.ask.past_queries import past_queries
from graph.pages.parts.engine_away import while_it_answers
from graph.pages.parts.fragments import link, note, steps
from graph.pages.parts.widgets import plain_text, quoted_as_code
from graph.store import Limits
from graph.store.engines.running import Running
from graph.store.text.tidy import tidy
from graph.texts import gettext
from graph.views.answers.class_diagram import class_diagram, written_query
from graph.views.answers.lessons import lessons
from graph.views.answers.row_counts import rows_line_by_line

if TYPE_CHECKING:
    from graph.components.sparql_editor import What
    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["sparql_page"]

# Where the state of the desk is kept: the query that runs, whether the reader has just acted, and
# for the plain field what was given and what is written.
_RUNNING, _ACTED, _GIVEN, _WRITTEN = "desk running", "desk acted", "desk given", "desk written"
# What the diagram wrote last, until it is run, and the steps that it was written from.
_DRAFT, _STEPS = "desk draft", "desk steps"
_AT_ONCE = 0.4
"""Seconds in which most queries are answered, so that nothing flickers for them."""


def sparql_page(kg: KnowledgeGraph) -> None:
    """An editor, the answer to its query, and a sentence with the line where it cannot be read."""
    query = st.query_params.get("query")
    running: Running | None = st.session_state.get(_RUNNING)
    if query and (running is None or (running.engine, running.sparql) != (kg.engine, query)):
        running = st.session_state[_RUNNING] = Running(kg.engine, query, Limits())
        st.session_state[_DRAFT] = None
    if not query:
        running = st.session_state[_RUNNING] = None
    answered = running is None or running.wait(_AT_ONCE)
    _helps(kg)
    if is_built():
        _editor(kg, running)
    else:
        _text_area(kg, running)
    if running is None:
        st.caption(
            gettext(
                "Run the query to see its answer here; it can be shown as a table or a network."
            )
        )
    elif running.cancelled and running.answer is None:
        st.info(gettext("Cancelled after {elapsed:.1f} seconds.", elapsed=running.elapsed))
    elif not answered:
        _look_on(running)
    elif running.answer:
        if not running.counted:
            _look_on(running)
        _line_by_line(running)
        show(kg, running.answer, Asked(name="sparql", sparql=running.sparql))
    elif isinstance(running.error, EngineUnavailable):
        st.session_state[_RUNNING] = None
        raise running.error  # for the page that waits
    else:
        st.error(plain_text(str(running.error)))
    past_queries(running.sparql if running else "", running.answer if running else None)


@st.fragment
@while_it_answers()
def _line_by_line(running: Running) -> None:
    """How the rows come about, counted when the reader wants it."""
    if not st.toggle(gettext("Say how the rows come about"), key="desk line by line"):
        return
    told = rows_line_by_line(running.engine, running.sparql)
    st.markdown("\n".join(f"{at}. {quoted_as_code(line)}" for at, line in enumerate(told, start=1)))
    st.caption(
        gettext("From the rarest line on; the engine may go another way.")
        if told
        else gettext("The lines of this query cannot be counted one by one.")
    )


def _helps(kg: KnowledgeGraph) -> None:
    """What helps somebody who begins: the kinds of thing to click, and lessons that run."""
    with st.expander(gettext("Write a query by clicks")):
        _clicks(kg)
    with st.expander(gettext("Learn it in twelve queries, the easiest first")):
        st.html(
            steps(
                link("ask", gettext(one.title), query=one.sparql) + " " + note(gettext(one.told))
                for one in lessons()
            )
        )


@st.fragment
@while_it_answers()
def _clicks(kg: KnowledgeGraph) -> None:
    """The diagram of classes; what is clicked there is written into the editor."""
    steps = class_diagram_of(class_diagram(kg), key="classes")
    if steps == st.session_state.get(_STEPS, []):
        return
    st.session_state[_STEPS] = steps
    if steps:
        with suppress(QueryError):
            st.session_state[_DRAFT] = written_query(steps)
    st.rerun()


def _shown(running: Running | None) -> str:
    """The query in the editor: what the diagram wrote, what was run, or the first lesson."""
    draft: str | None = st.session_state.get(_DRAFT)
    if draft is not None:
        return draft
    return running.sparql if running else lessons()[0].sparql


@st.fragment
@while_it_answers()
def _editor(kg: KnowledgeGraph, running: Running | None) -> None:
    """The editor; what is asked of it while one writes reruns nothing else."""
    if st.session_state.pop(_ACTED, False):
        st.rerun()
    sparql_editor(
        kg,
        _shown(running),
        key="desk",
        running=running is not None and not running.wait(0),
        asked=running.sparql if running else "",
        fault=running.error if running and isinstance(running.error, QueryError) else None,
        on_act=lambda what, text: _act(kg, what, text),
    )


def _act(kg: KnowledgeGraph, what: What, text: str) -> None:
    """Does what the reader asked the editor for; the page is to show what came of it."""
    st.session_state[_ACTED] = True
    running: Running | None = st.session_state.get(_RUNNING)
    if what == "run":
        st.session_state[_DRAFT] = None
        if running:
            running.cancel()
        st.query_params["query"] = text
        st.session_state[_RUNNING] = Running(kg.engine, text, Limits()) if text else None
    elif what == "open":
        if running:
            running.cancel()
        st.session_state[_DRAFT] = text
        st.session_state[_RUNNING] = None
        st.query_params["query"] = ""
    elif running:
        running.cancel()
        # The browser may not have heard yet of the address that came with the query.
        st.query_params["query"] = running.sparql


def _text_area(kg: KnowledgeGraph, running: Running | None) -> None:
    """A plain field for the query, where the editor could not be built."""
    asked = _shown(running)
    if st.session_state.get(_GIVEN) != asked:
        st.session_state[_GIVEN] = st.session_state[_WRITTEN] = asked
    with st.form("desk", border=False):
        st.text_area(
            gettext("SPARQL query"),
            key=_WRITTEN,
            height=260,
            help=gettext(
                "Ctrl+Enter runs. Known prefixes: cbrn, rdf, rdfs, skos, dct, xsd, and one for "
                "each kind of thing, as in country:KAZ or meeting:rtm-ca-14."
            ),
        )
        with st.container(horizontal=True):
            run = st.form_submit_button(gettext("Run"), type="primary")
            st.form_submit_button(gettext("Format"), on_click=_format)
    if run:
        _act(kg, "run", st.session_state[_WRITTEN])
        st.rerun()
    working = running is not None and not running.wait(0)
    if working and st.button(gettext("Cancel")):
        _act(kg, "cancel", "")
        st.rerun()


def _format() -> None:
    # An open quotation mark is told when the query is run.
    with suppress(QueryError):
        st.session_state[_WRITTEN] = tidy(st.session_state[_WRITTEN])


@st.fragment(run_every=0.3)
def _look_on(running: Running) -> None:
    """Says how long it takes, until there is more to show."""
    shown = st.session_state.get(_RUNNING)
    if running.counted or shown is not running:
        st.rerun()
    if running.wait(0):
        st.caption(gettext("Counting all rows …"))
    else:
        st.caption(gettext("Running for {elapsed:.0f} seconds …", elapsed=running.elapsed))
