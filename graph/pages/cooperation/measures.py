"""Measures: counts first, scores with open weights, and what of the network's shape holds."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from graph.pages.parts.fragments import dash, link, listing, strong, table, thing
from graph.pages.parts.widgets import LANGUAGES_AT_ONCE, choose
from graph.plurals import counted
from graph.templates import piece
from graph.views.cooperation.leave_one_out import hanging_on
from graph.views.cooperation.measures import WEIGHTS, bridges, groups, pairs, parts, single_points
from graph.views.record.appearance import appearance
from graph.views.record.tables import ABSENT

if TYPE_CHECKING:
    from markupsafe import Markup

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.cooperation.leave_one_out import Hanging
    from graph.views.cooperation.measures import Measure, Measured, Pair
    from graph.views.record.names import Name

__all__ = ["show"]

_MEASURES = {
    "pairs": "Projects that share most",
    "bridges": "Bridging organisations",
    "points": "Single points of connection",
    "groups": "Groups",
    "documents": "What hangs on single documents",
}
_KINDS = {"bridges": bridges, "points": single_points, "groups": groups}
_HEADINGS = {"bridges": "Share of ways", "points": "More pieces", "groups": "Members"}

_html = partial(piece, "pages/cooperation/measures.html")


def show(kg: KnowledgeGraph) -> None:
    """The measure that the address names."""
    chosen = choose("Measure", "measure", _MEASURES)
    if chosen == "pairs":
        _pairs(kg)
    elif chosen == "documents":
        _documents(kg)
    else:
        _shape(chosen, _worked_out(kg, id(kg), chosen))


@st.cache_resource(show_spinner="Leaving out each document in turn …", max_entries=6)
def _worked_out(_kg: KnowledgeGraph, opened: int, measure: str) -> Measure:
    return _KINDS[measure](parts(_kg.engine), _kg.names)


@st.cache_resource(show_spinner="Counting …", max_entries=LANGUAGES_AT_ONCE)
def _counted(_kg: KnowledgeGraph, opened: int) -> list[Pair]:
    return pairs(_kg, most=1_000_000)


def _pairs(kg: KnowledgeGraph) -> None:
    """How much each pair of projects shares, by kind, and a score by the reader's own weights."""
    st.caption(
        "How many things of each kind two projects share, on record. The score is the sum of "
        "these numbers, each times its weight; change the weights to see what the order hangs on."
    )
    columns = st.columns(len(WEIGHTS), gap="small")
    weights = {}
    for column, (kind, usual) in zip(columns, WEIGHTS.items(), strict=True):
        with column:
            weights[kind] = st.number_input(
                f"Weight of {kind}", 0.0, 10.0, usual, 0.5, key=f"weight {kind}"
            )
    rows = sorted(
        (
            (-sum(weights[kind] * number for kind, number in pair.counts.items()), pair)
            for pair in _counted(kg, id(kg))
        ),
        key=lambda each: (each[0], each[1].one.iri, each[1].other.iri),
    )
    table(
        ["One", "The other", *(kind.capitalize() for kind in WEIGHTS), "Score"],
        [
            (
                link("network", pair.one.label, thing=pair.one.short),
                link(
                    "cooperation",
                    pair.other.label,
                    things=f"{pair.one.short}~{pair.other.short}",
                ),
                *(_number(pair, kind) for kind in WEIGHTS),
                strong(f"{-score:g}"),
            )
            for score, pair in rows[:30]
        ],
    )
    st.caption(
        f"The first 30 of {len(rows):,} pairs that share something. A number opens its evidence; "
        "a dash is not on record."
    )


def _number(pair: Pair, kind: str) -> Markup:
    """A count as a link to the cell of the matrix that it is the number of."""
    if kind not in pair.counts:
        return dash(ABSENT)
    return link(
        "cooperation",
        _counted_years(pair.counts[kind]) if kind == "time" else str(pair.counts[kind]),
        view="matrix",
        table="project~project",
        by=kind,
        cell=f"{pair.one.short}~{pair.other.short}",
    )


def _counted_years(number: int) -> str:
    return counted(number, "year")


def _shape(key: str, measure: Measure) -> None:
    """One measure on the network: what it means, on what, what it found, and whether it holds."""
    held = sum(one.holds for one in measure.findings)
    st.html(_html("about", measure))
    st.markdown(f"**{held} of {len(measure.findings)} hold whichever document is left out.**")
    table(
        ["Found", _HEADINGS[key], "Does it hold?"],
        [(_things(one), _value(key, one), _holds(one)) for one in measure.findings],
    )
    if measure.newly:
        with st.expander(
            f"Without one of these {len(measure.newly)} documents something else would be found"
        ):
            st.html(listing(_document(name) for name in measure.newly))


def _documents(kg: KnowledgeGraph) -> None:
    """By document, every measure that changes when it is left out."""
    measures = [_worked_out(kg, id(kg), key) for key in _KINDS]
    found = hanging_on(measures)
    tried = measures[0].tried
    st.caption(
        "Each of these documents alone carries something of a measure: without it the findings "
        "named here would no longer be found, or others would be found beside them."
    )
    number = len(found)
    st.markdown(
        f"**{number} of the {tried} documents that alone carry a line change a measure when they "
        "are left out; without any other document nothing changes.**"
    )
    titles = [measure.title for measure in measures]
    table(
        ["Without this document", *titles],
        [
            (_document(document), *(_hanging(each.get(title)) for title in titles))
            for document, each in found.items()
        ],
    )


def _hanging(one: Hanging | None) -> Markup:
    """What is lost of a measure, and whether something else comes."""
    if one is None:
        return dash("nothing changes")
    others = ["something else would be found"] if one.others else []
    return listing([*(_short(each) for each in one.lost), *others])


def _short(one: Measured) -> Markup:
    """A finding in few words: the organisation, or the group by its size and first member."""
    first = link("network", one.things[0].label, thing=one.things[0].short)
    return _html("lost", first, len(one.things))


def _things(one: Measured) -> Markup:
    """The things of a finding; of a group first how many of each kind."""
    links = [thing(name) for name in one.things]
    if len(links) == 1:
        return links[0]
    kinds = Counter(name.family for name in one.things)
    told = ", ".join(
        f"{number} {appearance(kind).plural if number > 1 else appearance(kind).singular}"
        for kind, number in sorted(kinds.items())
    )
    return _html("group", told, links)


def _value(key: str, one: Measured) -> str:
    return f"{one.value:.1%}" if key == "bridges" else f"{one.value:g}"


def _holds(one: Measured) -> str:
    if one.holds:
        return "yes, without any one document"
    return _html("not_without", [_document(name) for name in one.changed_by])


def _document(name: Name) -> Markup:
    return link("sources", name.label, source=name.short)
