"""Clients that people use, as they ask: by address, header and body.

Each is a case in ``tests/server/clients.toml``. Those that can be run here are in
``tests/browser/test_clients.py`` too.
"""

from __future__ import annotations

import io
import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pandas as pd
import pytest
from openpyxl import load_workbook
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results
from rdflib import OWL, RDF, Graph

from graph.server import Settings
from graph.server.media_types import ROW_NAMES, TRIPLE_NAMES
from graph.texts import speaking
from graph.views.answers.citation import Citation, cited_address
from graph.views.answers.not_compared import known_not_compared, not_compared
from graph.vocabulary import CBRN, thing
from tests.served import Heard, Server, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.knowledge_graph import KnowledgeGraph

CASES = tomllib.loads((Path(__file__).parent / "clients.toml").read_text("utf-8"))
PROJECTS = (
    "SELECT ?project ?country { ?project cbrn:coversCountry ?country } ORDER BY ?project ?country"
)


@pytest.fixture(scope="module")
def server(kg: KnowledgeGraph) -> Iterator[Server]:
    """A server that pages of other sites may ask."""
    with served(Settings(origins=frozenset({"*"})), kg) as server:
        yield server


def can_be_read(heard: Heard, by: str) -> bool:
    """Whether what came back is what its type says, and holds something."""
    if by == "json":
        return bool(json.loads(heard.body))
    if by == "workbook":
        return len(list(load_workbook(io.BytesIO(heard.body)).active)) > 1
    if by == "rows":
        form = QueryResultsFormat.from_media_type(heard.media_type)
        return len(list(parse_query_results(heard.body, form))) > 0  # type: ignore[arg-type]
    return any(parse(heard.body, RdfFormat.from_media_type(heard.media_type)))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_client(case: dict[str, Any], server: Server) -> None:
    """Each client is answered in the form that it reads, by what it sends and nothing else."""
    body = case["body"].encode() if "body" in case else None
    heard = server.ask(case["target"], case.get("method", "GET"), case["headers"], body)
    assert heard.status == case.get("status", 200), heard.text
    if "type" in case:
        assert heard.media_type == case["type"]
    told = "\n".join(f"{name}: {value}" for name, value in heard.headers.items())
    assert re.search(case.get("has", ""), told), told
    if "says" in case:
        assert re.search(case["says"], heard.text), heard.text[:500]
    if "reads" in case:
        assert can_be_read(heard, case["reads"])


def test_there_are_thirty_clients() -> None:
    """The table holds thirty clients and more, no two of which ask alike."""
    asked = {(one["target"], str(one.get("headers")), one.get("body")) for one in CASES.values()}
    assert len(asked) == len(CASES) >= 30


def test_pandas_reads_an_address(server: Server, kg: KnowledgeGraph) -> None:
    """CSV and a workbook from an address alone hold the rows that the graph has, with names."""
    asked = urlencode({"query": PROJECTS, "labels": "en"})
    rows = kg.query(PROJECTS).records()
    table = pd.read_csv(f"{server.url}/sparql?{asked}&format=csv")
    assert list(table["project"]) == [row["project"] for row in rows]
    assert list(table["countryLabel"]) == [kg.names[row["country"] or ""].label for row in rows]
    book = pd.read_excel(f"{server.url}/sparql?{asked}&format=xlsx")
    assert list(book["country address"]) == [row["country"] for row in rows]


def test_names_in_another_language(server: Server, kg: KnowledgeGraph) -> None:
    """A name in the language that is asked for where the record has one, else the English one."""
    asked = "SELECT ?thing ?name { ?thing skos:prefLabel ?name } ORDER BY ?name LIMIT 1"
    known = kg.query(asked).rows[0]
    language = str(known[1].language)  # type: ignore[union-attr]
    sparql = f"SELECT ?thing {{ VALUES ?thing {{ {known[0]} region:CA }} }}"
    rows = json.loads(server.query(sparql, labels=language).body)["results"]["bindings"]
    assert rows[0]["thingLabel"]["value"] == known[1].value  # type: ignore[union-attr]
    assert rows[1]["thingLabel"] == {
        "type": "literal",
        "value": "Central Asia",
        "xml:lang": "en",
    }


