"""Who published a document: a publisher and the sites that copy from it are one voice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["independent", "publisher_of"]

_COPY: Final = re.compile(r" \(copy at [^)]*\)$")


def publisher_of(publisher: str) -> str:
    """The publisher of whom the register tells, also where the copy of another site was read."""
    return _COPY.sub("", publisher)


def independent(publishers: Iterable[str]) -> set[str]:
    """The publishers among those that the register tells, a copy counted as its publisher."""
    return {publisher_of(one) for one in publishers}
