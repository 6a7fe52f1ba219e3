"""Things as a list to choose from shows them: name, kind, symbol, and how each was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.languages import ENGLISH, direction_of
from graph.texts import gettext
from graph.views.record.appearance import appearance

if TYPE_CHECKING:
    from graph.views.record.names import Name

__all__ = ["Option", "option_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something to choose: what the page hears, and what is seen of it.

    ``matched`` is the name by which it was found, where that is not the label; ``language`` is the
    tag of the label's language, where that is not English, and ``direction`` how that one runs.
    """

    key: str
    label: str
    group: str = ""
    symbol: str = ""
    light: str = ""
    dark: str = ""
    matched: str = ""
    language: str = ""
    direction: str = "ltr"


def option_of(name: Name, matched: str = "") -> Option:
    """A thing, or a relation between things, as an option."""
    look = appearance(name.family)
    return Option(
        key=name.short.rpartition("#")[2],
        label=name.label,
        group=look.words if name.family else gettext("relations"),
        symbol=look.symbol if name.family else "",
        light=look.colour_light,
        dark=look.colour_dark,
        matched="" if matched == name.label else matched,
        language="" if name.language == ENGLISH else name.language,
        direction=direction_of(name.language),
    )
