"""What every request passes before Streamlit, or a door of ours, hears of it.

Streamlit asks an outside service for the address of this machine, in its event loop and without a
sign-in, to find out whether a socket from another site may open
(``streamlit.web.server.server_util.is_url_from_allowed_origins``); it takes any name for its own,
answers every address that there is not with the page and status 200, and sends no header that a
browser goes by. So all of this is decided here, and it hears only of what may be.
"""

from __future__ import annotations

import logging
import re
import secrets
from dataclasses import KW_ONLY, dataclass, field
from typing import TYPE_CHECKING, Final

from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser
from starlette.routing import Match

from graph.browser_mark import BROWSER, new_mark
from graph.server.headers import OF_DOCUMENTS, as_sent, of_pages
from graph.server.hosts import Hosts, name_of
from graph.server.metrics import Metrics
from graph.server.replies import not_found, sentence
from graph.server.request_headers import header
from graph.server.request_ids import REQUEST_ID
from graph.server.sign_ins import SignIns, safe_cookies

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.responses import Response
    from starlette.routing import Route
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from graph.server.served import Served
    from graph.server.uploads import Uploads

__all__ = ["Gate"]

_LOG: Final = logging.getLogger(__name__)
_ID: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")
_ASGI_REFUSED: Final = 1008


