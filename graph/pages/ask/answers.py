"""An answer on the screen, in each way that its columns allow, and what can be taken away of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.components.country_map import can_draw
from graph.pages.ask.pictures import draw
from graph.pages.ask.table import grid
from graph.pages.ask.take_away import take_away
from graph.pages.parts.engine_away import while_it_answers
from graph.pages.parts.fragments import chips, link, paragraph
from graph.pages.parts.widgets import keep, plain_text, quoted_as_code
from graph.plurals import counted
from graph.templates import piece
from graph.texts import figure, gettext
from graph.views.answers.citation import Citation
from graph.views.answers.columns import columns, different
from graph.views.answers.cuts import worded
from graph.views.answers.not_compared import remarks
from graph.views.answers.other_values import instead
from graph.views.answers.showing import WAYS, axes, missing
from graph.views.answers.why_empty import why_empty
from graph.views.asking.built_address import encoded
from graph.views.asking.step_by_step import looser_questions
from graph.views.asking.untold import as_built, told_beside
from graph.views.record.names import plain
from graph.views.record.tables import labelled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.knowledge_graph import KnowledgeGraph
    from graph.pages.ask.asked import Asked
    from graph.store import Answer, Question
    from graph.views.answers.columns import Column
    from graph.views.answers.showing import Axes, View
    from graph.views.asking.built_question import BuiltQuestion

__all__ = ["show", "show_rows"]

_SHOWN: Final = 8


@st.fragment
@while_it_answers()
def show(kg: KnowledgeGraph, answer: Answer, asked: Asked) -> None:
    """An answer with the ways to show it; changing the way does not ask the query again."""
    if answer.form == "ask":
        st.subheader(gettext("Yes") if answer.boolean else gettext("No, it is not on record"))
        if not answer.boolean:
            _reasons(kg, asked)
        take_away(kg, answer, asked, "table")
        return
    if answer.cut:
        st.warning(
            worded(answer.cut)
            + " "
            + gettext("Narrow the question, or page through it with LIMIT and OFFSET.")
        )
    if asked.card is None and (lost := remarks(kg.engine, asked.sparql)):
        st.warning("\n".join(f"- {quoted_as_code(one)}" for one in lost))
    _as_cited(kg, answer)
    found = columns(answer, kg.names, asked.hidden)
    if not _number(kg, answer, found, asked):
        _reasons(kg, asked)
        take_away(kg, answer, asked, "table")
        return
    drawn = axes(answer, found, st.query_params.get("value", ""))
    view = _way(answer, asked, drawn)
    if view == "table":
        grid(kg, answer, found, asked.name)
    elif asked.card is not None and _has_when_and_where(answer, view, drawn):
        _together(kg, answer, found, drawn, asked.name)
    else:
        drawn = _measure(answer, found, drawn, view, asked.name)
        if picked := draw(kg, answer, view, drawn, asked.name):
            _of_marks(kg, answer, picked)
        elif view == "timeline":
            st.caption(gettext("Click a mark for what it stands for and its documents."))
    take_away(kg, answer, asked, view)


@st.fragment
@while_it_answers()
def show_rows(kg: KnowledgeGraph, answer: Answer, asked: Asked) -> None:
    """The rows of an answer that stands below another; its own page has the other ways."""
    if answer.cut:
        st.warning(worded(answer.cut))
    found = columns(answer, kg.names, asked.hidden)
    if _number(kg, answer, found, asked):
        grid(kg, answer, found, asked.name)
    else:
        _reasons(kg, asked)


def _number(kg: KnowledgeGraph, answer: Answer, found: Sequence[Column], asked: Asked) -> int:
    """How many rows or triples an answer has, once that and what it leaves out is said."""
    number = len(answer.triples) if answer.form == "construct" else len(answer.rows)
    many = counted(number, "triple") if answer.form == "construct" else counted(number, "row")
    told = gettext("{rows} in {seconds:.2f} seconds", rows=many, seconds=answer.seconds)
    sought = answer.variables[0] if asked.built is not None else ""
    st.caption(" · ".join(filter(None, (told, different(found, number, sought)))))
    question = asked.built or (as_built(kg.names, *asked.card) if asked.card else None)
    is_own_query = question is None and asked.card is None
    beside = () if is_own_query else told_beside(kg.engine, kg.names, answer, question)
    if sentences := " ".join(beside):
        st.caption(sentences)
    if not number:
        st.info(
            gettext(
                "Nothing on record answers this. What no document here states may be so "
                "all the same."
            )
        )
    return number


def _as_cited(kg: KnowledgeGraph, answer: Answer) -> None:
    """Whether the answer is still the one that somebody cited, where the address names one."""
    then = Citation.read(st.query_params.get("cited", ""))
    if then is None or kg.manifest is None or answer.cut:
        return
    changed = then.changed(Citation.of(answer, kg.manifest.edition))
    if changed:
        st.warning(plain_text(changed))
    else:
        st.info(gettext("This is the answer as it was cited."))


def _has_when_and_where(answer: Answer, view: View, found: Axes) -> bool:
    """Whether an answer is shown in time and on the map together, with its rows below."""
    ways: tuple[View, ...] = ("timeline", "map")
    return can_draw() and view in ways and not any(missing(answer, way, found) for way in ways)


def _together(
    kg: KnowledgeGraph, answer: Answer, found: Sequence[Column], drawn: Axes, name: str
) -> None:
    """Timeline, map and list of an answer, with one selection of rows for all three."""
    wanted = st.text_input(
        gettext("Keep in all three what has"),
        key=f"kept of {name}",
        placeholder=gettext("A word of any column, such as a country, a place or a month"),
    )
    whole = labelled(answer, kg.names)
    rows = [
        row
        for row, told in zip(answer.rows, whole.rows, strict=True)
        if plain(wanted) in plain(" ".join(told))
    ]
    if not rows:
        st.info(gettext("No row has that; empty the field to see all of them."))
        return
    kept = replace(answer, rows=rows)
    in_time, in_place = st.columns(2, gap="medium")
    with in_time:
        picked = draw(kg, kept, "timeline", drawn, name)
    with in_place:
        draw(kg, kept, "map", drawn, name)
    if picked:
        _of_marks(kg, kept, picked)
        kept = replace(kept, rows=[rows[at] for at in picked])
    else:
        st.caption(gettext("Click a mark of the timeline for its rows and its documents."))
    grid(kg, kept, found, name, searched=False)


def _of_marks(kg: KnowledgeGraph, answer: Answer, picked: Sequence[int]) -> None:
    """The things and the documents of the marks that were clicked."""
    links = labelled(answer, kg.names).links
    things = dict.fromkeys(one for at in picked for one in links[at] if one is not None)
    st.caption(
        gettext(
            "{rows} of what is clicked; click beside it for all.",
            rows=counted(len(picked), "row"),
        )
    )
    st.html(paragraph(chips(things, "network", "thing")))


def _way(answer: Answer, asked: Asked, found: Axes) -> View:
    """The way to show the answer: the one the address names, if the answer allows it."""
    reasons = {view: missing(answer, view, found) for view in WAYS}
    if not can_draw():
        reasons["map"] = gettext("The shapes of countries did not come with this installation.")
    possible = [view for view, reason in reasons.items() if not reason]
    usual: View = asked.view if asked.view in possible else "table"
    wished = st.query_params.get("view", usual)
    named = next((view for view in WAYS if view == wished), None)
    if named is None:
        st.info(
            gettext(
                "The address asks for '{wished}', which is no way to show an answer.",
                wished=plain_text(wished),
            )
        )
    elif named not in possible:
        st.info(_not_as(named, reasons[named]))
    key = f"as {asked.name}"
    st.session_state[key] = named if named in possible else usual

    def changed() -> None:
        chosen = st.session_state[key]
        keep("view", "" if chosen == usual else chosen)

    lacking = [other for other in WAYS if other not in possible]
    view = st.segmented_control(
        gettext("Show as"),
        possible,
        format_func=lambda view: gettext(WAYS[view]),
        key=key,
        required=True,
        on_change=changed,
        help="\n\n".join(_not_as(one, plain_text(reasons[one])) for one in lacking) or None,
    )
    return view or usual


def _not_as(view: View, reason: str) -> str:
    """Why an answer cannot be shown in some way."""
    return gettext("Not as {way}: {reason}", way=gettext(WAYS[view]).lower(), reason=reason)


def _measure(answer: Answer, found: Sequence[Column], drawn: Axes, view: View, name: str) -> Axes:
    """The axes with the column of numbers that the reader wants, where there are several."""
    numbers = {column.name: column.heading for column in found if column.kind == "number"}
    if len(numbers) < 2 or view not in {"bar", "line", "map"} or drawn.value is None:  # noqa: PLR2004 - a choice
        return drawn
    key = f"value of {name}"
    st.session_state[key] = drawn.value.name
    chosen = st.selectbox(
        gettext("Number"),
        list(numbers),
        format_func=numbers.__getitem__,
        key=key,
        on_change=lambda: keep("value", st.session_state[key]),
    )
    return axes(answer, found, chosen or "")


def _reasons(kg: KnowledgeGraph, asked: Asked) -> None:
    """Why the answer is empty: in the words of what was asked, or else part by part."""
    if asked.card is not None:
        _others(kg, *asked.card)
        return
    if asked.built is not None:
        _looser(kg, asked.built)
        return
    with st.spinner(gettext("Looking for the part that stands in the way …")):
        reasons = why_empty(kg, asked.sparql)
    st.markdown("\n".join(f"- {quoted_as_code(reason)}" for reason in reasons))


def _others(kg: KnowledgeGraph, card: Question, values: Mapping[str, str]) -> None:
    """What there would be an answer for, in place of each thing that was chosen."""
    with st.spinner(gettext("Looking for what there is an answer for …")):
        found = instead(kg, card, values)
    for one in found:
        links = [
            link("ask", other.label, **{"question": card.key, **values, one.parameter: other.short})
            for other in one.others[:_SHOWN]
        ]
        more = len(one.others) - len(links)
        st.html(piece("pages/ask/answers.html", "in_place_of", one.chosen.label, links, more))


def _looser(kg: KnowledgeGraph, question: BuiltQuestion) -> None:
    """What there would be an answer for if less were asked, to go there with one click."""
    with st.spinner(gettext("Looking for what there is an answer for …")):
        choices = looser_questions(kg.engine, kg.names, question)
    shown = [
        (link("ask", one.label, build=encoded(one.question)), figure(one.things)) for one in choices
    ]
    st.html(piece("pages/ask/answers.html", "looser", shown))
