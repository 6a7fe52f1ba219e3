"""Add a document: bring a file, see what it would add, change and contradict, then take it in."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd
import streamlit as st

from graph.brought_files import TABLE_ENDINGS
from graph.components.network_canvas import network_canvas
from graph.knowledge_graph import BUILT
from graph.pages.add.choosing import choose, chosen, which_document
from graph.pages.add.decisions_kept import forget_decisions
from graph.pages.add.journal import show_journal
from graph.pages.add.mapping import keep_mapping, map_columns
from graph.pages.add.putting_right import put_right
from graph.pages.add.questions import ask, given
from graph.pages.add.text import Filled, accepted_of_a_text
from graph.pages.parts.bar_of_progress import bar_of_progress
from graph.pages.parts.cards import legend
from graph.pages.parts.command_process import ImportFailed
from graph.pages.parts.engine_away import while_it_answers
from graph.pages.parts.fragments import link, listing, table
from graph.pages.parts.import_process import (
    SWITCH,
    Looked,
    allowed_to_apply,
    look_at,
    take_in,
    template,
)
from graph.pages.parts.sign_in import write_log
from graph.pages.parts.signature import ask_name, ask_why
from graph.pages.parts.visits import visits
from graph.pages.parts.why import selected_in
from graph.pages.parts.widgets import choose as choice_of
from graph.pages.parts.widgets import knowledge_graph, plain_text
from graph.views.network.drawn_lines import DrawnLine
from graph.views.network.drawn_nodes import DrawnThing
from graph.views.network.outline import line_rows
from graph.views.network.sentence import sentence
from graph.views.places.layout import positions
from graph.views.review.proposals import proposed_network, statement_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.views.network.drawn_network import NetworkView


class Brought(Protocol):
    """A file that was uploaded, or made of what was accepted of a text."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    def getvalue(self) -> bytes:
        """Its bytes."""
        ...


_KINDS = [*(ending[1:] for ending in TABLE_ENDINGS), "zip"]
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LOOKED = "looked at"
_IN_FULL = 100
_FEW = 10

kg = knowledge_graph()


def digest_of(uploaded: Brought) -> str:
    """What a file is known by: its name and its bytes."""
    return hashlib.sha256(uploaded.name.encode() + b"\0" + uploaded.getvalue()).hexdigest()


def looked_at(uploaded: Brought) -> Looked | None:
    """What the import tells of a file; asked once for each file and each state of the record."""
    content = uploaded.getvalue()
    digest = digest_of(uploaded)
    choices = replace(chosen(digest), answers=given(digest))
    known_by = digest, str(choices), BUILT.stat().st_mtime_ns
    kept: tuple[tuple[str, str, int], Looked | str] | None = st.session_state.get(_LOOKED)
    if kept and kept[0] == known_by:
        found = kept[1]
    else:
        try:
            with bar_of_progress() as show:
                found = look_at(uploaded.name, content, show, choices)
        except ImportFailed as error:
            found = str(error)
        st.session_state[_LOOKED] = known_by, found
    if isinstance(found, Looked):
        return found
    st.error(plain_text(found))
    if "in the form of" in found:
        which_document(digest, kg.names.things(["SourceDocument"]))
    elif "map its columns" in found or choices.profile:
        map_columns(digest, uploaded.name, content)
    return None


def listed(
    heading: str,
    preview: Mapping[str, Any],
    name: str,
    columns: Mapping[str, str],
    *,
    in_full: bool = False,
) -> None:
    """One list of the proposal as a table, under a heading with its number; nothing if empty.

    Sentences are shown ``in_full``, unless there are very many; other cells may be cut.
    """
    count = preview["counts"][name]
    if not count:
        return
    if heading:
        st.markdown(f"**{heading}** ({count:,})")
    rows = [[str(one[part]) for part in columns.values()] for one in preview[name]]
    if in_full and count <= _IN_FULL:
        table(list(columns), rows)
    else:
        st.dataframe(
            pd.DataFrame(rows, columns=list(columns)), hide_index=True, alt=heading or name
        )
    if count > len(rows):
        st.caption(f"The first {len(rows):,} of {count:,} are listed.")


