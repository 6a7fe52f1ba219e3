"""The gate in front of the app: what strangers send, to the app as its owner starts it."""

from __future__ import annotations

import gzip
import re
import socket
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from graph.browser_mark import BROWSER
from graph.server.headers import scripts_of
from graph.server.hosts import Hosts, name_of
from graph.server.streamlit_files import StreamlitFiles
from tests.app_server import App, app, handshake

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def outside() -> Iterator[list[bytes]]:
    """A proxy on this machine that notes what would have gone out, and never answers."""
    heard: list[bytes] = []
    door = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        with suppress(OSError):
            while True:
                client, _ = door.accept()
                heard.append(client.recv(1000))

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    heard.append(str(door.getsockname()[1]).encode())
    yield heard
    door.close()


@pytest.fixture(scope="module")
def running(outside: list[bytes]) -> Iterator[App]:
    """The app, all of whose requests to other machines would come to the listener."""
    proxy = f"http://127.0.0.1:{outside.pop().decode()}"
    names = {f"{kind}_proxy": proxy for kind in ("http", "https")}
    names |= {name.upper(): proxy for name in names}
    with app(environment={"CBRN_GRAPH_HOSTS": "graph.example.org", **names}) as running:
        yield running


def answer(client: socket.socket) -> str:
    """What comes back on a connection until it is closed, or opens as a socket."""
    received = bytearray()
    with client:
        while b"\r\n\r\n" not in received and (piece := client.recv(4096)):
            received += piece
    return received.decode("latin-1")


@pytest.mark.slow
def test_foreign_pages_neither_open_a_socket_nor_hold_up_the_rest(
    running: App, outside: list[bytes]
) -> None:
    """Handshakes from pages of other sites are refused at once, and nobody outside is asked."""
    usual = running.health()
    clients = [handshake(running.port, f"https://site-{n}.example") for n in range(8)]
    assert running.health() < usual + 1
    assert {answer(client).split(" ")[1] for client in clients} == {"403"}
    for origin in ("null", "https://", "file://", "https://[", "http://127.0.0.1:1", "javascript:"):
        assert answer(handshake(running.port, origin)).startswith("HTTP/1.1 403")
    assert outside == []


@pytest.mark.slow
def test_own_pages_open_a_socket(running: App, outside: list[bytes]) -> None:
    """Pages of this server do, also behind a proxy that calls it otherwise than browsers do."""
    own = f"127.0.0.1:{running.port}"
    for origin, host in (
        (f"http://{own}", own),
        (f"http://localhost:{running.port}", f"localhost:{running.port}"),
        ("https://graph.example.org", "graph.example.org"),
        ("https://graph.example.org", own),
        (None, own),
    ):
        assert answer(handshake(running.port, origin, host)).startswith("HTTP/1.1 101"), origin
    assert outside == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.7:1", 200),
        ("localhost:8501", 200),
        ("[::1]:8501", 200),
        ("graph.example.org", 200),
        ("Graph.Example.Org.", 200),
        ("attacker.example", 421),
        ("localhost.attacker.example", 421),
        ("10.0.0.7", 421),
        ("graph.example.org.attacker.example", 421),
        ("127.0.0.1@attacker.example", 400),
        ("a b", 400),
        ("", 400),
        ("127.0.0.1/x", 400),
    ],
)
def test_server_goes_by_its_own_names_only(host: str, status: int, running: App) -> None:
    """A name that leads here and is not ours is turned away, at pages and doors alike."""
    for target in ("/", "/_stcore/health", "/sparql?query=ASK%20%7B%7D"):
        heard = running.ask(target, headers={"Host": host})
        assert heard.status == status, heard.text
        if status == 421:
            assert "CBRN_GRAPH_HOSTS" in heard.text
    refused = answer(handshake(running.port, f"http://{host}", host or "x"))
    assert refused.startswith("HTTP/1.1 101" if status == 200 else "HTTP/1.1 4")


