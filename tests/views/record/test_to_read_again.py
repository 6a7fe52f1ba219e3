"""What to read again first: ranked by what rests on one document alone, recounted from tables."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.building.release import BUILT, build, write
from graph.knowledge_graph import open_graph
from graph.views.record.to_read_again import ToReadAgain, to_read_again
from tests.command_line import run
from tests.mini_world import mini_project

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def found(kg: KnowledgeGraph) -> tuple[ToReadAgain, ...]:
    """The list for the record."""
    return to_read_again(kg)


def test_what_rests_on_one_document_alone_is_that_of_the_tables(
    found: tuple[ToReadAgain, ...],
) -> None:
    """Lines between things, of which the graph changes no value, are counted by a plain loop."""
    sayers: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for path in (ROOT / "data" / "statements").glob("*.csv"):
        with path.open(newline="") as table:
            for row in csv.DictReader(table):
                if row.get("review") != "withdrawn" and row["property"] != "notation":
                    triple = row["subject"], row["property"], row["object"]
                    sayers[triple].add(path.stem)
    alone: dict[str, int] = defaultdict(int)
    for documents in sayers.values():
        if len(documents) == 1:
            alone[next(iter(documents))] += 1
    told = {one.document.short.removeprefix("source/"): one for one in found}
    assert len(told) >= 150
    for key, one in told.items():
        # Of what has one value, one that is outranked carries nothing; numbers have two spellings.
        assert one.open <= one.alone <= alone[key] + 2, key
    assert sum(one.alone for one in found) >= 0.9 * sum(alone.values())


def test_the_list_begins_with_what_most_hangs_on(found: tuple[ToReadAgain, ...]) -> None:
    """The order is that of lines nobody read again; the list of codes is not in it."""
    assert [one.open for one in found] == sorted((one.open for one in found), reverse=True)
    assert "source/country-coder-borders" not in {one.document.short for one in found}
    seed = next(one for one in found if one.document.short == "source/unicri-2021-06-rtm-ca-14")
    assert (seed.placed, seed.statements) == (132, 132)


def test_what_was_read_again_goes_to_the_end(tmp_path: Path) -> None:
    """In a small world the document that was read again has nothing left to read."""
    world = mini_project(tmp_path)

    def listed() -> dict[str, ToReadAgain]:
        write(build(world), world / BUILT)
        with open_graph(world / BUILT) as small:
            return {one.document.short: one for one in to_read_again(small)}

    before = listed()
    assert next(iter(before)) == "source/herald-2021"
    code, _ = run("read-again", "herald-2021", "--apply", "--by", "Ann Bell", "--root", world)
    assert code == 0
    after = listed()
    assert list(after)[-1] == "source/herald-2021"
    one = after["source/herald-2021"]
    assert one.open == 0
    assert replace(one, open=before["source/herald-2021"].open, read_again="") == replace(
        before["source/herald-2021"], read_again=""
    )