def to_mend(looked: Looked, name: str) -> None:
    """The findings with their places, and the marked copy to download."""
    told = looked.proposal
    listed(
        "To mend" if not told["ok"] else "Worth a look",
        told,
        "findings",
        {
            "How bad": "severity",
            "Sheet": "sheet",
            "Row": "row",
            "Column": "column",
            "What stands there": "value",
            "What to do": "sentence",
        },
        in_full=True,
    )
    if looked.marked is not None:
        stem = name.rpartition(".")[0] or name
        st.download_button(
            "Download the workbook with the cells marked",
            looked.marked,
            file_name=f"{stem} (marked).xlsx",
            mime=_EXCEL,
            on_click="ignore",
            icon=":material/download:",
        )


def rewritten(heading: str, preview: Mapping[str, Any], name: str) -> None:
    """Cells that were read otherwise than they stand in the file, folded in where they are many."""
    count = preview["counts"][name]
    if not count:
        return
    columns = {
        "Sheet": "sheet",
        "Row": "row",
        "Column": "column",
        "In the file": "before",
        "Read as": "after",
        "Why": "why",
    }
    with st.expander(f"{heading} ({count:,})", expanded=count <= _FEW):
        listed("", preview, name, columns, in_full=True)


def as_tables(preview: Mapping[str, Any]) -> None:
    """What would be added and changed, list by list."""
    documents = {"Document": "key", "Title": "title", "Publisher": "publisher", "Dated": "issued"}
    listed("New documents", preview, "documents", documents)
    things = {"Name": "label", "Kind": "type_label", "Key": "key"}
    if any(one["definition"] for one in preview["things"]):
        things |= {"Definition": "definition", "Below": "broader"}
    listed("New things", preview, "things", things)
    listed(
        "New statements",
        preview,
        "statements",
        {
            "About": "subject_label",
            "Line or fact": "property_label",
            "Value": "object_label",
            "Document": "document_label",
            "Place": "locator",
            "Role": "role",
        },
    )
    changes = {"Row": "key", "Column": "column", "Before": "before", "After": "after"}
    listed("Changes to what is on record", preview, "changes", changes)
    lists = ("documents", "things", "statements", "changes", "corrections", "removals")
    if not any(preview["counts"][name] for name in lists):
        st.caption("Nothing would be added or changed.")


@st.fragment
@while_it_answers()
def as_network(view: NetworkView, preview: Mapping[str, Any]) -> None:
    """The new lines among those on record that they touch, and the same as a table."""
    new = {line.id for line in view.lines if line.sort == "new"}
    st.caption(plain_text(sentence(view)) + f" {len(new)} of the lines would be new.")
    selected = network_canvas(view.graph, positions(view.graph, None), key="proposed")
    legend(view)
    match view.drawn(selected.id) if selected else None:
        case DrawnLine(new=True) as line:
            would_state(preview, line)
        case DrawnThing(new=True):
            st.caption("It would be new: nothing about it is on record yet.")
        case _:
            selected_in(view, selected, "Click a line or a thing to see what it rests on.")
    rows = [
        (row.source, row.relation, row.target, "new" if row.id in new else "on record")
        for row in sorted(line_rows(view), key=lambda row: row.id not in new)
    ]
    columns = ["From", "Line", "To", "New?"]
    st.dataframe(
        pd.DataFrame(rows, columns=columns), hide_index=True, alt="The lines of the network"
    )


def would_state(preview: Mapping[str, Any], line: DrawnLine) -> None:
    """The statements of the file that would make a line."""
    st.subheader("Why would this line be here?")
    columns = {"Document": "document_label", "Place": "locator", "Role": "role"}
    stated = [one for one in preview["statements"] if statement_of(one) == line.triple]
    table(list(columns), ([str(one[part]) for part in columns.values()] for one in stated))


