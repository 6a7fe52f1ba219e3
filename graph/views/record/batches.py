"""Long lists of addresses in parts that a query can name, since its length is limited."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["batches"]

_Part = TypeVar("_Part")


def batches(values: Iterable[_Part], most: int = 400) -> Iterator[list[_Part]]:
    """The values in their order, at most so many at a time; nothing where there are none."""
    listed = list(values)
    for start in range(0, len(listed), most):
        yield listed[start : start + most]
