"""A bar that shows how far some work is, and goes when it is done."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

from graph.pages.parts.widgets import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["bar_of_progress"]


@contextmanager
def bar_of_progress() -> Iterator[Callable[[float, str], None]]:
    """What shows how much is done, from 0 to 1, and what is being done."""
    bar = st.progress(0.0, "Beginning …")

    def show(done: float, stage: str) -> None:
        bar.progress(min(done, 1.0), plain_text(f"{stage} …"))

    try:
        yield show
    finally:
        bar.empty()
