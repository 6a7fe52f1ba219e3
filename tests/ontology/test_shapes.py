"""The shapes: the good world conforms, each bad record gets its message, and no shape is for show.

Each file in ``shapes/`` but ``good.ttl`` is added to that good world, and says in its first lines
which messages it must bring about, and no others.
"""

from __future__ import annotations

from functools import cache

import pytest
from pyshacl import validate
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import Namespace
from rdflib.term import Node

from graph.vocabulary import CBRN, thing
from tests.ontology.ontology_files import HERE, ONTOLOGY_FILES

BAD = sorted(path.stem for path in (HERE / "shapes").glob("*.ttl") if path.stem != "good")
SHAPE = Namespace("https://w3id.org/cbrn-graph/shapes#")


@cache
def shape_graph() -> Graph:
    """The shapes as the build reads them, read once."""
    return Graph().parse(ONTOLOGY_FILES / "shapes.ttl")


def results(data: Graph) -> set[tuple[str, str]]:
    """What the shapes say of a graph: the local name of the shape and its message."""
    _, report, _ = validate(data, shacl_graph=shape_graph(), inference="none")
    assert isinstance(report, Graph)
    return {
        (
            str(report.value(result, SH.sourceShape)).removeprefix(str(SHAPE)),
            str(report.value(result, SH.resultMessage)),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def world(bad: str = "good") -> Graph:
    """The good world, with the records of the named file added."""
    return Graph().parse(HERE / "shapes" / "good.ttl").parse(HERE / "shapes" / f"{bad}.ttl")


@cache
def results_with(bad: str) -> set[tuple[str, str]]:
    """What the shapes say of the good world with the named file, worked out once."""
    return results(world(bad))


def test_good_world_conforms(ontology: Graph) -> None:
    """A world with a thing of each kind and a line of each property raises nothing at all."""
    good = world()
    lines = {
        term
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in ontology.subjects(RDF.type, kind)
    }
    assert lines - set(good.predicates()) == set(), "the good world leaves a property out"
    assert results(good) == set()


def test_topics_conform() -> None:
    """The topics that come with the ontology raise nothing either."""
    topics = Graph().parse(ONTOLOGY_FILES / "topics.ttl")
    assert len(set(topics.subjects(RDF.type, CBRN.Topic))) == 43
    assert results(topics) == set()


@pytest.mark.parametrize("bad", BAD)
def test_bad_record_gets_its_message(bad: str) -> None:
    """A bad record brings about the messages that its file expects, and no others."""
    text = (HERE / "shapes" / f"{bad}.ttl").read_text(encoding="utf-8")
    expected = [
        line.removeprefix("# expects: ")
        for line in text.splitlines()
        if line.startswith("# expects: ")
    ]
    messages = {message for _, message in results_with(bad)}
    assert expected
    assert len(messages) == len(expected), messages
    for part in expected:
        assert any(part in message for message in messages), messages


def test_a_topic_has_one_name_in_english() -> None:
    """The preferred label of a topic is its label; those of other languages stand beside it."""
    topics = Graph().parse(ONTOLOGY_FILES / "topics.ttl")
    for topic in topics.subjects(RDF.type, CBRN.Topic):
        assert set(topics.objects(topic, SKOS.prefLabel)) == set(topics.objects(topic, RDFS.label))


def about_statements(ontology: Graph, term: Node) -> bool:
    """Whether a property is said of a statement, a proposal or a document, and not of a thing."""
    return ontology.value(term, RDFS.domain) in {
        CBRN.Statement, CBRN.Proposal, CBRN.SourceDocument,
    }  # fmt: skip


def worked_out(ontology: Graph, term: Node) -> bool:
    """Whether the build works a property out from the dates of another one."""
    return any((term, said, None) in ontology for said in (CBRN.firstDayOf, CBRN.lastDayOf))


def test_every_date_has_its_days(ontology: Graph) -> None:
    """Each property whose values may be years or months has one for its first and its last day."""
    dates = {*ontology.subjects(RDFS.range, CBRN.PartialDate), DCTERMS.issued} - {
        CBRN["from"],
        CBRN.until,
    }
    for said in (CBRN.firstDayOf, CBRN.lastDayOf):
        assert dates <= set(ontology.objects(None, said)), said
    assert (CBRN.earliest, CBRN.firstDayOf, CBRN["from"]) in ontology
    assert (CBRN.latest, CBRN.lastDayOf, CBRN.until) in ontology


def test_every_shape_can_fail(ontology: Graph) -> None:
    """No shape is there for show: the bad records and a few wrong lines set off each of them."""
    stray = thing("organisation/stray")
    astray = world()
    for term in ontology.subjects(RDFS.domain):
        if isinstance(term, URIRef) and (term, RDFS.domain, CBRN.Statement) not in ontology:
            astray.add((stray, term, stray))
    fired = {name for name, _ in results(astray)}
    for bad in BAD:
        fired |= {name for name, _ in results_with(bad)}
    targeted = {
        str(shape).removeprefix(str(SHAPE))
        for target in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
        for shape in shape_graph().subjects(target)
    }
    assert targeted - fired == set()


def kinds_allowed(shape: Node) -> set[Node]:
    """The classes that a shape lets through, alone or as a choice."""
    choice = shape_graph().value(shape, SH["or"])
    either = Collection(shape_graph(), choice) if choice is not None else [shape]
    return {kind for each in either for kind in shape_graph().objects(each, SH["class"])}


def test_shapes_agree_with_domains_and_ranges(ontology: Graph) -> None:
    """What a shape demands of a line is what the ontology says, or a choice of kinds below it."""
    for term in ontology.subjects(RDF.type, OWL.ObjectProperty):
        name = str(term).removeprefix(str(CBRN))
        if (term, RDFS.domain, CBRN.Statement) in ontology:
            continue
        for shape, end in ((SHAPE[name], RDFS.domain), (SHAPE[f"{name}Value"], RDFS.range)):
            wide = ontology.value(term, end)
            for kind in kinds_allowed(shape):
                assert wide in ontology.transitive_objects(kind, RDFS.subClassOf), (name, kind)
        assert kinds_allowed(SHAPE[name]), f"nothing says what {name} is said of"


def test_statements_may_use_every_property(ontology: Graph) -> None:
    """The list of properties a statement may use is that of the ontology and four borrowed."""
    of_things = {
        term
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in ontology.subjects(RDF.type, kind)
        if not about_statements(ontology, term) and not worked_out(ontology, term)
    }
    listed = shape_graph().value(SHAPE.StatementPredicate, SH["in"])
    assert listed is not None
    borrowed = {DCTERMS.title, SKOS.prefLabel, SKOS.altLabel, SKOS.notation}
    assert set(Collection(shape_graph(), listed)) == of_things | borrowed


def test_messages_are_sentences() -> None:
    """Every shape that can speak says one sentence that begins and ends like one."""
    for target in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf):
        for shape in shape_graph().subjects(target):
            messages = [str(message) for message in shape_graph().objects(shape, SH.message)]
            assert len(messages) == 1, shape
            assert messages[0].endswith("."), messages
            assert messages[0][0].isupper() or messages[0][0] == "'", messages
