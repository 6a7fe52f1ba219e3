"""What an administrator has: the log, the numbers, the settings, the backup and the doctor."""

from __future__ import annotations

import json
import os
import re
import shutil
import tarfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from prometheus_client.parser import text_string_to_metric_families

from graph.cli import main
from graph.commands.settings import as_markdown
from graph.server import Settings
from graph.server.logs import set_up_logs
from graph.variables import VARIABLES
from tests.app_server import App, app
from tests.mini_world import mini_project
from tests.served import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.knowledge_graph import KnowledgeGraph


@pytest.fixture(scope="module")
def running() -> Iterator[App]:
    """The app, which writes its log as JSON."""
    environment = {"CBRN_GRAPH_LOG": "json", "CBRN_GRAPH_TOKEN": "open sesame"}
    with app(environment=environment) as running:
        yield running


@pytest.mark.slow
def test_log_has_a_line_for_each_answer_and_no_secret(running: App) -> None:
    """A line of JSON has time, level, door, status and number; no query and no token."""
    secret = {"Authorization": "Bearer open sesame", "X-Request-Id": "number-of-a-proxy"}
    running.ask("/sparql?query=ASK%20%7B%20%3Fwho%20%7D", headers=secret)
    running.ask("/sparql?query=ASK%20%7B%7D", headers=secret)
    running.ask("/", headers={"Host": "attacker.example"})
    lines = [
        json.loads(line) for line in running.log.read_text("utf-8").splitlines() if line[:1] == "{"
    ]
    of_it = [one for one in lines if one.get("request") == "number-of-a-proxy"]
    assert [(one["door"], one["status"], one["level"]) for one in of_it] == [
        ("sparql", 400, "info"),
        ("sparql", 200, "info"),
    ]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", of_it[0]["time"])
    assert any(one["level"] == "warning" and "attacker" in one["message"] for one in lines)
    assert any("edition" in one["message"] for one in lines)
    whole = running.log.read_text("utf-8")
    assert "sesame" not in whole
    assert "ASK" not in whole


def test_log_is_lines_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong level or form is named with what may stand there."""
    for name, value, says in (
        ("CBRN_GRAPH_LOG", "xml", "write 'lines' or 'json'"),
        ("CBRN_GRAPH_LOG_LEVEL", "loud", "write one of debug, info, warning, error"),
    ):
        with pytest.raises(ValueError, match=says):
            set_up_logs({name: value})
    assert capsys.readouterr().err == ""


@pytest.mark.slow
def test_numbers_can_be_read_here_and_nowhere_else(running: App) -> None:
    """This machine reads them; what a proxy passes on, and an address elsewhere, does not."""
    running.ask("/sparql?query=ASK%20%7B%7D", headers={"Authorization": "Bearer open sesame"})
    running.ask("/sparql?query=ASK%20%7B%7D")
    running.ask("/", headers={"Host": "attacker.example"})
    heard = running.ask("/metrics")
    assert heard.status == 200
    told = {
        (one.name, *sorted(one.labels.items())): one.value
        for family in text_string_to_metric_families(heard.text)
        for one in family.samples
    }
    assert told["cbrn_answers_total", ("door", "sparql"), ("status", "200")] >= 1
    assert told["cbrn_answers_total", ("door", "sparql"), ("status", "401")] >= 1
    assert told["cbrn_turned_away_total", ("status", "421")] >= 1
    assert told["cbrn_ready",] == 1
    assert told["cbrn_triples",] > 30_000
    assert told["cbrn_visitors",] == 0
    assert told["cbrn_process_resident_memory_bytes",] > 50_000_000
    for name in ("X-Forwarded-For", "Forwarded", "X-Real-Ip"):
        assert running.ask("/metrics", headers={name: "203.0.113.7"}).status == 404


@pytest.mark.parametrize(
    ("readers", "source", "status"),
    [
        ("", "127.0.0.1", 200),
        ("off", "127.0.0.1", 404),
        ("10.0.0.0/8", "127.0.0.1", 404),
        ("127.0.0.5", "127.0.0.5", 200),
        ("10.0.0.0/8 127.0.0.0/24", "127.0.0.7", 200),
    ],
)
def test_who_may_read_the_numbers_is_a_setting(
    readers: str, source: str, status: int, kg: KnowledgeGraph
) -> None:
    """Networks are named, or nobody is; what is neither is told at the start."""
    settings = Settings.from_environment({"CBRN_GRAPH_METRICS": readers})
    with served(settings, kg) as server:
        assert server.ask("/metrics", source=source).status == status
    with pytest.raises(ValueError, match="CBRN_GRAPH_METRICS names 'everybody'"):
        Settings.from_environment({"CBRN_GRAPH_METRICS": "everybody"})


def test_every_variable_that_is_read_is_declared(root: Path) -> None:
    """The code reads no other variable, and each that is declared is read somewhere."""
    code = "".join(
        path.read_text("utf-8")
        for path in (root / "graph").rglob("*.py")
        if path.name != "variables.py"
    )
    read = set(re.findall(r"CBRN_GRAPH_[A-Z]+(?:_[A-Z]+)*", code)) - {"CBRN_GRAPH_ENGINE_"}
    declared = {one.full_name for one in VARIABLES}
    through_access = {f"CBRN_GRAPH_ENGINE_{name}" for name in ("USER", "PASSWORD", "TOKEN")}
    assert read | through_access == declared


def test_reference_of_settings_is_as_they_are_declared(root: Path) -> None:
    """The page has every setting; `make settings` writes it."""
    assert (root / "docs" / "settings.md").read_text("utf-8") == as_markdown()


def test_settings_are_printed_without_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Values of the moment are shown but for secrets, and a misspelt variable is named."""
    monkeypatch.setenv("CBRN_GRAPH_TOKEN", "open sesame")
    monkeypatch.setenv("CBRN_GRAPH_ROWS", "7")
    monkeypatch.setenv("CBRN_GRAPH_ROW", "7")
    told = CliRunner().invoke(main, ["settings"])
    assert told.exit_code == 0
    assert "CBRN_GRAPH_ROWS = 7" in told.output
    assert "CBRN_GRAPH_TOKEN = (set, not shown)" in told.output
    assert "sesame" not in told.output
    assert "CBRN_GRAPH_ROW is set, and nothing reads it" in told.output
    doctor = CliRunner().invoke(main, ["doctor"])
    assert doctor.exit_code == 1
    assert "CBRN_GRAPH_ROW: is set, and nothing reads it" in doctor.output


