"""What changed: two builds, or what was known by two days, as a list and on the network."""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from graph.components.network_canvas import Legend, Selection, network_canvas
from graph.dates import PartialDate
from graph.errors import CbrnGraphError
from graph.knowledge_graph import BUILT, open_graph
from graph.pages.parts.cards import evidence_cards, legend
from graph.pages.parts.engine_away import while_it_answers
from graph.pages.parts.pickers import pick
from graph.pages.parts.visits import visits
from graph.pages.parts.widgets import choose, keep, plain_text
from graph.plurals import counted
from graph.store.published.older import older_build, older_builds
from graph.views.changes.change_table import COLUMNS, KINDS, WORDS, change_rows, summed_up
from graph.views.changes.changed_network import at_moment, changed_network
from graph.views.changes.changes import changes, known_by, side
from graph.views.changes.events import events
from graph.views.network.drawn_network import DrawnLine
from graph.views.network.line_notes import notes_told
from graph.views.network.sentence import sentence
from graph.views.places.layout import positions
from graph.views.record.lifetimes import lifetimes
from graph.views.record.names import Names, plain
from graph.views.record.overview import documents
from graph.views.record.tables import Table, as_csv

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.changes.change_table import ChangeRow
    from graph.views.changes.changed_network import Moment
    from graph.views.changes.changes import Changes, Side
    from graph.views.network.drawn_network import NetworkLine, NetworkNode
    from graph.views.record.evidence import Evidence

__all__ = ["show"]

_ALL: Final = "all"
_CARDS: Final = 12
_LISTED: Final = 2_000
"""So many rows are listed; all of them are in the file."""
_MOMENTS: Final[dict[Moment, str]] = {"both": "Both", "before": "Before", "after": "After"}


def show(kg: KnowledgeGraph) -> None:
    """What is compared, what differs as a list, and the same on the network."""
    ways = {"dates": "What was known by two dates", "events": "What happened between two dates"}
    if _history(_built_at()):
        ways["history"] = "This build with one in its history"
    ways["file"] = "This build with a file of yours"
    first, second, third = st.columns([2, 1.5, 1.5], gap="small")
    with first:
        way = choose("Compare", "compare", ways)
    if way == "events":
        with second:
            since = _typed("From", "old", _year_before(kg))
        with third:
            until = _typed("Until", "new", _newest(kg, id(kg)))
        _events(kg, since, until)
        return
    with second:
        before = {"dates": _by_first_date, "history": _from_history, "file": _from_file}[way](kg)
    with third:
        after = _by_later_date(kg) if way == "dates" else _now(kg, id(kg))
    if way == "dates":
        st.caption(_cannot_tell(kg, id(kg)))
    if before is None or after is None:
        return
    found = changes(before, after)
    st.markdown(f"**{plain_text(summed_up(found))}**")
    if found.empty:
        st.info("Things, statements and the lines between things are the same in both.")
        return
    around = pick("Around a thing", [], "around", placeholder="Everything")
    rows = _chosen(change_rows(found), around.iri if around else None)
    _list(found, rows)
    _network(found, around.iri if around else None)


@st.cache_data(max_entries=2)
def _cannot_tell(_kg: KnowledgeGraph, opened: int) -> str:
    """What a comparison of what was known cannot say, as many documents bear no date."""
    said = _now(_kg, opened).statements
    undated = [one for one in said if not one.issued]
    documents = len({one.document for one in undated})
    every = len({one.document for one in said})
    return (
        "A document counts from the day it is dated; one without a date from the day it was read. "
        "So this is what the record could have said then, not what was in it, and not when "
        f"things happened. It cannot tell since when {documents:,} of {every:,} documents say what "
        f"they say ({len(undated):,} of {len(said):,} statements): they bear no date."
    )


