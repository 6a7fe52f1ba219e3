"""A plain query with the statements behind its lines, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import QueryError
from graph.views.answers.class_diagram import QueryStep, class_diagram, written_query
from graph.views.answers.evidence_form import has_evidence, made_plain, with_evidence
from graph.views.answers.lessons import lessons
from graph.views.answers.not_compared import remarks
from graph.views.answers.row_counts import rows_line_by_line

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph


PLAIN = (
    "SELECT ?project ?country\nWHERE {\n  ?project a cbrn:Project ;\n"
    "           cbrn:coversCountry ?country .\n  ?country cbrn:inRegion region:CA .\n}\n"
    "ORDER BY ?project\n",
    "SELECT ?who { meeting:rtm-ca-14 cbrn:involves ?who }",
    "SELECT * WHERE { ?p cbrn:startDate ?d FILTER(YEAR(?d) > 2015) }",
    "SELECT ?p ?t { ?p a cbrn:Project . ?p dct:title ?t }",
    'SELECT ?p { ?p cbrn:startDate "2013"^^xsd:gYear . }',
    "SELECT DISTINCT ?r ?v WHERE { project:053 ?r ?v }",
)


@pytest.mark.parametrize("sparql", PLAIN)
def test_rows_stay_and_each_has_its_document(sparql: str, kg: KnowledgeGraph) -> None:
    """The same facts are found, each with a document and a place, and back they are plain."""
    more = with_evidence(kg.engine, sparql)
    assert has_evidence(more)
    assert not has_evidence(sparql)
    plain, told = kg.query(sparql), kg.query(more)
    kept = [told.variables.index(name) for name in plain.variables]
    seen = {tuple(str(row[at]) for at in kept) for row in told.rows}
    stated = "project:053 ?r ?v" in sparql  # of which types and labels are stated by nobody
    expected = {tuple(map(str, row)) for row in plain.rows}
    assert seen < expected if stated else seen == expected
    documents = [name for name in told.variables if name.startswith("document")]
    assert documents
    assert all(row[told.variables.index(documents[0])] is not None for row in told.rows)
    again = made_plain(more)
    assert not has_evidence(again)
    assert {tuple(map(str, row)) for row in kg.query(again).rows} == expected


def test_a_query_of_statements_is_made_plain(kg: KnowledgeGraph) -> None:
    """Statements that stand alone become the plain line that they are about."""
    more = with_evidence(kg.engine, "SELECT ?c { project:053 cbrn:coversCountry ?c . }")
    alone = more.replace("project:053 cbrn:coversCountry ?c .", "", 1)
    plain = made_plain(alone)
    assert "project:053 cbrn:coversCountry ?c ." in plain
    assert kg.query(plain).variables == ("c",)


@pytest.mark.parametrize(
    ("sparql", "sentence"),
    [
        ("ASK { ?s ?p ?o }", "write the query with SELECT"),
        ("SELECT (COUNT(*) AS ?n) { ?s cbrn:inRegion ?o }", "take the count and GROUP BY away"),
        ("SELECT ?n { ?c a cbrn:Country ; rdfs:label ?n }", "No line of this query is stated"),
        ("SELECT ?n { ?c rdfs:label 'x }", "quotation mark is never closed"),
    ],
)
def test_what_has_no_evidence_is_told(sparql: str, sentence: str, kg: KnowledgeGraph) -> None:
    """A query without rows of its own, that counts, or states nothing is left alone."""
    with pytest.raises(QueryError, match=sentence):
        with_evidence(kg.engine, sparql)


def test_lessons_run_and_grow(kg: KnowledgeGraph) -> None:
    """There are twelve lessons, each finds rows without a remark; statements come last."""
    found = lessons()
    assert len(found) == 12
    for lesson in found:
        assert kg.query(lesson.sparql).rows, lesson.title
        assert remarks(kg.engine, lesson.sparql) == [], lesson.title
    assert found[0].sparql.count(" .\n") == 1
    assert "cbrn:statedIn" not in "".join(one.sparql for one in found[:10])


def test_the_diagram_counts_what_is_there(kg: KnowledgeGraph) -> None:
    """Each kind has its number of things, and each line its triples, in both directions."""
    diagram = class_diagram(kg)
    boxes = {box.key: box.number for box in diagram.boxes}
    assert boxes["Country"] == len(kg.query("SELECT ?c { ?c a cbrn:Country }").rows)
    covers = [
        line
        for line in diagram.lines
        if (line.relation, line.source, line.target) == ("cbrn:coversCountry", "Project", "Country")
    ]
    asked = "SELECT ?p ?c { ?p a cbrn:Project ; cbrn:coversCountry ?c }"
    assert [line.number for line in covers] == [len(kg.query(asked).rows)]
    back = [line for line in diagram.lines if line.source == "Country" and line.backwards]
    assert any(line.relation == "cbrn:coversCountry" and line.target == "Project" for line in back)


def test_steps_write_a_query(kg: KnowledgeGraph) -> None:
    """Steps from kind to kind and to values become a query that finds rows, read line by line."""
    steps = [
        QueryStep("Country"),
        QueryStep("Project", "cbrn:coversCountry", backwards=True),
        QueryStep("", "cbrn:startDate"),
        QueryStep("Country", "cbrn:coversCountry"),
    ]
    text = written_query(steps)
    assert text.splitlines()[2:7] == [
        "  ?country a cbrn:Country .",
        "  ?project cbrn:coversCountry ?country .",
        "  ?project a cbrn:Project .",
        "  OPTIONAL { ?project cbrn:startDate ?startDate }",
        "  ?project cbrn:coversCountry ?country2 .",
    ]
    assert kg.query(text).rows
    for wrong in ([], [QueryStep("Nothing")], [QueryStep("Country"), QueryStep("", "x:y } #")]):
        with pytest.raises(QueryError):
            written_query(wrong)


def test_rows_come_about_line_by_line(kg: KnowledgeGraph) -> None:
    """The rarest line comes first, and the last sentence tells the rows that the query has."""
    sparql = (
        "SELECT ?p ?c {\n ?p cbrn:coversCountry ?c .\n ?c cbrn:inRegion region:CA .\n"
        " FILTER(?c != country:KAZ)\n}"
    )
    told = rows_line_by_line(kg.engine, sparql)
    assert [line.partition(":")[0] for line in told] == ["Line 3", "Line 2", "Line 4"]
    assert told[-1].endswith(f"leaves {len(kg.query(sparql).rows)} rows.")
    assert rows_line_by_line(kg.engine, "SELECT * {") == []
