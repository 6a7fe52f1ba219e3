"""Clients that people use, unchanged, against the app as it is served to everybody."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import RDFS, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import BASIC, CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper

from graph.vocabulary import thing

if TYPE_CHECKING:
    from tests.browser.conftest import Serve, Visit

APP = Path(__file__).parents[2] / "app.py"
NAME = "SELECT ?name { country:KAZ rdfs:label ?name }"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def url(serve: Serve) -> str:
    """The app, open to the pages of other sites, and asking for a token."""
    return serve(APP, CBRN_GRAPH_APART="1", CBRN_GRAPH_CORS="*", CBRN_GRAPH_TOKEN="")


def curl(*arguments: str) -> str:
    """What curl prints."""
    found = shutil.which("curl")
    if found is None:
        pytest.skip("there is no curl on this machine")
    told = subprocess.run([found, "-sS", *arguments], capture_output=True, check=True)
    return told.stdout.decode()


def test_pages_and_endpoint_share_one_port(url: str, visit: Visit) -> None:
    """A reader sees the pages while programs ask the endpoint below the same address."""
    page = visit(url).page
    page.get_by_role("heading", level=1).first.wait_for(timeout=60_000)
    assert "Kazakhstan" in curl("-G", f"{url}/sparql", "--data-urlencode", f"query={NAME}")


def test_reader_is_led_to_the_pages(url: str, visit: Visit) -> None:
    """A browser that follows the address of a thing, or the endpoint's, comes to its page."""
    page = visit(f"{url}/id/country/KAZ").page
    page.wait_for_url(re.compile(r"/network\?thing=country(/|%2F)KAZ"), timeout=60_000)
    page.get_by_role("heading", name="Network").wait_for(timeout=60_000)
    page = visit(f"{url}/sparql?query=ASK%20%7B%7D").page
    page.wait_for_url(re.compile(r"/ask\?query=ASK"), timeout=60_000)
    page.get_by_role("heading", name="Ask").wait_for(timeout=60_000)


def test_ontology_can_be_read(url: str, visit: Visit) -> None:
    """The page of the ontology opens at the term that its address names, in a browser."""
    page = visit(f"{url}/ontology#attendedBy").page
    assert page.locator(":target").inner_text().startswith("attended by")


def in_the_guide(language: str, url: str, place: int = 0) -> str:
    """An example of the guide in a language, for the app as it is served here."""
    guide = (APP.parent / "docs" / "endpoint.md").read_text("utf-8")
    examples = re.findall(rf"```{language}\n(.*?)```", guide, re.DOTALL)
    return str(examples[place]).replace("http://localhost:8501", url)


def test_curl_as_the_guide_has_it(url: str, tmp_path: Path) -> None:
    """Each curl command of the guide gives what it says."""
    commands = in_the_guide("sh", url).replace("\\\n", " ").splitlines()
    rows, thing_, nothing = (
        curl(
            *(
                arg.replace("cbrn.nt", str(tmp_path / "cbrn.nt"), 1) if arg == "cbrn.nt" else arg
                for arg in shlex.split(command)[1:]
            )
        )
        for command in commands
    )
    assert "Kazakhstan" in rows.splitlines()
    assert "meeting:rtm-ca-14" in thing_
    assert nothing == ""
    assert (tmp_path / "cbrn.nt").stat().st_size > 100_000


