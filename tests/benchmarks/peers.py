"""The servers that the project is compared with, each started with a graph and ended again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, parse_query_results

from tests.benchmarks.figures import absent
from tests.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Server",
    "app",
    "endpoint_alone",
    "oxigraph_server",
    "oxigraph_server_in_memory",
    "program",
    "rdflib_endpoint",
    "virtuoso",
]

ROOT: Final = Path(__file__).parents[2]
_PATIENCE: Final = 120.0


@dataclass(frozen=True, slots=True)
class Server:
    """A SPARQL endpoint on this machine."""

    name: str
    address: str
    process: int

    def ask(self, sparql: str) -> list[tuple[str, ...]]:
        """The rows of a SELECT, read whole; of a CONSTRUCT its lines of N-Triples."""
        graph = "CONSTRUCT" in sparql
        accept = "text/plain" if graph else "application/sparql-results+json"
        if graph and self.name != "Virtuoso":
            accept = "application/n-triples"
        request = urllib.request.Request(
            self.address,
            urllib.parse.urlencode({"query": sparql}).encode(),
            {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"},
        )
        with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:
            body = answer.read()
        if graph:
            return [(line,) for line in body.decode().splitlines() if line]
        found = parse_query_results(body, QueryResultsFormat.JSON)
        assert not isinstance(found, QueryBoolean)
        assert isinstance(found, QuerySolutions)
        return [tuple(str(term) for term in row) for row in found]


def program(name: str) -> str | None:
    """The path of a program: of this Python's environment, of the app's, or of the machine."""
    places = [str(Path(sys.executable).parent), str(ROOT / ".venv" / "bin"), os.environ["PATH"]]
    return shutil.which(name, path=os.pathsep.join(places))


@contextmanager
def _running(command: list[str], folder: str, name: str, address: str) -> Iterator[Server]:
    """A server process, once it answers, until the end of the block."""
    log = Path(folder) / "log.txt"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out)
        try:
            server = Server(name, address, process.pid)
            _await(server, process, log)
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            server.ask("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1")
        except (OSError, urllib.error.URLError) as error:
            if process.poll() is not None or time.monotonic() > deadline:
                said = log.read_text(errors="replace")[-1_000:]
                raise RuntimeError(f"{server.name} does not answer: {said}") from error
            time.sleep(0.1)
        else:
            return


@contextmanager
def oxigraph_server(file: Path) -> Iterator[Server | None]:
    """The oxigraph server on disk, loaded with a file; None where it is not installed."""
    binary = program("oxigraph")
    if binary is None:
        absent("The oxigraph server", "make bench brings it")
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/store"
        subprocess.run(
            [binary, "load", "--location", store, "--file", str(file)],
            check=True,
            capture_output=True,
        )
        where = f"127.0.0.1:{free_port()}"
        command = [binary, "serve-read-only", "--location", store, "--bind", where]
        with _running(
            command, folder, "oxigraph server on disk", f"http://{where}/query"
        ) as server:
            yield server


@contextmanager
def oxigraph_server_in_memory(file: Path) -> Iterator[Server | None]:
    """The oxigraph server without a store, into whose memory a file is put; None as above."""
    binary = program("oxigraph")
    if binary is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        where = f"127.0.0.1:{free_port()}"
        command = [binary, "serve", "--bind", where]
        name, address = "oxigraph server in memory", f"http://{where}/query"
        with _running(command, folder, name, address) as server:
            request = urllib.request.Request(
                f"http://{where}/store?default",
                file.read_bytes(),
                {"Content-Type": "application/n-triples"},
                method="POST",
            )
            with urllib.request.urlopen(request, timeout=_PATIENCE):
                yield server


@contextmanager
def rdflib_endpoint(file: Path) -> Iterator[Server | None]:
    """rdflib-endpoint, serving a file; None where it is not installed."""
    binary = program("rdflib-endpoint")
    if binary is None:
        absent("rdflib-endpoint", "make bench brings it")
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        command = [binary, "serve", "--host", "127.0.0.1", "--port", str(port), str(file)]
        address = f"http://127.0.0.1:{port}/"
        with _running(command, folder, "rdflib-endpoint", address) as server:
            yield server


def _without_limits(file: Path) -> list[str]:
    """What begins a command of ours that is to serve a file, with limits no benchmark reaches."""
    settings = {
        "FILE": file,
        "SECONDS": 600,
        "ROWS": 10_000_000,
        "MEGABYTES": 1_000,
        "CLIENT_QUERIES": 64,
        "LOG_LEVEL": "warning",
    }
    told = [f"CBRN_GRAPH_{name}={value}" for name, value in settings.items()]
    return ["env", f"PYTHONPATH={ROOT}", *told, sys.executable, "-m"]


@contextmanager
def app(file: Path) -> Iterator[Server]:
    """The app itself, its pages beside its endpoint."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        command = [*_without_limits(file), "streamlit", "run", str(ROOT / "app.py")]
        command += [f"--server.port={port}", "--server.address=127.0.0.1"]
        command += ["--server.headless=true", "--browser.gatherUsageStats=false"]
        with _running(command, folder, "cbrn-graph", f"http://127.0.0.1:{port}/sparql") as server:
            yield server


@contextmanager
def endpoint_alone(file: Path) -> Iterator[Server]:
    """The endpoint alone, as it starts by itself."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        command = [*_without_limits(file), "graph.cli", "endpoint", "--port", str(port)]
        name, address = "cbrn-graph endpoint", f"http://127.0.0.1:{port}/sparql"
        with _running(command, folder, name, address) as server:
            yield server


_SETTINGS: Final = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = {port}
DirsAllowed = {folder}, {loads}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
[HTTPServer]
ServerPort = {web}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 10000000
DefaultGraph = urn:record
"""


@contextmanager
def virtuoso(file: Path) -> Iterator[Server | None]:
    """Virtuoso, loaded with a file; None where Debian's package is not installed."""
    binary, isql = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if binary is None or isql is None:
        absent("Virtuoso", "Debian: apt-get install virtuoso-opensource")
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        port, web = free_port(), free_port()
        settings = Path(folder) / "virtuoso.ini"
        settings.write_text(_SETTINGS.format(folder=folder, loads=file.parent, port=port, web=web))
        command = [binary, "+foreground", "+configfile", str(settings)]
        address = f"http://127.0.0.1:{web}/sparql"
        with _running(command, folder, "Virtuoso", address) as server:
            load = (
                f"ld_dir('{file.parent}', '{file.name}', 'urn:record'); "
                "rdf_loader_run(); checkpoint;"
            )
            subprocess.run(
                [isql, str(port), "dba", "dba", f"exec={load}"],
                check=True,
                capture_output=True,
                cwd=folder,
            )
            yield server
