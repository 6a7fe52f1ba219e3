"""Proxies in front of the app, really started with the samples of deploy/."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPSConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ports import free_port
from tests.visitors import Through

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["DEPLOY", "HOST", "Proxy", "caddy", "certificate", "nginx", "replaced"]

DEPLOY = Path(__file__).parents[2] / "deploy"
HOST = "graph.example.org"


@dataclass(frozen=True, slots=True)
class Proxy:
    """A running proxy: where it listens, what the app is below, and its certificate."""

    port: int
    plain: int
    base: str
    trust: ssl.SSLContext

    def ask(self, target: str, headers: Mapping[str, str] | None = None) -> tuple[int, str, str]:
        """Status, headers and text of an answer over TLS, asked for by the server's name."""
        client = HTTPSConnection("127.0.0.1", self.port, timeout=60, context=self.trust)
        client.request(
            "GET", f"{self.base}{target}", headers={"Host": self.name, **(headers or {})}
        )
        answer = client.getresponse()
        text = answer.read().decode("utf-8", "replace")
        client.close()
        return answer.status, str(answer.headers).lower(), text

    @property
    def name(self) -> str:
        """What browsers call the server."""
        return f"{HOST}:{self.port}"

    @property
    def through(self) -> Through:
        """The way of a visitor."""
        return Through(f"https://{self.name}", f"{self.base}/_stcore/stream", self.port, self.trust)


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of the server's name, and its key."""
    pem, key = folder / f"{HOST}.pem", folder / f"{HOST}.key"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST},IP:127.0.0.1"),
            *("-out", str(pem), "-keyout", str(key)),
        ],
        check=True,
        capture_output=True,
    )
    return pem, key


def replaced(text: str, changes: Mapping[str, str]) -> str:
    """A sample with what this machine has otherwise; each of it must be there."""
    for before, after in changes.items():
        assert before in text, before
        text = text.replace(before, after)
    return text


@contextmanager
def nginx(
    kind: str, upstream: Mapping[int, int], certificate: tuple[Path, Path], folder: Path
) -> Iterator[Proxy]:
    """Nginx with a sample of ours."""
    program = shutil.which("nginx")
    if program is None:
        pytest.skip("nginx is not installed")
    secure, plain = free_port(), free_port()
    sample = replaced(
        (DEPLOY / "nginx" / f"{kind}.conf").read_text("utf-8"),
        {
            "    listen [::]:80;\n": "",
            "    listen [::]:443 ssl;\n": "",
            "listen 80;": f"listen 127.0.0.1:{plain};",
            "listen 443 ssl;": f"listen 127.0.0.1:{secure} ssl;",
            **{f"127.0.0.1:{one}": f"127.0.0.1:{other}" for one, other in upstream.items()},
            f"/etc/ssl/{HOST}.pem": str(certificate[0]),
            f"/etc/ssl/{HOST}.key": str(certificate[1]),
        },
    )
    scratch = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    conf = folder / "nginx.conf"
    conf.write_text(
        f"daemon off; pid {folder}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off;\n{scratch}{sample}\n}}\n"
    )
    subprocess.run([program, "-t", "-c", str(conf), "-p", str(folder)], check=True)
    base = "/cbrn" if kind == "subpath" else ""
    trust = ssl.create_default_context(cafile=str(certificate[0]))
    with _running([program, "-c", str(conf), "-p", str(folder)], secure):
        yield Proxy(secure, plain, base, trust)


@contextmanager
def caddy(
    kind: str, upstream: Mapping[int, int], certificate: tuple[Path, Path], folder: Path
) -> Iterator[Proxy]:
    """Caddy with a sample of ours, and a certificate of ours in the place of one it would get."""
    program = shutil.which("caddy")
    if program is None:
        pytest.skip("caddy is not installed")
    secure, plain = free_port(), free_port()
    tls = f"\ttls {certificate[0]} {certificate[1]}\n"
    site = "{$DOMAIN:graph.example.org} {\n"
    sample = replaced(
        (DEPLOY / "caddy" / f"{kind}.Caddyfile").read_text("utf-8"),
        {site: site + tls, "{$APP:127.0.0.1:8501}": f"127.0.0.1:{upstream[8501]}"},
    )
    conf = folder / "Caddyfile"
    ports = f"http_port {plain}\nhttps_port {secure}"
    conf.write_text(f"{{\nadmin off\n{ports}\nstorage file_system {folder}/store\n}}\n{sample}")
    base = "/cbrn" if kind == "subpath" else ""
    trust = ssl.create_default_context(cafile=str(certificate[0]))
    command = [program, "run", "--config", str(conf), "--adapter", "caddyfile"]
    with _running(command, secure):
        yield Proxy(secure, plain, base, trust)


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        until = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, process.stderr and process.stderr.read().decode()
                assert time.monotonic() < until
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.communicate(timeout=20)
