"""A report on what a reader picks: what is in it, the files to take away, and how it looks."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.errors import CbrnGraphError, EngineUnavailable
from graph.kinds import KINDS
from graph.pages.parts.fragments import examples, link, table
from graph.pages.parts.pickers import several
from graph.pages.parts.review_state import current
from graph.pages.parts.visits import visits
from graph.pages.parts.widgets import keep, plain_text, show_only
from graph.plurals import counted
from graph.views.exports.formats import file_name
from graph.views.report.background import background
from graph.views.report.bundle import bundle
from graph.views.report.compose import STEPS, compose
from graph.views.report.content import Figure, ReportTable
from graph.views.report.docx_file import MEDIA_TYPE, docx_file
from graph.views.report.html import html
from graph.views.report.opening import MOST_BYTES, BundleRefused, opened
from graph.views.report.selection import MOST, selection_of
from graph.views.report.workbook import workbook
from graph.views.review.marks import read_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.report.background import Background
    from graph.views.report.content import Report, Section
    from graph.views.report.selection import ReportSelection

__all__ = ["show"]

_ABOUT: Final = sorted(kind.name for kind in KINDS if kind.reported)
_EXAMPLES: Final = (
    ("region/CA", "Central Asia"),
    ("country/KAZ", "Kazakhstan"),
    ("project/053,project/065,project/087", "Projects 53, 65 and 87"),
)
_HEIGHT: Final = 720
_TOLD: Final = "bundle told"


def show(kg: KnowledgeGraph) -> None:
    """The picker and, once something is picked, the report."""
    chosen = several(
        "What the report is about",
        _ABOUT,
        "about",
        most=MOST,
        hint="A region, a country, a project, or several things; type a name or a number",
        forget=("network",),
    )
    _bundle(kg)
    if not chosen:
        st.html(
            examples(
                link("cooperation", text, view="report", about=about)
                for about, text in _EXAMPLES
                if all(kg.names.find(short) for short in about.split(","))
            )
        )
        st.caption(
            "A report holds what public documents say, in figures and tables with numbered "
            "sources, what is in doubt, and what is not on record. It prints to A4, and its "
            "tables come as a workbook."
        )
        return
    about = ",".join(name.short for name in chosen)
    selection, complaints = selection_of(about, st.query_params.get("network", ""))
    for complaint in complaints:
        st.caption(plain_text(complaint))
    if selection.network is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption("The network is drawn as it was left on the page Network.", width="content")
            st.button("Draw it afresh", on_click=lambda: keep("network", ""))
    try:
        report, document = _made(kg, selection)
    except EngineUnavailable:
        raise  # for the page that waits for it
    except CbrnGraphError as error:
        st.error(plain_text(str(error)))
        return
    _files(kg, report, document)
    _contents(report)
    st.subheader("Preview")
    st.iframe(document.decode(), height=_HEIGHT, alt=f"The report: {report.title}")


@st.cache_resource(show_spinner="Reading the whole record …", max_entries=2)
def _whole(_kg: KnowledgeGraph, opened_as: int) -> Background:
    """What all reports share, kept for all visitors; the number tells one graph from the next."""
    return background(_kg, _kg.questions)


def _made(kg: KnowledgeGraph, selection: ReportSelection) -> tuple[Report, bytes]:
    """The report and its document; the last ones are kept, so a click on a file costs no work."""
    marks = read_marks() | st.session_state.get("own marks", {})
    proposals = tuple(current().values())
    author, day = _signed()
    made_of = selection, id(kg), marks, proposals, author, day
    kept = st.session_state.get("report made")
    if kept is None or kept[0] != made_of:
        whole = _whole(kg, id(kg))
        bar = st.progress(0.0, "Making the report …")

        def told(step: str) -> None:
            bar.progress((STEPS.index(step) + 1) / (len(STEPS) + 1), f"{step} …")

        try:
            report = compose(whole, selection, told, marks, proposals, author=author, day=day)
            kept = (made_of, report, html(report))
        finally:
            bar.empty()
        st.session_state["report made"] = kept
    return kept[1], kept[2]


def _signed() -> tuple[str, str]:
    """Whose report it is and of which day, as its first page says; both may stay empty."""
    first, second, _ = st.columns([3, 2, 5], gap="small")
    with first:
        author = st.text_input("Author", key="report author", max_chars=120, placeholder="Nobody")
    with second:
        today = datetime.datetime.now(tz=datetime.UTC).date()
        day = st.date_input("Date", today, key="report day", format="YYYY-MM-DD")
    return " ".join(author.split()), day.isoformat()


def _files(kg: KnowledgeGraph, report: Report, document: bytes) -> None:
    """The files to take away; those that nobody looks at are made when they are asked for."""
    name = f"report {report.title}"
    with st.container(horizontal=True):
        st.download_button(
            "Document (HTML)",
            document,
            file_name(name, "html"),
            "text/html",
            icon=":material/description:",
            help="Opens in any browser, also unplugged, and prints to A4",
            on_click="ignore",
        )
        st.download_button(
            "Document (DOCX)",
            partial(docx_file, report),
            file_name(name, "docx"),
            MEDIA_TYPE,
            icon=":material/edit_document:",
            help="A Word document with headings, footnotes and captions, to be worked on",
            on_click="ignore",
        )
        st.download_button(
            "Workbook (XLSX)",
            partial(workbook, report),
            file_name(name, "xlsx"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            icon=":material/table:",
            help="A sheet for each table, with the sources",
            on_click="ignore",
        )
        st.download_button(
            "Bundle (ZIP)",
            partial(bundle, report, kg.engine),
            file_name(name, "zip"),
            "application/zip",
            icon=":material/folder_zip:",
            help="Report, figures, data, queries and sources in one file that opens here again",
            on_click="ignore",
        )
    st.caption(plain_text(report.edition.sentence))


def _contents(report: Report) -> None:
    """What is in the report, chapter by chapter."""
    with st.expander("What is in it", expanded=True):
        rows = [
            (f"Annex: {one.title}" if one.annex else one.title, _in_it(one))
            for one in report.sections
        ]
        rows.append(("How it was worked out", counted(len(report.methods), "definition")))
        rows.append(("Queries", counted(len(report.queries), "query", "queries")))
        rows.append(("Sources", counted(len(report.sources), "document")))
        table(["Chapter", "In it"], rows)


def _in_it(section: Section) -> str:
    figures = [block for block in section.blocks if isinstance(block, Figure)]
    tables = [block for block in section.blocks if isinstance(block, ReportTable)]
    sentences = len(section.blocks) - len(figures) - len(tables)
    told = [counted(sentences, "sentence")] if sentences else []
    told += [f"figure: {one.title}" for one in figures]
    told += [f"table: {one.title} ({counted(len(one.rows), 'row')})" for one in tables]
    return "; ".join(told)


def _bundle(kg: KnowledgeGraph) -> None:
    """A bundle that somebody sent leads back to its selection; what is amiss with it is said."""
    with st.expander("Open a bundle"):
        visits.ask_for_files()
        file = st.file_uploader(
            "A bundle (ZIP) that was downloaded here",
            type=["zip"],
            max_upload_size=MOST_BYTES // 1_000_000,
            key="bundle file",
        )
    told: tuple[str, str, Sequence[str]] | None = st.session_state.get(_TOLD)
    if file is None:
        st.session_state.pop(_TOLD, None)
        return
    if told is None or told[0] != file.file_id:
        try:
            found = opened(file.getvalue(), kg.names, _whole(kg, id(kg)).edition)
        except BundleRefused as error:
            st.session_state[_TOLD] = (file.file_id, "", [str(error)])
        else:
            st.session_state[_TOLD] = (
                file.file_id,
                found.title or "a report",
                found.remarks,
            )
            show_only({"view": "report", **found.selection.parameters})
            st.rerun()
        told = st.session_state[_TOLD]
    _, title, remarks = told
    for remark in remarks:
        (st.warning if title else st.error)(plain_text(remark))
    if title:
        end = "" if remarks else " It was made from the data that is open now."
        st.success(plain_text(f"The bundle is open: {title}.{end}"))
