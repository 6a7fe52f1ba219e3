"""Answers packed with gzip, for clients that take them so.

Follows https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3: a coding that a client likes with
``q=0`` is one that it does not take.
"""

from __future__ import annotations

import asyncio
import gzip
from typing import TYPE_CHECKING, Final

from graph.server.negotiation import preferred
from graph.server.replies import vary
from graph.server.request_headers import header

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["packed"]

_WORTH_IT: Final = 1_000
_LONG: Final = 50_000
_LEVEL: Final = 5


async def packed(response: Response, request: Request) -> Response:
    """Return an answer, packed where that is worth it and the client takes it so.

    Files are sent as they are: one of the dumps is packed already.
    """
    body = bytes(getattr(response, "body", b""))
    if len(body) < _WORTH_IT or b"content-encoding" in dict(response.raw_headers):
        return response
    vary(response, "Accept-Encoding")
    taken = header(request.scope, b"accept-encoding")
    if taken is None or preferred(taken.replace("*", "*/*"), "gzip", "identity") != "gzip":
        return response
    # A short body takes less time than to have a thread do it.
    if len(body) < _LONG:
        body = gzip.compress(body, _LEVEL, mtime=0)
    else:
        body = await asyncio.to_thread(gzip.compress, body, _LEVEL, mtime=0)
    response.body = body
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(body))
    return response
