"""The samples of deploy/: proxies really started in front of the app, and a unit that holds."""

from __future__ import annotations

import asyncio
import json
import re
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

from graph.variables import VARIABLES
from tests.app_server import App, app
from tests.server.signed_in import cookies
from tests.visitors import Through, visit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DEPLOY = Path(__file__).parents[2] / "deploy"
HOST = "graph.example.org"
TOKEN = {"Authorization": "Bearer open sesame"}


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


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of the server's name, and its key."""
    folder = tmp_path_factory.mktemp("tls")
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
    kind: str, upstream: int, certificate: tuple[Path, Path], folder: Path
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
            "127.0.0.1:8501": f"127.0.0.1:{upstream}",
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
    kind: str, upstream: int, certificate: tuple[Path, Path], folder: Path
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
        {site: site + tls, "{$APP:127.0.0.1:8501}": f"127.0.0.1:{upstream}"},
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


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["root", "subpath"])
@pytest.mark.parametrize("start", [nginx, caddy])
def test_app_behind_a_proxy(
    start: object, kind: str, certificate: tuple[Path, Path], tmp_path: Path
) -> None:
    """Over TLS, at a root and below a path: sign-in, token, sockets, addresses, and no numbers."""
    assert callable(start)
    secrets = tmp_path / "secrets.toml"
    told = {"cookie_secret": "nobody can guess this one, it is long", "client_id": "x"}
    told |= {"client_secret": "x", "redirect_uri": f"https://{HOST}/oauth2callback"}
    told |= {"server_metadata_url": "http://127.0.0.1:9/.well-known/openid-configuration"}
    lines = [f"{name} = {json.dumps(value)}" for name, value in told.items()]
    secrets.write_text("\n".join(["[auth]", *lines]))
    environment = {
        "STREAMLIT_SECRETS_FILES": str(secrets),
        "CBRN_GRAPH_HOSTS": HOST,
        "CBRN_GRAPH_PROXIES": "127.0.0.1",
        "CBRN_GRAPH_TOKEN": "open sesame",
    }
    options = {"server.baseUrlPath": "cbrn"} if kind == "subpath" else {}
    with (
        app(environment=environment, options=options) as running,
        start(kind, running.port, certificate, tmp_path) as proxy,
    ):
        _check(proxy, running)


def _check(proxy: Proxy, running: App) -> None:
    """What holds behind every proxy."""
    status, headers, page = proxy.ask("/network")
    assert status == 200, page
    assert "<title>" in page
    assert "strict-transport-security: max-age=31536000" in headers
    assert "frame-ancestors 'none'" in headers
    assert proxy.ask("/sparql?query=ASK%20%7B%7D")[0] == 401
    assert proxy.ask("/sparql?query=ASK%20%7B%7D", TOKEN)[0] == 200
    described = proxy.ask("/sparql", {**TOKEN, "Accept": "text/turtle"})[2]
    assert f"<https://{proxy.name}{proxy.base}/sparql>" in described
    assert proxy.ask("/metrics")[0] == 404
    assert proxy.ask("/nothing")[0] == 404
    assert json.loads(proxy.ask("/ready")[2])["ready"]
    assert "; secure" in proxy.ask("/_stcore/health")[1]
    if proxy.base:
        root = Proxy(proxy.port, proxy.plain, "", proxy.trust)
        assert root.ask("/sparql?query=ASK%20%7B%7D", TOKEN)[0] in {403, 404}
        assert root.ask("/cbrn")[0] in {301, 302}
    with socket.create_connection(("127.0.0.1", proxy.plain), timeout=20) as client:
        client.sendall(f"GET / HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        assert re.match(r"HTTP/1.1 30[18] ", client.recv(100).decode())

    async def seen(told: Mapping[str, str]) -> str:
        async with visit(running, "overview", cookies=told, through=proxy.through) as one:
            return one.text

    assert "who sign in" in asyncio.run(seen({}))
    anna = cookies(f"https://{proxy.name}", "anna@a.example")
    assert "Signed in as anna" in asyncio.run(seen(anna))


def test_unit_is_one_of_systemd(tmp_path: Path) -> None:
    """`systemd-analyze` reads the unit, and finds it closed in well."""
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not installed")
    unit = tmp_path / "cbrn-graph.service"
    sample = (DEPLOY / unit.name).read_text("utf-8")
    # It looks whether the program is there, which it is only where it was installed.
    changes = {"/opt/cbrn-graph/venv/bin/cbrn-graph": "/bin/true", "User=cbrn-graph": "User=daemon"}
    unit.write_text(replaced(sample, {**changes, "Group=cbrn-graph": "Group=daemon"}))
    done = subprocess.run(
        [program, "verify", str(unit)], capture_output=True, text=True, check=False
    )
    complaints = [line for line in done.stderr.splitlines() if unit.name in line]
    assert complaints == [], complaints
    command = [program, "security", "--offline=true", "--threshold=20", str(unit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-500:]


def test_container_holds_what_it_should() -> None:
    """It runs as nobody in particular, looks after itself, and its step is the script below."""
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    told = {line.split()[0] for line in lines if line[0] != " "}
    assert {"FROM", "COPY", "RUN", "USER", "HEALTHCHECK", "ENTRYPOINT"} <= told
    assert "ADD" not in told
    user = next(line for line in lines if line.startswith("USER"))
    assert re.fullmatch(r"USER [1-9]\d+:[1-9]\d+", user)
    assert [line for line in lines if line.startswith("RUN")] == [
        "RUN /source/deploy/install.sh /opt/cbrn-graph"
    ]
    for line in lines:
        assert not line.startswith("FROM") or re.search(r":\d[\w.-]+( AS \w+)?$", line), "a version"


@pytest.mark.parametrize("script", ["install.sh", "wheelhouse.sh"])
def test_scripts_can_be_read_by_any_shell(script: str) -> None:
    """Each can be run, and says what it wants where it is not told."""
    path = DEPLOY / script
    subprocess.run(["sh", "-n", str(path)], check=True)
    done = subprocess.run([str(path)], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert f"deploy/{script}" in done.stderr


def test_settings_in_the_samples_are_settings() -> None:
    """Every variable that a sample sets is one that is read."""
    known = {one.full_name for one in VARIABLES}
    for path in DEPLOY.rglob("*"):
        if path.is_file():
            named = set(re.findall(r"CBRN_GRAPH_[A-Z_]+[A-Z]", path.read_text("utf-8")))
            assert named <= known, path
