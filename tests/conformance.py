"""The W3C's SPARQL 1.1 tests over HTTP: ``python -m tests.conformance FOLDER``.

FOLDER is ``sparql/sparql11`` of a copy of https://github.com/w3c/rdf-tests, which is not part of
this project. All data of the tests goes into one file of named graphs; the app is served with it,
and each test asks the endpoint for its own graphs by the dataset parameters of the protocol. So
that every test runs on the server as it stands, none is told what it is being tested with.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlencode, urljoin, urlsplit

import pyoxigraph
from pyoxigraph import NamedNode, Quad, QueryResultsFormat, RdfFormat
from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS

from tests.ports import free_port
from tests.same_answer import ROWS, canonical, expected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

__all__ = ["main"]

_ROOT: Final = Path(__file__).parents[1]
_MF: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
_QT: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
_UT: Final = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
_HT: Final = Namespace("http://www.w3.org/2011/http#")
_CNT: Final = Namespace("http://www.w3.org/2011/content#")
_SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
_EVALUATED: Final = {_MF.QueryEvaluationTest, _MF.CSVResultFormatTest}


@dataclass(frozen=True, slots=True)
class Heard:
    """What the server answered."""

    status: int
    media_type: str
    body: bytes


def main() -> None:
    """Serve the data of a folder's tests, run them, and print what failed and the counts."""
    folder = Path(sys.argv[1]).resolve()
    manifests = [_read(path) for path in sorted(folder.glob("*/manifest.ttl"))]
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "tests.nq"
        data.write_bytes(b"".join(_graphs(manifests)))
        process, server = _served(data)
        try:
            for manifest in manifests:
                for test, outcome in _outcomes(manifest, server):
                    counts[f"{_group(test)}: {'passed' if outcome is None else 'failed'}"] += 1
                    if outcome is not None:
                        sys.stdout.write(f"failed  {test}: {outcome}\n")
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()
    for group, number in sorted(counts.items()):
        sys.stdout.write(f"{group} {number}\n")


def _group(test: str) -> str:
    """Return the chapter of the standard that a test belongs to."""
    room, _, name = test.partition("/manifest#")
    if room == "protocol":
        return "protocol, update" if "update" in name else "protocol, query"
    others = {"service": "federation (refused here)", "entailment": "entailment (not offered)"}
    known = {"service-description": "service description"} | others
    return known.get(room, "query evaluation")


def _outcomes(manifest: Graph, server: str) -> Iterator[tuple[str, str | None]]:
    """Yield each test of a manifest, with what was wrong, or None."""
    for test in _entries(manifest):
        name = "/".join(str(test).rsplit("/", 2)[-2:])
        if manifest.value(test, RDF.type) in _EVALUATED:
            yield name, _evaluated(manifest, test, server)
        elif manifest.value(test, RDF.type) == _MF.ProtocolTest:
            yield name, _conversed(manifest, test, server)
        elif manifest.value(test, RDF.type) == _MF.ServiceDescriptionTest:
            yield name, _described(server)


def _evaluated(manifest: Graph, test: Node, server: str) -> str | None:
    """Return what is wrong with the answer to a query, or None."""
    action = manifest.value(test, _MF.action)
    result = _path(manifest.value(test, _MF.result))
    query = manifest.value(action, _QT["query"]) if action else None
    if query is None or not result.is_file():
        return "the test has no query or no result"
    text = _path(query).read_text(encoding="utf-8")
    own = [urljoin(str(query), name) for name in re.findall(r"\bFROM\s*<([^>]*)>", text)]
    asked = {
        "query": f"BASE <{query}> {text}",
        "default-graph-uri": [str(one) for one in manifest.objects(action, _QT.data)]
        or own
        or ["urn:empty"],
        "named-graph-uri": [str(one) for one in manifest.objects(action, _QT.graphData)],
    }
    accept = _accepted(result)
    body = urlencode(asked, doseq=True).encode()
    kind = "application/x-www-form-urlencoded"
    heard = _heard(f"{server}/sparql", "POST", {"Accept": accept, "Content-Type": kind}, body)
    if heard.status != 200:
        return f"{heard.status} {heard.body.decode()[:150].strip()}"
    try:
        same = canonical(heard.body, accept) == expected(result, accept)
    except (SyntaxError, ValueError) as error:
        return f"unreadable: {error}"
    if same:
        return None
    alone = canonical(_alone(manifest, action, text, str(query), accept), accept)
    too = alone == canonical(heard.body, accept)
    return f"another answer than expected, {'as' if too else 'and not as'} from the engine alone"


def _alone(manifest: Graph, action: Node | None, text: str, base: str, accept: str) -> bytes:
    """Return what the engine answers in this process, with the data of one test alone."""
    store = pyoxigraph.Store()
    for one in manifest.objects(action, _QT.data):
        store.load(path=str(_path(one)), base_iri=str(one))
    for one in manifest.objects(action, _QT.graphData):
        graph = NamedNode(str(one))
        store.load(path=str(_path(one)), base_iri=str(one), to_graph=graph)
    found = store.query(text, base_iri=base)
    if isinstance(found, pyoxigraph.QueryTriples):
        return found.serialize(format=RdfFormat.N_TRIPLES) or b""
    return found.serialize(format=QueryResultsFormat.from_media_type(accept)) or b""


