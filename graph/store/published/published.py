"""How a build that was published is found again, in an engine elsewhere and on disk.

In an engine each build is a graph of its own, named after its content. One small graph, `REGISTER`,
tells which of them is to be asked: each that was published is entered there with a number, and the
highest number holds. A new build is loaded beside the old one, counted, and only then entered, by
one statement; so whatever breaks off before that, the old build answers, and whoever asks at that
moment asks one build or the other, whole. The app looks into the register every few seconds and
names the graph with each query (``default-graph-uri``, which every engine of SPARQL 1.1 knows).

On disk each build is a folder of its own, and the file `CURRENT` beside them names the one to open.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from graph.store.replies.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from graph.store.engines.engine import Engine

__all__ = [
    "BUILDS",
    "CURRENT",
    "NUMBER",
    "REGISTER",
    "current_of",
    "folder_of",
    "key_of",
    "registered",
]

REGISTER: Final = "https://w3id.org/cbrn-graph/published"
BUILDS: Final = "https://w3id.org/cbrn-graph/building/"
NUMBER: Final = "http://www.w3.org/2002/07/owl#versionInfo"
CURRENT: Final = "published.txt"

_REGISTERED: Final = f"SELECT ?graph ?number WHERE {{ ?graph <{NUMBER}> ?number }}"


def registered(register: Engine) -> dict[str, int]:
    """Return the number of each graph in the register, which is asked as a graph of its own.

    A build that is still being loaded, or whose loading broke off, has the number 0.
    """
    entries: dict[str, int] = {}
    for one in register.query(_REGISTERED, limits=Limits(seconds=5)).records():
        graph, number = one["graph"] or "", int(one["number"] or 0)
        entries[graph] = max(number, entries.get(graph, 0))
    return entries


def current_of(entries: Mapping[str, int]) -> str | None:
    """Return the graph to ask by the entries of a register; None where nothing was published."""
    published = [name for name, number in entries.items() if number]
    return max(published, key=lambda name: (entries[name], name), default=None)


def folder_of(path: Path) -> Path:
    """Return the folder of the store to open: the published one, or the path itself."""
    try:
        return path / (path / CURRENT).read_text(encoding="ascii").strip()
    except OSError:
        return path


def key_of(build: Path) -> str:
    """Return the name that a build has from its content."""
    with build.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:20]