@pytest.mark.slow
@pytest.mark.parametrize(
    "target",
    [
        "/nothing",
        "/network/nothing",
        "/cbrn/sparql",
        "/id",
        "/id/country",
        "/static/js/nothing.js",
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact",
        "/_stcore/nothing",
        "/component/anything",
        "/auth/login",
        "/auth/logout",
        "/oauth2callback",
        "/.streamlit/secrets.toml",
        "/app.py",
        "/wp-login.php",
    ],
)
def test_what_does_not_exist_is_not_found(target: str, running: App) -> None:
    """An address of nothing is a 404 with a sentence, and for a person a page with a way on."""
    heard = running.ask(target)
    assert (heard.status, heard.media_type) == (404, "text/plain")
    person = running.ask(target, headers={"Accept": "text/html,*/*;q=0.8"})
    assert (person.status, person.media_type) == (404, "text/html")
    assert "To the first page" in person.text


@pytest.mark.slow
def test_files_of_the_pages_are_sent_packed_and_kept(running: App) -> None:
    """What Streamlit would send as it is comes packed, for good; plain to who takes it so."""
    scripts = re.findall(r'src="\./(static/js/[^"]+)"', running.ask("/").text)
    fonts = re.findall(r'href="\./(static/media/[^"]+\.woff2)"', running.ask("/").text)
    assert scripts
    assert fonts
    for name, folds in [*((one, True) for one in scripts), *((one, False) for one in fonts)]:
        plain = running.ask(f"/{name}", headers={"Accept-Encoding": "identity"})
        sent = running.ask(f"/{name}", headers={"Accept-Encoding": "gzip"})
        assert (plain.status, sent.status) == (200, 200)
        assert plain.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert ("content-encoding" in sent.headers) is folds
        assert (gzip.decompress(sent.body) if folds else sent.body) == plain.body
        known = running.ask(f"/{name}", headers={"If-None-Match": plain.headers["etag"]})
        assert (known.status, known.body) == (304, b"")
    assert running.ask(f"/{scripts[0]}/").status != 200
    assert running.ask("/static/../index.html").status == 404


@pytest.mark.parametrize("sign_in", [False, True])
def test_the_page_says_where_its_server_is(sign_in: bool) -> None:
    """So its socket opens at once; where people sign in it waits for the cookie of sign-ins."""
    files = StreamlitFiles.installed(["network"], sign_in=sign_in)
    assert files.page is not None
    text = files.page.plain.decode()
    first = text.index("window.__streamlit")
    assert first < text.index('<script type="module"')
    assert ("HOST_CONFIG" in text) is not sign_in
    assert files.scripts == scripts_of(text)
    assert len(files.scripts) == 2


@pytest.mark.slow
def test_every_answer_has_the_headers_of_security(running: App) -> None:
    """Pages, doors, files and refusals say what a browser may do with them, and have a number."""
    own = f"127.0.0.1:{running.port}"
    told = []
    for target, method, host in (
        ("/", "GET", own),
        ("/network", "GET", own),
        ("/nothing", "GET", own),
        ("/sparql?query=ASK%20%7B%7D", "GET", own),
        ("/sparql?query=nonsense", "GET", own),
        ("/ontology", "GET", own),
        ("/favicon.png", "GET", own),
        ("/_stcore/health", "GET", own),
        ("/", "POST", own),
        ("/", "GET", "attacker.example"),
    ):
        heard = running.ask(target, method, {"Host": host})
        policy = heard.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'none'" in policy or "default-src 'self'" in policy
        assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
        assert heard.headers["x-content-type-options"] == "nosniff"
        assert heard.headers["referrer-policy"] == "same-origin"
        told.append(heard.headers["x-request-id"])
    assert len(set(told)) == len(told)
    given = running.ask("/ontology", headers={"X-Request-Id": "from-the-proxy-17"})
    assert given.headers["x-request-id"] == "from-the-proxy-17"
    forged = running.ask("/ontology", headers={"X-Request-Id": "<script>alert(1)</script>"})
    assert "<" not in forged.headers["x-request-id"]


