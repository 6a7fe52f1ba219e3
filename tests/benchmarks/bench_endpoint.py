"""The endpoint under load, and what the guard costs: ``python -m tests.benchmarks.bench_endpoint``.

Clients that keep their connection ask the twelve queries of `tests.benchmarks.mix` over HTTP, one
after another, each client beginning at another one; counted is how many are answered in a second.
"""

from __future__ import annotations

import http.client
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
from tests.benchmarks.peers import Server, app, oxigraph_server, rdflib_endpoint

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
    about="Twelve typical queries over HTTP, asked by 1, 8 and 32 clients that keep their "
    "connection, on the same two cores as the server: answers in a second, so more is better, and "
    "what the guard adds to a query in process, in milliseconds at the median. Every answer is "
    "worked out: the app keeps none, so its cache is as cold at the last request as at the first; "
    "what it keeps between queries is the process that answers them. *A sign of life* is what "
    "Streamlit itself answers on the same port without any work: no route of a Python server of "
    "this kind is answered more often than that. rdflib is asked in process, "
    "by one client. The oxigraph server reads its store from disk, as it is meant to be run.",
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
        for start in (app, oxigraph_server, *((rdflib_endpoint,) if with_rdflib else ())):
            with ExitStack() as stack:
                server = stack.enter_context(start(file))
                if server is None:
                    continue
                if start is not rdflib_endpoint or size == SIZES[0]:
                    check(server, expected)
                for clients in CLIENTS:
                    rate = answers_a_second(server, _mix(server), clients, SECONDS[full])
                    yield _line("the mix", size, clients, server.name, rate)
                if start is app and size == SIZES[0]:
                    for clients in CLIENTS:
                        rate = answers_a_second(server, _SIGN_OF_LIFE, clients, SECONDS[full])
                        yield _line("a sign of life", size, clients, server.name, rate)
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
