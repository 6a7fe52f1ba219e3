"""Two to five things side by side: what they share and where they differ, line by line."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import streamlit as st

from graph.kinds import BY_NAME
from graph.pages.parts.cards import evidence_cards, source_line
from graph.pages.parts.fragments import (
    absent,
    below,
    examples,
    in_a_row,
    link,
    onward,
    paragraph,
    pieces,
    strong,
    table,
    thing,
)
from graph.pages.parts.pickers import remember, several
from graph.pages.parts.widgets import plain_text
from graph.plurals import counted
from graph.views.cooperation.cooperation import FAMILIES, side_by_side
from graph.views.cooperation.through import through_projects
from graph.views.record.appearance import appearance
from graph.views.record.evidence import told_with_date
from graph.views.record.tables import ABSENT

if TYPE_CHECKING:
    from markupsafe import Markup

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.cooperation.cooperation import SideBySide
    from graph.views.record.evidence import Evidence
    from graph.views.record.names import Name, Names

__all__ = ["show"]

_MOST = 5
_EXAMPLE = "project/053~project/065~project/087"


def show(kg: KnowledgeGraph) -> None:
    """The pickers and, once two things are picked, the comparison."""
    chosen = _picked()
    if len(chosen) > 1:
        _compared(kg, side_by_side(kg, [one.iri for one in chosen]))
        return
    st.info("Pick two to five things above: projects, countries, or any others.")
    st.html(
        examples(
            link("cooperation", text, things=things)
            for things, text in (
                (_EXAMPLE, "Projects 53, 65 and 87"),
                ("country/KAZ~country/UZB", "Kazakhstan and Uzbekistan"),
            )
        )
    )


def _picked() -> list[Name]:
    """The things in the address, kept there as ``?things=KIND/KEY~KIND/KEY``."""
    ends = [st.query_params.pop(side, "") for side in ("one", "other")]
    if any(ends):
        remember("things", "~".join(filter(None, ends)))
    return several("Two to five things", [], "things", most=_MOST, between="~")


def _compared(kg: KnowledgeGraph, found: SideBySide) -> None:
    labels = [one.label for one in found.things]
    st.subheader(f"What {plain_text(_listed(labels))} share")
    counts = [
        f"{len(found.of(family))} {appearance(family).plural}"
        for family in FAMILIES
        if len(found.of(family)) > 1
    ] + [f"1 {appearance(family).singular}" for family in FAMILIES if len(found.of(family)) == 1]
    st.caption(
        (f"Shared by two or more: {', '.join(counts)}. " if counts else "")
        + f"“{ABSENT.capitalize()}” means that no document here says so, not that it is not so."
    )
    about = ",".join(one.short for one in found.things if BY_NAME[one.family].reported)
    if about:
        st.html(onward(link("cooperation", "Report on these", view="report", about=about)))
    st.markdown("**Stated between them**")
    evidence_cards(found.direct, kg.names, _none_stated(found))
    if found.overlaps:
        st.markdown("**Overlap in time**")
        rows = [(f"{one.one.label} and {one.other.label}", one.sentence) for one in found.overlaps]
        table(["Pair", "On record"], rows)
    shared_projects = [one.name for one in found.of("Project")]
    through = through_projects(kg, shared_projects, found.things)
    for family in FAMILIES:
        shared = found.of(family)
        kind = BY_NAME[family]
        if shared or kind.always_compared:
            st.markdown(f"**{kind.heading_when_shared}**")
        if shared:
            table(
                ["Shared", *labels],
                [
                    (
                        thing(one.name),
                        *(
                            _sources(side, kg.names, name.iri)
                            for side, name in zip(one.sides, found.things, strict=True)
                        ),
                    )
                    for one in shared
                ],
                even=True,
            )
        elif through.get(family):
            st.caption(
                f"Through one step: no document names one {kind.name.lower()} for two of them, but "
                "these are in projects that they share."
            )
            table(
                ["Through a project", "Projects"],
                [
                    (
                        thing(name),
                        in_a_row(
                            (link("network", each.label, thing=each.short) for each in projects),
                            ", ",
                        ),
                    )
                    for name, projects in through[family].items()
                ],
            )
        elif kind.always_compared:
            st.caption(f"{ABSENT.capitalize()}: nothing of this kind that two of them share.")
    _differences(kg, found, labels)


def _none_stated(found: SideBySide) -> str:
    """What is said where no document states a line between the things themselves."""
    ties = [
        counted(len(found.of(family)), appearance(family).singular, appearance(family).plural)
        for family in ("Project", "Meeting")
        if found.of(family)
    ]
    if not ties:
        return "No line between them is on record."
    return f"Through one step: they share {' and '.join(ties)}, below with the documents."


def _differences(kg: KnowledgeGraph, found: SideBySide, labels: list[str]) -> None:
    st.subheader("Where they differ")
    if found.values:
        table(
            ["Value", *labels],
            [
                (
                    one.relation,
                    *(
                        below([strong(told_with_date(side[0])), _sources(side, kg.names, name.iri)])
                        if side
                        else absent(ABSENT)
                        for side, name in zip(one.sides, found.things, strict=True)
                    ),
                )
                for one in found.values
            ],
            even=True,
        )
    st.markdown("**What only one of them has a line to**")
    table(labels, [tuple(map(_by_kind, found.only))], even=True)


def _by_kind(only: tuple[Name, ...]) -> Markup:
    """The things that one alone has, by kind."""
    kinds: dict[str, list[Name]] = defaultdict(list)
    for one in only:
        kinds[one.family].append(one)
    return pieces(
        paragraph(below([strong(BY_NAME[family].heading), *map(thing, kinds[family])]))
        for family in FAMILIES
        if kinds[family]
    ) or absent(ABSENT)


def _sources(side: tuple[Evidence, ...], names: Names, of: str) -> Markup:
    return below(source_line(each, names, of) for each in side) or absent(ABSENT)


def _listed(labels: list[str]) -> str:
    return f"{', '.join(labels[:-1])} and {labels[-1]}"
