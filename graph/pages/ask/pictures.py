"""An answer as a picture: a network, bars, a line, a timeline or a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.components.country_map import ColouredCountry, country_map
from graph.components.network_canvas import network_canvas
from graph.errors import CbrnGraphError, EngineUnavailable
from graph.pages.parts.cards import into_network, legend
from graph.pages.parts.engine_away import while_it_answers
from graph.pages.parts.why import selected_in
from graph.pages.parts.widgets import address, plain_text
from graph.texts import catalogued, gettext
from graph.views.answers.country_values import country_values
from graph.views.network.answer_network import drawn
from graph.views.network.drawn_lines import DrawnLine
from graph.views.network.sentence import sentence
from graph.views.places.layout import positions

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph
    from graph.store import Answer
    from graph.views.answers.charts import Chart
    from graph.views.answers.showing import Axes, View
    from graph.views.network.drawn_network import NetworkView

__all__ = ["draw"]

_BORDERS = catalogued(
    "Shapes and borders are those of Natural Earth, as the package world-atlas brings them. They "
    "imply no opinion on the status of any territory or on any border."
)


def draw(kg: KnowledgeGraph, answer: Answer, view: View, axes: Axes, name: str) -> list[int]:
    """The picture of an answer; whether the answer allows it has been asked before.

    Returns:
        The places of the rows whose marks the reader has clicked, where marks can be.
    """
    if view == "network":
        _network(kg, answer, name)
    elif view == "map":
        _map(kg, answer, axes, name)
    else:
        # Altair takes a moment to load, which only a page that shows a chart should wait for.
        from graph.views.answers.charts import bars, line, timeline  # noqa: PLC0415

        chart = {"bar": bars, "line": line, "timeline": timeline}[view](answer, axes, kg.names)
        st.caption(plain_text(chart.shows))
        picked = _picked(chart, f"{view} of {name}")
        if chart.left_out:
            st.caption(chart.left_out)
        return picked
    return []


def _picked(chart: Chart, key: str) -> list[int]:
    """Draws a chart; the places of the rows whose marks are picked in it."""
    if not chart.marks:
        st.vega_lite_chart(chart.spec)
        return []
    from graph.views.answers.charts import PICKED  # noqa: PLC0415 - as above

    event = st.vega_lite_chart(chart.spec, on_select="rerun", selection_mode=PICKED, key=key)
    wanted = {mark.get("label") for mark in event["selection"].get(PICKED, [])}
    return [at for at, mark in enumerate(chart.marks) if mark in wanted]


def _network(kg: KnowledgeGraph, answer: Answer, name: str) -> None:
    try:
        network = drawn(kg.engine, answer, kg.names)
    except EngineUnavailable:
        raise  # for the page that waits
    except CbrnGraphError as error:
        st.info(str(error))
        return
    st.caption(plain_text(sentence(network)))
    _explored(network, name)
    weighed = any(isinstance(line, DrawnLine) and line.number for line in network.lines)
    if answer.form == "select" and "weight" in answer.variables and not weighed:
        st.caption(gettext("?weight holds no numbers, so all lines are of one width."))
    into_network(kg.names[node] for node in sorted(network.graph))


@st.fragment
@while_it_answers()
def _explored(network: NetworkView, name: str) -> None:
    """The canvas, and below it what is selected in it."""
    selected = network_canvas(network.graph, positions(network.graph), key=f"answer to {name}")
    legend(network)
    selected_in(network, selected, gettext("Click a thing for its sheet, a line for who says so."))


def _map(kg: KnowledgeGraph, answer: Answer, found: Axes, name: str) -> None:
    shown = country_values(kg.engine, answer, found, kg.names)
    close = st.toggle(gettext("Around these countries only"), key=f"close map of {name}")
    places = [
        ColouredCountry(
            code=one.code,
            label=one.label,
            step=one.step,
            told=one.told,
            link=address("network", thing=kg.names[one.iri].short),
        )
        for one in shown.countries
    ]
    st.caption(plain_text(shown.shows))
    lost = country_map(places, shown.key, key=f"map of {name}", title=shown.shows, close=close)
    if lost:
        st.caption(
            plain_text(
                gettext(
                    "Without a shape: {countries}.", countries=", ".join(one.label for one in lost)
                )
            )
        )
    st.caption(gettext(_BORDERS))
