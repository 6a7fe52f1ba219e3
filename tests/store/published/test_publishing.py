"""Publishing: all or nothing, counted, and whatever breaks off leaves the old build answering."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests
from click.testing import CliRunner

from graph.cli import main
from graph.knowledge_graph import open_graph
from graph.store.engines.connection import Access
from graph.store.engines.remote import RemoteEngine
from graph.store.published.engine_addresses import NotPublished
from graph.store.published.published import REGISTER, registered
from graph.store.published.publishing import publish_to_disk, publish_to_engine
from graph.store.published.sources import DiskSource, RemoteSource
from tests.engine_servers import NO_VIRTUOSO, oxigraph_server, virtuoso_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.store.published.sources import GraphSource
    from tests.engine_servers import EngineServer

pytestmark = pytest.mark.slow

XSD = "http://www.w3.org/2001/XMLSchema#"
STARTS = [
    pytest.param(oxigraph_server, id="oxigraph"),
    pytest.param(
        virtuoso_server,
        id="virtuoso",
        marks=pytest.mark.skipif(bool(NO_VIRTUOSO), reason=NO_VIRTUOSO or "there"),
    ),
]


class _Broken(Exception):
    """Breaks a publication off."""


@pytest.fixture(scope="module", params=STARTS)
def server(request: pytest.FixtureRequest) -> Iterator[EngineServer]:
    """Each engine, empty."""
    start: Callable[[], EngineServer] = request.param
    started = start()
    yield started
    started.close()


def build(tmp_path: Path, name: str, lines: int) -> Path:
    """A build with as many labels, each of which says the name of the build."""
    path = tmp_path / f"{name}.nt"
    path.write_text(
        "".join(
            f"<https://example.org/{number}> <https://example.org/in> "
            f'"{name} · é"^^<{XSD}string> .\n'
            for number in range(lines)
        ),
        "utf-8",
    )
    return path


def answers(source: GraphSource) -> tuple[str, int]:
    """Which build a place answers from, and with how many triples."""
    engine = source.open(source.edition())
    try:
        rows = engine.query(
            "SELECT ?name (COUNT(*) AS ?n) { ?s <https://example.org/in> ?name } GROUP BY ?name"
        ).records()
    finally:
        engine.close()
    assert len(rows) == 1
    return (rows[0]["name"] or "").partition(" ")[0], int(rows[0]["n"] or 0)


def breaking(at: str) -> Callable[[str, int, int], None]:
    """A progress that breaks off when something has begun."""

    def progress(stage: str, done: int, _: int) -> None:
        if stage == at and (done or stage == "Counting"):
            raise _Broken

    return progress


def quiet(*_: object) -> None:
    """A progress that nobody looks at."""


def test_engine_is_switched_all_or_nothing(server: EngineServer, tmp_path: Path) -> None:
    """A build is there whole or not at all; what broke off is cleared away by the next one."""
    access = Access.from_environment(server.access)
    source = RemoteSource(server.query, access)
    one, two, three = (build(tmp_path, name, 12_000) for name in ("one", "two", "three"))
    publish_to_engine(one, source, quiet)
    assert answers(source) == ("one", 12_000)
    for stage in ("Loading", "Counting"):
        with pytest.raises(_Broken):
            publish_to_engine(two, source, breaking(stage))
        assert answers(source) == ("one", 12_000)
    # The engine dies as well, in the middle of it.
    server.kill()
    server.start()
    assert answers(source) == ("one", 12_000)
    graphs = [publish_to_engine(each, source, quiet) for each in (two, three)]
    assert answers(source) == ("three", 12_000)
    assert publish_to_engine(three, source, quiet) == graphs[1]  # nothing to do
    # The one before stays for those who are in the middle of a page; older ones are gone.
    register = RemoteEngine(server.query, access, REGISTER)
    assert set(registered(register)) == set(graphs)
    register.close()


def test_engine_that_loses_some_is_found_out(server: EngineServer, tmp_path: Path) -> None:
    """What does not arrive is missed, by its property, and nothing is switched."""
    source = RemoteSource(server.query, Access.from_environment(server.access))
    publish_to_engine(build(tmp_path, "whole", 10), source, quiet)
    twice = build(tmp_path, "twice", 10)
    twice.write_text(twice.read_text("utf-8") * 2, "utf-8")
    with pytest.raises(NotPublished, match=r"example.org/in> the build has 20 triples, and 10 arr"):
        publish_to_engine(twice, source, quiet)
    assert answers(source) == ("whole", 10)


def test_engine_wants_a_password(server: EngineServer, tmp_path: Path) -> None:
    """Without the right to change data, a sentence says which variables give it."""
    if not server.access:
        pytest.skip("the oxigraph server lets everybody change its data")
    source = RemoteSource(server.query, Access())
    with pytest.raises(NotPublished, match="CBRN_GRAPH_ENGINE_USER"):
        publish_to_engine(build(tmp_path, "any", 1), source, quiet)


def test_named_graph_is_asked_as_named(server: EngineServer, tmp_path: Path) -> None:
    """An address that names a graph asks that one, whatever is published."""
    source = RemoteSource(server.query, Access.from_environment(server.access))
    first = publish_to_engine(build(tmp_path, "first", 3), source, quiet)
    publish_to_engine(build(tmp_path, "second", 4), source, quiet)
    assert answers(source) == ("second", 4)
    assert answers(RemoteSource(server.query, graph=first)) == ("first", 3)


def test_disk_is_switched_all_or_nothing(tmp_path: Path) -> None:
    """The same in a folder, where a kill leaves a part behind."""
    one, two, three = (build(tmp_path, name, 12_000) for name in ("one", "two", "three"))
    folder = tmp_path / "store"
    source = DiskSource(folder)
    publish_to_disk(one, folder, quiet)
    for stage in ("Loading", "Counting"):
        with pytest.raises(_Broken):
            publish_to_disk(two, folder, breaking(stage))
        assert answers(source) == ("one", 12_000)
    assert list(folder.glob("*.part"))
    publish_to_disk(two, folder, quiet)
    assert not list(folder.glob("*.part"))
    publish_to_disk(three, folder, quiet)
    assert answers(source) == ("three", 12_000)
    assert len([one for one in folder.iterdir() if one.is_dir()]) == 2


def test_command(oxigraph: EngineServer, tmp_path: Path) -> None:
    """The command tells what it does and where it is; what it publishes can be asked."""
    folder = tmp_path / "store"
    told = CliRunner().invoke(main, ["publish", "--to", f"disk:{folder}"])
    assert told.exit_code == 0, told.output
    assert re.fullmatch(
        r"Loading [\d,]+ triples \.\.\.\nCounting [\d,]+ triples \.\.\.\n", told.stderr
    )
    asked = ["ask", "who-spoke", "--format", "csv"]
    in_memory = CliRunner().invoke(main, asked).stdout
    for where in (str(folder), f"disk:{folder}", oxigraph.query):
        assert CliRunner().invoke(main, [*asked, "--engine", where]).stdout == in_memory
        with open_graph(where) as kg:
            assert kg.names.find("country/KAZ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--to", "http://127.0.0.1:9/sparql"], "does not answer"),
        (["--to", "pyproject.toml"], "is a file"),
        (["--to", "disk:x", "--file", "none.nt"], "There is no build at none.nt"),
        (["--to", "disk:x", "--file", "README.md"], "not written as N-Triples"),
    ],
)
def test_mistake_is_a_sentence(arguments: list[str], words: str) -> None:
    """What cannot be published is told, and nothing is made."""
    told = CliRunner().invoke(main, ["publish", *arguments])
    assert told.exit_code == 1
    assert words in told.stderr
    assert not Path("x").exists()


def test_address_that_is_not_changed_there(oxigraph: EngineServer, tmp_path: Path) -> None:
    """Where the usual addresses are wrong, the sentence names the options."""
    source = RemoteSource(oxigraph.query)
    wrong = oxigraph.query.replace("/query", "/nowhere")
    with pytest.raises(NotPublished, match="--update and --store"):
        publish_to_engine(build(tmp_path, "any", 1), source, quiet, update=wrong, store=wrong)
    assert requests.post(wrong, timeout=20).status_code in {404, 405}
