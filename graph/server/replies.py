"""What goes back to a client: an answer, a sentence that refuses, or the way to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from graph.errors import (
    CbrnGraphError,
    EngineUnavailable,
    QueryError,
    QueryRefused,
    QueryStopped,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Receive, Scope, Send

__all__ = ["Refusal", "document", "moved", "redirect", "refusal", "sentence"]

_PIECE: Final = 65_536


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
    return _InPieces(body, media_type=media_type, headers=headers)


def sentence(status: int, words: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return a sentence for people, as plain text."""
    return Response(f"{words}\n", status, headers, "text/plain")


def redirect(address: str) -> Response:
    """Return the way to a page of the app (303: look there, by GET)."""
    return Response(status_code=303, headers={"Location": address})


def moved(address: str) -> Response:
    """Return the way to the address that took the place of this one for good (301)."""
    return Response(status_code=301, headers={"Location": address})


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
