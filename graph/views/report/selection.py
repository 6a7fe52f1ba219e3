"""What a report is about, as one value that stands in an address and in a bundle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlencode

from graph.errors import CbrnGraphError
from graph.kinds import BY_NAME, in_pictures
from graph.views.network.view_address import decode, encode
from graph.views.network.view_state import Expand, ViewState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.views.record.names import Name, Names

__all__ = ["MOST", "NothingSelected", "ReportSelection", "of_view", "picked", "selection_of"]

MOST: Final = 20
"""So many things one report can be about."""

_DRAWN: Final = 24
"""So many things a picture of a network has on paper, unless a reader chose otherwise."""
_QUIET: Final = ("Initiative", "Person", "Topic")
"""Kinds that tie everything to everything; a picture with them cannot be read on paper."""


class NothingSelected(CbrnGraphError):
    """There is nothing to report on; the sentence says what to name."""


@dataclass(frozen=True, slots=True)
class ReportSelection:
    """The things of a report by their short names, and the network as a reader left it, if any."""

    things: tuple[str, ...]
    network: ViewState | None = None

    @property
    def state(self) -> ViewState:
        """The view of the network that the report draws."""
        if self.network is not None:
            return self.network
        if len(self.things) == 1:
            return ViewState(start=self.things, most=_DRAWN, without_kinds=self._quiet)
        return ViewState(
            start=self.things,
            steps=tuple(Expand(one) for one in self.things),
            most=max(_DRAWN, len(self.things)),
            without_kinds=self._quiet,
        )

    @property
    def _quiet(self) -> tuple[str, ...]:
        """The kinds that are left out of the picture, but for those that the report is about."""
        about = {thing.partition("/")[0] for thing in self.things}
        return tuple(kind for kind in _QUIET if kind.lower() not in about)

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of the page's address that lead to this selection."""
        told = {"about": ",".join(self.things)}
        if self.network is not None:
            told["network"] = urlencode(encode(self.network), doseq=True, safe="/~")
        return told


def selection_of(about: str, network: str = "") -> tuple[ReportSelection, tuple[str, ...]]:
    """The selection that parameters describe, and a sentence for each part that has no meaning."""
    things = tuple(dict.fromkeys(filter(None, about.split(","))))[:MOST]
    if not network:
        return ReportSelection(things), ()
    read = decode(parse_qs(network))
    usable = read.state != ViewState()
    return ReportSelection(things, read.state if usable else None), read.complaints


def picked(names: Names, selection: ReportSelection) -> tuple[Name, ...]:
    """The names of the things of a selection.

    Raises:
        NothingSelected: none is named, one is not on record, or one is a person.
    """
    if not selection.things:
        raise NothingSelected("Name at least one thing to report on, such as region/CA.")
    found = [(short, names.find(short)) for short in selection.things]
    if unknown := [short for short, name in found if name is None or not in_pictures(name.family)]:
        raise NothingSelected(f"{_listed(unknown)} is not a thing on record here.")
    if any(name is not None and not BY_NAME[name.family].reported for _, name in found):
        raise NothingSelected(
            "No report is made about a person; persons stand in reports on what they have a "
            "public role in."
        )
    return tuple(name for _, name in found if name is not None)


def _listed(shorts: Iterable[str]) -> str:
    return ", ".join(f"'{short[:80]}'" for short in shorts)


def of_view(names: Names, state: ViewState, shown: Sequence[str]) -> ReportSelection | None:
    """The selection for a view of the network: what it starts from, or else what it shows.

    The view itself goes with it where a reader changed it; None where nothing is left to report on.
    """
    told = state.start or tuple(names[iri].short for iri in shown)
    things = tuple(
        short
        for short in told
        if (name := names.find(short)) is not None
        and in_pictures(name.family)
        and BY_NAME[name.family].reported
    )[:MOST]
    if not things:
        return None
    changed = bool(state.start) and state != ViewState(start=state.start)
    return ReportSelection(things, state if changed else None)
