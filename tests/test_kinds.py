"""The table of kinds is whole: each kind has its class, its words, its look and its ranks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph

from graph.building.terms import KINDS as PROMISED
from graph.kinds import KINDS, SOURCE, Kind
from graph.views.record.appearance import appearance
from graph.vocabulary import CBRN, PREFIXES, thing

ROOT = Path(__file__).parents[1]
TABLES = {path.stem for path in (ROOT / "data" / "things").glob("*.csv")}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """The terms as the ontology declares them."""
    return Graph().parse(ROOT / "ontology" / "cbrn.ttl", format="turtle")


@pytest.mark.parametrize("kind", KINDS, ids=[kind.key for kind in KINDS])
def test_a_kind_is_whole(kind: Kind, ontology: Graph) -> None:
    """Its class is declared, its words are there, its address can be made, its table exists."""
    assert (CBRN[kind.name], RDF.type, OWL.Class) in ontology, f"the ontology lacks {kind.name}"
    assert kind.singular
    assert kind.plural != kind.singular
    assert re.fullmatch(r"[A-Z].*", kind.heading), "a heading begins with a capital"
    assert PREFIXES[kind.key] == str(thing(f"{kind.key}/x")).removesuffix("x")
    assert bool(kind.table) == bool(kind.keyed), "whoever fills its table must know how it is keyed"
    assert not kind.table or kind.table in TABLES, f"data/things/{kind.table}.csv is missing"
    assert kind.name == SOURCE or PROMISED[kind.key] == CBRN[kind.name]


def test_no_two_kinds_are_taken_for_one_another() -> None:
    """Keys, classes, words and looks are each its own, and ranks leave no doubt."""
    for told in (
        [kind.key for kind in KINDS],
        [kind.name for kind in KINDS],
        [kind.singular for kind in KINDS],
        [(kind.colours, kind.shape, kind.hollow) for kind in KINDS],
        [kind.found for kind in KINDS],
        [kind.compared for kind in KINDS if kind.compared is not None],
    ):
        assert len(told) == len({*told})
    assert sorted(kind.found for kind in KINDS) == [*range(len(KINDS))]


def test_looks_are_those_of_the_table() -> None:
    """Legend, canvas and exports draw each kind as its row says."""
    for kind in KINDS:
        look = appearance(kind.name)
        assert (look.shape, look.hollow, look.family) == (kind.shape, kind.hollow, kind.colours)
        assert (look.singular, look.plural) == (kind.singular, kind.plural)


def test_no_kind_is_named_in_a_second_table() -> None:
    """What a kind is called in words stands in its row and in no other module."""
    words = re.compile(
        "|".join(rf'"{re.escape(kind.plural)}"' for kind in KINDS if kind.name != SOURCE)
    )
    for path in sorted((ROOT / "graph").rglob("*.py")):
        # The ways count in words of their own, and so do the columns of sheets with a row each.
        if path.name in {"kinds.py", "ways.py", "wide.py"}:
            continue
        listed = set(words.findall(path.read_text("utf-8")))
        assert len(listed) < 4, f"{path.relative_to(ROOT)} names kinds again: {sorted(listed)}"
