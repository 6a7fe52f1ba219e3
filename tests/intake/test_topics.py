"""A topic that the ontology lacks comes in with the document that needs it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from rdflib import RDF, SKOS, Literal

from graph.building.draft import drafted
from graph.building.release import build
from graph.intake.apply import apply
from graph.intake.record import Record
from graph.intake.template import template
from graph.keeping.plan import carry_out
from graph.keeping.things import merge, rename
from graph.reading.known import known
from graph.reading.reading import read_text
from graph.vocabulary import CBRN, thing
from tests.intake.sheets import workbook
from tests.keeping.conftest import ANN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graph.intake.worker import Outcome

    Look = Callable[..., Outcome]

HEADINGS = ["key", "type", "label", "other labels", "definition", "broader"]
DRONES = [
    "topic/drones", "", "Drones", "UAV", "Work with aircraft that nobody sits in.",
    "topic/training",
]  # fmt: skip


def brought(*things: list[str]) -> bytes:
    """A workbook with things under all the headings of the sheet, and a line to the first topic."""
    said = [["herald-2021", "project/002", "hasTopic", "Drones", "paragraph 4"]]

    def headed(book: Any) -> None:  # noqa: ANN401 - as openpyxl types it
        for at, heading in enumerate(HEADINGS, start=1):
            book["Things"].cell(1, at, heading)

    return workbook({"Things": list(things), "Statements": said}, headed)


def test_a_topic_comes_in_with_its_definition(world: Path, look: Look) -> None:
    """A row of the sheet Things is a concept of SKOS afterwards, named and found like others."""
    proposal = look("book.xlsx", brought(DRONES)).proposal
    assert [(one.key, one.type, one.definition, one.broader) for one in proposal.things] == [
        ("topic/drones", "Topic", DRONES[4], "topic/training")
    ]
    assert not proposal.findings
    apply(proposal, Record.load(world))
    draft = drafted(world)
    assert not draft.findings
    topic = thing("topic/drones")
    assert {CBRN.Topic, CBRN.Thing, SKOS.Concept} == set(draft.graph.objects(topic, RDF.type))
    assert (topic, SKOS.definition, Literal(DRONES[4], lang="en")) in draft.graph
    assert (topic, SKOS.broader, thing("topic/training")) in draft.graph
    assert (thing("project/002"), CBRN.hasTopic, topic) in draft.graph
    assert not build(world).fatal
    # A text that lists it names it, as those of the ontology.
    text = "Project 2\n\nThe project covers these areas:\n\n- Drones\n- Awareness\n"
    found = read_text(text, known(Record.load(world).contents), world / "ontology").mentions
    assert {"topic/drones", "topic/awareness"} <= {one.key for one in found}


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        ([*DRONES[:4], "", ""], "definition", "needs a definition"),
        ([*DRONES[:5], "project/001"], "broader", "is not the key of a topic"),
        ([*DRONES[:5], "topic/drones"], "broader", "below itself"),
        ([*DRONES[:5], "topic/nowhere"], "broader", "belong under another topic"),
        (["topic/areas", "Topic", *DRONES[2:]], "key", "the list of topics itself"),
        (["topic/training", "Topic", *DRONES[2:]], "key", "already in ontology/topics.ttl"),
        (["project/009", "Project", *DRONES[2:]], "definition", "only topics have a definition"),
    ],
    ids=["no definition", "below a project", "below itself", "below nothing", "a list", "known",
         "a project"],
)  # fmt: skip
def test_a_wrong_topic_is_told_at_its_cell(
    look: Look, row: list[str], column: str, told: str
) -> None:
    """Each mistake is an error of its own cell that says what to mend."""
    found = [one for one in look("book.xlsx", brought(row)).proposal.findings if one.fatal]
    assert any(one.column == column and told in one.sentence for one in found), found


def test_a_name_of_a_topic_on_record_is_asked(look: Look) -> None:
    """A new topic that is called like one of the ontology is asked about."""
    row = ["topic/trainings", "Topic", "Training", "", "Courses.", ""]
    proposal = look("book.xlsx", brought(row)).proposal
    assert [one.other for one in proposal.look_alikes] == ["topic/training"]


def test_a_topic_comes_in_as_rdf(look: Look) -> None:
    """The same in Turtle, in the words of SKOS as the ontology writes its own."""
    content = """
        @prefix cbrn: <https://w3id.org/cbrn-graph/ontology#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix topic: <https://w3id.org/cbrn-graph/id/topic/> .
        topic:drones a cbrn:Topic , cbrn:Thing , skos:Concept ;
            rdfs:label "Drones"@en ; skos:prefLabel "Drones"@en ;
            skos:definition "Work with aircraft that nobody sits in."@en ;
            skos:broader topic:training ; skos:inScheme topic:areas .
    """
    (new,) = look("topic.ttl", content).proposal.things
    assert (new.type, new.definition, new.broader) == ("Topic", DRONES[4], "topic/training")


def test_a_renamed_topic_keeps_what_stands_below_it(world: Path, look: Look) -> None:
    """Another key, or a merge, is followed in the topics below."""
    below = ["topic/swarms", "Topic", "Swarms", "", "Many drones.", "topic/drones"]
    apply(look("book.xlsx", brought(DRONES, below)).proposal, Record.load(world))
    for above in ("topic/uav", None):
        record = Record.load(world)
        if above:
            plan = rename(record, "topic/drones", above, "", ANN)
        else:
            plan = merge(record, "topic/uav", "topic/swarms", ANN)
        assert not plan.errors, plan.errors
        carry_out(plan, record)
        told = drafted(world).graph.value(thing("topic/swarms"), SKOS.broader)
        assert told == (thing(above) if above else None)


def test_the_workbook_offers_topics(world: Path) -> None:
    """The sheet Things of the template has the columns of topics, with a list for the wider one."""
    book = load_workbook(BytesIO(template(world)))
    headings = [cell.value for cell in book["Things"][1]]
    assert headings == HEADINGS
    columns = [[cell.value for cell in column] for column in book["Lists"].columns]
    lists = {column[0]: column[1:] for column in columns}
    assert any(str(one).startswith("Topic ·") for one in lists["types"])
    assert any(str(one).startswith("topic/training") for one in lists["topics"])
    assert not any(str(one).startswith("topic/chemical ") for one in lists["topics"])