def offer_to_add(uploaded: Brought, preview: Mapping[str, Any]) -> None:
    """The button that takes the file in, where the server's owner allows it."""
    if not allowed_to_apply():
        st.caption(
            "Adding from this page is switched off. Whoever runs the server switches it on by "
            f"starting it with `{SWITCH}=1`; or adds the file on the command line with "
            "`cbrn-graph import FILE --apply`."
        )
        return
    if not preview["ok"] or preview["empty"] or preview["open_questions"]:
        return
    by, why = ask_name("import"), ask_why("import", needed=preview["replaces"])
    if st.button("Add this to the record", type="primary", icon=":material/add:"):
        if not by or (preview["replaces"] and not why):
            st.error(
                "Say who you are, and why what is on record is corrected: it stands in the journal."
                if preview["replaces"]
                else "Say who you are: it stands in the journal."
            )
            return
        digest = digest_of(uploaded)
        choices = replace(chosen(digest), answers=given(digest))
        try:
            with bar_of_progress() as show:
                entry = take_in(uploaded.name, uploaded.getvalue(), by, why, choices, show)
        except ImportFailed as error:
            st.error(plain_text(str(error)))
            return
        del st.session_state[_LOOKED]
        if isinstance(uploaded, Filled):
            forget_decisions()
        keys = ", ".join(str(one["key"]) for one in preview["documents"]) or "no new document"
        write_log(f"added a file to the record ({keys})")
        st.success(f"It is in the record, as entry {entry} of the journal below.")
        st.html(
            listing(
                link("sources", one["title"], source=f"source/{one['key']}")
                for one in preview["documents"]
            )
        )


st.title("Add a document")
st.markdown(
    "What a public document says can be added without a programmer: paste its text or fill in the "
    "workbook, and see what it would add, change and contradict. Nothing is written before that."
)
_WAYS = {
    "table": "A filled-in workbook, a CSV table, or RDF",
    "text": "A text: a press release, a project page",
}


def brought_file() -> Brought | None:
    """The workbook, table or RDF that a reader brings."""
    st.download_button(
        "Download the workbook to fill in",
        template,
        file_name="cbrn-graph.xlsx",
        mime=_EXCEL,
        on_click="ignore",
        icon=":material/download:",
    )
    visits.ask_for_files()
    return st.file_uploader(
        "The filled-in workbook, a CSV table, RDF, or a file of others (IATI, CORDIS, a calendar)",
        type=_KINDS,
    )


way = choice_of("What do you bring?", "bring", _WAYS)
brought = accepted_of_a_text() if way == "text" else brought_file()
result = looked_at(brought) if brought is not None else None
if brought is not None and result is not None:
    proposal = result.proposal
    st.subheader("What it would do")
    st.markdown(plain_text(proposal["summary"]))
    for note in proposal["notes"]:
        st.caption(plain_text(note))
    keep_mapping(digest_of(brought), brought.name, brought.getvalue())
    to_mend(result, brought.name)
    ask(digest_of(brought), proposal["questions"])
    corrected = {"On record": "before", "Would be": "after", "What differs": "unlike"}
    listed("Corrections", proposal, "corrections", corrected, in_full=True)
    taken_out = {"Table": "table", "Row": "table_row", "Statement": "statement"}
    listed("Taken out", proposal, "removals", taken_out, in_full=True)
    where = {"Sheet": "sheet", "Row": "row", "What": "sentence"}
    listed("Contradictions", proposal, "contradictions", where, in_full=True)
    choose(digest_of(brought), proposal)
    rewritten("What we took it for", proposal, "taken")
    rewritten("What we cleaned", proposal, "cleaned")
    tables, picture = st.tabs(["As a table", "As a network"])
    with tables:
        as_tables(proposal)
    with picture:
        drawing = proposed_network(kg, proposal)
        if drawing is None:
            st.caption("No line between two things would be added.")
        else:
            as_network(drawing, proposal)
    offer_to_add(brought, proposal)
put_right()
show_journal()
