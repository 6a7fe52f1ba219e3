"""Buttons that take a view away; a file is made when its button is pressed, not before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.components.picture_file import picture_file
from graph.texts import gettext
from graph.views.exports.formats import FORMATS, file_name
from graph.views.exports.shown import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.exports.formats import Format
    from graph.views.network.drawn_network import NetworkView
    from graph.views.network.line_looks import Tone
    from graph.views.places.label_boxes import Position

__all__ = ["downloads"]

_WIDE: Final = "wide.svg"
_AS_PICTURES: Final = (_WIDE, "sources.svg")
"""The endings of what is offered as PNG too."""


def downloads(
    kg: KnowledgeGraph,
    view: NetworkView,
    *,
    places: Mapping[str, Position] | None = None,
    title: str = "",
    tones: Sequence[tuple[Tone, int]] = (),
) -> None:
    """A button for each format.

    ``places``, ``title`` and ``tones`` are those of the picture, if it has its own.
    """
    name = title or view.title or "network"

    def made(wanted: Format) -> bytes:
        taken = shown(kg, view, places=places, title=title, tones=tones)
        return wanted.write(kg.engine, taken)

    folded = st.expander(gettext("Take this view away"), key="downloads", on_change="rerun")
    with folded:
        if folded.open:
            _buttons(made, name)


def _buttons(made: Callable[[Format], bytes], name: str) -> None:
    """The buttons, each with the name of the file that it gives."""
    with st.container(horizontal=True):
        for wanted in FORMATS:
            st.download_button(
                gettext(wanted.name),
                partial(made, wanted),
                file_name(name, wanted.ending),
                wanted.media_type,
                key=f"download {wanted.ending}",
                help=gettext(wanted.purpose),
                # The view stays as it is: nothing has to run again.
                on_click="ignore",
            )
            if wanted.ending in _AS_PICTURES:
                picture_file(
                    gettext(wanted.name).replace("SVG", "PNG"),
                    partial(made, wanted),
                    file_name(name, wanted.ending.replace("svg", "png")),
                    key=f"download {wanted.ending} as png",
                    purpose=gettext(wanted.purpose),
                    copies=wanted.ending == _WIDE,
                )
    st.caption(
        gettext(
            "Each file holds what is shown here with its sources. The address of this page "
            "leads a colleague to the same view."
        )
    )
