"""Files that are the same for everybody: held in memory, packed once, kept by browsers for good."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from graph.server.negotiation import preferred
from graph.server.replies import document
from graph.server.validators import unchanged

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["FOR_GOOD", "KeptFile"]

FOR_GOOD: Final = "public, max-age=31536000, immutable"
"""How long a browser keeps what has the address of its content (RFC 8246)."""

_LEVEL: Final = 9
_PACKED_ALREADY: Final = ("font/woff2",)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it is sent.

    Attributes:
        media_type: what it is.
        digest: tells this content from every other.
        plain: its bytes.
        packed: the same, packed with gzip; nothing where that makes it no smaller.
    """

    media_type: str
    digest: str
    plain: bytes
    packed: bytes | None

    @classmethod
    def of(cls, body: bytes, media_type: str) -> Self:
        """Pack a file."""
        digest = hashlib.sha256(body).hexdigest()[:24]
        is_packed = media_type in _PACKED_ALREADY
        packed = None if is_packed else gzip.compress(body, _LEVEL, mtime=0)
        return cls(media_type, digest, body, packed)

    def answer(self, request: Request, keep: str) -> Response:
        """Return the file in the coding that the client takes; 304 where it has it.

        Args:
            request: who asks.
            keep: how long a browser may keep it without asking again, as ``Cache-Control`` says it.
        """
        headers = {
            "ETag": f'W/"{self.digest}"',
            "Cache-Control": keep,
            "Cross-Origin-Resource-Policy": "same-origin",
            "Vary": "Accept-Encoding",
        }
        if (known := unchanged(request, headers)) is not None:
            return known
        taken = request.headers.get("accept-encoding", "identity").replace("*", "*/*")
        if self.packed is None or preferred(taken, "gzip", "identity") != "gzip":
            return document(self.plain, self.media_type, headers)
        return document(self.packed, self.media_type, {**headers, "Content-Encoding": "gzip"})