def test_python_as_the_guide_has_it(url: str) -> None:
    """The Python of the guide runs and finds rows."""
    run = [sys.executable, "-c", in_the_guide("python", url)]
    told = subprocess.run(run, capture_output=True, check=True, text=True).stdout
    assert "Kazakhstan: " in told
    by_address = f"{in_the_guide('python', url, 1)}\nprint(table.countryLabel.tolist())"
    run = [sys.executable, "-c", by_address]
    told = subprocess.run(run, capture_output=True, check=True, text=True).stdout
    assert "'Kazakhstan'" in told


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("form", [JSON, XML, CSV])
def test_sparqlwrapper(method: str, form: str, url: str) -> None:
    """SPARQLWrapper reads rows in each format, by GET and by form."""
    client = SPARQLWrapper(f"{url}/sparql")
    client.setMethod(method)
    client.setReturnFormat(form)
    client.setQuery(NAME)
    told: Any = client.queryAndConvert()  # its type depends on the format
    if form == JSON:
        assert told["results"]["bindings"][0]["name"]["value"] == "Kazakhstan"
    elif form == XML:
        assert told.getElementsByTagName("literal")[0].firstChild.data == "Kazakhstan"
    else:
        assert told == b"name\r\nKazakhstan\r\n"


def test_sparqlwrapper_reads_triples(url: str) -> None:
    """SPARQLWrapper posts a CONSTRUCT as the body and parses the Turtle that comes back."""
    client = SPARQLWrapper(f"{url}/sparql")
    client.setMethod(POST)
    client.setRequestMethod(POSTDIRECTLY)
    client.setReturnFormat(TURTLE)
    client.setQuery("CONSTRUCT WHERE { country:KAZ rdfs:label ?name }")
    told: Any = client.queryAndConvert()
    graph = Graph().parse(data=told, format="turtle")
    assert str(graph.value(thing("country/KAZ"), RDFS.label)) == "Kazakhstan"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_store(method: str, url: str) -> None:
    """A graph of rdflib whose store is the endpoint answers queries, patterns and counts."""
    store = SPARQLStore(f"{url}/sparql", method=method)
    graph = Graph(store)
    assert [str(row[0]) for row in graph.query(NAME)] == ["Kazakhstan"]  # type: ignore[index]
    assert str(graph.value(thing("country/KAZ"), RDFS.label)) == "Kazakhstan"
    assert (thing("country/KAZ"), RDFS.label, None) in graph
    assert len(graph) > 1_000


def test_rdflib_reads_a_thing_by_its_address(url: str) -> None:
    """Rdflib parses a thing from its address, whatever format it likes best."""
    graph = Graph().parse(f"{url}/id/meeting/rtm-ca-14")
    assert (URIRef(thing("meeting/rtm-ca-14")), RDFS.label, None) in graph


def test_a_page_of_another_site_asks(url: str, visit: Visit, tmp_path: Path) -> None:
    """A script on a page of another origin posts a query and reads the answer and its headers."""
    (tmp_path / "index.html").write_text("<!doctype html><title>Another site</title>")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as elsewhere:
        threading.Thread(target=elsewhere.serve_forever, daemon=True).start()
        page = visit(f"http://127.0.0.1:{elsewhere.server_port}/").page
        elsewhere.shutdown()
    told = page.evaluate(
        """async ([url, query]) => {
            const answer = await fetch(url, {
                method: "POST",
                headers: {
                    "Content-Type": "application/sparql-query",
                    Accept: "application/sparql-results+json",
                },
                body: query,
            });
            return [answer.status, await answer.text()];
        }""",
        [f"{url}/sparql", NAME],
    )
    assert told[0] == 200
    assert json.loads(told[1])["results"]["bindings"][0]["name"]["value"] == "Kazakhstan"


def test_token_by_the_clients_ways(serve: Serve) -> None:
    """With a token set, SPARQLWrapper and curl are let in by password and by bearer."""
    url = serve(APP, CBRN_GRAPH_APART="1", CBRN_GRAPH_TOKEN="open-sesame")
    client = SPARQLWrapper(f"{url}/sparql", returnFormat=JSON)
    client.setQuery("ASK {}")
    client.setHTTPAuth(BASIC)
    client.setCredentials("anybody", "open-sesame")
    assert client.queryAndConvert() == {"head": {}, "boolean": True}
    bearer = "Authorization: Bearer open-sesame"
    assert "true" in curl("-H", bearer, f"{url}/sparql?query=ASK%20%7B%7D")
    assert "asks for a token" in curl(f"{url}/sparql?query=ASK%20%7B%7D")
