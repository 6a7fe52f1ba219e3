"""The engines that the tests really start, each on a free port.

Virtuoso, the oxigraph server, and several of the latter with Comunica in front, as one engine.
``python -m tests.engine_servers`` fetches Comunica, which comes from npm.

An engine can be killed and started again on the same port with the same data, as a machine that
loses its power does it.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import requests

from graph.store.engines.connection import Access
from graph.store.published.sources import RemoteSource
from hatch_build import nodes
from tests.javascript import fetched
from tests.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.store import Engine

__all__ = [
    "NO_COMUNICA",
    "NO_VIRTUOSO",
    "EngineServer",
    "ShardedServer",
    "oxigraph_server",
    "scratch",
    "sharded_server",
    "virtuoso_server",
]

_PATIENCE: Final = 120.0
# What is written to a disk is written so that it stays; in memory this does not take its time.
_IN_MEMORY: Final = Path("/dev/shm")
_ROOM: Final = 500_000_000
NO_VIRTUOSO: Final = (
    "" if shutil.which("virtuoso-t") else "needs Virtuoso (Debian: virtuoso-opensource-7-bin)"
)
_SHARDED: Final = Path(__file__).parent / "store" / "engines" / "sharded"
NO_COMUNICA: Final = (
    ""
    if (_SHARDED / "node_modules" / ".package-lock.json").exists() and next(nodes(), None)
    else "needs Comunica, from npm (make engines)"
)
_VIRTUOSO: Final = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
MaxCheckpointRemap = 2000
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CheckpointInterval = 0
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
ThreadsPerQuery = 1
AsyncQueueMaxThreads = 4
MaxQueryMem = 500M
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 16
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 60
"""


@dataclass(slots=True, kw_only=True)
class EngineServer:
    """An engine on this machine: where it is asked, who may change it, and its process."""

    name: str
    query: str
    access: Mapping[str, str]
    folder: Path
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the engine and wait until it answers."""
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)  # what a kill leaves behind
        with (self.folder / "output.txt").open("ab") as output:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, stdout=output, stderr=output
            )
        until = time.monotonic() + _PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                said = (self.folder / "output.txt").read_text("utf-8", "replace")[-2_000:]
                raise RuntimeError(f"{self.name} does not start: {said}")
            time.sleep(0.1)

    def kill(self) -> None:
        """End the engine as a loss of power does."""
        self._end(signal.SIGKILL)

    def close(self) -> None:
        """End the engine for good."""
        self._end(signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait()
            self.process = None

    def _answers(self) -> bool:
        try:
            answer = requests.post(self.query, data={"query": "ASK {}"}, timeout=5)
        except requests.RequestException:
            return False
        return answer.status_code == 200


@dataclass(slots=True, kw_only=True)
class ShardedServer(EngineServer):
    """An engine that is several: what is asked, and behind it those that hold the triples."""

    shards: tuple[EngineServer, ...]

    def close(self) -> None:
        """End all of them for good."""
        for server in self.shards:
            server.close()
        EngineServer.close(self)


def oxigraph_server(*options: str) -> EngineServer:
    """The oxigraph server of the environment that the tests run in, on an empty store.

    It goes on with a query after its asker has left, some of them beyond the time that it is told
    to give them: whoever asks one without an end starts a server for it, and ends that one.
    """
    folder, port = scratch(), free_port()
    command = [str(Path(sys.executable).parent / "oxigraph"), "serve", "--location", "store"]
    command += ["--bind", f"127.0.0.1:{port}", *options]
    url = f"http://127.0.0.1:{port}/query"
    server = EngineServer(
        name="the oxigraph server", query=url, access={}, folder=folder, command=command
    )
    server.start()
    return server


def virtuoso_server(rows: int = 1_000_000) -> EngineServer:
    """Virtuoso with an empty store; it sends so many rows at most."""
    folder, http = scratch(), free_port()
    told = _VIRTUOSO.format(sql=free_port(), http=http, rows=rows)
    (folder / "virtuoso.ini").write_text(told, "utf-8")
    command = ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]
    # The user that every new database has, with the password that it has at first.
    access = {"CBRN_GRAPH_ENGINE_USER": "dba", "CBRN_GRAPH_ENGINE_PASSWORD": "dba"}
    url = f"http://127.0.0.1:{http}/sparql"
    server = EngineServer(name="Virtuoso", query=url, access=access, folder=folder, command=command)
    server.start()
    return server


def sharded_server(file: Path, number: int = 3) -> ShardedServer:
    """Comunica in front of so many oxigraph servers, which share a file's triples by subject."""
    shares: list[list[bytes]] = [[] for _ in range(number)]
    for line in file.read_bytes().splitlines(keepends=True):
        shares[zlib.crc32(line.partition(b" ")[0]) % number].append(line)
    shards = tuple(oxigraph_server() for _ in shares)
    for shard, share in zip(shards, shares, strict=True):
        requests.post(
            shard.query.replace("/query", "/store?default"),
            b"".join(share),
            headers={"Content-Type": "application/n-triples"},
            timeout=_PATIENCE,
        ).raise_for_status()
    port, (node, _) = free_port(), next(nodes())
    command = [node, str(_SHARDED / "coordinator.js"), str(port), *(one.query for one in shards)]
    server = ShardedServer(
        name="Comunica",
        query=f"http://127.0.0.1:{port}/sparql",
        access={},
        folder=scratch(),
        command=command,
        shards=shards,
    )
    server.start()
    return server


def scratch() -> Path:
    """A new folder for an engine's data, in memory where the system has a place there."""
    has_room = _IN_MEMORY.is_dir() and shutil.disk_usage(_IN_MEMORY).free > _ROOM
    within = str(_IN_MEMORY) if has_room else None
    return Path(tempfile.mkdtemp(prefix="cbrn-graph-engine-", dir=within))


def remote(server: EngineServer) -> Engine:
    """The engine that a server is, as the app opens it."""
    source = RemoteSource(server.query, Access.from_environment(server.access))
    return source.open(source.edition())


def main() -> int:
    """Fetch Comunica in the versions that are pinned; 1 with a sentence where that cannot be."""
    found = next(nodes(), None)
    reason = fetched(_SHARDED, "Comunica", *found) if found else "No Node was found."
    if reason:
        message = "Comunica is not here: the tests that need it will be skipped."
        print(message, reason, sep="\n", file=sys.stderr)
    return 1 if reason else 0


if __name__ == "__main__":
    sys.exit(main())