def test_doctor_finds_nothing_amiss_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a whole installation every line is well, and the edition is told."""
    for name in [name for name in os.environ if name.startswith("CBRN_GRAPH_")]:
        monkeypatch.delenv(name)
    told = CliRunner().invoke(main, ["doctor"])
    lines = told.output.splitlines()
    amiss = [line for line in lines if not line.startswith("ok")]
    assert all("was not built" in line for line in amiss), amiss
    assert any("edition" in line and "as its manifest says" in line for line in lines)


def test_backup_comes_back_whole(tmp_path: Path) -> None:
    """What was lost and changed since is as it was, and what was there is kept beside it."""
    world = mini_project(tmp_path / "one")
    run = CliRunner().invoke
    assert run(main, ["build", "--root", str(world)]).exit_code == 0
    before = {one: one.read_bytes() for one in (world / "data").rglob("*") if one.is_file()}
    file = tmp_path / "backup.tar.gz"
    told = run(main, ["backup", str(file), "--root", str(world)])
    assert told.exit_code == 0, told.output
    shutil.rmtree(world / "data" / "statements")
    (world / "data" / "documents.csv").write_text("spoilt")
    told = run(main, ["restore", str(file), "--root", str(world)])
    assert told.exit_code == 0, told.output
    assert {one: one.read_bytes() for one in (world / "data").rglob("*") if one.is_file()} == before
    assert run(main, ["check", "--root", str(world)]).exit_code == 0
    [kept] = world.glob("data.before-*")
    assert (kept / "documents.csv").read_text() == "spoilt"


@pytest.mark.parametrize("spoil", ["cut", "changed", "added", "climbs", "no backup"])
def test_spoilt_backup_changes_nothing(spoil: str, tmp_path: Path) -> None:
    """A cut, changed or hostile backup is refused with a sentence, and nothing is written."""
    world = mini_project(tmp_path / "one")
    run = CliRunner().invoke
    file = tmp_path / "backup.tar.gz"
    assert run(main, ["backup", str(file), "--root", str(world)]).exit_code == 0
    if spoil == "cut":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    elif spoil == "no backup":
        file.write_text("no backup")
    else:
        folder = tmp_path / "unpacked"
        with tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")
        table = folder / "data" / "documents.csv"
        if spoil == "changed":
            table.write_text(table.read_text("utf-8") + "x", "utf-8")
        if spoil == "added":
            (folder / "data" / "more.csv").write_text("x")
        with tarfile.open(file, "w:gz") as archive:
            for path in sorted(folder.iterdir()):
                archive.add(path, path.name)
            if spoil == "climbs":
                archive.add(table, "../climbed.csv")
    before = {one: one.read_bytes() for one in world.rglob("*") if one.is_file()}
    told = run(main, ["restore", str(file), "--root", str(world)])
    assert told.exit_code == 1
    assert "Nothing was changed." in told.output
    assert {one: one.read_bytes() for one in world.rglob("*") if one.is_file()} == before
    assert not list(tmp_path.rglob("climbed.csv"))
