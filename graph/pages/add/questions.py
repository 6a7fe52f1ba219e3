"""The questions about a file that was brought: is a row a correction, or a second statement?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from graph.pages.parts.widgets import plain_text
from graph.plurals import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["ask", "given"]

_WORDS: Final = {
    "correction": "It is a correction and takes the place of that row",
    "second": "The document says both",
}
_ONE_BY_ONE: Final = 15
"""So many are asked one by one; one answer holds for the rest."""
_OTHERS: Final = "answer others"


def given(file: str) -> tuple[str, ...]:
    """What was answered for a file, as the command line takes it.

    Args:
        file: what the file is known by in this visit.
    """
    answers: Mapping[str, str] = st.session_state.get(f"answers {file}", {})
    return tuple(f"{place}={answer}" if place else answer for place, answer in answers.items())


def ask(file: str, questions: Sequence[Mapping[str, Any]]) -> None:
    """The questions with their answers; a click looks at the file anew."""
    if not questions:
        return
    open_ones = sum(not one["answer"] for one in questions)
    st.markdown(f"**A correction, or a second statement?** ({len(questions):,})")
    if open_ones:
        st.caption(f"{counted(open_ones, 'question')} to answer before it can be added.")
    for one in questions[:_ONE_BY_ONE]:
        place = f"{one['sheet']}!{one['row']}"
        unlike = "; ".join(
            f"{each['column']}: {each['before'] or 'empty'} → {each['after'] or 'empty'}"
            for each in one["differences"]
        )
        _choice(
            file,
            place,
            f"{one['sheet']}, row {one['row']}, is like {one['other_sheet']}, row "
            f"{one['other_row']}, but for its {unlike}",
        )
    rest = len(questions) - _ONE_BY_ONE
    if rest > 0:
        _choice(file, "", f"All others ({rest:,})")


def _choice(file: str, place: str, sentence: str) -> None:
    """One question; its answer is kept for the file."""
    key = f"answer {file} {place or _OTHERS}"
    kept: dict[str, str] = st.session_state.setdefault(f"answers {file}", {})

    def keep() -> None:
        st.session_state[f"answers {file}"] = {
            **st.session_state[f"answers {file}"],
            place: st.session_state[key],
        }

    st.radio(
        plain_text(sentence),
        list(_WORDS),
        index=list(_WORDS).index(kept[place]) if place in kept else None,
        format_func=_WORDS.__getitem__,
        key=key,
        on_change=keep,
    )
