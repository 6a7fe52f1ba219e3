"""How long others wait beside a crowd, asked by a process that has nothing else to do.

``python -m tests.waits PORT`` asks again and again for the server's sign of life, for that of its
pages and for a query, each by itself, until its input ends, and then says as JSON how many seconds
each answer took. In the process of a crowd it would wait for the crowd's own reading.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from tests.served import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ASKED", "waits"]

ASKED: Final = {
    "ready": "/ready",
    "health": "/_stcore/health",
    "queries": f"/sparql?{urlencode({'query': 'SELECT ?name { country:KAZ rdfs:label ?name }'})}",
}
"""What is asked again and again, by what its waits are called."""
_PAUSE: Final = 0.05


@contextmanager
def waits(port: int) -> Iterator[dict[str, list[float]]]:
    """The seconds that answers take while the block runs, there when it has ended."""
    took: dict[str, list[float]] = {}
    command = [sys.executable, "-m", "tests.waits", str(port)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as asking:
        assert asking.stdin
        assert asking.stdout
        asking.stdout.readline()  # it has begun
        yield took
        told, _ = asking.communicate()
    assert asking.returncode == 0
    took.update(json.loads(told))


def main() -> None:
    """Ask until the input ends."""
    server, over = Server(int(sys.argv[1])), threading.Event()
    took: dict[str, list[float]] = {name: [] for name in ASKED}

    def again(name: str) -> None:
        while not over.wait(_PAUSE):
            started = time.perf_counter()
            assert server.ask(ASKED[name]).status == 200
            took[name].append(time.perf_counter() - started)

    threads = [threading.Thread(target=again, args=(name,)) for name in ASKED]
    for thread in threads:
        thread.start()
    print(flush=True)
    sys.stdin.read()
    over.set()
    for thread in threads:
        thread.join()
    print(json.dumps(took))


if __name__ == "__main__":
    main()
