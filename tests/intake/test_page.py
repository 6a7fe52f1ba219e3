"""The page "Add a document": what it shows of a file, and that it adds only where it may."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graph.building.release import BUILT, build, write
from graph.knowledge_graph import open_graph
from graph.pages.parts.import_process import SWITCH
from graph.views.network.drawn_nodes import DrawnThing
from graph.views.review.proposals import proposed_network
from graph.vocabulary import thing
from tests.intake.conftest import state
from tests.intake.sheets import workbook
from tests.mini_world import whole_project

ROOT = Path(__file__).parents[2]
GOOD = workbook({
    "Documents": [["news", "News <b>now</b>", "The Press", "2022", "https://press.example/", "en"]],
    "Things": [
        ["organisation/new", "Company", "New Limited", ""],
        ["meeting/m", "Training", "A training", ""],
    ],
    "Statements": [
        ["news", "organisation/new", "basedIn", "country/CCC", "title"],
        ["news", "meeting/m", "organisedBy", "organisation/new", "title"],
        ["news", "meeting/m", "startDate", "2022-03", "title"],
        ["news", "project/001", "status", "cancelled", "title"],
        ["news", "project/001", "ledBy", "organisation/agency", "title"],
    ],
})  # fmt: skip
FAULTY = workbook({
    "Statements": [["gazette-2020", "project/001", "coversCountry", "<i>Aland", "p 9"]]
})  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the whole project with the mini-world as its record, built."""
    return whole_project(tmp_path / "project")


def visit(project: Path, tmp_path: Path, files: dict[str, bytes], **env: str) -> list[Any]:
    """What the page of the project shows at first and after each file."""
    paths = [tmp_path / name for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("page_route.py")), *map(str, paths)],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project), SWITCH: "", **env},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told: list[Any] = json.loads(done.stdout)
    assert [one["faults"] for one in told] == [[]] * len(told)
    return told


def test_the_page_shows_what_a_file_would_do_and_adds_nothing(
    project: Path, tmp_path: Path
) -> None:
    """Findings, differences and refusals are shown as text; without the switch nothing is added."""
    before = state(project)
    files = {"good.xlsx": GOOD, "faulty.xlsx": FAULTY, "broken.xlsx": b"PK nothing"}
    first, good, faulty, broken = visit(project, tmp_path, files)
    assert first["buttons"] == good["buttons"] == []
    assert any("would add 1 document, 2 things and 5 statements" in one for one in good["texts"])
    assert any(f"`{SWITCH}=1`" in one for one in good["texts"])
    things = ["New Limited", "Company", "organisation/new"]
    assert things in [row for table in good["tables"] for row in table]
    assert any("cancelled (this file: news)" in one for one in good["html"])
    drawn = next(table for table in good["tables"] if table[0][-1] == "new")
    assert [row[-1] for row in drawn] == ["new", "new", "on record"]
    assert any("&#x27;&lt;i&gt;Aland&#x27;" in one for one in faulty["html"])
    assert not any("<i>Aland" in one for one in faulty["html"])
    assert len(broken["errors"]) == 1
    assert "is not a whole Excel workbook" in broken["errors"][0]
    assert state(project) == before


def test_the_page_adds_and_builds_where_the_owner_allows_it(project: Path, tmp_path: Path) -> None:
    """With the switch set the button adds the file, the graph is built, and shows it."""
    files = {"good.xlsx": GOOD, "faulty.xlsx": FAULTY}
    _, offered, added, faulty = visit(project, tmp_path, files, **{SWITCH: "1"})
    assert offered["buttons"] == ["Add this to the record"]
    assert "It is in the record, as entry 1 of the journal below." in added["texts"]
    assert any("Ann Bell" in one and "good.xlsx added" in one for one in added["html"])
    assert any("source=source/news" in one for one in added["html"])
    assert faulty["buttons"] == []
    with open_graph(project / BUILT) as kg:
        assert kg.names[str(thing("organisation/new"))].label == "New Limited"
        assert kg.names[str(thing("source/news"))].label == "News <b>now</b>"


def test_new_lines_are_told_from_those_on_record(world: Path) -> None:
    """The network of a proposal marks new lines and things, and counts what it leaves out."""
    write(build(world), world / BUILT)

    def line(subject: str, property_: str, value: str) -> dict[str, Any]:
        return {
            "subject": subject, "subject_label": subject.upper(), "property": property_,
            "property_label": property_, "object": value, "object_label": value.upper(),
            "is_link": True,
        }  # fmt: skip

    proposal = {
        "statements": [
            line("meeting/new", "attendedBy", "country/AAA"),
            line("meeting/new", "attendedBy", "country/BBB"),
            line("meeting/new", "discussed", "project/001"),
            line("meeting/new", "organisedBy", "organisation/agency"),
            line("project/001", "ledBy", "organisation/agency"),
        ],
        "things": [{"key": "meeting/new", "type_label": "Training"}],
    }
    with open_graph(world / BUILT) as kg:
        view = proposed_network(kg, proposal)
        small = proposed_network(kg, proposal, most=3)
        none = proposed_network(kg, {"statements": [], "things": []})
    assert view is not None
    marks = {(line.label, line.sort == "new") for line in view.lines}
    assert ("attendedBy", True) in marks
    assert ("led by", False) in marks
    new = [node for node in view.nodes if isinstance(node, DrawnThing) and node.new]
    assert [(node.at, node.kind_label) for node in new] == [("meeting/new", "Training")]
    assert small is not None
    assert (len(small.graph), small.left_out) == (3, {"Country": 2})
    assert none is None