def _accepted(result: Path) -> str:
    form = ROWS.get(result.suffix)
    if form is not None:
        return str(form.media_type.partition(";")[0])
    text = result.read_text(encoding="utf-8")
    is_rows = "result-set#" in text and result.suffix in {".ttl", ".rdf"}
    return "application/sparql-results+json" if is_rows else "application/n-triples"


def _conversed(manifest: Graph, test: Node, server: str) -> str | None:
    """Return what is wrong with the server's part in a conversation, or None."""
    action = manifest.value(test, _MF.action)
    requests = manifest.value(action, _HT.requests) if action else None
    for request in Collection(manifest, requests or RDF.nil):
        address = str(manifest.value(request, _HT.absolutePath)).replace("/sparql/", "/sparql", 1)
        body = manifest.value(request, _HT.body)
        headers = {
            str(manifest.value(one, _HT.fieldName)): str(manifest.value(one, _HT.fieldValue))
            for listed in manifest.objects(request, _HT.headers)
            for one in Collection(manifest, listed)
        }
        coding = "utf-16" if "UTF-16" in headers.get("content-type", "") else "utf-8"
        text = str(manifest.value(body, _CNT.chars)).encode(coding) if body else None
        method = str(manifest.value(request, _HT.methodName))
        heard = _heard(f"{server}{address}", method, headers, text)
        response = manifest.value(request, _HT.resp)
        fault = _fault(manifest, response, heard)
        if fault:
            return fault
    return None


def _fault(manifest: Graph, response: Node | None, heard: Heard) -> str | None:
    statuses = {str(one)[-3] for one in manifest.objects(response, _MF.expectedStatus)}
    if str(heard.status)[0] not in statuses:
        return f"{heard.status} {heard.body.decode()[:150].strip()}"
    expected = str(manifest.value(response, _MF.expectedFormat))
    is_rows = QueryResultsFormat.from_media_type(heard.media_type) is not None
    is_rdf = RdfFormat.from_media_type(heard.media_type) is not None
    if (expected in {"boolean", "tabular"} and not is_rows) or (expected == "RDF" and not is_rdf):
        return f"{heard.media_type} is not {expected}"
    wanted = manifest.value(response, _MF.expectedBoolean)
    if wanted is not None and json.dumps(json.loads(heard.body)["boolean"]) != str(wanted):
        return f"the answer is not {wanted}"
    return None


def _described(server: str) -> str | None:
    """Return what is wrong with the description of the service, or None."""
    heard = _heard(f"{server}/sparql", "GET", {"Accept": "text/turtle"}, None)
    graph = Graph().parse(data=heard.body, format="turtle")
    services = list(graph.subjects(RDF.type, _SD.Service))
    endpoints = [one for service in services for one in graph.objects(service, _SD.endpoint)]
    return None if endpoints == [URIRef(f"{server}/sparql")] else f"endpoints: {endpoints}"


def _heard(address: str, method: str, headers: dict[str, str], body: bytes | None) -> Heard:
    """Return what the server answers to one request; no header is added to those given."""
    request = urllib.request.Request(address, body, headers, method=method)
    if body is not None and "content-type" not in {name.lower() for name in headers}:
        request.add_unredirected_header("Content-type", "")
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return Heard(answer.status, answer.headers.get_content_type(), answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Heard(error.code, error.headers.get_content_type(), error.read())


def _read(path: Path) -> Graph:
    return Graph().parse(path, format="turtle", publicID=path.as_uri())


def _entries(manifest: Graph) -> Iterator[Node]:
    for listed in manifest.objects(None, _MF.entries):
        yield from Collection(manifest, listed)


def _path(address: Node | None) -> Path:
    return Path(unquote(urlsplit(str(address)).path))


def _graphs(manifests: list[Graph]) -> Iterator[bytes]:
    """Yield all data of the tests as N-Quads, each file in a graph of its own address."""
    wanted: dict[str, Path] = {}
    for manifest in manifests:
        for relation in (_QT.data, _QT.graphData):
            for one in manifest.objects(None, relation):
                wanted[str(one)] = _path(one)
        for one in manifest.objects(None, _UT.graphData):
            # The protocol's tests name their graphs as they were once published.
            wanted[str(manifest.value(one, RDFS.label))] = _path(manifest.value(one, _UT.graph))
    for address, path in sorted(wanted.items()):
        if not path.is_file():
            continue
        quads = pyoxigraph.parse(path=str(path), base_iri=path.as_uri(), rename_blank_nodes=True)
        triples = [
            Quad(quad.subject, quad.predicate, quad.object, NamedNode(address)) for quad in quads
        ]
        yield pyoxigraph.serialize(triples, format=RdfFormat.N_QUADS) or b""


def _served(data: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Return the app's process and address, once it answers."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"],
        cwd=_ROOT,
        env={**os.environ, "CBRN_GRAPH_FILE": str(data)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    server = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            _heard(f"{server}/_stcore/health", "GET", {}, None)
        except OSError:
            time.sleep(0.1)
        else:
            return process, server
    os.killpg(process.pid, signal.SIGKILL)
    sys.exit("The app does not start: 'make run' tells why.")


if __name__ == "__main__":
    main()
