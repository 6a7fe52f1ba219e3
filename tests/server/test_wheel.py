"""An installed package serves and answers, far from any checkout."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.mini_world import mini_project
from tests.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a package that was built and unpacked, as an installation does."""
    place = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"]
    done = subprocess.run(
        [*command, "--quiet", "--disable-pip-version-check", "--wheel-dir", str(place), str(root)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    [wheel] = place.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place / "site")
    return place / "site"


def command(installed: Path, elsewhere: Path, *arguments: str) -> str:
    """What the installed command prints, started in a folder with nothing in it."""
    done = subprocess.run(
        [sys.executable, "-m", "graph.cli", *arguments],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@contextmanager
def serving(installed: Path, elsewhere: Path, *arguments: str) -> Iterator[str]:
    """The address of the server that the installed command starts."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "graph.cli", "serve", "--port", str(port), *arguments],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(installed)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 60
        while True:
            try:
                with urlopen(f"{url}/ready", timeout=5) as heard:
                    assert heard.status == 200
                break
            except (URLError, OSError):
                assert process.poll() is None
                assert time.monotonic() < until
                time.sleep(0.2)
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def heard(address: str) -> str:
    """What an address answers."""
    with urlopen(address, timeout=60) as answer:
        return str(answer.read().decode())


@pytest.mark.slow
def test_an_installed_package_answers(installed: Path, tmp_path: Path) -> None:
    """Cards, data, ontology and doctor are there, from the package and from nowhere else."""
    told = json.loads(command(installed, tmp_path, "ask", "who-took-part", "--format", "json"))
    assert told["results"]["bindings"]
    doctor = command(installed, tmp_path, "doctor")
    assert str(installed / "graph" / "installed") in doctor
    assert "as its manifest says" in doctor


@pytest.mark.slow
def test_an_installed_package_serves(installed: Path, tmp_path: Path) -> None:
    """Pages, doors and their scripts come from the package, with its options."""
    with serving(installed, tmp_path) as url:
        assert "<title>" in heard(f"{url}/network")
        assert "Kazakhstan" in heard(f"{url}/id/country/KAZ")
        assert json.loads(heard(f"{url}/version"))["triples"] > 30_000
        assert '"allowedOrigins":[]' in heard(f"{url}/_stcore/host-config"), "its own options hold"


@pytest.mark.slow
def test_an_installed_package_serves_a_record_of_ones_own(installed: Path, tmp_path: Path) -> None:
    """With --root it serves another record, built by the installed command."""
    world = mini_project(tmp_path / "own")
    command(installed, tmp_path, "build", "--root", str(world))
    with serving(installed, tmp_path, "--root", str(world)) as url:
        assert "Aland" in heard(f"{url}/id/country/AAA")
        assert json.loads(heard(f"{url}/version"))["triples"] < 20_000
