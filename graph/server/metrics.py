"""``/metrics``: what the server does, counted, in the form that Prometheus reads.

https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, generate_latest
from prometheus_client.process_collector import ProcessCollector

from graph.server.replies import Refusal, document
from graph.server.sums import TURNS, Counts, Sum, counts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from graph.knowledge_graph import Standing
    from graph.server.access import RequestTurns

__all__ = ["Metrics", "may_read_metrics", "metrics_page"]

_SECONDS: Final = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_TEXT: Final = "text/plain; version=0.0.4"
_FORWARDED: Final = ("x-forwarded-for", "forwarded", "x-real-ip")


class Metrics:
    """The numbers of one server.

    Attributes:
        beside: gives those of another process that answers a part of what this server is asked;
            None where there is none.
    """

    beside: Callable[[], Awaitable[Counts]] | None = None

    def __init__(self) -> None:
        """Begin at nought."""
        self.registry = CollectorRegistry()
        self._answers = Counter(
            "cbrn_answers_total",
            "Answers of the doors for programs, by door and status; 429 and 503 are refused turns, "
            "413 too large, 504 stopped.",
            ("door", "status"),
            registry=self.registry,
        )
        self._of_doors: dict[tuple[str, int], tuple[Counter, Histogram]] = {}
        self._seconds = Histogram(
            "cbrn_answer_seconds",
            "Time from a request to its answer, by door.",
            ("door",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._turned_away = Counter(
            "cbrn_turned_away_total",
            "Requests that the gate turned away, by status.",
            ("status",),
            registry=self.registry,
        )
        self._turns = Gauge(TURNS, "Queries that run now.", registry=self.registry)
        self._visitors = Gauge("cbrn_visitors", "Pages that are open now.", registry=self.registry)
        self._ready = Gauge("cbrn_ready", "1 while a graph answers.", registry=self.registry)
        self._triples = Gauge("cbrn_triples", "Triples of the build.", registry=self.registry)
        self._graph = Info("cbrn_graph", "The build that answers.", registry=self.registry)
        ProcessCollector(namespace="cbrn", registry=self.registry)

    def answered(self, door: str, status: int, seconds: float) -> None:
        """Count an answer of a door."""
        numbers = self._of_doors.get((door, status))
        if numbers is None:  # to look a number up by its labels takes longer than to count
            numbers = self._answers.labels(door, str(status)), self._seconds.labels(door)
            self._of_doors[door, status] = numbers
        numbers[0].inc()
        numbers[1].observe(seconds)

    def turned_away(self, status: int) -> None:
        """Count a request that the gate turned away."""
        self._turned_away.labels(str(status)).inc()

    def visitors(self, number: int) -> None:
        """Set how many pages are open."""
        self._visitors.set(number)

    def counts(self) -> Counts:
        """Return what was counted so far."""
        return counts(self.registry)

    def follow(self, turns: RequestTurns) -> None:
        """Tell how many turns are taken, whenever the numbers are read."""
        self._turns.set_function(lambda: turns.running)

    async def page(self, standing: Standing) -> bytes:
        """Return all numbers as text."""
        more = await self.beside() if self.beside else {}
        self._ready.set(bool(standing.edition))
        manifest = standing.manifest
        self._triples.set(manifest.triples if manifest else float("nan"))
        problem = "yes" if standing.failure else "no"
        told = {"edition": standing.edition, "engine": standing.engine, "problem": problem}
        self._graph.info(told)
        return generate_latest(Sum(self.registry, more))


def may_read_metrics(request: Request, readers: str) -> None:
    """Return nothing, or stop a request of somebody who may not read the numbers.

    Args:
        request: the request.
        readers: the networks that may, with blanks between them; "off" for nobody, and "" for this
            machine. What a proxy passes on comes from elsewhere, though the proxy is here.

    Raises:
        Refusal: it may not; there seems to be nothing here.
    """
    host = request.client.host if request.client else ""
    passed_on = any(name in request.headers for name in _FORWARDED)
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        address = None
    if readers != "off" and address is not None:
        if not readers and address.is_loopback and not passed_on:
            return
        if any(address in ipaddress.ip_network(one) for one in readers.split()):
            return
    raise Refusal(404, "Nothing answers at this address.")


async def metrics_page(metrics: Metrics, standing: Standing) -> Response:
    """Return the numbers as an answer."""
    return document(await metrics.page(standing), _TEXT)
