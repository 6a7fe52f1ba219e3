"""A picker for several things, whose choice stands in the address like that of every picker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.pages.parts.widgets import described, warn_of_unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.views.record.names import Name

__all__ = ["remember", "several"]


def several(  # noqa: PLR0913 - a picker and its five named options
    label: str,
    options: Sequence[Name],
    parameter: str,
    *,
    most: int | None = None,
    hint: str = "",
    forget: Iterable[str] = (),
) -> list[Name]:
    """The things or relations that a visitor picks, in the address as ``?parameter=a/b,c/d``.

    Args:
        label: what to pick, in words.
        options: what there is to pick from.
        parameter: where in the address the choice stands.
        most: how many may be picked.
        hint: what the empty field says.
        forget: parameters of the address that a new choice makes meaningless.
    """
    key = f"several {parameter}"
    wanted = list(filter(None, st.query_params.get(parameter, "").split(",")))
    known = {_short(name): name for name in options}
    st.session_state[key] = [known[short] for short in wanted if short in known][:most]

    def keep() -> None:
        remember(parameter, ",".join(_short(name) for name in st.session_state[key]), forget)

    warn_of_unknown([short for short in wanted if short not in known])
    return st.multiselect(
        label,
        options,
        format_func=lambda name: described(name) if name.family else name.label,
        key=key,
        on_change=keep,
        max_selections=most,
        # Enter takes the first option, and that would be all that match.
        select_all=False,
        placeholder=hint,
    )


def remember(parameter: str, value: str, forget: Iterable[str] = ()) -> None:
    """Puts a choice into the address, and takes out what went with the old one."""
    for old in (parameter, *forget):
        st.query_params.pop(old, None)
    if value:
        st.query_params[parameter] = value


def _short(name: Name) -> str:
    """The short address of a thing; the bare name of a relation."""
    return name.short.rpartition("#")[2]
