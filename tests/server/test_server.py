"""The routes for programs: the SPARQL protocol, things, ontology and dump, on a real server.

Most cases are in ``tests/server/protocol.toml``.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import socket
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results
from rdflib import RDF, Graph, Namespace
from rdflib.namespace import VOID

from graph.errors import EngineUnavailable
from graph.knowledge_graph import BUILT, open_graph
from graph.page_files import vis_network
from graph.server import Settings
from graph.server.listening import listening
from graph.server.negotiation import preferred
from graph.server.protocol import without_from
from graph.store import Limits
from graph.store.replies.formats import ROW_FORMATS, TRIPLE_FORMATS
from graph.vocabulary import CBRN
from tests.event_loop import run
from tests.served import Server, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.knowledge_graph import KnowledgeGraph

CASES = tomllib.loads((Path(__file__).parent / "protocol.toml").read_text("utf-8"))
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
NAMED = """\
<urn:a> <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:one> .
<urn:b> <urn:p> "2"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:two> .
<urn:c> <urn:p> "3"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:three> .
"""
ALL = "SELECT * { ?s ?p ?o }"


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    """The built graph, and beside it three graphs with a name."""
    path = tmp_path_factory.mktemp("graph") / "all.nq"
    path.write_text(BUILT.read_text("utf-8") + NAMED, "utf-8")
    with open_graph(path) as kg:
        yield kg


@pytest.fixture(scope="module")
def server(kg: KnowledgeGraph) -> Iterator[Server]:
    """A server with the usual settings."""
    with served(Settings(), kg) as server:
        yield server


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_request(case: dict[str, Any], server: Server) -> None:
    """Each request has the status, type, place and words that its case names."""
    body = case["body"].encode() if "body" in case else None
    heard = server.ask(case["target"], case.get("method", "GET"), case.get("headers"), body)
    assert heard.status == case["status"], heard.text
    if "type" in case:
        assert heard.media_type == case["type"]
    assert heard.headers.get("location") == case.get("location")
    if "says" in case:
        assert re.search(case["says"], heard.text), heard.text


@pytest.mark.parametrize("media_type", ROW_FORMATS)
def test_rows_are_the_same_in_every_format(media_type: str, server: Server) -> None:
    """Numbers, texts with every awkward sign, languages and gaps come back from each format."""
    sparql = (
        'SELECT ?a ?b ?c ?d ?none { VALUES (?a ?b ?c ?d) { (1.5 "q\\"\\t,\\n<&" "é"@fr <urn:é>) } }'
    )
    heard = server.query(sparql, media_type)
    if media_type == "text/csv":
        assert heard.text == 'a,b,c,d,none\r\n1.5,"q""\t,\n<&",é,urn:é,\r\n'
        return
    found = parse_query_results(heard.body, QueryResultsFormat.from_media_type(media_type))
    (row,) = [[term and str(term) for term in row] for row in found]  # type: ignore[union-attr]
    decimal = "http://www.w3.org/2001/XMLSchema#decimal"
    assert row == [f'"1.5"^^<{decimal}>', '"q\\"\\t,\\n<&"', '"é"@fr', "<urn:é>", None]


@pytest.mark.parametrize("media_type", TRIPLE_FORMATS)
def test_triples_are_the_same_in_every_format(media_type: str, server: Server) -> None:
    """All that is known about a meeting is the same set of triples in each format."""
    sparql = "CONSTRUCT WHERE { meeting:rtm-ca-14 ?p ?o }"
    heard = server.query(sparql, media_type)
    plain = server.query(sparql, "application/n-triples")
    found = {str(one) for one in parse(heard.body, RdfFormat.from_media_type(media_type))}
    assert len(found) > 30
    assert found == {str(one) for one in parse(plain.body, RdfFormat.N_TRIPLES)}


def test_description_counts_what_is_in_the_graph(server: Server, kg: KnowledgeGraph) -> None:
    """The description names the endpoint, the standard's formats, and each class with its count."""
    heard = server.ask("/sparql", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=heard.body, format="turtle")
    service = graph.value(None, RDF.type, SD.Service)
    assert str(graph.value(service, SD.endpoint)) == f"{server.url}/sparql"
    assert len(list(graph.objects(service, SD.resultFormat))) == 11
    assert len(list(graph.objects(service, SD.feature))) == 4
    partition = graph.value(None, VOID["class"], CBRN.Meeting)
    meetings = kg.query("SELECT ?m { ?m a cbrn:Meeting }").rows
    assert str(graph.value(partition, VOID.entities)) == str(len(meetings))


