"""The lines that came, went or changed, on the network, with what was said before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.components.network_canvas import Legend, Selection, network_canvas
from graph.pages.parts.cards import evidence_cards, legend
from graph.pages.parts.engine_away import while_it_answers
from graph.pages.parts.widgets import keep, plain_text
from graph.views.changes.changed_network import at_moment, changed_network
from graph.views.network.drawn_lines import DrawnLine
from graph.views.network.line_notes import notes_told
from graph.views.network.sentence import sentence
from graph.views.places.layout import positions
from graph.views.record.names import Names

if TYPE_CHECKING:
    from graph.views.changes.changed_network import Moment
    from graph.views.changes.changes import Changes, Side
    from graph.views.network.drawn_lines import NetworkLine
    from graph.views.network.drawn_nodes import NetworkNode
    from graph.views.record.evidence import Evidence

__all__ = ["names_of_both", "show_network"]

_CARDS: Final = 12
_MOMENTS: Final[dict[Moment, str]] = {"both": "Both", "before": "Before", "after": "After"}


def names_of_both(changes: Changes) -> Names:
    """The names of now, and those of what is no longer there."""
    return Names({**changes.before.names.by_iri, **changes.after.names.by_iri})


@st.fragment
@while_it_answers()
def show_network(changes: Changes, around: str | None) -> None:
    """The lines that came, went or changed, with places that stay whatever is shown."""
    st.subheader("On the network")
    whole = changed_network(changes, around)
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
    for words, said in (("Before", changes.before), ("After", changes.after)):
        st.markdown(f"**{words}**")
        evidence_cards(_about(said, selected), names_of_both(changes), "No statement said so.")


def _about(side: Side, drawn: NetworkNode | NetworkLine) -> list[Evidence]:
    """The statements of a line, or of all lines that a thing has."""
    links = [each for each in side.statements if each.is_link]
    if isinstance(drawn, DrawnLine):
        return [each for each in links if each.triple == drawn.triple]
    return [each for each in links if drawn.id in {each.subject, each.value}][:_CARDS]
