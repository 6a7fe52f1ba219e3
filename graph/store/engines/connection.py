"""Requests to an engine elsewhere: who asks, how long, how often, and how much of it is read.

The one place of the reading half that reaches over the network. Nothing is followed to another
address, nothing is taken from the machine's settings but its own list of certificates, and what is
read is read piece by piece, so that a limit ends it at once.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from graph.errors import EngineUnavailable, QueryStopped
from graph.store.engines.stop import ends

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from graph.store.replies.limits import Limits

__all__ = ["Access", "Body", "Connection", "out_of_time", "place"]

_CONNECT_SECONDS: Final = 3.05
_WAITS: Final = (0.2, 0.8)
"""How long to wait before asking again, once for each time that this is done."""
_BUSY: Final = frozenset({429, 502, 503})
_PIECE: Final = 65_536
_AT_ONCE: Final = 16
_TAIL: Final = 200
_SECONDS_TO_CHANGE: Final = 600.0


@dataclass(frozen=True, slots=True)
class Access:
    """Who asks: a user with a password, or a token, or neither; never shown."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Access:
        """Return what CBRN_GRAPH_ENGINE_USER, _PASSWORD and _TOKEN say."""
        user, password, token = (
            environment.get(f"CBRN_GRAPH_ENGINE_{name}", "")
            for name in ("USER", "PASSWORD", "TOKEN")
        )
        return cls(user, password, token)


class _Token(AuthBase):
    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class Body:
    """What an engine sends, as a file that is read once and ends at the deadline.

    ``error`` is what kept it from being read to its end, for a reader that hides it.
    """

    def __init__(self, response: requests.Response, deadline: float, limits: Limits) -> None:
        """Read from a response until a moment of `time.monotonic`."""
        self._response = response
        self._deadline = deadline
        self._limits = limits
        self._waiting = b""
        self.tail = b""
        """The last bytes that came, where an engine says why it broke off."""
        self.error: EngineUnavailable | QueryStopped | None = None

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, as many as there are up to the size; none at the end."""
        if size < 0:
            return b"".join(iter(lambda: self.read(_PIECE), b""))
        if not self._waiting:
            self._waiting = self._next()
            self.tail = (self.tail + self._waiting)[-_TAIL:]
        piece, self._waiting = self._waiting[:size], self._waiting[size:]
        return piece

    def _next(self) -> bytes:
        if time.monotonic() > self._deadline:
            self.error = QueryStopped(out_of_time(self._limits))
            raise self.error
        try:
            piece: bytes = self._response.raw.read1(_PIECE, decode_content=True)
        except Exception as error:  # of urllib3, http.client, ssl or zlib
            timed_out = isinstance(error, TimeoutError) or "timed out" in str(error)
            self.error = (
                QueryStopped(out_of_time(self._limits))
                if timed_out
                else EngineUnavailable("The engine's answer broke off before its end.")
            )
            raise self.error from error
        return piece

    @property
    def has_an_end(self) -> bool:
        """Whether the engine said how long its answer is, so that a part is not taken for it."""
        headers = self._response.headers
        return "Content-Length" in headers or headers.get("Transfer-Encoding") == "chunked"


class Connection:
    """The way to an engine; threads may share it."""

    def __init__(self, access: Access) -> None:
        """Keep a few connections open, for those who ask."""
        self._access = access
        self._auth: AuthBase | None = _Token(access.token) if access.token else None
        self._session = requests.Session()
        self._session.trust_env = False  # no proxy, no .netrc: what is sent goes where it is said
        self._session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(pool_maxsize=_AT_ONCE))

    def close(self) -> None:
        """Let go of what is open."""
        self._session.close()

    @contextmanager
    def asked(
        self, address: str, form: Sequence[tuple[str, str]], accept: str, limits: Limits
    ) -> Iterator[tuple[requests.Response, Body]]:
        """Give the answer to a form that only reads, asked again a few times where it is not heard.

        Raises:
            EngineUnavailable: nobody answers.
            QueryStopped: there is no answer in time.
        """
        deadline = time.monotonic() + limits.seconds
        response = self._heard(address, form, accept, limits)
        try:
            with ends(response.raw.shutdown):
                yield response, Body(response, deadline, limits)
        finally:
            # Read to its end a connection is used again; given up, the engine sees it close.
            response.close()

    def send(
        self,
        method: str,
        address: str,
        params: Mapping[str, str],
        media_type: str = "",
        body: bytes = b"",
    ) -> tuple[int, str]:
        """Return the status and the beginning of the answer to a request that may change data.

        Raises:
            EngineUnavailable: nobody answers, or not in time.
        """
        headers = {"Content-Type": media_type} if media_type else {}
        try:
            with self._authorised(
                lambda auth: self._session.request(
                    method,
                    address,
                    params=params,
                    headers=headers,
                    data=body,
                    auth=auth,
                    timeout=(_CONNECT_SECONDS, _SECONDS_TO_CHANGE),
                    allow_redirects=False,
                    stream=True,
                )
            ) as response:
                said = response.raw.read(2_000, decode_content=True).decode(errors="replace")
                return response.status_code, said
        except (requests.RequestException, OSError) as error:
            raise EngineUnavailable(_away(address)) from error

    def _heard(
        self, address: str, form: Sequence[tuple[str, str]], accept: str, limits: Limits
    ) -> requests.Response:
        deadline = time.monotonic() + limits.seconds
        for wait in (*_WAITS, None):
            failure: Exception | None = None
            try:
                response = self._authorised(
                    lambda auth: self._session.post(
                        address,
                        data=list(form),
                        headers={"Accept": accept},
                        auth=auth,
                        timeout=_left(deadline),
                        allow_redirects=False,
                        stream=True,
                    )
                )
            except requests.ConnectTimeout as error:
                raise EngineUnavailable(_away(address)) from error
            except requests.Timeout as error:
                raise QueryStopped(out_of_time(limits)) from error
            except (requests.RequestException, OSError) as error:
                failure = error
            else:
                if response.status_code not in _BUSY:
                    return response
                response.close()
            if wait is None or time.monotonic() + wait > deadline:
                break
            time.sleep(wait)
        raise EngineUnavailable(_away(address)) from failure

    def _authorised(
        self, request: Callable[[AuthBase | None], requests.Response]
    ) -> requests.Response:
        """Return the response to a request, sent again in the way that the engine asks for."""
        response = request(self._auth)
        asked_for = response.headers.get("WWW-Authenticate", "").lower()
        if response.status_code != 401 or self._auth or not self._access.user:  # noqa: PLR2004
            return response
        response.close()
        # Not sent before it is asked for: Virtuoso wants no more than a digest of the password.
        digest = asked_for.startswith("digest")
        kind = HTTPDigestAuth if digest else HTTPBasicAuth
        self._auth = kind(self._access.user, self._access.password)
        return request(self._auth)


def _left(deadline: float) -> tuple[float, float]:
    """Return how long to wait for a connection, and then for each part of an answer."""
    left = max(deadline - time.monotonic(), 0.001)
    return min(_CONNECT_SECONDS, left), left


def place(address: str) -> str:
    """Return the part of an address that people know an engine by."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def out_of_time(limits: Limits) -> str:
    """Return the sentence for a query that took too long."""
    return (
        f"The query was stopped after {limits.seconds:g} seconds. "
        "Narrow it: name a thing, a kind or a period, or add LIMIT."
    )


def _away(address: str) -> str:
    return f"The engine at {place(address)} does not answer."
