"""Names of a table are matched as the W3C group's Reconciliation API says, on a real server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from graph.server import Settings
from tests.served import Server, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.knowledge_graph import KnowledgeGraph


@pytest.fixture(scope="module")
def server(kg: KnowledgeGraph) -> Iterator[Server]:
    """A server with the built graph."""
    with served(Settings(), kg) as server:
        yield server


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def asked(server: Server, queries: dict[str, Any]) -> dict[str, Any]:
    """The answers to a batch of queries, posted as OpenRefine does."""
    body = urlencode({"queries": json.dumps(queries)}).encode()
    heard = server.ask("/reconcile", "POST", FORM, body)
    assert (heard.status, heard.media_type) == (200, "application/json")
    answers: dict[str, Any] = json.loads(heard.text)
    return answers


def test_the_manifest_says_what_the_service_is(server: Server) -> None:
    """Without a query: version, spaces of identifiers, types, and how an entity is looked at."""
    told = json.loads(server.ask("/reconcile").text)
    assert told["versions"] == ["0.2"]
    assert told["identifierSpace"] == "https://w3id.org/cbrn-graph/id/"
    assert {"id": "Organisation", "name": "Organisation"} in told["defaultTypes"]
    assert told["view"]["url"].endswith("/id/{{id}}")
    view = told["view"]["url"].replace("{{id}}", "country/KAZ").partition("/id/")
    assert server.ask(f"/id/{view[2]}", headers={"Accept": "text/turtle"}).status == 200


def test_a_batch_is_answered_query_by_query(server: Server) -> None:
    """An exact name is a match, another spelling a suggestion, nothing alike an empty list."""
    answers = asked(server, {
        "q0": {"query": "ISTC", "type": "Organisation", "limit": 3},
        "q1": {"query": "Mr. B. Gulyamov"},
        "q2": {"query": "No such society whatsoever"},
        "q3": {"query": "Kazakhstan", "type": ["Country"]},
        "q4": {"query": "Kazakhstan", "type": "Nonsense"},
    })  # fmt: skip
    best = {name: [(one["id"], one["match"]) for one in told["result"][:1]]
            for name, told in answers.items()}  # fmt: skip
    assert best == {
        "q0": [("organisation/istc", True)],
        "q1": [("person/bakhtiyor-gulyamov", False)],
        "q2": [],
        "q3": [("country/KAZ", True)],
        "q4": [],
    }
    (first, *_) = answers["q0"]["result"]
    assert first["type"] == [{"id": "Organisation", "name": "Organisation"}]
    assert len(answers["q0"]["result"]) <= 3


def test_a_get_is_answered_too(server: Server) -> None:
    """A batch may stand in the address."""
    query = urlencode({"queries": json.dumps({"a": {"query": "Kazakhstan"}})})
    told = json.loads(server.ask(f"/reconcile?{query}").text)
    assert told["a"]["result"][0]["id"] == "country/KAZ"


def test_what_somebody_types_is_completed(server: Server) -> None:
    """Suggestions have an identifier, a name and a kind in words."""
    told = json.loads(server.ask("/reconcile/suggest/entity?prefix=Kazakh").text)
    assert told["result"][0]["id"] == "country/KAZ"
    assert told["result"][0]["name"] == "Kazakhstan"


@pytest.mark.parametrize(
    ("queries", "status", "says"),
    [
        ("{", 400, "is not whole JSON"),
        ("[1]", 400, "Write queries as"),
        (json.dumps({f"q{n}": {"query": "x"} for n in range(101)}), 413, "at most 100 queries"),
    ],
)
def test_a_batch_that_is_none_is_a_sentence(
    server: Server, queries: str, status: int, says: str
) -> None:
    """What is not a batch, or too much at once, is refused with what to do."""
    heard = server.ask("/reconcile", "POST", FORM, urlencode({"queries": queries}).encode())
    assert heard.status == status
    assert says in heard.text
