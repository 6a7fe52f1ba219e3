"""The paths beside their picture, as shapes and arrows; the chosen one in words, with evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.pages.parts.cards import evidence_cards
from graph.pages.parts.widgets import knowledge_graph, plain_text
from graph.plurals import counted
from graph.views.paths.folds import folded
from graph.views.record.statements import because

if TYPE_CHECKING:
    from graph.views.paths.folds import FoldedPaths
    from graph.views.paths.paths import Between, Connections, Path

__all__ = ["chosen_paths", "path_evidence", "path_list"]

_ONE: Final = "path"
_FOLD: Final = "fold"
_ALL: Final = -1
_LINES: Final = 12
"""So many lines have their evidence shown at once."""
_CARDS: Final = 3


def chosen_paths(connected: Connections) -> tuple[Path, ...]:
    """The paths that the address brings out.

    ``?path=2.1`` is the first path of the second pair, ``?fold=2.1`` all that are folded with it.
    """
    if (at := _place(_ONE)) is not None:
        path = _path(connected, *at)
        return (path,) if path else ()
    if (at := _place(_FOLD)) is not None and (path := _path(connected, *at)) is not None:
        folds = folded(connected.between[at[0] - 1].paths)
        return next(one.paths for one in folds if path in one.paths)
    return ()


def path_list(connected: Connections, chosen: tuple[Path, ...]) -> None:
    """The paths pair by pair, those that say the same of different things as one.

    The chosen ones have their evidence under the paths of their pair.
    """
    st.subheader("Paths")
    for number, between in enumerate(connected.between, start=1):
        pair = f"{between.one.label} and {between.other.label}"
        st.markdown(f"**{plain_text(pair)}**")
        if not between.paths:
            st.caption(
                f"No path of up to {counted(connected.longest, 'line')} between {plain_text(pair)} "
                "is on record."
            )
        else:
            _choice(number, between, pair, chosen)
        if between.note:
            st.caption(plain_text(between.note))
        if {*chosen} & {*between.paths}:
            path_evidence(chosen)


def _choice(number: int, between: Between, pair: str, chosen: tuple[Path, ...]) -> None:
    folds = folded(between.paths)
    key = f"paths {number}"
    lit = next((at for at, one in enumerate(folds) if {*chosen} & {*one.paths}), None)
    st.session_state[key] = lit

    def keep() -> None:
        fold = folds[st.session_state[key]]
        _bring_out(number, between, fold.paths[0], is_whole=len(fold.paths) > 1)

    st.radio(
        f"Paths between {plain_text(pair)}",
        range(len(folds)),
        format_func=lambda at: plain_text(folds[at].signs),
        captions=[_size(one) for one in folds],
        key=key,
        on_change=keep,
        index=None,
        label_visibility="collapsed",
    )
    if lit is not None and len(folds[lit].paths) > 1:
        _one_of(number, between, folds[lit], chosen)


def _size(fold: FoldedPaths) -> str:
    lines = counted(fold.length, "line")
    return lines if len(fold.paths) == 1 else f"{len(fold.paths):,} paths of {lines} each"


def _one_of(number: int, between: Between, fold: FoldedPaths, chosen: tuple[Path, ...]) -> None:
    """One of the paths that are folded into one, or all of them."""
    key = f"one of {number}"
    st.session_state[key] = fold.paths.index(chosen[0]) if len(chosen) == 1 else _ALL

    def keep() -> None:
        at = st.session_state[key]
        _bring_out(number, between, fold.paths[max(0, at)], is_whole=at == _ALL)

    st.selectbox(
        "Which of them",
        [_ALL, *range(len(fold.paths))],
        format_func=lambda at: (
            f"All {len(fold.paths):,}"
            if at == _ALL
            else ", ".join(name.label for name in fold.paths[at].things[1:-1])
        ),
        key=key,
        on_change=keep,
    )


def path_evidence(chosen: tuple[Path, ...], why: str = "Why is this path here?") -> None:
    """The chosen way in words, and for every line of it the statements, one below the other."""
    kg = knowledge_graph()
    told = folded(chosen)[0].sentence
    steps = {
        step.id: (near, step, far)
        for path in chosen
        for near, far, hop in zip(path.things, path.things[1:], path.steps, strict=False)
        for step in hop
    }
    said = {id_: because(kg.engine, *step.line) for id_, (_, step, _) in steps.items()}
    documents = {one.document for those in said.values() for one in those}
    st.subheader(why)
    st.markdown(plain_text(told))
    st.caption(f"{counted(len(steps), 'line')}, {counted(len(documents), 'document')} behind them")
    for id_, (near, step, far) in list(steps.items())[:_LINES]:
        st.markdown(f"**{plain_text(f'{near.label} · {step.words} · {far.label}')}**")
        evidence_cards(said[id_][:_CARDS], kg.names, graded=True)
        if (more := len(said[id_]) - _CARDS) > 0:
            st.caption(f"and {counted(more, 'statement')} more: click the line in the picture.")
    if (more := len(steps) - _LINES) > 0:
        st.caption(f"{counted(more, 'line')} more: pick one of the paths to see its own.")


def _bring_out(number: int, between: Between, path: Path, *, is_whole: bool) -> None:
    for old in ("at", _ONE, _FOLD):
        st.query_params.pop(old, None)
    st.query_params[_FOLD if is_whole else _ONE] = f"{number}.{between.paths.index(path) + 1}"


def _place(parameter: str) -> tuple[int, int] | None:
    """The number of a pair and of a path of it, as the address names them."""
    pair, _, at = st.query_params.get(parameter, "").partition(".")
    if not (pair.isdecimal() and at.isdecimal()):
        return None
    return int(pair), int(at)


def _path(connected: Connections, pair: int, at: int) -> Path | None:
    if not 1 <= pair <= len(connected.between):
        return None
    paths = connected.between[pair - 1].paths
    return paths[at - 1] if 1 <= at <= len(paths) else None
