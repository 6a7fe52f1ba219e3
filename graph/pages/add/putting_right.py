"""What is on record, put right: joined, renamed, taken apart, retracted, erased.

What is chosen stands in the address, so that other pages link to a change with its thing in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.kinds import KINDS, SOURCE
from graph.pages.add.planned_change import decide, say_what_was_done
from graph.pages.parts.pickers import pick
from graph.pages.parts.widgets import choose, keep, knowledge_graph, plain_text
from graph.views.record.statements import about, of_statements
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["put_right"]

_WAYS: Final = {
    "": "Nothing",
    "merge": "Join two things, or two documents, that were entered twice",
    "rename": "Give a thing or a document another name or key",
    "split": "Take a thing apart that is two",
    "retract": "Retract a document, or withdraw a statement",
    "erase": "Erase a person on request",
}
_EVERY: Final = [kind.name for kind in KINDS]
_PARAMETERS: Final = ("put-right", "goes", "stays", "thing", "statement")


def put_right() -> None:
    """The section with one change at a time; what it would do is shown before it is done."""
    st.subheader("Put right what is on record")
    say_what_was_done()
    way = choose("What is to be put right?", "put-right", _WAYS)
    changes: dict[str, Callable[[], bool]] = {
        "merge": _merge,
        "rename": _rename,
        "split": _split,
        "retract": _retract,
        "erase": _erase,
    }
    if way in changes and changes[way]():
        for parameter in _PARAMETERS:
            keep(parameter, "")
        st.rerun()


def _merge() -> bool:
    goes = pick("Entered twice: this one goes, and its address leads on", _EVERY, "goes")
    stays = pick("This one stays, with the names and statements of both", _EVERY, "stays")
    if goes is None or stays is None:
        return False
    return decide(("merge", goes.short, stays.short), "Join them", why_needed=True)


def _rename() -> bool:
    thing = pick("Which thing or document?", _EVERY, "thing")
    if thing is None:
        return False
    label = _typed("Its new name in English", thing.label, f"name of {thing.short}")
    key = _typed("Its key", thing.short, f"key of {thing.short}")
    change = ["rename", thing.short, *([key] if key != thing.short else [])]
    if label != thing.label:
        change += ["--label", label]
    if len(change) <= len(("rename", "thing")):
        st.caption("Change its name or its key to see what that would do.")
        return False
    return decide(change, "Rename it", why_needed=True)


def _split() -> bool:
    kg = knowledge_graph()
    thing = pick("Which thing is two?", [], "thing")
    if thing is None:
        return False
    said = {one.statement_key: one for one in about(kg.engine, thing.iri)}
    chosen = st.multiselect(
        "Which statements are about the other one?",
        list(said),
        format_func=lambda key: (
            f"{said[key].sentence(kg.names)} ({kg.names[said[key].document].label}, "
            f"{said[key].locator})"
        ),
        placeholder="Its statements, by their words",
        key=f"statements of {thing.short}",
    )
    label = _typed("Name of the other one", "", f"name apart {thing.short}")
    key = _typed("Key of the other one", f"{thing.short}-2", f"key apart {thing.short}")
    if not (chosen and label and key):
        st.caption("Choose its statements and name it to see what that would do.")
        return False
    options = [part for one in chosen for part in ("--statement", one)]
    change = ("split", thing.short, key, "--label", label, *options)
    return decide(change, "Take it apart", why_needed=True)


def _retract() -> bool:
    statement = st.query_params.get("statement", "")
    if not statement:
        document = pick("Which document?", [SOURCE], "thing")
        st.caption("A single statement is withdrawn from the page Sources: pick it there.")
        if document is None:
            return False
        return decide(("retract", document.short), "Retract it", why_needed=True)
    kg = knowledge_graph()
    found = of_statements(kg.engine, [str(THINGS[f"statement/{statement}"])])
    if not found:
        st.warning("The address names a statement that is not on record here.")
        return False
    one = found[0]
    st.markdown(
        plain_text(f"{one.sentence(kg.names)} ({kg.names[one.document].label}, {one.locator})")
    )
    return decide(("retract", f"statement/{statement}"), "Withdraw it", why_needed=True)


def _erase() -> bool:
    person = pick("Which person?", ["Person"], "thing")
    if person is None:
        return False
    st.caption("Do not write the name under Why: it stays in the journal.")
    return decide(
        ("erase", person.short),
        "Erase the person",
        why_needed=True,
        final="I know that this cannot be taken back",
    )


def _typed(label: str, usual: str, key: str) -> str:
    """A text that a visitor types, with single blanks."""
    return " ".join((st.text_input(label, usual, key=key, max_chars=300) or "").split())
