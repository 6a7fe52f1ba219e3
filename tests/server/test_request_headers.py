"""The headers of a request by name: the first counts, and others in their place are seen."""

from __future__ import annotations

from graph.server.request_headers import header


def test_headers_by_name() -> None:
    """The first of several counts, an empty one is one, and what is not there is None."""
    sent = [(b"accept", b"text/csv"), (b"accept", b"text/html"), (b"x-name", "é".encode("latin-1"))]
    scope = {"headers": [*sent, (b"empty", b"")]}
    assert header(scope, b"accept") == "text/csv"
    assert header(scope, b"x-name") == "é"
    assert header(scope, b"empty") == ""
    assert header(scope, b"host") is None
    scope["headers"] = [(b"host", b"here")]
    assert (header(scope, b"host"), header(scope, b"accept")) == ("here", None)
