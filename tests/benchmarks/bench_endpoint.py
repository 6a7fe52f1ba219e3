"""The endpoint under load, and what the guard costs: ``python -m tests.benchmarks.bench_endpoint``.

Clients that keep their connection ask the twelve queries of `tests.benchmarks.mix` over HTTP, one
after another, each client beginning at another one; counted is how many are answered in a second.
"""

from __future__ import annotations

import http.client
import shutil
import subprocess
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle, islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

import rdflib

from graph.store import EmbeddedEngine, Guard, Limits
from tests.benchmarks.figures import Spread, Suite, main
from tests.benchmarks.initiative import world
from tests.benchmarks.mix import MIX, standing_alone
from tests.benchmarks.peers import (
    Server,
    app,
    endpoint_alone,
    oxigraph_server,
    oxigraph_server_in_memory,
    rdflib_endpoint,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tests.benchmarks.figures import Record

__all__ = ["SUITE", "run"]

SIZES: Final = (10_000, 100_000)
CLIENTS: Final = (1, 8, 32)
SECONDS: Final = {False: 2.0, True: 4.0}
"""How long about one measurement takes, quick or full; at least a whole mix is asked each time."""

SMALL: Final = "SELECT ?name { country:XAA rdfs:label ?name }"
_PLENTY: Final = Limits(seconds=600, rows=10_000_000, output_bytes=10**9, memory_bytes=10**10)

SUITE = Suite(
    name="endpoint",
    title="The endpoint",
    about=(
        "Twelve typical queries over HTTP, asked by 1, 8 and 32 clients that keep their "
        "connection, on the same two cores as the server: answers in a second, so more is "
        "better, and what the guard adds to a query in process, in milliseconds at the median. "
        "Every answer is worked out: the app keeps none, so its cache is as cold at the last "
        "request as at the first; what it keeps between queries is the process that answers "
        "them. All servers of a run are up at once and are asked in turn, so that a row is of "
        "one moment, and only one of them has work at a time. The app holds its graph in "
        "memory, has walls of time, memory and output around each query, checks who asks, and "
        "serves its pages on the same port; the oxigraph server has none of these, and is there "
        "twice, with its store on disk and in memory. *By wrk* is the same mix asked by a "
        "client that is not ours, where it is installed. *A sign of life* is what Streamlit "
        "answers on the same port without any work. rdflib is asked in process, by one client."
    ),
    base="cbrn-graph",
    follow=(),
)


def run(full: bool) -> Iterator[Record]:
    """The lines of both sizes."""
    for size in SIZES:
        file = world(size)
        yield from _added(file, size)
        expected = _rows(file)
        # rdflib needs minutes for a mix of the larger size.
        with_rdflib = full or size == SIZES[0]
        peers = (app, endpoint_alone, oxigraph_server, oxigraph_server_in_memory)
        with ExitStack() as stack:
            started = [stack.enter_context(one(file)) for one in peers]
            if with_rdflib:
                started.append(stack.enter_context(rdflib_endpoint(file)))
            servers = [server for server in started if server is not None]
            for server in servers:
                if server.name != "rdflib-endpoint" or size == SIZES[0]:
                    check(server, expected)
            for clients in CLIENTS:
                for server in servers:
                    rate = answers_a_second(server, _mix(server), clients, SECONDS[full])
                    yield _line("the mix", size, clients, server.name, rate)
                for server in servers:
                    if (rates := by_wrk(server, _mix(server), clients, SECONDS[full])) is not None:
                        yield _line("the mix, by wrk,", size, clients, server.name, rates)
                if size == SIZES[0]:
                    rate = answers_a_second(servers[0], _SIGN_OF_LIFE, clients, SECONDS[full])
                    yield _line("a sign of life", size, clients, servers[0].name, rate)
        if with_rdflib:
            yield _line("the mix", size, 1, "rdflib", Spread.of([_by_rdflib(file)]))


def _line(what: str, size: int, clients: int, engine: str, rate: Spread) -> Record:
    case = f"{what} by {clients} client{'s' * (clients > 1)}"
    return SUITE.record(case, size, engine, rate, "a second")


def _added(file: Path, size: int) -> Iterator[Record]:
    """What a query takes in process and behind the guard, and what the guard adds to the mix."""
    engine = EmbeddedEngine(file)
    with Guard(file) as guard:
        for case, queries in (("a small query", [SMALL]), ("each of the mix", list(MIX.values()))):
            alone, guarded = [], []
            for sparql in (sparql for sparql in queries for _ in range(60 // len(queries))):
                alone.append(_seconds(lambda: engine.query(sparql, limits=_PLENTY)))  # noqa: B023
                guarded.append(_seconds(lambda: guard.query(sparql, limits=_PLENTY)))  # noqa: B023
            added = [two - one for one, two in zip(alone, guarded, strict=True)]
            for name, taken in (("in process", alone), ("guard", guarded), ("added", added)):
                yield SUITE.record(case, size, name, Spread.of(taken), "ms", 1_000)
    engine.close()


def _seconds(act: object) -> float:
    assert callable(act)
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _rows(file: Path) -> dict[str, int]:
    """How many rows, or triples, each query of the mix has."""
    engine = EmbeddedEngine(file)
    found = {name: engine.query(sparql, limits=_PLENTY) for name, sparql in MIX.items()}
    engine.close()
    return {name: len(answer.rows) + len(set(answer.triples)) for name, answer in found.items()}


def check(server: Server, expected: dict[str, int]) -> None:
    """Stops where a server answers something else: it is not fast then, but wrong."""
    for name, rows in expected.items():
        told = len(set(server.ask(standing_alone(MIX[name]))))
        assert told == rows, f"{server.name} answers '{name}' with {told} rows instead of {rows}"


class _Asked(NamedTuple):
    """A request, but for the server that it goes to."""

    method: str
    path: str
    body: bytes = b""
    headers: Mapping[str, str] = MappingProxyType({})


_SIGN_OF_LIFE: Final = (_Asked("GET", "/_stcore/health"),)
"""What Streamlit itself answers on the same port, with two letters and without any work."""


def _mix(server: Server) -> tuple[_Asked, ...]:
    """The twelve queries as a server is asked them."""
    accepted = {True: "application/n-triples", False: "application/sparql-results+json"}
    return tuple(
        _Asked(
            "POST",
            urlsplit(server.address).path,
            standing_alone(sparql).encode(),
            {"Accept": accepted["CONSTRUCT" in sparql], "Content-Type": "application/sparql-query"},
        )
        for sparql in MIX.values()
    )


@dataclass(frozen=True, slots=True)
class _Work:
    """So many requests, handed out one by one to whoever comes next."""

    left: Iterator[_Asked]
    lock: threading.Lock

    def next(self) -> _Asked | None:
        with self.lock:
            return next(self.left, None)


def answers_a_second(
    server: Server, asked: Sequence[_Asked], clients: int, seconds: float
) -> Spread:
    """The rate at which a server answers all that is asked, by so many clients at once.

    It is measured three times, but only once where a single round takes long.
    """
    rounds = 1
    while (took := _taken(server, asked, clients, rounds)) < seconds / 2:
        rounds = max(rounds + 1, round(rounds * seconds / took))
    times = [took] + [
        _taken(server, asked, clients, rounds) for _ in range(2 * (took < 4 * seconds))
    ]
    return Spread.of([rounds * len(asked) / each for each in times])


def by_wrk(server: Server, asked: Sequence[_Asked], clients: int, seconds: float) -> Spread | None:
    """The rate at which a server answers a client that is not ours; None where wrk is not here."""
    program = shutil.which("wrk")
    if program is None:
        return None
    requests = ",\n".join(
        f"wrk.format({_lua(one.method)}, {_lua(one.path)}, {{{_headers(one)}}}, "
        f"{_lua(one.body.decode())})"
        for one in asked
    )
    script = (
        "local all, at = {}, 0\n"
        f"init = function() all = {{{requests}}} end\n"
        "request = function() at = at % #all + 1; return all[at] end\n"
        "done = function(s) io.write(string.format('%d %d %d %f\\n', s.requests, "
        "s.errors.status, s.errors.read, s.duration / 1e6)) end\n"
    )
    where = urlsplit(server.address)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        command = [program, "--threads", "1", "--connections", str(clients)]
        command += ["--duration", f"{max(round(seconds), 1)}s", "--script", file.name]
        rates = []
        for _ in range(3):
            done = subprocess.run(
                [*command, f"http://{where.netloc}"], capture_output=True, text=True, check=True
            )
            told = done.stdout.strip().splitlines()[-1].split()
            assert told[1] == "0", f"{server.name}: {told[1]} answers were none"
            rates.append(int(told[0]) / float(told[3]))
    return Spread.of(rates)


def _headers(one: _Asked) -> str:
    return ", ".join(f"[{_lua(name)}] = {_lua(value)}" for name, value in one.headers.items())


def _lua(text: str) -> str:
    """A text as Lua writes it."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{plain}"'


def _taken(server: Server, asked: Sequence[_Asked], clients: int, rounds: int) -> float:
    """The seconds until everything is answered so many times."""
    work = _Work(islice(cycle(asked), rounds * len(asked)), threading.Lock())
    failures: list[str] = []
    threads = [
        threading.Thread(target=_client, args=(server.address, work, failures))
        for _ in range(clients)
    ]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - started
    assert not failures, f"{server.name}: {failures[0]}"
    return took


def _client(address: str, work: _Work, failures: list[str]) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=3_600)
    try:
        while asked := work.next():
            connection.request(*asked)
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                failures.append(f"{answer.status} {body[:200].decode()}")
                return
    except (OSError, http.client.HTTPException) as error:
        failures.append(repr(error))
    finally:
        connection.close()


def _by_rdflib(file: Path) -> float:
    """The rate at which rdflib answers the mix, once over."""
    graph = rdflib.Graph().parse(file, format="nt")
    started = time.perf_counter()
    for sparql in MIX.values():
        list(graph.query(standing_alone(sparql)))
    return len(MIX) / (time.perf_counter() - started)


if __name__ == "__main__":
    main(SUITE, run)
