"""The shapes asked in bulk find what pyshacl finds, and refuse a rule that they do not know."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from random import Random

import pytest
from rdflib import XSD, Graph, Literal

from graph.building import check
from graph.building.origins import Origins
from graph.building.release import build
from graph.building.rules import TripleIndex, UnknownRule
from graph.building.shapes import Shapes
from graph.building.terms import Terms
from tests.benchmarks.initiative import write_triples
from tests.mini_world import mini_project

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
BREAKS = ("ends-before-start", "unknown-status", "wrong-end", "wrong-kind", "wrong-start")


@pytest.fixture(scope="module")
def terms() -> Terms:
    """The ontology."""
    return Terms.load(ONTOLOGY)


def rules() -> Graph:
    """The shapes of the ontology."""
    return Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")


def both(graph: Graph, terms: Terms) -> tuple[set[str], ...]:
    """What pyshacl finds in a graph, and what is found in bulk, as sentences."""
    by_pyshacl = check.by_pyshacl(graph, terms, rules())
    in_bulk = Shapes(rules()).breaches(TripleIndex(graph, terms.graph))
    return tuple(
        {str(check.finding_of(one, graph, Origins())) for one in found}
        for found in (by_pyshacl, in_bulk)
    )


@pytest.mark.filterwarnings("ignore:Failed to convert")
def test_every_bad_example_breaks_the_same_shapes(terms: Terms) -> None:
    """All examples of bad records together give the same findings either way, over a hundred."""
    graph = Graph() + terms.graph
    for path in sorted((ROOT / "tests" / "ontology" / "shapes").glob("*.ttl")):
        graph.parse(path, format="turtle")
    by_pyshacl, in_bulk = both(graph, terms)
    assert in_bulk == by_pyshacl
    assert len(in_bulk) > 70


@pytest.mark.parametrize("case", ["key-organisation", "statement-two-objects", "budget-negative"])
def test_a_bad_example_alone_breaks_the_same_shapes(terms: Terms, case: str) -> None:
    """A bad record beside good ones gives the same findings either way."""
    graph = Graph() + terms.graph
    for name in ("good", case):
        graph.parse(ROOT / "tests" / "ontology" / "shapes" / f"{name}.ttl", format="turtle")
    by_pyshacl, in_bulk = both(graph, terms)
    assert in_bulk == by_pyshacl
    assert in_bulk


def test_a_clean_world_breaks_nothing_either_way(terms: Terms, tmp_path: Path) -> None:
    """The mini-world gives the same warnings either way, and no error."""
    mini_project(tmp_path)
    by_pyshacl, in_bulk = both(Graph().parse(data=build(tmp_path).text, format="nt"), terms)
    assert in_bulk == by_pyshacl
    assert not any(found.startswith("error") for found in in_bulk)


@pytest.mark.filterwarnings("ignore:Failed to convert")
@pytest.mark.parametrize("seed", range(3))
def test_damage_of_any_kind_is_found_either_way(terms: Terms, tmp_path: Path, seed: int) -> None:
    """Triples lost, put elsewhere or given another end, in an invented world: the same findings."""
    write_triples(1_500, tmp_path / "world.nt", seed)
    graph = Graph().parse(tmp_path / "world.nt", format="nt")
    chance = Random(seed)
    triples = sorted(set(graph) - set(terms.graph))
    for subject, term, value in chance.sample(triples, 60):
        other_subject, other_term, other = chance.choice(triples)
        graph.remove((subject, term, value))
        match chance.randrange(5):
            case 0:
                graph.add((other_subject, term, value))
            case 1:
                graph.add((subject, other_term, value))
            case 2:
                graph.add((subject, term, other))
            case 3:
                graph.add((subject, term, Literal(f" {value}", datatype=XSD.integer)))
    by_pyshacl, in_bulk = both(graph, terms)
    assert in_bulk == by_pyshacl
    assert len(in_bulk) > 10


@pytest.mark.parametrize("case", BREAKS)
def test_a_build_turns_to_pyshacl_for_what_it_does_not_know(tmp_path: Path, case: str) -> None:
    """With a rule that is not known in bulk, a build finds what it found before, by pyshacl."""
    shutil.copytree(ROOT / "tests" / "worlds" / "mini", tmp_path / "data")
    shutil.copytree(ONTOLOGY, tmp_path / "ontology")
    edit = tomllib.loads((ROOT / "tests" / "building" / "bad_tables" / f"{case}.toml").read_text())[
        "edit"
    ]
    table = tmp_path / "data" / edit["file"]
    table.write_text(table.read_text().replace(edit["find"], edit["replace"], 1))
    in_bulk = build(tmp_path).findings
    with (tmp_path / "ontology" / "shapes.ttl").open("a") as shapes:
        shapes.write(
            "shape:Long a sh:PropertyShape ; sh:targetClass cbrn:Thing ; sh:path rdfs:label ; "
            'sh:maxLength 9999 ; sh:message "The label is too long." .'
        )
    assert build(tmp_path).findings == in_bulk
    assert any(found.severity == "error" for found in in_bulk)


@pytest.mark.parametrize(
    "rule", ["sh:maxLength 3", "sh:nodeKind sh:BlankNode", "sh:path [ sh:inversePath rdfs:label ]"]
)
def test_an_unknown_rule_is_refused(terms: Terms, rule: str) -> None:
    """A part of SHACL that is not known here is never passed over in silence."""
    shapes = Graph().parse(
        data=f"""
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix cbrn: <https://w3id.org/cbrn-graph/ontology#> .
        <urn:x> a sh:PropertyShape ; sh:targetClass cbrn:Thing ; sh:message "x" ; {rule} .
        """,
        format="turtle",
    )
    with pytest.raises(UnknownRule):
        Shapes(shapes)
