"""A field to choose things by name: a list by kind as one types, one or several choices.

It is the combobox of the `ARIA Authoring Practices <https://www.w3.org/WAI/ARIA/apg/patterns/
combobox/>`_ with a list. What is typed is ranked by the server (``/find``), so that there is one
ranking and nothing of the record travels before it is asked for. Enter takes the first of the list
only where it is what was typed; what is not on record is said.
"""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

import streamlit as st

from graph.components.reader_language import in_reader_language
from graph.components.registering import register
from graph.page_pass import page_pass
from graph.texts import catalogued, gettext, translated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from streamlit.components.v2.types import ComponentRenderer

    from graph.views.record.options import Option

__all__ = ["combobox", "field"]

_WORDS: Final = {
    "clear": catalogued("Clear"),
    "remove": catalogued("Remove"),
    "full": catalogued("No more than these"),
    "unreachable": catalogued("The list cannot be reached; try again in a moment."),
    "pick": catalogued(
        "Pick one of the list with the arrow keys: none of it is exactly what was typed."
    ),
    "left": catalogued("“{text}” was not taken: pick it in the list, or press Enter."),
}


def combobox(  # noqa: PLR0913 - a field and its named options
    label: str,
    chosen: Sequence[Option],
    *,
    key: str,
    on_choice: Callable[[list[str]], None],
    kinds: Sequence[str] = (),
    most: int = 1,
    hint: str = "",
    out: Sequence[str] = (),
    among: Sequence[str] = (),
    is_bare: bool = False,
) -> None:
    """Draw the field with what is chosen.

    Args:
        label: what to choose, in words.
        chosen: what the page knows to be chosen; it is the only memory.
        key: names this field on the page.
        on_choice: called before the next run with the keys of all that is chosen now, when the
            reader changed that; none of them where the field was cleared.
        kinds: classes by their local names to choose among, as `things_among` takes them.
        most: how many may be chosen.
        hint: what the empty field says.
        out: keys of things that are not offered.
        among: keys of the only things that are offered; all of the kinds where empty.
        is_bare: whether the label is only said, not shown.
    """
    asked = [("kind", kind) for kind in kinds] + [("out", one) for one in out]
    asked += [("among", ",".join(among))] if among else []
    asked += in_reader_language()
    data = {
        "label": label,
        "bare": is_bare,
        "hint": hint or gettext("Type a name, an acronym or a number"),
        "address": f"find?{urlencode(asked, safe='/,')}",
        "chosen": [asdict(one) for one in chosen],
        "most": most,
        "leads": False,
        "slash": False,
    }

    def heard() -> None:
        kept = (st.session_state.get(key) or {}).get("chosen")
        if isinstance(kept, list):
            on_choice([str(one) for one in kept[:most]])

    field(key, data, on_chosen_change=heard)


def field(key: str, data: dict[str, object], **on: Callable[[], None]) -> None:
    """The field itself, for whatever answers at the address in its data."""
    whole = {"pass": page_pass(), "words": translated(_WORDS), **data}
    hears: dict[str, Any] = {**on}
    _component()(key=key, data=whole, **hears)


@cache
def _component() -> ComponentRenderer:
    return register(__name__, "combobox")