@pytest.mark.slow
def test_a_browser_is_known_again_from_its_first_page_on(running: App) -> None:
    """The page itself marks a browser that has none, once; no file, door or refusal does."""
    marks = {running.ask("/network").headers["set-cookie"] for _ in range(2)}
    assert len(marks) == 2
    for mark in marks:
        assert mark.startswith(f"{BROWSER}=")
        assert "; HttpOnly; SameSite=Lax" in mark
        known = {"Cookie": mark.partition(";")[0]}
        assert "set-cookie" not in running.ask("/network", headers=known).headers
    # A browser may have the page from before there was a mark: it is not sent again, the mark is.
    page = running.ask("/network")
    again = running.ask("/network", headers={"If-None-Match": page.headers["etag"]})
    assert (again.status, "set-cookie" in again.headers) == (304, True)
    for target in ("/nothing", "/ontology", "/favicon.png", "/sparql?query=nonsense"):
        assert "set-cookie" not in running.ask(target).headers


@pytest.mark.slow
def test_no_other_site_may_act_as_host(running: App) -> None:
    """The list of sites that may send commands to the pages is empty."""
    assert '"allowedOrigins":[]' in running.ask("/_stcore/host-config").text


@pytest.mark.slow
def test_half_a_head_ends() -> None:
    """Hundreds of connections that never say what they want are closed, and the rest is served."""
    with app(environment={"CBRN_GRAPH_HEAD_SECONDS": "2"}) as running:
        before = running.descriptors()
        half = []
        for number in range(300):
            client = socket.create_connection(("127.0.0.1", running.port), timeout=30)
            client.sendall([b"", b"G", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "][number % 3])
            half.append(client)
        assert running.health() < 1
        kept = handshake(running.port, None)
        assert kept.recv(12) == b"HTTP/1.1 101"
        until = time.monotonic() + 20
        while running.descriptors() > before + 20 and time.monotonic() < until:
            time.sleep(0.2)
        assert running.descriptors() <= before + 20
        kept.settimeout(0.2)
        with suppress(TimeoutError):
            while kept.recv(4096):
                pass  # what comes is the greeting, and then nothing, not the end
            pytest.fail("a visitor's socket was closed too")
        for client in [*half, kept]:
            client.close()


@pytest.mark.slow
def test_forwarded_addresses_count_from_named_proxies_only() -> None:
    """Whoever invents addresses for itself stays one client; a proxy that is named is believed."""
    asked = "/sparql"
    with app() as plain, app(environment={"CBRN_GRAPH_PROXIES": "127.0.0.1"}) as trusting:
        forwarded = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}
        for running, scheme in ((plain, "http"), (trusting, "https")):
            described = running.ask(asked, headers={"Accept": "text/turtle", **forwarded})
            assert f"<{scheme}://127.0.0.1:{running.port}/sparql" in described.text


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("a", "a"),
        ("A.b:80", "a.b"),
        ("[::1]", "::1"),
        ("[::1]:8501", "::1"),
        ("a:", None),
        ("a:b", None),
        ("a/b", None),
        ("é", None),
        ("a\n", None),
        ("[a]b", None),
    ],
)
def test_names_in_a_host_header(host: str, name: str | None) -> None:
    """A Host header is a name with a port, or it is none."""
    assert name_of(host) == name


def test_address_that_was_reached_is_a_name() -> None:
    """Whoever calls the server by the very address it came to was led astray by no name."""
    hosts = Hosts({"graph.example.org"})
    assert hosts.knows("192.0.2.4", "192.0.2.4")
    assert hosts.knows("192.0.2.4", "::ffff:192.0.2.4")
    assert not hosts.knows("192.0.2.4", "192.0.2.5")
    assert not hosts.knows("192.0.2.4", None)
    assert Hosts({"*"}).knows("anything.example", None)


def test_scripts_inside_a_page_are_named_by_their_digest() -> None:
    """The digest is the one that browsers work out (an example of the W3C's)."""
    [digest] = scripts_of("<p><script>alert('Hello, world.');</script>")
    assert digest == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
