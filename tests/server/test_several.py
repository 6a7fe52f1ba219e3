"""Several processes of the app behind one proxy, on one engine: each serves, and takes over."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections import Counter
from http.client import HTTPSConnection
from typing import TYPE_CHECKING

import pytest
from prometheus_client.parser import text_string_to_metric_families
from websockets.exceptions import ConnectionClosed

from graph.views.review.review_file import read_proposals
from tests.app_server import App, app
from tests.event_loop import run
from tests.server.proxies import HOST, Proxy, certificate, nginx
from tests.visitors import visit

if TYPE_CHECKING:
    from pathlib import Path

    from tests.engine_servers import EngineServer

WRITES = """
import sys
from pathlib import Path
from graph.reviews import Proposal
from graph.views.review.review_file import propose
who, file = sys.argv[1], Path(sys.argv[2])
for number in range(25):
    statement = f"{who}{number:019x}"
    one = Proposal(
        statement=statement, says="it", review="disputed", why="why", by=who,
        on="2026-11-25T14:30:00Z",
    )
    propose(one, file)
"""


def asked(proxy: Proxy, source: str) -> int:
    """The status of a query through the proxy, from an address of this machine."""
    client = HTTPSConnection(
        "127.0.0.1", proxy.port, timeout=60, context=proxy.trust, source_address=(source, 0)
    )
    client.request("GET", "/sparql?query=ASK%20%7B%7D", headers={"Host": proxy.name})
    status = client.getresponse().status
    client.close()
    return status


def answered(running: App) -> float:
    """How many queries a process has answered."""
    return sum(
        one.value
        for family in text_string_to_metric_families(running.ask("/metrics").text)
        for one in family.samples
        if one.name == "cbrn_answers_total" and one.labels == {"door": "sparql", "status": "200"}
    )


def visitors(running: App) -> float:
    """How many pages a process has open."""
    [number] = [
        one.value
        for family in text_string_to_metric_families(running.ask("/metrics").text)
        for one in family.samples
        if one.name == "cbrn_visitors"
    ]
    return number


@pytest.mark.slow
def test_two_processes_behind_one_proxy(oxigraph: EngineServer, tmp_path: Path) -> None:
    """Both answer; when one is killed the other goes on, and a page comes back by its address."""
    environment = {
        **oxigraph.access,
        "CBRN_GRAPH_ENGINE": oxigraph.query,
        "CBRN_GRAPH_HOSTS": HOST,
        "CBRN_GRAPH_PROXIES": "127.0.0.1",
    }
    with (
        app(environment=environment) as one,
        app(environment=environment) as two,
        nginx(
            "several", {8501: one.port, 8502: two.port}, certificate(tmp_path), tmp_path
        ) as proxy,
    ):
        sources = [f"127.0.0.{number}" for number in range(2, 42)]
        assert Counter(asked(proxy, source) for source in sources) == {200: 40}
        assert answered(one) >= 5
        assert answered(two) >= 5
        assert answered(one) + answered(two) == 40
        run(_taken_over(proxy, one, two))
        left = two if one.process not in _alive() else one
        assert Counter(asked(proxy, source) for source in sources) == {200: 40}
        assert answered(left) >= 40


def _both(one: App, two: App) -> dict[int, int]:
    """The ports of the sample, and where the two really listen."""
    return {8501: one.port, 8502: two.port}


async def _taken_over(proxy: Proxy, one: App, two: App) -> None:
    """Kills the process that serves a visit, which then comes back by its address."""
    asks = "thing=country/KAZ"
    async with visit(one, "network", asks, through=proxy.through) as first:
        assert "Kazakhstan" in first.text
        serves = one if visitors(one) else two
        os.kill(serves.process, signal.SIGKILL)
        with pytest.raises(ConnectionClosed):
            await asyncio.wait_for(_until_closed(first.socket), 30)
    async with visit(one, "network", asks, through=proxy.through) as again:
        assert "Kazakhstan" in again.text
        assert again.session != first.session


async def _until_closed(socket: object) -> None:
    while True:
        await socket.recv()  # type: ignore[attr-defined]  # a connection of websockets


def _alive() -> set[int]:
    told = subprocess.run(["ps", "-eo", "pid=,stat="], capture_output=True, text=True, check=True)
    rows = (line.split() for line in told.stdout.splitlines())
    return {int(pid) for pid, state in rows if not state.startswith("Z")}


@pytest.mark.slow
def test_reviews_of_two_processes_are_each_written_once(tmp_path: Path) -> None:
    """Two processes that write proposals at the same time lose none and double none."""
    file = tmp_path / "proposals.csv"
    environment = {**os.environ, "CBRN_GRAPH_ALLOW_PROPOSALS": "1"}
    command = [sys.executable, "-c", WRITES]
    writers = [
        subprocess.Popen([*command, who, str(file)], env=environment) for who in ("a", "b", "c")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    assert Counter(one.by for one in read_proposals(file).values()) == {"a": 25, "b": 25, "c": 25}
