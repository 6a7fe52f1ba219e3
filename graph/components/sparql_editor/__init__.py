"""An editor for SPARQL that knows the graph, inside a Streamlit page.

It is CodeMirror, which `hatch_build.py` bundles when the package is installed. Where that was not
possible `is_built` says so, and a page shows a plain text area instead. Completion knows the terms
of the graph by heart and asks here for its things, so call the editor inside ``st.fragment``: what
is asked reruns the fragment only.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import streamlit as st

from graph.components.registering import register
from graph.errors import CbrnGraphError, QueryError
from graph.page_files import BUNDLED
from graph.store.text.from_elsewhere import USUAL_PREFIXES
from graph.store.text.keywords import WORDS
from graph.store.text.refusals import LENGTH
from graph.store.text.tidy import tidy
from graph.texts import catalogued, gettext, translated
from graph.views.answers.completion import labels, suggestions, vocabulary
from graph.views.answers.completion_here import continuations
from graph.views.answers.evidence_form import has_evidence, made_plain, with_evidence
from graph.views.record.names import FAMILIES
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from streamlit.components.v2.types import ComponentRenderer

    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["BUNDLE", "What", "is_built", "sparql_editor"]

What: TypeAlias = Literal["run", "cancel", "open"]

BUNDLE: Final = BUNDLED["sparql_editor/codemirror.js"]
"""What the installation bundles; not part of the repository."""

# Words that the grammar knows and that are refused here, or that are no use by themselves.
_NOT_OFFERED: Final = {"A", "SERVICE", "SILENT", "IN", "BY"}
_PHRASES: Final = ("ORDER BY", "GROUP BY", "FILTER NOT EXISTS")
_WORDS: Final = {
    "name": catalogued("SPARQL query"),
    "run": catalogued("Run"),
    "cancel": catalogued("Cancel"),
    "format": catalogued("Format"),
    "evidence": catalogued("Show who says so"),
    "plain": catalogued("Without who says so"),
    "shortcuts": catalogued("Shortcuts"),
    "running": catalogued("Running …"),
    "tab": catalogued("Query"),
    "tabs": catalogued("Open queries"),
    "newTab": catalogued("New query"),
    "tabKeys": catalogued("F2 or a double click names it, Delete closes it"),
    "close": catalogued("Close {}"),
    "reopen": catalogued("Open {} again"),
    "name_tab": catalogued("Name of the query"),
    "hint": catalogued(
        "Ctrl+Enter runs, Ctrl+Space completes. Tab indents; to leave by keyboard press Escape, "
        "then Tab."
    ),
}

_ACTS: Final[tuple[What, ...]] = ("run", "cancel", "open")
_MOST_ACTS: Final = 20
"""How many acts are heard at once; more come from no reader."""

_SHORTCUTS: Final = (
    ("Ctrl+Enter", catalogued("run the query")),
    ("Ctrl+Space", catalogued("complete")),
    ("Shift+Alt+F", catalogued("format")),
    ("Ctrl+F", catalogued("find and replace")),
    ("Ctrl+D", catalogued("select the next place that reads the same, with a cursor there too")),
    ("Ctrl+click", catalogued("another cursor")),
    ("Alt+drag", catalogued("select a column")),
    ("Ctrl+/", catalogued("make a line a comment, or no comment")),
    ("Alt+↑, Alt+↓", catalogued("move a line")),
    ("Ctrl+Z, Ctrl+Y", catalogued("undo, redo")),
    (catalogued("←, →, F2, Delete"), catalogued("on the tabs: go, name, close")),
    (catalogued("Escape, Tab"), catalogued("leave the editor")),
)

_SECTIONS: Final = {
    "here": catalogued("On record here, with how many rows"),
    "variable": catalogued("Variables"),
    "word": catalogued("Words of SPARQL"),
    "prefix": catalogued("Prefixes"),
    "property": catalogued("Properties"),
    "class": catalogued("Classes"),
    "value": catalogued("Values"),
    "thing": catalogued("Things"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Memory:
    """What one editor last heard from the page and from the reader."""

    given: str | None = None
    """The text that the page passed in the last run, or will pass in the next."""
    text: str = ""
    texts: int = 0
    """How often the text was changed from here."""
    given_fault: QueryError | None = None
    fault: QueryError | None = None
    faults: int = 0
    notice: str = ""
    """Why something that the reader asked for could not be done."""
    heard: int = 0
    """The number of the last act that was heard."""
    found: dict[int, dict[str, Any]] = field(default_factory=dict)
    """What was answered to each question that the browser may still wait for."""


def is_built() -> bool:
    """Whether the editor can be shown."""
    return BUNDLE.exists()


def sparql_editor(  # noqa: PLR0913 - all but the graph and the text are named options
    kg: KnowledgeGraph,
    text: str,
    *,
    key: str,
    running: bool,
    asked: str = "",
    fault: QueryError | None,
    on_act: Callable[[What, str], None],
) -> None:
    """Show the editor with a text, which replaces what is in it whenever it is a new one.

    Args:
        kg: the graph whose terms and things are completed.
        text: the query to begin with; what is written since stays until another text is passed.
        key: names this editor; text, cursor and undo are remembered under it.
        running: whether a query runs, so that it can be cancelled.
        asked: the query that the page answers; the tab in front is that of it.
        fault: what is wrong with the query that was run last, to be marked at its place.
        on_act: called before the next run when the reader wants to run or to cancel, or opens a
            tab that was not run, with the text as it stands.
    """
    place = f"{key}:memory"
    memory = _answered(kg, key, _told(st.session_state.get(place, _Memory()), text, fault))
    st.session_state[place] = memory
    data = {
        "key": key,
        "text": memory.text,
        "wish": memory.texts,
        "words": translated(_WORDS),
        "sections": translated(_SECTIONS),
        "running": running,
        "asked": asked,
        "heard": memory.heard,
        "fault": _fault(memory),
        "found": list(memory.found.values()),
        "notice": memory.notice,
        "shortcuts": [[gettext(keys), gettext(what)] for keys, what in _SHORTCUTS],
    }
    bundle, editor = _components()
    with st.container(gap=None):
        bundle(key=f"{key}:library", data=_vocabulary(kg))
        editor(
            key=key,
            data=data,
            on_acts_change=lambda: _heard(kg, key, place, on_act),
            on_ask_change=_rerun,
        )


def _told(memory: _Memory, text: str, fault: QueryError | None) -> _Memory:
    """The memory after the page said what it wants; news is only what it did not say before."""
    if text != memory.given:
        memory = replace(memory, given=text, text=text, texts=memory.texts + 1)
    if fault is not memory.given_fault:
        memory = replace(memory, given_fault=fault, fault=fault, faults=memory.faults + 1)
    return memory


def _heard(kg: KnowledgeGraph, key: str, place: str, on_act: Callable[[What, str], None]) -> None:
    """Does what the reader asked for, in its order, where it is well formed and new."""
    for serial, what, text in _acts((st.session_state.get(key) or {}).get("acts")):
        memory: _Memory = st.session_state[place]
        if serial > memory.heard:
            heard = replace(memory, heard=serial, notice="")
            st.session_state[place] = _after(kg, heard, what, text)
            for known in _ACTS:
                if what == known:
                    on_act(known, text)


def _acts(told: object) -> Iterator[tuple[int, str, str]]:
    """The well-formed ones of the acts that came from the browser."""
    match told:
        case {"acts": [*acts]}:
            for act in acts[-_MOST_ACTS:]:
                match act:
                    case {"serial": int(serial), "what": str(what), "text": str(text)}:
                        yield serial, what, text


def _after(kg: KnowledgeGraph, memory: _Memory, what: str, text: str) -> _Memory:
    """The memory after an act of the reader."""
    if what in {"run", "open"}:
        # The page passes this text back in the next run, and it is in the browser already.
        return replace(memory, given=text, text=text)
    if what == "evidence":
        return _with_evidence(kg, memory, text)
    if what != "format":
        return memory
    try:
        return replace(memory, text=tidy(text), texts=memory.texts + 1)
    except QueryError as error:
        return replace(memory, fault=error, faults=memory.faults + 1)


def _with_evidence(kg: KnowledgeGraph, memory: _Memory, text: str) -> _Memory:
    """The memory with the statements behind each line of the query, or without them again."""
    try:
        new = made_plain(text) if has_evidence(text) else with_evidence(kg.engine, text)
    except CbrnGraphError as error:
        return replace(memory, notice=str(error))
    return replace(memory, text=new, texts=memory.texts + 1)


def _fault(memory: _Memory) -> dict[str, str | int]:
    fault = memory.fault
    if fault is None or not fault.line:
        return {"number": memory.faults}
    return {
        "number": memory.faults,
        "line": fault.line,
        "column": fault.column or 1,
        "message": str(fault),
    }


def _answered(kg: KnowledgeGraph, key: str, memory: _Memory) -> _Memory:
    """The memory with an answer to each question that the browser still asks."""
    asked = (st.session_state.get(key) or {}).get("ask")
    found: dict[int, dict[str, Any]] = {}
    for serial, phrases, prefix, names, before in _questions(asked):
        found[serial] = memory.found.get(serial) or {
            "serial": serial,
            "things": [asdict(one) for one in suggestions(kg.names, phrases, prefix)],
            "labels": labels(kg.names, names),
            "here": [asdict(one) for one in continuations(kg, before)] if before else [],
        }
    return replace(memory, found=found)


def _questions(asked: object) -> Iterator[tuple[int, list[str], str, list[str], str]]:
    """The well-formed ones of the questions that came from the browser."""
    match asked:
        case {"requests": [*requests]}:
            for request in requests[:20]:
                match request:
                    case {
                        "serial": int(serial),
                        "phrases": [*phrases],
                        "prefix": str(prefix),
                        "names": [*names],
                        "before": str(before),
                    }:
                        yield (
                            serial,
                            [str(phrase)[:100] for phrase in phrases[:10]],
                            prefix,
                            [str(name)[:200] for name in names[:500]],
                            before[-LENGTH:],
                        )


def _vocabulary(kg: KnowledgeGraph) -> dict[str, Any]:
    """What completion knows by heart."""
    return {
        "words": [word for word in WORDS if word not in _NOT_OFFERED],
        "phrases": _PHRASES,
        "usual": [
            {"prefix": prefix, "address": address} for prefix, address in USUAL_PREFIXES.items()
        ],
        "prefixes": [
            {"prefix": prefix, "address": address} for prefix, address in PREFIXES.items()
        ],
        "kinds": list(FAMILIES),
        "terms": [asdict(term) for term in vocabulary(kg.engine)],
    }


def _rerun() -> None:
    """Nothing more: that it is there makes a question a reason to run again."""


@cache
def _components() -> tuple[ComponentRenderer, ComponentRenderer]:
    """CodeMirror with the vocabulary, and the editor, each registered once under its own name.

    They are two because the vocabulary, which is all that the one is told, is to travel once.
    """
    return register(__name__, "codemirror"), register(__name__, "editor")
