"""The end of a sign-in: after a while, or when somebody signs out, everywhere and for good.

Streamlit's own sign-in is a signed cookie of thirty days. Signing out takes it from the one browser
and leaves other tabs signed in, and whoever has a copy; a link on any page signs people out. So a
cookie that is too old, or has been signed out, is taken off a request before Streamlit sees it, the
sockets that were opened with it are closed, and only pages of this server sign anybody out.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import logging
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser

from graph.server.request_headers import header

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from graph.server.hosts import Hosts

__all__ = ["SignIns", "safe_cookies"]

_LOG: Final = logging.getLogger(__name__)
_COOKIE: Final = "_streamlit_user"
_PARTS: Final = 3
_GONE: Final = 1008
_LOGOUT: Final = "/auth/logout"


@dataclass(slots=True)
class SignIns:
    """The sign-ins that hold, and the sockets that were opened with each.

    Attributes:
        hours: how long one holds.
        ended: the file that names those which were signed out, so that they stay so after a
            restart and for other processes; None to remember them in this process only.
    """

    hours: float
    ended: Path | None = None
    _signed_out: dict[str, float] = field(default_factory=dict, init=False)
    _read: int = field(default=-1, init=False)
    _sockets: dict[str, set[asyncio.Event]] = field(
        default_factory=lambda: defaultdict(set), init=False
    )

    def check(self, scope: Scope) -> str:
        """Return the name of the sign-in that a request shows, "" for none that holds.

        One that does not hold is taken off the request.
        """
        cookies = header(scope, b"cookie")
        cookie = cookie_parser(cookies).get(_COOKIE, "") if cookies else ""
        if not cookie:
            return ""
        name = hashlib.sha256(cookie.encode("latin-1", "replace")).hexdigest()
        self._read_ended()
        if self._left(cookie) > 0 and name not in self._signed_out:
            return name
        _without_sign_in(scope)
        return ""

    def asks_to_end(self, scope: Scope) -> bool:
        """Return whether a request is the one by which Streamlit signs somebody out."""
        return str(scope["path"]).endswith(_LOGOUT)

    def may_end(self, scope: Scope, hosts: Hosts) -> bool:
        """Return whether a page of this server asks to sign somebody out."""
        if (site := header(scope, b"sec-fetch-site")) is not None:
            return site == "same-origin"
        said = header(scope, b"origin") or header(scope, b"referer") or ""
        return hosts.may_come_from(said, header(scope, b"host") or "")

    def end(self, name: str) -> None:
        """End a sign-in, close the sockets that were opened with it, and remember it."""
        until = time.time() + self.hours * 3600
        self._signed_out[name] = until
        _LOG.info("Somebody signed out; %d sockets are closed.", len(self._sockets.get(name, ())))
        if self.ended:
            with self.ended.open("a", encoding="ascii") as file:
                file.write(f"{name} {until:.0f}\n")
        for over in self._sockets.get(name, ()):
            over.set()

    async def socket(
        self, name: str, app: ASGIApp, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Pass a socket on, until the sign-in that it was opened with ends."""
        over = asyncio.Event()
        loop = asyncio.get_running_loop()
        cookie = cookie_parser(header(scope, b"cookie") or "").get(_COOKIE, "")
        clock = loop.call_later(max(self._left(cookie), 0), over.set)
        self._sockets[name].add(over)
        try:
            await app(scope, _until(over, receive, send), send)
        finally:
            clock.cancel()
            self._sockets[name].discard(over)
            if not self._sockets[name]:
                del self._sockets[name]

    def _left(self, cookie: str) -> float:
        """Return the seconds that a cookie still holds, by the time in it; Streamlit checks that.

        It is signed by itsdangerous, as ``payload.time.signature``.
        """
        parts = cookie.rsplit(".", 2)
        if len(parts) != _PARTS:
            return 0.0
        try:
            signed = base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4))
        except ValueError:
            return 0.0
        return int.from_bytes(signed[:8], "big") + self.hours * 3600 - time.time()

    def _read_ended(self) -> None:
        """Read what this process, before it was started again, or another one has ended."""
        if self.ended is None:
            return
        try:
            changed = self.ended.stat().st_mtime_ns
        except OSError:
            return
        if changed == self._read:
            return
        self._read, now = changed, time.time()
        for line in self.ended.read_text("ascii", "replace").splitlines():
            name, _, until = line.partition(" ")
            with suppress(ValueError):
                if float(until) > now and name not in self._signed_out:
                    self._signed_out[name] = float(until)
                    for over in self._sockets.get(name, ()):
                        over.set()
        self._signed_out = {name: end for name, end in self._signed_out.items() if end > now}


def safe_cookies(headers: MutableHeaders, *, https: bool, hours: float) -> None:
    """Have cookies travel by HTTPS only where the request did, and end with the sign-in."""
    cookies = headers.getlist("set-cookie")
    if not cookies:
        return
    del headers["set-cookie"]
    for cookie in cookies:
        parts = [part.strip() for part in cookie.split(";")]
        if parts[0].startswith(_COOKIE) and "Max-Age=0" not in parts:
            parts = [part for part in parts if not part.lower().startswith(("max-age", "expires"))]
            parts.append(f"Max-Age={hours * 3600:.0f}")
        if https and "Secure" not in parts:
            parts.append("Secure")
        headers.append("set-cookie", "; ".join(parts))


def _without_sign_in(scope: Scope) -> None:
    kept = []
    for name, value in scope["headers"]:
        told = value
        if name == b"cookie":
            cookies = [one.strip() for one in value.split(b";")]
            told = b"; ".join(one for one in cookies if not one.startswith(_COOKIE.encode()))
        if told or name != b"cookie":
            kept.append((name, told))
    scope["headers"] = kept


def _until(over: asyncio.Event, receive: Receive, send: Send) -> Receive:
    """Return a way to hear a socket that ends when something is over."""
    ending: asyncio.Task[bool] | None = None

    async def hear() -> Message:
        nonlocal ending
        ending = ending or asyncio.create_task(over.wait())
        heard = asyncio.ensure_future(receive())
        waited: set[asyncio.Future[Any]] = {heard, ending}
        await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
        if not over.is_set():
            return await heard
        heard.cancel()
        with suppress(RuntimeError):  # it is closed already
            await send({"type": "websocket.close", "code": _GONE})
        return {"type": "websocket.disconnect", "code": _GONE}

    return hear