def test_every_error_is_a_sentence(server: Server) -> None:
    """A refusal is plain text that a browser does not take for anything else."""
    heard = server.query("SELECT")
    assert heard.headers["content-type"] == "text/plain; charset=utf-8"
    assert heard.headers["x-content-type-options"] == "nosniff"
    assert heard.text.endswith(".\n")


def test_cut_answer_is_refused_unless_a_part_is_asked_for(kg: KnowledgeGraph) -> None:
    """A part never passes for the whole: 413 and the way out, or a part with its mark."""
    with served(Settings(limits=Limits(rows=10)), kg) as server:
        refused = server.query(ALL)
        assert refused.status == 413
        assert "larger than the 10 rows" in refused.text
        assert "CBRN_GRAPH_ROWS" in refused.text
        whole = server.query(f"{ALL} LIMIT 10")
        assert (whole.status, "x-cut" in whole.headers) == (200, False)
        part = server.query(ALL, partial="true")
        assert part.headers["x-cut"] == "Only the first 10 rows are here; there is more."
        assert len(json.loads(part.body)["results"]["bindings"]) == 10
        assert "there is more" in json.loads(part.body)["cut"]


@pytest.mark.parametrize("media_type", [*ROW_FORMATS, *TRIPLE_FORMATS])
def test_part_of_an_answer_can_be_read(media_type: str, kg: KnowledgeGraph) -> None:
    """A part is well-formed in each format, and says so inside where the format has a place."""
    sparql = ALL if media_type in ROW_FORMATS else "CONSTRUCT WHERE { ?s ?p ?o }"
    with served(Settings(limits=Limits(rows=10)), kg) as server:
        part = server.query(sparql, media_type, partial="true")
    if media_type in ROW_FORMATS:
        if media_type != "text/csv":
            form = QueryResultsFormat.from_media_type(media_type)
            assert len(list(parse_query_results(part.body, form))) == 10  # type: ignore[arg-type]
    else:
        assert len(list(parse(part.body, RdfFormat.from_media_type(media_type)))) == 10
    silent = media_type in {"text/csv", "text/tab-separated-values", "application/ld+json"}
    assert ("there is more" in part.text) is not silent


def test_large_thing_is_refused_whole(kg: KnowledgeGraph) -> None:
    """A thing with more on record than may be sent is refused, with the way to ask for less."""
    with served(Settings(limits=Limits(rows=10)), kg) as server:
        heard = server.ask("/id/meeting/rtm-ca-14")
    assert heard.status == 413
    assert "Ask for a part of it at /sparql" in heard.text


def test_stopped_query_is_told(kg: KnowledgeGraph) -> None:
    """A query that runs out of time is a 504 with the number of seconds."""
    with served(Settings(limits=Limits(seconds=0.5)), kg) as server:
        heard = server.query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert heard.status == 504
    assert "stopped after 0.5 seconds" in heard.text


