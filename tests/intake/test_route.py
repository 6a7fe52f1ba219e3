"""A newcomer's route, end to end: template, filled in, looked at, taken in, built, shown."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from graph.cli import main
from graph.knowledge_graph import open_graph
from graph.views.network.answer_network import neighbourhood
from graph.views.record.search import search
from graph.views.record.statements import because, said_in
from graph.vocabulary import CBRN, thing
from tests.intake.conftest import state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.knowledge_graph import KnowledgeGraph

NEW = "organisation/west-institute"


def filled(content: bytes) -> bytes:
    """The template with three meetings and a new organisation, as a colleague would fill it."""
    book = load_workbook(BytesIO(content))
    book["Documents"].append(
        ["press-2022-west", "Three days in the West", "The Press", "2022-09-14",
         None, "https://press.example/west", "en", "paragraphs"]
    )  # fmt: skip
    things = book["Things"]
    things.append([NEW, "ResearchCentre · Research centre", "Western Institute", "WI | МИ@ru"])
    statements = book["Statements"]
    document = "press-2022-west"
    for number, kind, day in ((1, "Training", "12"), (2, "Exercise", "13"), (3, "Meeting", "14")):
        key = f"meeting/west-2022-{number}"
        label = f"{kind} {number} in the West"
        things.append([key, f"{kind} · {kind}", label, f"W{number}"])
        place = f"paragraph {number}"
        for row in (
            [document, key, "startDate · started on", f"2022-09-{day}", place],
            [document, key, "coversRegion · covers region", "region/WE · West", place],
            [document, key, "organisedBy · organised by", NEW, place],
            [document, key, "attendedBy · attended by", "country/CCC · Cland", place,
             None, None, "observer"],
        ):  # fmt: skip
            statements.append(row)
    statements.append([document, NEW, "basedIn · based in", "country/BBB · Bland", "paragraph 1"])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture
def kg(world: Path, tmp_path: Path) -> Iterator[KnowledgeGraph]:
    """The graph after the whole route, each step of it as the newcomer takes it."""

    def run(*arguments: object) -> str:
        done = CliRunner().invoke(main, [*map(str, arguments), "--root", str(world)])
        assert done.exit_code == 0, done.output
        return done.output

    book = tmp_path / "west.xlsx"
    run("template", book)
    book.write_bytes(filled(book.read_bytes()))
    before = state(world)
    preview = json.loads(run("import", book))
    assert state(world) == before
    assert [len(preview[name]) for name in ("documents", "things", "statements")] == [1, 4, 13]
    assert preview["contradictions"] == preview["look_alikes"] == []
    assert json.loads(run("import", book, "--apply"))["applied"] is True
    run("build")
    with open_graph(world / "data" / "built" / "cbrn.nt") as opened:
        yield opened


def test_the_graph_shows_what_was_filled_in_with_its_source(kg: KnowledgeGraph) -> None:
    """The three meetings and the organisation are found, drawn, and answer for themselves."""
    (institute,) = search(kg.names, "МИ")
    assert (institute.short, institute.kind) == (NEW, "Research centre")
    view = neighbourhood(kg, institute.iri)
    labels = {node.label for node in view.nodes}
    assert labels == {
        "Western Institute", "Bland", "Training 1 in the West", "Exercise 2 in the West",
        "Meeting 3 in the West",
    }  # fmt: skip
    meeting = str(thing("meeting/west-2022-2"))
    (evidence,) = because(kg.engine, meeting, str(CBRN.organisedBy), institute.iri)
    assert (evidence.locator, evidence.publisher, evidence.issued, evidence.page) == (
        "paragraph 2",
        "The Press",
        "2022-09-14",
        "https://press.example/west",
    )
    said = said_in(kg.engine, str(thing("source/press-2022-west")))
    assert len(said) == 13
    assert sum(one.role == "observer" for one in said) == 3
