"""A build put where it is asked: into an engine elsewhere, or into a store on disk, all or nothing.

See `graph.store.published.published` for how it is found again. Whatever breaks off, the build that
was there answers on, and the next publication clears away what was left half done.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph

from graph.manifest import Manifest
from graph.store.engines.connection import Connection
from graph.store.engines.embedded import EmbeddedEngine
from graph.store.engines.remote import RemoteEngine
from graph.store.published.engine_addresses import NotPublished, addresses_of
from graph.store.published.published import (
    BUILDS,
    CURRENT,
    REGISTER,
    current_of,
    folder_of,
    key_of,
    registered,
)
from graph.store.replies.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from graph.store.engines.engine import Engine
    from graph.store.published.engine_addresses import EngineAddresses
    from graph.store.published.sources import RemoteSource

__all__ = ["Progress", "publish_to_disk", "publish_to_engine"]

Progress: TypeAlias = "Callable[[str, int, int], None]"
"""Told what is done, and how many triples of how many it has been done to."""

_BATCH: Final = 10_000
_COUNTS: Final = (
    "SELECT ?property (COUNT(*) AS ?triples) WHERE { ?s ?property ?o } GROUP BY ?property"
)
_PATIENT: Final = Limits(seconds=600, rows=1_000_000)


def publish_to_engine(
    build: Path, source: RemoteSource, progress: Progress, *, update: str = "", store: str = ""
) -> str:
    """Load a build into an engine beside the one that answers, count it, then switch.

    Returns the graph that answers now, as an address.

    Raises:
        NotPublished: the engine did not take it; the sentence says what it did not.
        EngineUnavailable: the engine does not answer.
    """
    expected = _counts(build)
    graph = BUILDS + key_of(build)
    register = RemoteEngine(source.address, source.access, REGISTER)
    loaded = RemoteEngine(source.address, source.access, graph)
    connection = Connection(source.access)
    try:
        entries = registered(register)
        current = current_of(entries)
        if current == graph:
            _check(loaded, expected, progress)
            return graph
        layout = addresses_of(
            connection, source.address, register.product, update=update, store=store
        )
        # What broke off before is cleared away now, what only grew old after the switch.
        for name in sorted(entries):
            if entries[name] == 0 or name == graph:
                layout.drop(name)
        layout.enter(graph, 0)
        _load(layout, graph, build, expected.total(), progress)
        _check(loaded, expected, progress)
        layout.enter(graph, max(entries.values(), default=0) + 1)
        for name in sorted(entries):
            if name not in (current, graph) and entries[name]:
                layout.drop(name)
    finally:
        for one in (register, loaded, connection):
            one.close()
    return graph


def publish_to_disk(build: Path, folder: Path, progress: Progress) -> Path:
    """Load a build into a store of its own in a folder, count it, then switch.

    Returns the folder of the store that answers now.

    Raises:
        NotPublished: the folder holds something else, or the disk is full.
    """
    expected = _counts(build)
    if (folder / "CURRENT").exists():
        message = f"{folder} is a store of its own already; name a new folder to publish into."
        raise NotPublished(message)
    target, before = folder / key_of(build), folder_of(folder)
    if target == before:
        _check_store(target, expected, progress)
        return target
    part = target.with_suffix(".part")
    try:
        for left in (part, target):
            if left.exists():
                shutil.rmtree(left)
        part.mkdir(parents=True)
        with build.open("rb") as file:
            store = pyoxigraph.Store(str(part))
            store.bulk_load(
                _Watched(file, expected.total(), progress),  # type: ignore[arg-type]  # has `read`
                pyoxigraph.RdfFormat.N_TRIPLES,
            )
            store.optimize()
            store.flush()
            del store  # which closes it
        _check_store(part, expected, progress)
        part.rename(target)
        _write(folder / CURRENT, f"{target.name}\n")
        for old in folder.iterdir():
            if old.is_dir() and old not in (target, before):
                shutil.rmtree(old, ignore_errors=True)
    except (OSError, SyntaxError, ValueError) as error:
        raise NotPublished(f"Nothing was published: {str(error).rstrip('.')}.") from error
    return target


def _load(layout: EngineAddresses, graph: str, build: Path, total: int, progress: Progress) -> None:
    done = 0
    progress("Loading", done, total)
    with build.open("rb") as lines:
        while batch := list(islice(lines, _BATCH)):
            layout.add(graph, b"".join(batch))
            done += len(batch)
            progress("Loading", done, total)


def _counts(build: Path) -> Counter[str]:
    """Return how many triples a build has of each property.

    Raises:
        NotPublished: there is no build, or it is not written as N-Triples.
        EngineUnavailable: it is not the one that its manifest describes.
    """
    if manifest := Manifest.beside(build):
        manifest.check(build)
    try:
        with build.open("rb") as lines:
            counts = Counter(line.split(b" ", 2)[1][1:-1].decode() for line in lines)
    except OSError as error:
        message = f"There is no build at {build}; make it with 'cbrn-graph build'."
        raise NotPublished(message) from error
    except (IndexError, UnicodeDecodeError) as error:
        message = f"{build} is not a build: it is not written as N-Triples, a triple on each line."
        raise NotPublished(message) from error
    return counts


def _check_store(folder: Path, expected: Counter[str], progress: Progress) -> None:
    engine = EmbeddedEngine(folder)
    try:
        _check(engine, expected, progress)
    finally:
        engine.close()


def _check(engine: Engine, expected: Mapping[str, int], progress: Progress) -> None:
    """Compare what arrived with the build, property by property."""
    total = sum(expected.values())
    progress("Counting", total, total)
    records = engine.query(_COUNTS, limits=_PATIENT).records()
    found = {one["property"] or "": int(one["triples"] or 0) for one in records}
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name, 0) != found.get(name, 0):
            message = (
                f"Nothing was published: of <{name}> the build has {expected.get(name, 0):,} "
                f"triples, and {found.get(name, 0):,} arrived."
            )
            raise NotPublished(message)


def _write(path: Path, text: str) -> None:
    """Write a file so that whoever reads it at that moment finds the old or the new text."""
    new = path.with_suffix(".new")
    with new.open("w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


class _Watched:
    """A file that tells how many of its lines were read."""

    def __init__(self, file: BinaryIO, total: int, progress: Progress) -> None:
        self._file, self._total, self._progress = file, total, progress
        self._done = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        told, self._done = self._done // _BATCH, self._done + piece.count(b"\n")
        if self._done // _BATCH > told:
            self._progress("Loading", self._done, self._total)
        return piece