def _events(kg: KnowledgeGraph, since: str, until: str) -> None:
    """What documents date into a period, as a list; a row that is picked opens its statement."""
    try:
        ends = [PartialDate.parse(text) if text else None for text in (since, until)]
    except ValueError as error:
        st.warning(plain_text(f"{error}."))
        return
    said = _now(kg, id(kg)).statements
    found = events(said, kg.names, *ends)
    dateless = sum(1 for time in lifetimes(kg.engine).values() if not time.dated)
    st.caption(
        plain_text(
            f"{counted(len(found), 'event')} by the dates that documents give, whenever the "
            f"documents are of. Of {counted(dateless, 'project or plan', 'projects and plans')} "
            "with a state on record no date is, so they can be in no period."
        )
    )
    rows = [(each.when.words, each.what, kg.names[each.evidence.document].label) for each in found]
    picked = st.dataframe(
        pd.DataFrame(rows[:_LISTED], columns=["When", "What", "Document"]),
        column_config={"What": st.column_config.TextColumn(width="large")},
        hide_index=True,
        height=420,
        on_select="rerun",
        selection_mode="single-row",
        key=f"events {since} {until}",
        alt="What happened",
    )
    nothing = tuple((None, None, None) for _ in rows)
    st.download_button(
        "Download the events",
        as_csv(Table(("When", "What", "Document"), tuple(rows), nothing)),
        "events.csv",
        "text/csv",
        on_click="ignore",
    )
    chosen = picked["selection"]["rows"]
    if chosen:
        evidence_cards([found[chosen[0]].evidence], kg.names)


def _year_before(kg: KnowledgeGraph) -> str:
    """The year before the newest document, where a reader begins to look."""
    newest = _newest(kg, id(kg))
    return str(int(newest[:4]) - 1) if newest else ""


def _built_at() -> int:
    return BUILT.stat().st_mtime_ns if BUILT.exists() else 0


@st.cache_data(show_spinner=False, max_entries=2)
def _history(built_at: int) -> dict[str, str]:
    """The builds in the history by what it calls them, in words; the newest is that of now."""
    return {one.commit: f"{one.day}, {one.why}" for one in older_builds(BUILT)}


@st.cache_resource(show_spinner="Reading all statements …", max_entries=2)
def _now(_kg: KnowledgeGraph, opened: int) -> Side:
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


def _from_history(kg: KnowledgeGraph) -> Side | None:
    builds = _history(_built_at())
    commit = choose("Older build", "old", builds)
    try:
        return _opened(older_build(BUILT, commit), BUILT.name)
    except CbrnGraphError as error:
        st.error(plain_text(str(error)))
        return None


def _from_file(kg: KnowledgeGraph) -> Side | None:
    visits.ask_for_files()
    brought = st.file_uploader("An older build", type=["nt", "ttl"])
    if brought is None:
        st.caption("Bring a built file (cbrn.nt). It is compared here and kept nowhere.")
        return None
    return _opened(brought.getvalue(), brought.name)


def _by_first_date(kg: KnowledgeGraph) -> Side | None:
    return _by_date(kg, "Known by, earlier", "old", _year_before(kg))


def _by_later_date(kg: KnowledgeGraph) -> Side | None:
    return _by_date(kg, "Known by, later", "new", _newest(kg, id(kg)))


@st.cache_data(max_entries=2)
def _newest(_kg: KnowledgeGraph, opened: int) -> str:
    """The date of the newest document that bears one."""
    return max((one.issued for one in documents(_kg.engine) if not one.codes), default="")


def _typed(label: str, parameter: str, usual: str) -> str:
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
    typed = _typed(label, parameter, usual)
    whole = _now(kg, id(kg))
    if not typed:
        return whole
    try:
        PartialDate.parse(typed)
    except ValueError as error:
        st.warning(plain_text(f"{error}."))
        return None
    return known_by(whole, typed)


def _chosen(rows: list[ChangeRow], around: str | None) -> list[ChangeRow]:
    """The rows that the filters leave."""
    near = [row for row in rows if around is None or around in row.things]
    first, second, third = st.columns([2, 2, 3], gap="small")
    counts = Counter(cell for row in near for cell in row.cells[:2])
    with first:
        kinds = {_ALL: f"All changes ({len(near)})"}
        kinds |= {one: f"{one.capitalize()} ({counts[one]})" for one in WORDS.values()}
        kind = choose("Change", "change", kinds)
    with second:
        whats = {_ALL: "Everything"}
        whats |= {one: f"{one.capitalize()}s ({counts[one]})" for one in KINDS}
        what = choose("Of what", "what", whats)
    with third:
        words = st.text_input("With these words", placeholder="Kazakhstan", key="change words")
    return [
        row
        for row in near
        if kind in (_ALL, row.cells[0])
        and what in (_ALL, row.cells[1])
        and plain(words) in plain(" ".join(row.cells))
    ]


