"""The samples of deploy/: proxies really started in front of the app, and a unit that holds."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.variables import VARIABLES
from tests.app_server import App, app
from tests.event_loop import run
from tests.server.proxies import DEPLOY, HOST, Proxy, caddy, certificate, nginx, replaced
from tests.server.signed_in import cookies
from tests.visitors import visit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TOKEN = {"Authorization": "Bearer open sesame"}


@pytest.fixture(scope="module", params=["root", "subpath"])
def behind(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, App]]:
    """The app at a root and below a path, set up for whatever proxy stands before it."""
    secrets = tmp_path_factory.mktemp("deploy") / "secrets.toml"
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
    options = {"server.baseUrlPath": "cbrn"} if request.param == "subpath" else {}
    with app(environment=environment, options=options) as running:
        yield request.param, running


@pytest.mark.slow
@pytest.mark.parametrize("start", [nginx, caddy])
def test_app_behind_a_proxy(start: object, behind: tuple[str, App], tmp_path: Path) -> None:
    """Over TLS, at a root and below a path: sign-in, token, sockets, addresses, and no numbers."""
    assert callable(start)
    kind, running = behind
    with start(kind, {8501: running.port}, certificate(tmp_path), tmp_path) as proxy:
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

    assert "who sign in" in run(seen({}))
    anna = cookies(f"https://{proxy.name}", "anna@a.example")
    assert "Signed in as anna" in run(seen(anna))


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
