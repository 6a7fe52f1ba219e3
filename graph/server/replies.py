"""What goes back to a client: an answer, a sentence that refuses, or the way to a page."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from graph.errors import (
    CbrnGraphError,
    EngineUnavailable,
    QueryError,
    QueryRefused,
    QueryStopped,
)
from graph.server.headers import as_sent
from graph.server.media_types import HTML
from graph.server.negotiation import preferred
from graph.templates import template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Receive, Scope, Send

__all__ = ["Refusal", "document", "moved", "not_found", "redirect", "refusal", "sentence", "vary"]

_PIECE: Final = 65_536
_PROBLEM: Final = "application/problem+json"
_JSONS: Final = ("application/ld+json", "application/sparql-results+json")


class Refusal(CbrnGraphError):
    """A request that is not answered; knows its HTTP status and the headers that go with it."""

    def __init__(
        self, status: int, sentence: str, headers: Mapping[str, str] | None = None
    ) -> None:
        """Keep status and headers beside the sentence."""
        super().__init__(sentence)
        self.status = status
        self.headers = dict(headers or {})


class _InPieces(Response):
    """A response that is handed over piece by piece, so that a slow reader is noticed."""

    def __init__(self, body: bytes, media_type: str, headers: Mapping[str, str]) -> None:
        """Make what a `Response` is made of, without the choices that there are not here."""
        self.status_code = 200
        self.body = body
        self.media_type = media_type
        self.background = None
        self.raw_headers = [
            *as_sent(headers),
            (b"content-length", b"%d" % len(body)),
            (b"content-type", _content_type(media_type)),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the head, then the body as fast as the client takes it."""
        await send(
            {
                "type": "http.response.start",
                "status": self.status_code,
                "headers": self.raw_headers,
            }
        )
        for start in range(0, max(len(self.body), 1), _PIECE):
            piece = bytes(self.body[start : start + _PIECE])
            more = start + _PIECE < len(self.body)
            await send({"type": "http.response.body", "body": piece, "more_body": more})


def document(
    body: bytes | str, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a whole answer; a text type says that it is in UTF-8."""
    return _InPieces(body.encode() if isinstance(body, str) else body, media_type, headers or {})


@lru_cache(maxsize=64)
def _content_type(media_type: str) -> bytes:
    is_text = media_type.startswith("text/") and "charset=" not in media_type
    charset = "; charset=utf-8" if is_text else ""
    return f"{media_type}{charset}".encode("latin-1")


def sentence(status: int, words: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return a sentence for people, as plain text."""
    return Response(f"{words}\n", status, headers, "text/plain")


def vary(response: Response, name: str) -> None:
    """Say that an answer depends on a header of its request, beside those that it names already."""
    headers = response.raw_headers
    for at, (key, value) in enumerate(headers):
        if key == b"vary":
            told = value.decode("latin-1")
            if name not in told.split(", "):
                headers[at] = (key, f"{told}, {name}".encode("latin-1"))
            return
    headers.append((b"vary", name.encode("latin-1")))


def redirect(address: str) -> Response:
    """Return the way to a page of the app (303: look there, by GET)."""
    return Response(status_code=303, headers={"Location": address})


def moved(address: str) -> Response:
    """Return the way to the address that took the place of this one for good (301)."""
    return Response(status_code=301, headers={"Location": address})


def not_found(accept: str, words: str, base: str) -> Response:
    """Return that nothing is there (404), in the form of who asked: a page, JSON or a sentence.

    The JSON is that of https://www.rfc-editor.org/rfc/rfc9457.
    """
    wanted = preferred(accept, "text/plain", HTML, _PROBLEM, "application/json", *_JSONS)
    if wanted == HTML:
        page = template("server/missing.html").render(base=base, words=words)
        answer = document(page, HTML)
    elif wanted is None or wanted == "text/plain":
        return sentence(404, words)
    else:
        told = {"title": "Not Found", "status": 404, "detail": words}
        answer = document(json.dumps(told, ensure_ascii=False) + "\n", _PROBLEM)
    answer.status_code = 404
    return answer


def refusal(error: CbrnGraphError) -> Response:
    """Return what a client is told of an error: a status of HTTP and the sentence."""
    if isinstance(error, Refusal):
        return sentence(error.status, str(error), error.headers)
    if isinstance(error, QueryError):
        return sentence(400, str(error))
    if isinstance(error, QueryRefused):
        return sentence(403, str(error))
    if isinstance(error, QueryStopped):
        return sentence(504, str(error))
    status = 503 if isinstance(error, EngineUnavailable) else 500
    return sentence(status, str(error), {"Retry-After": "5"} if status == 503 else None)  # noqa: PLR2004 - a status of HTTP
