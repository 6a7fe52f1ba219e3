"""A soak: the app under everything at once for a while, and what is left of it afterwards.

``python -m tests.soak --minutes 10`` writes docs/soak.md. It goes to this machine only, and stops
by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import socket
import threading
import time
import tomllib
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.app_server import App, app
from tests.visitors import PAGES, page_of, visit

if TYPE_CHECKING:
    from collections.abc import Callable

_ROOT: Final = Path(__file__).parents[1]
_HOSTILE: Final = tomllib.loads((_ROOT / "tests/server/hostile_gate.toml").read_text("utf-8"))[
    "kind"
]
_QUERIES: Final = (
    "SELECT ?name { ?c a cbrn:Country ; rdfs:label ?name } ORDER BY ?name",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
    "CONSTRUCT WHERE { country:KAZ ?p ?o }",
    "SELECT * { ?s ?p ?o }",
    "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT ?m ?c { ?m a cbrn:Meeting ; cbrn:hostCountry ?c }",
)
_FILE: Final = 5_000_000
_WORDS: Final = """\
# A soak

The app under everything at once for {minutes} minutes: visitors at different pages, programs with
queries short, endless and refused, strangers with hostile requests, files of 5 MB, and clients that
say half of what they want or do not take their answer. Clients and server shared two cores with
other work, so times are only for comparing within the table. Written by `python -m tests.soak`.

The first row is before: after {warm} minutes of the same, which fill what the server keeps on
purpose (answers given before, parts of pages), and a rest of {rest} seconds. The last is after as
long a rest. Memory is what the processes hold of their own; that of the pages' process stands
beside.
"""
_REST: Final = 75.0
"""Seconds in which visits that were left are forgotten, and what they held is given back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the server holds at a moment."""

    minute: float
    resident: int
    of_pages: int
    descriptors: int
    processes: int
    health: float


@dataclass(slots=True)
class Soak:
    """A running soak: what was done, and how it went."""

    running: App
    until: float
    done: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def keep(self, act: Callable[[random.Random], str], seed: int) -> None:
        """Does something again and again, until the time is over."""
        chance = random.Random(seed)
        while time.monotonic() < self.until:
            try:
                self.done[act(chance)] += 1
            except (OSError, AssertionError, TimeoutError) as error:
                self.wrong.append(f"{act.__name__}: {error!r}"[:200])
                time.sleep(0.5)

    def pages(self, chance: random.Random) -> str:
        """A visitor looks at a page for a moment."""
        page, query = chance.choice(PAGES)
        asyncio.run(asyncio.wait_for(page_of(self.running, page, query, stays=0.5), 60))
        return "pages"

    def queries(self, chance: random.Random) -> str:
        """A program asks something, well meant or not."""
        source = f"127.0.0.{chance.randint(2, 9)}"
        heard = self.running.query(chance.choice(_QUERIES), source=source)
        assert heard.status in {200, 403, 413, 429, 503, 504}, heard.text
        return f"queries answered with {heard.status}"

    def hostile(self, chance: random.Random) -> str:
        """A stranger sends what is no request."""
        kind = chance.choice(_HOSTILE)
        lines = [line for line in chance.choice(kind["requests"]) if line != "-"]
        told = "\r\n".join([lines[0], *lines[1:], "Connection: close", "", ""])
        with socket.create_connection(("127.0.0.1", self.running.port), timeout=30) as client:
            client.sendall(told.encode())
            with suppress(ConnectionError):
                while client.recv(65_536):
                    pass
        return "hostile requests"

    def uploads(self, _: random.Random) -> str:
        """A visitor brings a file, and goes on."""

        async def act() -> int:
            async with visit(self.running, "add") as one:
                body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n'
                body += b"a" * _FILE + b"\r\n--x--\r\n"
                token = self.running.ask("/_stcore/health").headers["set-cookie"].partition(";")[0]
                told = {
                    "Content-Type": "multipart/form-data; boundary=x",
                    "Cookie": token,
                    "X-Xsrftoken": token.partition("=")[2],
                }
                target = f"/_stcore/upload_file/{one.session}/f"
                heard = await asyncio.to_thread(self.running.ask, target, "PUT", told, body)
                return heard.status

        status = asyncio.run(asyncio.wait_for(act(), 60))
        assert status in {204, 503}, status
        return "files brought"

    def slow(self, chance: random.Random) -> str:
        """A client says half of what it wants, or does not take what it asked for."""
        half = [b"", b"GET / HT", b"GET /data/cbrn.nt HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"]
        with socket.create_connection(("127.0.0.1", self.running.port), timeout=30) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.sendall(chance.choice(half))
            time.sleep(chance.uniform(1, 8))
        return "slow clients"


def state(running: App, started: float) -> State:
    """What the server holds now."""
    family = running.family()
    minute = (time.monotonic() - started) / 60
    return State(
        minute=minute,
        resident=sum(map(_resident, family)),
        of_pages=_resident(running.process),
        descriptors=running.all_descriptors(),
        processes=len(family),
        health=running.health(),
    )


def _resident(process: int) -> int:
    """The bytes that a process holds of its own; none where it has ended."""
    with suppress(OSError):
        told = Path(f"/proc/{process}/status").read_text("ascii")
        return int(told.partition("RssAnon:")[2].split()[0]) * 1024
    return 0


def soak(minutes: float, warm: float) -> tuple[list[State], Soak]:
    """The states before, during and after a soak."""
    options = {"server.disconnectedSessionTTL": "20"}
    with app(options=options, environment={"CBRN_GRAPH_SECONDS": "3"}) as running:
        _all(Soak(running, time.monotonic() + warm * 60))
        time.sleep(_REST)
        started = time.monotonic()
        states = [state(running, started)]
        one = Soak(running, started + minutes * 60)
        watch = threading.Thread(target=_watch, args=(states, one, started))
        watch.start()
        _all(one)
        watch.join()
        time.sleep(_REST)
        states.append(state(running, started))
        log = running.log.read_text("utf-8")
        if "Traceback" in log:
            one.wrong.append(log[log.index("Traceback") :][:500])
        return states, one


def _all(one: Soak) -> None:
    acts = [one.pages, one.pages, one.queries, one.queries, one.hostile, one.uploads]
    acts += [one.slow] * 4
    threads = [threading.Thread(target=one.keep, args=(act, seed)) for seed, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _watch(states: list[State], one: Soak, started: float) -> None:
    while time.monotonic() + 60 < one.until:
        time.sleep(60)
        states.append(state(one.running, started))


def report(states: list[State], one: Soak, minutes: float, warm: float) -> str:
    """The page about a soak."""
    lines = [
        _WORDS.format(minutes=f"{minutes:g}", warm=f"{warm:g}", rest=f"{_REST:g}"),
        "| minute | memory, MB | of the pages, MB | descriptors | processes | sign of life, s |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {at.minute:.1f} | {at.resident / 1e6:.0f} | {at.of_pages / 1e6:.0f} | "
        f"{at.descriptors} | {at.processes} | {at.health:.3f} |"
        for at in states
    ]
    lines += ["", "| what was done | times |", "|---|---|"]
    lines += [f"| {name} | {count:,} |" for name, count in sorted(one.done.items())]
    lines += ["", f"Answers that did not fit what was asked: {len(one.wrong)}."]
    lines += [f"- `{what}`" for what in one.wrong[:10]]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Soaks, and writes the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--warm", type=float, default=5)
    told = parser.parse_args()
    text = report(*soak(told.minutes, told.warm), told.minutes, told.warm)
    (_ROOT / "docs" / "soak.md").write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
