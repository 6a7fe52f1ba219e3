"""Where a graph is held, said in one word, and how it is opened there.

The word is that of CBRN_GRAPH_ENGINE and of ``--engine``: nothing for the built file in memory, a
folder (or ``disk:FOLDER``) for a store on disk, and an address (``https://…``) for an engine
elsewhere that answers SPARQL 1.1.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from graph.errors import EngineUnavailable
from graph.manifest import Manifest, manifest_of
from graph.store.engines.connection import Access
from graph.store.engines.guard import Guard
from graph.store.engines.remote import RemoteEngine
from graph.store.published.published import REGISTER, current_of, folder_of, registered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store.engines.engine import Engine

__all__ = ["DiskSource", "FileSource", "GraphSource", "RemoteSource", "source_of"]


class GraphSource(Protocol):
    """A place that holds a graph."""

    seconds_between_looks: ClassVar[float]
    """How long the answer of `edition` may be taken for granted."""

    def edition(self) -> str:
        """Return what is another word as soon as there is another graph.

        Raises:
            EngineUnavailable: the place cannot be reached.
        """
        ...

    def open(self, edition: str) -> Engine:
        """Return an engine on the edition of the graph that was seen.

        Raises:
            EngineUnavailable: the place cannot be reached, or holds no graph.
        """
        ...

    def manifest(self) -> Manifest | None:
        """Return what the build wrote beside the graph, where it did.

        Raises:
            EngineUnavailable: there is something, and it cannot be read.
        """
        ...


@dataclass(frozen=True, slots=True)
class FileSource:
    """A built file, read into memory."""

    seconds_between_looks: ClassVar[float] = 0

    path: Path

    def edition(self) -> str:
        """Return when the file and its manifest were written; see `Source.edition`."""
        try:
            build = self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return ""
        try:
            described = manifest_of(self.path).stat().st_mtime_ns
        except OSError:
            described = 0
        return f"{build.st_mtime_ns}-{build.st_size}-{build.st_ino}-{described}"

    def open(self, edition: str) -> Engine:
        """Return the graph in memory, behind the guard; see `Source.open`."""
        if not self.path.exists():
            message = f"There is no graph at {self.path}; make it with 'cbrn-graph build'."
            raise EngineUnavailable(message)
        self._check()
        guard = Guard(self.path)
        if self.edition() == edition:
            return guard
        # It was replaced while it was read, and what was read may be a part of each.
        guard.close()
        raise EngineUnavailable(f"The graph at {self.path} was replaced while it was read.")

    def manifest(self) -> Manifest | None:
        """Return the manifest beside the file, if there is one; see `Source.manifest`."""
        return Manifest.beside(self.path)

    def _check(self) -> None:
        if manifest := self.manifest():
            manifest.check(self.path)


@dataclass(frozen=True, slots=True)
class DiskSource:
    """A store on disk: that of a publication, or one that Oxigraph made."""

    seconds_between_looks: ClassVar[float] = 0

    path: Path

    def edition(self) -> str:
        """Return the folder of the store; see `Source.edition`."""
        return str(folder_of(self.path))

    def open(self, edition: str) -> Engine:
        """Return the store, opened read-only behind the guard; see `Source.open`."""
        if not (Path(edition) / "CURRENT").is_file():
            message = (
                f"There is no graph in the folder {self.path}; make it with "
                f"'cbrn-graph publish --to disk:{self.path}'."
            )
            raise EngineUnavailable(message)
        return Guard(Path(edition))

    def manifest(self) -> None:
        """Return None: what was published was counted then; see `Source.manifest`."""


@dataclass(frozen=True, slots=True)
class RemoteSource:
    """An engine elsewhere. The graph is the one named, or the one last published there."""

    seconds_between_looks: ClassVar[float] = 5

    address: str
    access: Access = field(default_factory=Access)
    graph: str | None = None

    def edition(self) -> str:
        """Return the graph to ask, "" for what the engine asks by itself; see `Source.edition`."""
        if self.graph is not None:
            return self.graph
        register = RemoteEngine(self.address, self.access, REGISTER)
        try:
            return current_of(registered(register)) or ""
        finally:
            register.close()

    def open(self, edition: str) -> Engine:
        """Return the engine; see `Source.open`."""
        return RemoteEngine(self.address, self.access, edition or None)

    def manifest(self) -> None:
        """Return None: what was published was counted then; see `Source.manifest`."""


def source_of(
    word: str, built: Path, environment: Mapping[str, str] = os.environ
) -> FileSource | DiskSource | RemoteSource:
    """Return the place that a word names; ``built`` is the file meant by no word.

    Raises:
        EngineUnavailable: the word is an address, but not one that can be asked.
    """
    word = word.strip()
    if word.startswith(("http://", "https://")):
        parts = urlsplit(word)
        if parts.username or parts.password:
            message = (
                "An engine's address holds no user and no password: give them as "
                "CBRN_GRAPH_ENGINE_USER and CBRN_GRAPH_ENGINE_PASSWORD."
            )
            raise EngineUnavailable(message)
        said = parse_qs(parts.query)
        graph = said.pop("default-graph-uri", [None])[0]
        query = urlencode(said, doseq=True)
        address = urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
        return RemoteSource(address, Access.from_environment(environment), graph)
    if word.startswith("disk:"):
        return DiskSource(Path(word.removeprefix("disk:")))
    if "://" in word:
        message = f"'{word}' is no engine: write an address beginning with https://, or a folder."
        raise EngineUnavailable(message)
    if not word or word == "memory":
        return FileSource(built)
    return FileSource(Path(word)) if Path(word).is_file() else DiskSource(Path(word))