def test_no_graph_is_told(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """Where the graph cannot be opened, a client is told to come back, not that it is wrong."""
    with pytest.raises(EngineUnavailable):
        open_graph(tmp_path / "none.nt")
    closed = open_graph(BUILT)
    closed.close()
    with served(Settings(), closed) as server:
        heard = server.query("ASK {}")
    assert heard.status == 503
    assert heard.headers["retry-after"] == "5"


def test_dump_is_sent_once(server: Server) -> None:
    """The dump is the built file; a client that shows its tag or its date gets 304 and no body."""
    whole = server.ask("/data/cbrn.nt")
    assert whole.body == BUILT.read_bytes()
    for name, told in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified")):
        again = server.ask("/data/cbrn.nt", headers={name: whole.headers[told]})
        assert (again.status, again.body) == (304, b"")
    other = {"If-None-Match": '"another"', "If-Modified-Since": whole.headers["last-modified"]}
    assert server.ask("/data/cbrn.nt", headers=other).status == 200


def test_dumps_hold_the_same(server: Server) -> None:
    """Each form of the dump holds every triple of the built file, and is described as a dump."""
    whole = server.ask("/data/cbrn.nt").body
    packed = server.ask("/data/cbrn.nt.gz")
    assert gzip.decompress(packed.body) == whole
    turtle = server.ask("/data/cbrn.ttl").body
    triples = {str(quad.triple) for quad in parse(turtle, RdfFormat.TURTLE)}
    assert triples == {str(quad.triple) for quad in parse(whole, RdfFormat.N_TRIPLES)}
    again = server.ask("/data/cbrn.nt.gz", headers={"If-None-Match": packed.headers["etag"]})
    assert again.status == 304
    described = Graph().parse(data=server.ask("/sparql").body, format="turtle")
    told = {str(one).removeprefix(server.url) for one in described.objects(None, VOID.dataDump)}
    assert told == {"/data/cbrn.nt", "/data/cbrn.nt.gz", "/data/cbrn.ttl"}


def test_statement_leads_to_its_place_in_the_document(server: Server, kg: KnowledgeGraph) -> None:
    """A person who follows a statement's address comes to the document that makes it."""
    found = kg.query("SELECT ?s ?d { ?s cbrn:statedIn ?d } ORDER BY ?s LIMIT 1").records()[0]
    statement, source = (
        str(found[name]).removeprefix("https://w3id.org/cbrn-graph/id/") for name in "sd"
    )
    heard = server.ask(f"/id/{statement}", headers={"Accept": "text/html"})
    key = statement.removeprefix("statement/")
    assert heard.headers["location"] == f"../../sources?source={source}&statement={key}"


def test_every_term_stands_on_the_page_of_the_ontology(server: Server) -> None:
    """The page has an anchor for each term, so that its address leads to its definition."""
    page = server.ask("/ontology", headers={"Accept": "text/html"}).text
    terms = {name for name in CBRN.__annotations__ if name[0] != "_"}
    assert terms <= set(re.findall(r'<dt id="(\w+)">', page))


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        ("", "a/x"),
        ("*/*", "a/x"),
        ("b/*", "b/z"),
        ("a/y", "a/y"),
        ("a/y;q=0.4, a/x;q=0.3", "a/y"),
        ("*/*, a/y", "a/y"),
        ("a/*;q=0, */*", "b/z"),
        ("A/Y ; charset=utf-8 ; q=1.0", "a/y"),
        ("c/d", None),
        ("a/x;q=high, a/y;q=0.1", "a/y"),
        ("a/x;q=0", None),
        (",,;,", None),
    ],
)
def test_preferred(accept: str, best: str | None) -> None:
    """The best of three types on offer is the one that the header likes most."""
    assert preferred(accept, "a/x", "a/y", "b/z") == best


@pytest.mark.parametrize(
    ("sparql", "left"),
    [
        ("ASK FROM <urn:a> {}", "ASK              {}"),
        ("ASK\nFROM NAMED\n<urn:a> {}", "ASK\n          \n        {}"),
        ("ASK from a:b {}", "ASK          {}"),
        ("ASK { ?FROM ?from 'FROM <urn:a>' }", "ASK { ?FROM ?from 'FROM <urn:a>' }"),
        ("ASK { FROM }", "ASK { FROM }"),
    ],
)
def test_from_is_blanked_out(sparql: str, left: str) -> None:
    """What a FROM clause takes up stays as blanks, so that errors keep their line and column."""
    assert without_from(sparql) == left


