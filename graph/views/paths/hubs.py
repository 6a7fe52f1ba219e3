"""Initiatives that most things belong to: paths go around them, as what they connect is little."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.views.paths.reach import degrees

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.views.record.names import NamedGraph

__all__ = ["busy_initiatives"]

_BUSY: Final = 30


def busy_initiatives(kg: NamedGraph) -> Mapping[str, int]:
    """The initiatives with a line to 30 things or more, by address, with how many."""
    initiatives = [name.iri for name in kg.names.things(["Initiative"])]
    return {one: many for one, many in degrees(kg.engine, initiatives).items() if many >= _BUSY}
