"""An hour of a fresh administrator, in one run: from nothing to TLS at a path, sign-in and a token.

``python -m tests.deploy_trial [WHEELHOUSE]`` does what deploy/README.md says, with deploy/ alone
and in a folder of its own: installs, restores a record, writes the settings, has people sign in,
starts the app below a path and nginx with TLS in front of it, and asks what an administrator asks.
It needs nginx and openssl, writes nothing elsewhere, and ends what it has started.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.ports import free_port
from tests.server.proxies import DEPLOY, HOST, Proxy, certificate, nginx

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN: Final = "open sesame"


def main() -> None:
    """Runs the hour, and says how long each step took."""
    wheelhouse = sys.argv[1:2]
    with tempfile.TemporaryDirectory(prefix="cbrn-graph-trial-") as scratch:
        folder = Path(scratch)
        with _step("Installing with deploy/install.sh"):
            install = [str(DEPLOY / "install.sh"), str(folder / "opt"), *wheelhouse]
            subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
        command = str(folder / "opt" / "venv" / "bin" / "cbrn-graph")
        record, backup = folder / "record", folder / "record.tar.gz"
        with _step("Putting the record into a folder of its own"):
            record.mkdir()
            _run(command, "backup", str(backup), cwd=folder)
            _run(command, "restore", str(backup), "--root", str(record), cwd=folder)
        with _step("Writing the settings"):
            environment = {**os.environ, **_settings(record)}
            _run(command, "doctor", cwd=folder, environment=environment)
        with (
            _step("Serving below /cbrn, behind nginx with TLS"),
            _serving(command, folder, environment) as port,
            nginx("subpath", {8501: port}, certificate(folder), folder) as proxy,
        ):
            _ask(proxy)


def _settings(record: Path) -> dict[str, str]:
    """The settings of deploy/environment.example, filled in, and the file of the sign-in."""
    told = {}
    for line in (DEPLOY / "environment.example").read_text("utf-8").splitlines():
        name, found, value = line.partition("=")
        if found and not name.startswith("#"):
            told[name] = value.replace("/var/lib/cbrn-graph", str(record))
    (record / ".streamlit").mkdir()
    auth = {
        "redirect_uri": f"https://{HOST}/cbrn/oauth2callback",
        "cookie_secret": "a long random text",
        "client_id": "cbrn-graph",
        "client_secret": "a secret between these two",
        "server_metadata_url": "https://login.example.org/.well-known/openid-configuration",
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in auth.items()]
    (record / ".streamlit" / "secrets.toml").write_text("\n".join(["[auth]", *lines]))
    return {**told, "CBRN_GRAPH_TOKEN": _TOKEN}


@contextmanager
def _serving(command: str, folder: Path, environment: dict[str, str]) -> Iterator[int]:
    port = free_port()
    process = subprocess.Popen(
        [command, "serve", "--port", str(port), "--base", "/cbrn"],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + 120
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, "the server ended"
                assert time.monotonic() < until, "the server does not listen"
                time.sleep(0.2)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _ask(proxy: Proxy) -> None:
    """What an administrator asks before telling anybody the address."""
    until = time.monotonic() + 60
    while proxy.ask("/ready")[0] != 200:
        assert time.monotonic() < until, proxy.ask("/ready")
        time.sleep(0.5)
    query, token = "/sparql?query=ASK%20%7B%7D", {"Authorization": f"Bearer {_TOKEN}"}
    for target, headers, status in (
        ("/", {}, 200),
        ("/network", {}, 200),
        (query, {}, 401),
        (query, token, 200),
        ("/data/cbrn.nt", {}, 401),
        ("/metrics", {}, 404),
        ("/auth/logout", {}, 403),
    ):
        told = proxy.ask(target, headers)
        assert told[0] == status, (target, *told)
        print(f"  {status} {target}{' with the token' if headers else ''}")
    print(f"  {proxy.ask('/version')[2].strip()}")


def _run(
    command: str, *arguments: str, cwd: Path, environment: dict[str, str] | None = None
) -> None:
    done = subprocess.run(
        [command, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def _step(what: str) -> Iterator[None]:
    print(f"{what} ...", flush=True)
    started = time.monotonic()
    yield
    print(f"  {time.monotonic() - started:.0f} s", flush=True)


if __name__ == "__main__":
    if shutil.which("nginx") is None or shutil.which("openssl") is None:
        sys.exit("This needs nginx and openssl.")
    main()
