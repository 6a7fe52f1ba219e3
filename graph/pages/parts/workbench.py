"""The look of a page that is one bar, a picture to the end of the window, and a drawer over it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from graph.pages.parts.fragments import spoken_title, stylesheet

__all__ = ["workbench_style"]


def workbench_style(title: str) -> None:
    """Gives the page its look, and its heading to those who do not see the page."""
    st.html(spoken_title(title))
    stylesheet(Path(__file__).with_name("workbench.css"))
