"""What visitors may bring: files that a page asks them for, and not more than there is room for.

Streamlit gives an address for files to whoever opens a socket, signed in or not, and keeps what
comes there in memory until the visit ends.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers

from graph.server.replies import sentence

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from graph.server.settings import Settings
    from graph.server.visits import Visits

__all__ = ["Uploads"]

_LOG: Final = logging.getLogger(__name__)
_PATH: Final = "/_stcore/upload_file/"
_FRAME: Final = 1_000_000
"""How many bytes more than the file a request may have, for what stands around it."""
_SECONDS: Final = 30.0
_BYTES_A_SECOND: Final = 50_000.0


@dataclass(slots=True)
class Uploads:
    """The way of files to the pages; a sum for each visit, and one for all."""

    visits: Visits
    settings: Settings
    _coming: Counter[str] = field(default_factory=Counter, init=False)

    def visit_of(self, scope: Scope) -> str | None:
        """Return which visit a request brings a file to; None where it brings none."""
        _, found, rest = str(scope["path"]).partition(_PATH)
        return rest.partition("/")[0] if found and scope["method"] == "PUT" else None

    async def bring(
        self, visit: str, app: ASGIApp, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Pass a file on, or refuse it before a byte of it is read."""
        told = Headers(scope=scope).get("content-length", "")
        size = int(told) if told.isdecimal() and len(told) < 16 else 0  # noqa: PLR2004
        if refused := self._refusal(visit, size):
            _LOG.warning("A file of %d bytes was refused: %d.", size, refused.status_code)
            if self.visits.may_bring(visit):
                await _let_pass(receive, self.settings.upload_bytes)
            await refused(scope, receive, send)
            return
        self._coming[visit] += size
        try:
            async with asyncio.timeout(_SECONDS + size / _BYTES_A_SECOND):
                await app(scope, _counted(receive, size), send)
        except TimeoutError:
            _LOG.warning("A file did not come in time.")
            await _hang_up(send)
        finally:
            self._coming[visit] -= size
            self._coming += Counter()  # forgets those that bring nothing any more

    def _refusal(self, visit: str, size: int) -> Response | None:
        close = {"Connection": "close"}
        if not self.visits.may_bring(visit):
            return sentence(403, "No page of this visit asks for a file.", close)
        if not size:
            return sentence(411, "Say how long the file is (Content-Length).", close)
        brought = self.visits.brought()
        own = brought.get(visit, 0) + self._coming[visit] + size
        total = sum(brought.values()) + self._coming.total() + size
        if own > self.settings.upload_bytes + _FRAME:
            most = f"{self.settings.upload_bytes / 1e6:,.0f} MB"
            words = f"One visit may bring {most}; take away what you have brought before."
            return sentence(413, words, close)
        if total > self.settings.all_upload_bytes + _FRAME:
            words = "Too many files are being looked at at this moment; try again shortly."
            return sentence(503, words, {**close, "Retry-After": "30"})
        return None


def _counted(receive: Receive, size: int) -> Receive:
    """Return a way to hear a request that ends where it brings more than it said."""
    left = size

    async def hear() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        return message if left >= 0 else {"type": "http.disconnect"}

    return hear


async def _let_pass(receive: Receive, most: int) -> None:
    """Hear a file to its end and keep nothing: browsers listen only when they have said it all."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_SECONDS):
            while most > 0:
                message = await receive()
                most -= len(message.get("body", b""))
                if not message.get("more_body"):
                    return


async def _hang_up(send: Send) -> None:
    answer = sentence(408, "The file was not whole in time.", {"Connection": "close"})
    await send({"type": "http.response.start", "status": 408, "headers": answer.raw_headers})
    await send({"type": "http.response.body", "body": bytes(answer.body)})
