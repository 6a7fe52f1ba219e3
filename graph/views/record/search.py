"""Search as the pages use it: what a reader types, in the names of the open graph."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from graph.search import Index

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.views.record.names import Name, Names

__all__ = ["search"]


def search(names: Names, text: str, families: Iterable[str] = (), most: int = 20) -> list[Name]:
    """The things that a text can mean, the best first.

    Args:
        names: the names of the open graph.
        text: a name, an acronym, a number or a code; accents, case and a slip do not matter.
        families: the kinds to look in, such as "Project"; every kind but documents where empty.
        most: how many to return at most.
    """
    return _index(names, tuple(sorted(families))).search(text, most)


@lru_cache(maxsize=16)
def _index(names: Names, families: tuple[str, ...]) -> Index[Name]:
    return Index(names.things(families))
