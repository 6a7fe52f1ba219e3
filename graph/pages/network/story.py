"""Views of the network that a reader keeps under a name, and slides of them as a story."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import streamlit as st

from graph.components.kept_views import kept_views
from graph.pages.network.state import grower
from graph.pages.parts.widgets import knowledge_graph
from graph.texts import gettext
from graph.views.exports.shown import clean, shown
from graph.views.exports.slides import slides
from graph.views.network.glance import GLANCE
from graph.views.network.grown_picture import grown
from graph.views.network.view_address import decode
from graph.views.network.view_state import ViewState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.components.kept_views import KeptView
    from graph.views.exports.shown import Shown
    from graph.views.network.picture import Picture

__all__ = ["story"]

_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def story(picture: Picture) -> None:
    """The views of this browser, to keep, to open one after the other, and to take as slides."""
    kept = kept_views(picture.view.title, key="kept views")
    if kept:
        st.download_button(
            gettext("Story as slides (PPTX)"),
            partial(_slides, kept),
            "story.pptx",
            _PPTX,
            key="story as slides",
            help=gettext("A slide for each view, with its sentence, and its documents after it"),
            on_click="ignore",
        )


def _slides(kept: Sequence[KeptView]) -> bytes:
    """The slides of some views in their order."""
    return slides([_shown(view) for view in kept])


def _shown(view: KeptView) -> Shown:
    """A view as it leaves the app, under the name and the sentence that its reader gave it."""
    state = decode(parse_qs(view.search, keep_blank_values=True)).state
    picture = grown(grower(), GLANCE if state == ViewState() else state)
    taken = shown(
        knowledge_graph(),
        picture.taken,
        places=picture.places,
        title=view.name,
        tones=picture.tones,
    )
    return replace(taken, sentence=clean(view.sentence)) if view.sentence else taken