@dataclass(slots=True)
class Gate:
    """An ASGI middleware in front of everything.

    Attributes:
        app: Streamlit, which serves the pages.
        doors: the doors for programs, answered here and never passed on.
        served: what Streamlit serves, and below which path.
        hosts: what this server may be called.
        frames: the sites that may show the pages in a frame.
        sockets: how many visitors may be connected at once.
        uploads: the way of files to the pages.
        sign_ins: how long a sign-in holds, and its end.
        early: by the path of a page, the modules that it will ask for, so that a browser fetches
            them beside the page (https://html.spec.whatwg.org/#link-type-modulepreload).
        metrics: counts who comes and who is turned away.
    """

    app: ASGIApp
    _: KW_ONLY
    doors: Sequence[Route]
    served: Served
    hosts: Hosts
    frames: Sequence[str] = ()
    sockets: int = 500
    uploads: Uploads | None = None
    sign_ins: SignIns = field(default_factory=lambda: SignIns(12.0))
    early: Mapping[str, Sequence[str]] = field(default_factory=dict)
    metrics: Metrics = field(default_factory=Metrics)
    _open: int = field(default=0, init=False)
    _of_one_path: dict[str, Route] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Note the doors of a single address, which most are: these need not be looked for."""
        self._of_one_path.update(
            (door.path, door) for door in self.doors if not door.param_convertors
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, pass it on, or turn it away."""
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        number = _number_of(scope)
        refused = self._misdirected(scope)
        door = None if refused else self._door(scope)
        shown, is_unknown = OF_DOCUMENTS, False
        if not (refused or door):
            is_unknown = self._is_unknown(scope)
            told = of_pages(header(scope, b"host") or "", self.frames, self.served.files.scripts)
            if modules := self.early.get(scope["path"]):
                told["Link"] = ", ".join(f"<{one}>; rel=modulepreload" for one in modules)
            shown = as_sent(told)

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = message.get("headers", ())
                given = {name for name, _ in sent}
                message["headers"] = [
                    *sent,
                    *(pair for pair in shown if pair[0] not in given),
                    (b"x-request-id", number.encode()),
                ]
                if is_unknown:
                    given.add(b"set-cookie")
                    mark = new_mark(self.served.base).encode("ascii")
                    message["headers"].append((b"set-cookie", mark))
                if b"set-cookie" in given:
                    answer, https = MutableHeaders(scope=message), scope["scheme"] == "https"
                    safe_cookies(answer, https=https, hours=self.sign_ins.hours)
            await send(message)

        token = REQUEST_ID.set(number)
        signed_in = self.sign_ins.check(scope)
        try:
            if refused:
                self.metrics.turned_away(refused.status_code)
                await refused(scope, receive, dressed)
            elif door:
                await door.handle(scope, receive, dressed)
            elif self.uploads and (visit := self.uploads.visit_of(scope)) is not None:
                await self.uploads.bring(visit, self.app, scope, receive, dressed)
            elif self.sign_ins.asks_to_end(scope) and not self._signed_out(signed_in, scope):
                words = "Only a page of this server signs people out: use its button."
                await sentence(403, words)(scope, receive, dressed)
            elif (kept := await self.served.kept(scope)) is not None:
                await kept(scope, receive, dressed)
            elif self.served.has(scope["path"], scope["method"]):
                await self.app(scope, receive, dressed)
            else:
                await self._missing(scope)(scope, receive, dressed)
        finally:
            REQUEST_ID.reset(token)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = self._misdirected(scope) is not None
        origin, host = header(scope, b"origin"), header(scope, b"host") or ""
        if origin is not None and not self.hosts.may_come_from(origin, host):
            _LOG.warning("A page of %.200r may not open a socket here.", origin)
            refused = True
        if scope["path"] != self.served.stream or self._open >= self.sockets:
            refused = True
        if refused:
            self.metrics.turned_away(403)
            await send({"type": "websocket.close", "code": _ASGI_REFUSED})
            return
        if origin is not None:
            # The origin has been looked at. Streamlit would look again, and ask outside where a
            # proxy names the server otherwise than the browser does.
            scope["headers"] = [
                (name, value) for name, value in scope["headers"] if name != b"host"
            ] + [(b"host", origin.partition("://")[2].encode("latin-1"))]
        signed_in = self.sign_ins.check(scope)
        self._open += 1
        self.metrics.visitors(self._open)
        try:
            if signed_in:
                await self.sign_ins.socket(signed_in, self.app, scope, receive, send)
            else:
                await self.app(scope, receive, send)
        finally:
            self._open -= 1
            self.metrics.visitors(self._open)

    def _is_unknown(self, scope: Scope) -> bool:
        """Return whether a browser asks for a page and has not been shown any before."""
        return self.served.is_page(scope["path"]) and BROWSER not in cookie_parser(
            header(scope, b"cookie") or ""
        )

    def _signed_out(self, name: str, scope: Scope) -> bool:
        """Return whether a request that signs somebody out may do so, and has."""
        if not self.sign_ins.may_end(scope, self.hosts):
            return not self.served.has(scope["path"], "GET")  # where nobody signs in at all
        if name:
            self.sign_ins.end(name)
        return True

    def _misdirected(self, scope: Scope) -> Response | None:
        """Return the refusal of a request that does not call this server by a name of its own."""
        given = [value for name, value in scope["headers"] if name == b"host"]
        if not given and scope["http_version"] == "1.0":
            return None  # a browser always names the host; what is older need not
        if len(given) != 1 or (name := name_of(given[0].decode("latin-1"))) is None:
            return sentence(400, "The Host header of the request does not name a host.")
        server = scope.get("server")
        if self.hosts.knows(name, server[0] if server else None):
            return None
        _LOG.warning("A request calls this server %.200r.", name)
        words = (
            "This server does not go by the name that the request calls it. Whoever runs it names "
            "the hosts that it serves (CBRN_GRAPH_HOSTS)."
        )
        return sentence(421, words)

    def _door(self, scope: Scope) -> Route | None:
        if (door := self._of_one_path.get(scope["path"])) is not None:
            return door
        for door in self.doors:
            match, found = door.matches(scope)
            if match is not Match.NONE:
                scope.update(found)
                return door
        return None

    def _missing(self, scope: Scope) -> Response:
        words = "Nothing answers at this address. It may have been cut or misspelt."
        return not_found(header(scope, b"accept") or "", words, self.served.base)


def _number_of(scope: Scope) -> str:
    """Return the number of a request: a proxy's, where it gave one, or a new one."""
    given = header(scope, b"x-request-id")
    return given if given and _ID.fullmatch(given) else secrets.token_hex(8)
