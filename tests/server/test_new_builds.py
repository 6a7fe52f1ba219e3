"""Builds that come while the app serves: whole ones, cut ones, and the good one put back."""

from __future__ import annotations

import json
import shutil
import time
from typing import TYPE_CHECKING

import pytest

from graph.building.release import build, write
from graph.errors import EngineUnavailable
from graph.knowledge_graph import BUILT, open_graph
from graph.manifest import Manifest, manifest_of
from tests.app_server import App, app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A built file of one's own, with its manifest."""
    return copy_in(tmp_path)


def copy_in(folder: Path) -> Path:
    """The built file, copied into a folder with its manifest."""
    file = folder / "cbrn.nt"
    shutil.copy(BUILT, file)
    shutil.copy(manifest_of(BUILT), manifest_of(file))
    return file


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, Path]]:
    """The app, and the file that it serves."""
    file = copy_in(tmp_path_factory.mktemp("served"))
    with app(environment={"CBRN_GRAPH_FILE": str(file)}) as running:
        yield running, file


@pytest.fixture
def served(running: tuple[App, Path]) -> Iterator[tuple[App, Path]]:
    """The app with the whole file, which it has again when the test is over."""
    yield running
    app, file = running
    copy_in(file.parent)
    whole = Manifest.beside(file)
    assert whole
    assert comes_true(lambda: counted(app) == str(whole.triples))


def counted(running: App) -> str:
    """How many triples the endpoint counts, or what it says instead."""
    heard = running.query(COUNT, "text/csv")
    return heard.text.split("\r\n")[1] if heard.status == 200 else heard.text


def standing(running: App) -> dict[str, object]:
    """What the server tells of itself."""
    heard = running.ask("/ready")
    told: dict[str, object] = json.loads(heard.text)
    assert (heard.status == 200) is told["ready"]
    return told


def comes_true(condition: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether a condition holds, now or within a while."""
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.1)
    return condition()


def cut_in_the_middle(text: bytes) -> bytes:
    """Half of a file, that ends within a line."""
    return text[: len(text) // 2]


def cut_at_a_line(text: bytes) -> bytes:
    """The first 5,000 lines of a file."""
    return b"".join(text.splitlines(keepends=True)[:5_000])


def another_byte(text: bytes) -> bytes:
    """A file of the same size that says something else."""
    return text.replace(b"Kazakhstan", b"Kazakhstun", 1)


@pytest.mark.slow
@pytest.mark.parametrize("spoil", [cut_in_the_middle, cut_at_a_line, another_byte, bytes.swapcase])
def test_a_spoilt_file_stops_nothing(
    spoil: Callable[[bytes], bytes], served: tuple[App, Path]
) -> None:
    """The old graph goes on while the new file is bad, however many ask, and the good one comes."""
    running, copied = served
    said = len(running.log.read_text("utf-8"))
    whole, manifest = copied.read_bytes(), Manifest.beside(copied)
    assert manifest
    assert counted(running) == str(manifest.triples)
    copied.write_bytes(spoil(whole))
    for _ in range(30):
        assert counted(running) == str(manifest.triples)
    told = standing(running)
    assert told["edition"] == manifest.edition
    assert "could not be opened" in str(told["problem"])
    assert str(copied.parent) not in json.dumps(told), "strangers are not told where things lie"
    assert "is not the one that was built" in running.log.read_text("utf-8")[said:]
    dump = running.ask("/data/cbrn.nt")
    assert dump.status == 503
    assert running.ask("/data/cbrn.nt.gz").status == 503
    copied.write_bytes(whole)
    assert comes_true(lambda: not standing(running)["problem"])
    assert counted(running) == str(manifest.triples)
    assert running.ask("/data/cbrn.nt").body == whole


@pytest.mark.slow
def test_a_server_that_began_with_a_spoilt_file_mends_itself(copied: Path) -> None:
    """With requests all the time, each of which fails, the mended file is found all the same."""
    whole = copied.read_bytes()
    copied.write_bytes(cut_at_a_line(whole))
    with app(environment={"CBRN_GRAPH_FILE": str(copied)}) as running:
        assert not standing(running)["ready"]
        heard = running.query(COUNT)
        assert heard.status == 503
        copied.write_bytes(whole)

        def answers() -> bool:  # asked ten times a second, faster than the clock of trials
            return counted(running) == str(whole.count(b"\n"))

        assert comes_true(answers)
        assert standing(running)["ready"]


@pytest.mark.slow
def test_a_new_build_is_served_under_its_edition(
    served: tuple[App, Path], disputed_world: Path
) -> None:
    """A build that is written while the server answers is told by its own edition."""
    running, copied = served
    before = json.loads(running.ask("/version").text)
    release = build(disputed_world.parent)
    write(release, copied)
    assert comes_true(lambda: counted(running) == str(len(release.lines)))
    after = json.loads(running.ask("/version").text)
    assert after["edition"] == Manifest.of(release.text.encode()).edition != before["edition"]
    assert after["triples"] == len(release.lines)
    assert after["program"] == before["program"]


def test_a_cut_file_is_opened_nowhere(copied: Path) -> None:
    """The command line and scripts refuse it as the server does; without a manifest it is taken."""
    copied.write_bytes(cut_at_a_line(copied.read_bytes()))
    with pytest.raises(EngineUnavailable, match="bytes instead of"):
        open_graph(copied)
    manifest_of(copied).write_text('{"triples": 1}')
    with pytest.raises(EngineUnavailable, match="Write it with"):
        open_graph(copied)
    manifest_of(copied).unlink()
    with open_graph(copied) as kg:
        assert kg.query(COUNT).records() == [{"n": "5000"}]
