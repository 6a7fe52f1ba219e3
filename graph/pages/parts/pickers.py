"""Pickers for one thing or for several; what is chosen stands in the address.

The address is the only memory: a link, a reload and the back button all lead to the choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.components.combobox import combobox
from graph.pages.parts.widgets import keep, knowledge_graph, show_only, warn_of_unknown
from graph.texts import gettext
from graph.views.record.options import option_of
from graph.views.record.search import things_among

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.views.record.names import Name

__all__ = ["pick", "remember", "several", "some_of"]

_MOST = 40


def pick(  # noqa: PLR0913 - a picker and its four named options
    label: str,
    kinds: Sequence[str],
    parameter: str,
    *,
    placeholder: str = "",
    alone: bool = False,
    stays: bool = False,
    is_bare: bool = False,
) -> Name | None:
    """The thing that a visitor picks; the choice stands in the address as ``?parameter=KIND/KEY``.

    Args:
        label: what to pick, in words.
        kinds: classes by their local names to pick among; every thing but documents where empty.
        parameter: where in the address the choice stands.
        placeholder: what the empty field says.
        alone: whether a new choice takes everything else out of the address.
        stays: whether a choice that is cleared stays in the address as cleared.
        is_bare: whether the label is only said, not shown, as in a bar, which has no room for a
            warning either: what the address names in vain is then told by the page.
    """
    kg = knowledge_graph()
    wanted = st.query_params.get(parameter, "")
    found = _known(kinds, [wanted])
    if wanted and not found and not is_bare:
        warn_of_unknown([wanted])

    def choose(keys: list[str]) -> None:
        if alone:
            show_only({})
        if keys or not stays:
            keep(parameter, keys[0] if keys else "")
        else:
            st.query_params[parameter] = ""

    combobox(
        label,
        [option_of(one) for one in found],
        key=f"pick {parameter}",
        on_choice=choose,
        kinds=kinds,
        hint=placeholder,
        is_bare=is_bare,
    )
    return kg.names[found[0].iri] if found else None


def several(  # noqa: PLR0913 - a picker and its six named options
    label: str,
    kinds: Sequence[str],
    parameter: str,
    *,
    most: int = 20,
    hint: str = "",
    forget: Iterable[str] = (),
    between: str = ",",
    is_bare: bool = False,
) -> list[Name]:
    """The things or relations that a visitor picks, in the address as ``?parameter=a/b,c/d``.

    Args:
        label: what to pick, in words.
        kinds: classes by their local names to pick among, or "Relation".
        parameter: where in the address the choice stands.
        most: how many may be picked.
        hint: what the empty field says.
        forget: parameters of the address that a new choice makes meaningless.
        between: what stands between two of them in the address.
        is_bare: whether the label is only said, not shown, as in a bar.
    """
    wanted = list(filter(None, st.query_params.get(parameter, "").split(between)))
    found = _known(kinds, wanted)[:most]
    told = {option_of(one).key for one in found}
    warn_of_unknown([short for short in wanted[:most] if short not in told])
    combobox(
        label,
        [option_of(one) for one in found],
        key=f"several {parameter}",
        on_choice=lambda keys: remember(parameter, between.join(keys), forget),
        kinds=kinds,
        most=most,
        hint=hint,
        is_bare=is_bare,
    )
    return found


def some_of(
    label: str, offered: Iterable[Name], key: str, *, hint: str = "", most: int = _MOST
) -> list[Name]:
    """Those that a visitor picks of some things, for as long as the field stands on the page.

    Args:
        label: what to pick, in words.
        offered: the things.
        key: names the field on the page.
        hint: what the empty field says.
        most: how many may be picked.
    """
    by_key = {option_of(name).key: name for name in offered}
    if not by_key:  # a field that is told no things would offer all there are
        st.caption(gettext("{label}: nothing is left to pick.", label=label))
        return []
    kept = f"picked in {key}"
    picked = [by_key[one] for one in st.session_state.get(kept, ()) if one in by_key]
    combobox(
        label,
        [option_of(name) for name in picked],
        key=key,
        on_choice=lambda keys: st.session_state.update({kept: keys}),
        most=most,
        hint=hint,
        among=list(by_key),
    )
    return picked


def remember(parameter: str, value: str, forget: Iterable[str] = ()) -> None:
    """Puts a choice into the address, and takes out what went with the old one."""
    for old in (parameter, *forget):
        st.query_params.pop(old, None)
    if value:
        st.query_params[parameter] = value


def _known(kinds: Sequence[str], wanted: Sequence[str]) -> list[Name]:
    """Those of the things in the address that are on record and of one of the kinds."""
    kg = knowledge_graph()
    if not any(wanted):
        return []
    among = {option_of(name).key: name for name in things_among(kg, kinds)}
    return [among[short] for short in wanted if short in among]