def test_what_is_found_is_told_in_the_language_asked_for(server: Server) -> None:
    """Names, kinds and sentences are French where French is asked for, and else English."""
    texts = ("kazakhstam", "qqqqq")
    french, english = (
        [json.loads(server.ask(f"/find?text={one}{lang}").body) for one in texts]
        for lang in ("&lang=fr", "")
    )
    assert [one["said"] for one in french] == [
        "Rien au registre ne s’appelle «\u00a0kazakhstam\u00a0»\u00a0; ce qui s’en approche\u00a0:",
        "Rien au registre ne s’appelle «\u00a0qqqqq\u00a0».",
    ]
    assert [one["said"] for one in english] == [
        "Nothing called “kazakhstam” is on record; close to it:",
        "Nothing called “qqqqq” is on record.",
    ]
    assert [one[0]["options"][0]["group"] for one in (french, english)] == ["pays", "countries"]


def test_triples_with_names(server: Server) -> None:
    """Triples come with what their things are called, and nothing else more."""
    sparql = "CONSTRUCT WHERE { project:053 cbrn:coversCountry ?country }"
    plain = server.query(sparql, format="nt").body.splitlines()
    more = server.query(sparql, format="nt", labels="en").body.splitlines()
    added = set(more) - set(plain)
    assert set(plain) < set(more)
    assert all(b"22-rdf-syntax" not in one and b"rdf-schema#label" in one for one in added)
    assert len(added) == len(plain) + 1


FORMS = {
    "rows": "SELECT ?p { VALUES ?p { project:053 } }",
    "no rows": "SELECT ?p { VALUES ?p { } }",
    "a row with a triple": "SELECT (TRIPLE(country:KAZ, rdfs:label, 1) AS ?t) {}",
    "yes or no": "ASK {}",
    "triples": "CONSTRUCT WHERE { project:053 cbrn:coversCountry ?country }",
    "no triples": "CONSTRUCT { ?s cbrn:none ?o } WHERE { ?s cbrn:none ?o }",
    "a triple about a triple": "CONSTRUCT { <x> <y#y> <<( <x> <y#y> 1 )>> } {}",
    "a relation without a name": "CONSTRUCT { <x> <y#1> 1 } {}",
    "a thing": "DESCRIBE project:053",
}
ACCEPTS = (*dict.fromkeys((*ROW_NAMES, *TRIPLE_NAMES)), "*/*", "application/*", "image/png")


@pytest.mark.parametrize("accept", ACCEPTS)
@pytest.mark.parametrize("form", FORMS)
def test_names_change_no_format(form: str, accept: str, server: Server) -> None:
    """Whatever is asked for: with names it comes, or is refused, as it is without them."""
    sparql = FORMS[form]
    plain, named = (server.query(sparql, accept, **labels) for labels in ({}, {"labels": "en"}))
    assert (named.status, named.media_type) == (plain.status, plain.media_type), named.text
    assert plain.status in {200, 400, 406}
    if plain.status != 200 or form not in {"rows", "triples", "a thing"}:  # nothing has a name
        assert named.body == plain.body


def test_rows_left_out_are_told_in_a_header(server: Server, kg: KnowledgeGraph) -> None:
    """A comparison of unlike types says in a header what it left out, with line and mend."""
    lost = 'SELECT ?p {\n?p cbrn:startDate ?d FILTER(?d >= "2015-01-01"^^xsd:date) }'
    told = server.query(lost, format="csv").headers["x-not-compared"]
    assert re.match(r"Line 2: \d+ rows are left out, because \?d is a month or a year", told)
    assert "cbrn:startsOnOrAfter" in told
    whole = 'SELECT ?p { ?p cbrn:startsOnOrAfter ?d FILTER(?d >= "2015-01-01"^^xsd:date) }'
    assert "x-not-compared" not in server.query(whole, format="csv").headers
    with speaking("fr"):  # a program is told it in English also where a reader was told it before
        (french,) = not_compared(kg.engine, french_first := f"{lost} # again")
    assert french.startswith("Ligne 2")
    assert server.query(french_first).headers["x-not-compared"] == told
    strange = (
        'SELECT ?p { ?p rdfs:label ?d FILTER(?d = "Kazakhstan" || ?d > "\u2028é\\r\\nX-Y: z") }'
    )
    assert server.query(strange).headers["x-not-compared"].isascii()