def test_settings_come_from_the_environment() -> None:
    """Each variable changes its setting, and one that holds no number is named."""
    told = Settings.from_environment(
        {
            "CBRN_GRAPH_SECONDS": "2.5",
            "CBRN_GRAPH_ROWS": "7",
            "CBRN_GRAPH_MEGABYTES": "1",
            "CBRN_GRAPH_MEMORY": "300",
            "CBRN_GRAPH_QUERIES": "3",
            "CBRN_GRAPH_CLIENT_QUERIES": "2",
            "CBRN_GRAPH_CORS": "https://one.example https://two.example",
            "CBRN_GRAPH_TOKEN": "secret",
        }
    )
    assert told.limits == Limits(2.5, 7, 1_000_000, 300_000_000)
    assert (told.queries, told.client_queries, told.token) == (3, 2, "secret")
    assert told.origins == {"https://one.example", "https://two.example"}
    assert Settings.from_environment({}) == Settings()
    for wrong in ("many", "0", "-1", "inf", "nan"):
        with pytest.raises(ValueError, match=f"CBRN_GRAPH_ROWS is '{wrong}'"):
            Settings.from_environment({"CBRN_GRAPH_ROWS": wrong})


@pytest.mark.parametrize(
    ("taken", "packs"),
    [
        ("gzip", True),
        ("gzip, deflate, br", True),
        ("*", True),
        ("gzip;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip;q=0, *", False),
        ("identity", False),
        ("br", False),
        ("", False),
    ],
)
def test_answers_are_packed_for_who_takes_them(taken: str, packs: bool, server: Server) -> None:
    """A large answer comes packed where the client says so, and is the same; a short one never."""
    asked = "/sparql?query=SELECT%20*%20%7B%3Fs%20a%20cbrn%3ACountry%20%3B%20%3Fp%20%3Fo%7D"
    plain = server.ask(asked)
    heard = server.ask(asked, headers={"Accept-Encoding": taken} if taken else {})
    assert (heard.headers.get("content-encoding") == "gzip") is packs
    assert (gzip.decompress(heard.body) if packs else heard.body) == plain.body
    assert "Accept-Encoding" in heard.headers["vary"]
    short = server.ask("/sparql?query=ASK%20%7B%7D", headers={"Accept-Encoding": taken})
    assert "content-encoding" not in short.headers


def test_answers_leave_at_once() -> None:
    """A socket that is bound as Streamlit binds its own accepts connections that hold nothing."""

    class Hears(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            accepted = transport.get_extra_info("socket")
            delays.append(not accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            transport.close()

    async def connect() -> None:
        loop = asyncio.get_running_loop()
        async with listening()(None):
            bound = socket.socket(socket.AF_INET)
            bound.bind(("127.0.0.1", 0))
            async with await loop.create_server(Hears, sock=bound):
                reader, writer = await asyncio.open_connection(*bound.getsockname())
                await reader.read()
                writer.close()

    delays: list[bool] = []
    run(connect())
    assert delays == [False]


def test_what_pages_load_is_kept_for_good(server: Server) -> None:
    """A library has the address of its content: kept without asking, packed, else not found."""
    address = f"/{vis_network().address}"
    plain, packed = (
        server.ask(address, headers={"Accept-Encoding": one}) for one in ("identity", "gzip")
    )
    assert plain.status == packed.status == 200
    assert plain.media_type == "text/javascript"
    assert plain.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert plain.body.decode().endswith("export default module.exports;\n")
    assert len(packed.body) < len(plain.body) / 3
    assert gzip.decompress(packed.body) == plain.body
    known = server.ask(address, headers={"If-None-Match": plain.headers["etag"]})
    assert (known.status, known.body) == (304, b"")
    assert server.ask(address.replace(vis_network().digest, "0" * 24)).status == 404
