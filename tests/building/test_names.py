"""Chosen names in other languages: from a table of names, or by a statement of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import SKOS, Graph, Literal

from graph.building.findings import Severity
from graph.building.release import build
from graph.vocabulary import thing
from tests.mini_world import mini_project

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = "gazette-2020"


def names(root: Path, *rows: str, document: str = DOCUMENT) -> None:
    """Gives a project a table of names."""
    folder = root / "data" / "names"
    folder.mkdir()
    (folder / f"{document}.csv").write_text("\n".join(("thing,name", *rows)) + "\n", "utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The mini-world's tables."""
    return mini_project(tmp_path)


def test_a_table_gives_one_name_in_each_language(root: Path) -> None:
    """The names become skos:prefLabel with their tags, scripts included."""
    names(root, "country/AAA,Alandia@es", "country/AAA,Аланд@sr-Cyrl", "country/AAA,Aland@sr-Latn")
    graph = Graph().parse(data=build(root).text, format="nt")
    assert set(graph.objects(thing("country/AAA"), SKOS.prefLabel)) == {
        Literal("Alandia", lang="es"),
        Literal("Аланд", lang="sr-cyrl"),
        Literal("Aland", lang="sr-latn"),
    }


@pytest.mark.parametrize(
    ("rows", "document", "told"),
    [
        (["country/AAA,Aland"], DOCUMENT, "the name in English stands in the table of things"),
        (["country/AAA,Aland@en"], DOCUMENT, "the name in English stands in the table of things"),
        (["country/XXX,Xland@fr"], DOCUMENT, "the thing is not on record"),
        (["nonsense,Xland@fr"], DOCUMENT, "is not the short name of a thing"),
        (["country/AAA,Alandie@fr", "country/AAA,Aland@fr"], DOCUMENT, "language 'fr' already"),
        (["country/AAA,Alandie@fr"], "nowhere", "no document 'nowhere'"),
    ],
)
def test_a_wrong_row_is_told_with_its_place(
    root: Path, rows: list[str], document: str, told: str
) -> None:
    """Each mistake is an error with file and row, and what to do."""
    names(root, *rows, document=document)
    found = [str(one) for one in build(root).findings if one.severity is Severity.ERROR]
    assert len(found) == 1
    assert told in found[0]
    assert f"data/names/{document}.csv" in found[0]


def test_no_name_is_both_chosen_and_another_one(root: Path) -> None:
    """A name that the table of things has among the other ones is told."""
    names(root, "country/AAA,Алан@ru")
    found = [str(one) for one in build(root).findings if one.severity is Severity.ERROR]
    assert len(found) == 1
    assert "another name of the thing too" in found[0]