def test_what_is_known_of_a_query_takes_no_thread(
    server: Server, kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which rows a query leaves out is found out once; asked again, it is told by the loop."""
    lost = 'SELECT ?p { ?p cbrn:startDate ?d FILTER(?d >= "2016-01-01"^^xsd:date) }'
    told = server.query(lost).headers["x-not-compared"]
    monkeypatch.setattr("graph.server.endpoint.not_compared", None)
    assert server.query(lost).headers["x-not-compared"] == told
    assert known_not_compared(kg.engine, f"{lost} # another") is None


def test_a_thing_is_sent_once(server: Server) -> None:
    """Who shows the tag or the date of a thing gets 304; another format has another tag."""
    first = server.ask("/id/country/KAZ", headers={"Accept": "text/turtle"})
    for name, told in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified")):
        again = {"Accept": "text/turtle", name: first.headers[told]}
        heard = server.ask("/id/country/KAZ", headers=again)
        assert (heard.status, heard.body) == (304, b"")
        assert heard.headers["etag"] == first.headers["etag"]
    other = server.ask("/id/country/KAZ?format=nt")
    assert other.headers["etag"] != first.headers["etag"]
    assert server.ask("/id/country/ATL", headers={"If-None-Match": "*"}).status == 404
    asked = server.ask("/id/country/KAZ", headers={"Origin": "https://one.example"})
    assert "Link" in asked.headers["access-control-expose-headers"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # in the reader of rdflib itself
def test_json_ld_by_the_address_of_the_context(server: Server) -> None:
    """A JSON-LD processor reads JSON as RDF by the context that it fetches from its address."""
    told = {
        "@context": f"{server.url}/context.jsonld",
        "id": str(thing("meeting/rtm-ca-14")),
        "type": "RoundTable",
        "attendedBy": [{"id": str(thing("country/KAZ"))}],
    }
    graph = Graph().parse(data=json.dumps(told), format="json-ld")
    meeting = thing("meeting/rtm-ca-14")
    assert (meeting, RDF.type, CBRN.RoundTable) in graph
    assert (meeting, CBRN.attendedBy, thing("country/KAZ")) in graph


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")
def test_the_ontology_is_the_same_in_each_file(server: Server) -> None:
    """Each file of the ontology holds the same triples, with the classes that an editor shows."""
    graphs = [
        Graph().parse(data=server.ask(f"/ontology.{ending}").body, format=form)
        for ending, form in (("ttl", "turtle"), ("owl", "xml"), ("jsonld", "json-ld"))
    ]
    assert len({frozenset(graph) for graph in graphs}) == 1
    assert (CBRN.Meeting, RDF.type, OWL.Class) in graphs[0]


def test_questions_are_the_cards(server: Server, kg: KnowledgeGraph) -> None:
    """The list of questions has each card with its query and its parameters."""
    told = {one["key"]: one for one in json.loads(server.ask("/questions").body)}
    assert told.keys() == kg.questions.keys()
    card = kg.questions["who-took-part"]
    assert told["who-took-part"]["sparql"] == card.sparql
    assert told["who-took-part"]["parameters"][0]["name"] == card.parameters[0].name


def test_a_cited_answer_is_the_same_or_told(server: Server, kg: KnowledgeGraph) -> None:
    """The address of a cited answer gives it, also from other data, or tells the change."""
    assert kg.manifest
    sparql = "SELECT ?c { ?c cbrn:inRegion region:CA }"
    citation = Citation.of(kg.query(sparql), kg.manifest.edition)
    target = cited_address("/sparql", sparql, citation)
    heard = server.ask(f"{target}&format=csv")
    assert (heard.status, heard.media_type) == (200, "text/csv")
    assert len(heard.text.splitlines()) == citation.size + 1
    assert heard.headers["x-data-edition"] == kg.manifest.edition
    older = target.replace(kg.manifest.edition, "0" * 12)
    assert server.ask(older).status == 200, "other data, and the same answer"
    another = server.ask(target.replace(f"/{citation.size}-", f"/{citation.size + 2}-"))
    assert another.status == 409
    assert f"had {citation.size + 2} rows then and has {citation.size} now" in another.text
    same_size = server.ask(target.replace(citation.digest, "0" * 16))
    assert "not the same ones" in same_size.text
    person = server.ask(target, headers={"Accept": "text/html"})
    assert person.headers["location"].startswith("../../ask?query=SELECT")
    assert person.headers["location"].endswith(citation.mark.replace("/", "%2F"))
    shuffled = f"{sparql} ORDER BY DESC(?c)"
    assert Citation.of(kg.query(shuffled), kg.manifest.edition) == citation