def _list(found: Changes, rows: list[ChangeRow]) -> None:
    """The rows, the file of them, and the statement of the one that is picked."""
    if not rows:
        st.caption("Nothing that changed is left by these filters.")
        return
    cut = f", of which the first {_LISTED:,} are listed" if len(rows) > _LISTED else ""
    st.caption(f"{counted(len(rows), 'change')}{cut}")
    # A list with other filters is another one, in which nothing is picked yet.
    view = {name: told for name, told in st.query_params.to_dict().items() if name != "at"}
    picked = st.dataframe(
        pd.DataFrame([row.cells for row in rows[:_LISTED]], columns=list(COLUMNS)),
        column_config={
            "What": st.column_config.TextColumn(width="large"),
            "What became of it": st.column_config.TextColumn(width="medium"),
        },
        hide_index=True,
        height=360,
        on_select="rerun",
        selection_mode="single-row",
        key=f"changes {view} {st.session_state['change words']}",
        alt="What changed",
    )
    nothing = tuple(tuple(None for _ in COLUMNS) for _ in rows)
    whole = Table(COLUMNS, tuple(row.cells for row in rows), nothing)
    st.download_button(
        "Download the changes", as_csv(whole), "changes.csv", "text/csv", on_click="ignore"
    )
    chosen = picked["selection"]["rows"]
    if chosen and (one := rows[chosen[0]].evidence):
        if not rows[chosen[0]].is_now:
            st.caption("As it was; it is no longer on record.")
        evidence_cards([one], _both(found))


def _both(found: Changes) -> Names:
    """The names of now, and those of what is no longer there."""
    return Names({**found.before.names.by_iri, **found.after.names.by_iri})


@st.fragment
@while_it_answers()
def _network(found: Changes, around: str | None) -> None:
    """The lines that came, went or changed, with places that stay whatever is shown."""
    st.subheader("On the network")
    whole = changed_network(found, around)
    if not whole.graph.number_of_edges():
        st.caption("No line between things came, went or changed.")
        return
    asked = st.query_params.get("moment", "both")
    moment = st.segmented_control(
        "Show",
        list(_MOMENTS),
        format_func=_MOMENTS.__getitem__,
        default=asked if asked in _MOMENTS else "both",
        key="changes moment",
        on_change=lambda: keep("moment", str(st.session_state["changes moment"] or "")),
        required=True,
    )
    view = at_moment(whole, moment or "both")
    asked_for = view.named(st.query_params.get("at", ""))
    told = network_canvas(
        view.graph,
        positions(whole.graph, whole.focus),
        key="changed network",
        focus=view.focus,
        selected=Selection.of(asked_for),
        legend=Legend(kinds={}, lines=notes_told(view)),
    )
    legend(view)
    st.caption(plain_text(sentence(view)))
    selected = view.drawn(told.id) if told else None
    if selected != asked_for:
        keep("at", selected.at if selected else "")
    if selected is None:
        st.caption("Click a line or a thing for the statements about it before and after.")
        return
    for words, said in (("Before", found.before), ("After", found.after)):
        st.markdown(f"**{words}**")
        evidence_cards(_about(said, selected), _both(found), "No statement said so.")


def _about(side: Side, drawn: NetworkNode | NetworkLine) -> list[Evidence]:
    """The statements of a line, or of all lines that a thing has."""
    links = [each for each in side.statements if each.is_link]
    if isinstance(drawn, DrawnLine):
        return [each for each in links if each.triple == drawn.triple]
    return [each for each in links if drawn.id in {each.subject, each.value}][:_CARDS]
