"""Who may ask, from where, and how many at once: other sites, tokens, sign-in, and fair places."""

from __future__ import annotations

import asyncio
import base64
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from graph.server import Settings
from graph.server.access import FairPlaces
from graph.store import Limits
from tests.event_loop import run
from tests.served import served

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph


def test_pages_of_other_sites_ask_only_where_allowed(kg: KnowledgeGraph) -> None:
    """Without the setting no header lets another site read; with it, the sites that it names."""
    asking = {"Origin": "https://one.example"}
    target = "/sparql?query=ASK%20%7B%7D"
    allow = "access-control-allow-origin"
    with served(Settings(), kg) as server:
        assert allow not in server.ask(target, headers=asking).headers
    with served(Settings(origins=frozenset({"https://one.example"})), kg) as server:
        heard = server.ask(target, headers=asking)
        assert heard.headers[allow] == "https://one.example"
        assert "Origin" in heard.headers["vary"]
        assert allow not in server.ask(target, headers={"Origin": "https://two.example"}).headers
        first = {**asking, "Access-Control-Request-Method": "POST"}
        for wanted in ("authorization", "content-type", "accept"):
            sent = {**first, "Access-Control-Request-Headers": wanted}
            before = server.ask("/sparql", "OPTIONS", sent)
            assert (before.status, before.headers[allow]) == (200, "https://one.example")
            assert wanted in before.headers["access-control-allow-headers"].lower()
            assert "POST" in before.headers["access-control-allow-methods"]
            assert before.headers["access-control-max-age"] == "86400"
        assert (
            server.ask("/sparql", "OPTIONS", {**first, "Origin": "https://two.example"}).status
            == 400
        )
        assert (
            server.ask("/sparql", "OPTIONS", asking).headers["allow"] == "GET, HEAD, POST, OPTIONS"
        )
        assert server.ask("/sparql?query=x", headers=asking).headers[allow], "errors are read too"
    with served(Settings(origins=frozenset({"*"})), kg) as server:
        assert server.ask(target, headers=asking).headers[allow] == "*"


@pytest.mark.parametrize(
    "target", ["/sparql", "/id/country/KAZ", "/ontology", "/data/", "/data/cbrn.nt"]
)
def test_token_is_asked_for_where_one_is_set(target: str, kg: KnowledgeGraph) -> None:
    """Without the token nothing is told; with it, as bearer or as password, everything."""
    basic = base64.b64encode(b"anybody:open sesame").decode()
    wrong = base64.b64encode(b"open sesame:anybody").decode()
    with served(Settings(token="open sesame"), kg) as server:
        refused = server.ask(target)
        assert refused.status == 401
        assert refused.headers["www-authenticate"] == 'Bearer realm="cbrn-graph"'
        for shown in (
            "Bearer open",
            "Bearer ",
            "open sesame",
            f"Basic {wrong}",
            "Basic é",
            "Basic x",
        ):
            assert server.ask(target, headers={"Authorization": shown}).status == 401
        for shown in ("Bearer open sesame", "bearer open sesame", f"Basic {basic}"):
            assert server.ask(target, headers={"Authorization": shown}).status == 200


@pytest.mark.parametrize("target", ["/sparql", "/id/country/KAZ", "/ontology", "/data/cbrn.nt"])
def test_programs_stay_out_where_people_sign_in(target: str, kg: KnowledgeGraph) -> None:
    """Where people sign in, programs need a token, and an owner may leave the door open instead."""
    for environment, status in (
        ({}, 403),
        ({"CBRN_GRAPH_TOKEN": "open"}, 401),
        ({"CBRN_GRAPH_OPEN": "1"}, 200),
    ):
        with served(Settings.from_environment(environment, sign_in=True), kg) as server:
            assert server.ask(target).status == status
            if status == 401:
                shown = {"Authorization": "Bearer open"}
                assert server.ask(target, headers=shown).status == 200
            person = server.ask("/id/country/NOT", headers={"Accept": "text/html"})
            assert person.status == (303 if status == 403 else 404), "nothing is told to strangers"


def test_places_are_shared_fairly() -> None:
    """Two clients that always ask leave the last place to a third, and who has fewest is next."""

    async def act() -> None:
        places = FairPlaces(6)
        assert [places.take(name) for name in "aaaa"] == [True] * 4
        assert [places.take(name) for name in "bb"] == [True, False]
        assert not places.take("a")
        assert places.take("c")
        waiting = {name: asyncio.create_task(places.wait(name, 60.0)) for name in ("a", "b", "d")}
        await asyncio.sleep(0)
        places.release("a")
        await asyncio.sleep(0)
        assert [name for name, one in waiting.items() if one.done()] == ["d"]
        places.release("a")
        await asyncio.sleep(0)
        assert not waiting["a"].done(), "the last place is for who has none"
        waiting["a"].cancel()
        for name in "aacd":
            places.release(name)
            await asyncio.sleep(0)
        assert waiting["b"].done()
        assert places.taken == 2
        single = FairPlaces(1)
        assert single.take("a")
        assert not single.take("b")

    run(act())


def test_who_waits_for_a_place_comes_in_order_and_not_for_ever() -> None:
    """Of one client, and of several with as few places, who came first is next."""

    async def act() -> None:
        places = FairPlaces(1)
        assert places.take("a")
        order = "abba"
        waiting = [asyncio.create_task(places.wait(name, 60.0)) for name in order]
        late = asyncio.create_task(places.wait("c", 0.01))
        with pytest.raises(TimeoutError):
            await late
        busy = "a"
        for at in (0, 1, 2, 3):
            places.release(busy)
            busy = order[at]
            await asyncio.sleep(0)
            assert [one.done() for one in waiting] == [True] * (at + 1) + [False] * (3 - at)
        left = asyncio.create_task(places.wait("b", 60.0))
        await asyncio.sleep(0)
        places.release(busy)
        left.cancel()  # in the moment in which it is given the place
        with pytest.raises(asyncio.CancelledError):
            await left
        assert places.taken == 0

    run(act())


def test_two_busy_clients_keep_nobody_out(kg: KnowledgeGraph) -> None:
    """While two clients ask endless queries all the time, a third has its answers at once."""
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    settings = Settings(limits=Limits(seconds=3), patience=2)
    with served(settings, kg) as server, ThreadPoolExecutor(8) as clients:
        busy = [
            clients.submit(server.query, endless, source=f"127.0.0.{2 + number % 2}")
            for number in range(8)
        ]
        time.sleep(0.5)
        for _ in range(3):
            assert server.query("ASK {}", source="127.0.0.9").status == 200
        assert not all(one.done() for one in busy)
