"""The shapes asked in bulk find what pyshacl finds, and refuse a rule that they do not know."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rdflib import Graph

from graph.build import check
from graph.build.release import build
from graph.build.shapes import UnknownRule, Values, breaches
from graph.build.terms import Terms

ROOT = Path(__file__).parents[1]
ONTOLOGY = ROOT / "ontology"


@pytest.fixture(scope="module")
def terms() -> Terms:
    """The ontology."""
    return Terms.load(ONTOLOGY)


def rules() -> Graph:
    """The shapes of the ontology."""
    return Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")


def both(graph: Graph, terms: Terms) -> tuple[set[str], set[str]]:
    """What pyshacl finds in a graph, and what is found in bulk, as sentences."""
    nowhere = check.Origins()
    in_bulk = breaches(Values(graph, terms.graph), rules())
    return (
        {str(found) for found in check.shapes(graph, terms, ONTOLOGY, nowhere)},
        {str(check.told(one, graph, nowhere)) for one in in_bulk},
    )


@pytest.mark.filterwarnings("ignore:Failed to convert")
def test_every_bad_example_breaks_the_same_shapes(terms: Terms) -> None:
    """All examples of bad records together give the same findings either way, over a hundred."""
    graph = Graph() + terms.graph
    for path in sorted((ROOT / "tests" / "shapes").glob("*.ttl")):
        graph.parse(path, format="turtle")
    by_pyshacl, in_bulk = both(graph, terms)
    assert in_bulk == by_pyshacl
    assert len(in_bulk) > 70


@pytest.mark.parametrize("case", ["key-organisation", "statement-two-objects", "budget-negative"])
def test_a_bad_example_alone_breaks_the_same_shapes(terms: Terms, case: str) -> None:
    """A bad record beside good ones gives the same findings either way."""
    graph = Graph() + terms.graph
    for name in ("good", case):
        graph.parse(ROOT / "tests" / "shapes" / f"{name}.ttl", format="turtle")
    by_pyshacl, in_bulk = both(graph, terms)
    assert in_bulk == by_pyshacl
    assert in_bulk


def test_a_clean_world_breaks_nothing_either_way(terms: Terms, tmp_path: Path) -> None:
    """The mini-world gives the same warnings either way, and no error."""
    shutil.copytree(ROOT / "tests" / "worlds" / "mini", tmp_path / "data")
    (tmp_path / "ontology").symlink_to(ONTOLOGY)
    by_pyshacl, in_bulk = both(Graph().parse(data=build(tmp_path).text, format="nt"), terms)
    assert in_bulk == by_pyshacl
    assert not any(found.startswith("error") for found in in_bulk)


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
        list(breaches(Values(terms.graph, terms.graph), shapes))
