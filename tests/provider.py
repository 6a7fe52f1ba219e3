"""A small OpenID provider on this machine: whoever comes says who they are, and is believed.

It speaks as much of OpenID Connect as signing in takes, with real keys and signatures: discovery,
the authorization code flow with PKCE, and its public key.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

__all__ = ["CLIENT", "Provider", "provider"]

CLIENT = {"client_id": "cbrn-graph", "client_secret": "a secret between these two"}


class Provider:
    """What the provider knows: its key, and what each code that it has given out stands for."""

    def __init__(self) -> None:
        """Make a key."""
        self.url = ""
        self._key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self._given: dict[str, dict[str, str]] = {}

    def routes(self) -> list[Route]:
        """Its doors."""
        return [
            Route("/.well-known/openid-configuration", self._described),
            Route("/keys", self._keys),
            Route("/authorize", self._asked, methods=["GET"]),
            Route("/authorize", self._answered, methods=["POST"]),
            Route("/token", self._token, methods=["POST"]),
        ]

    def _described(self, _: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    def _keys(self, _: Request) -> Response:
        return JSONResponse({"keys": [self._key.as_dict(private=False)]})

    def _asked(self, _: Request) -> Response:
        return HTMLResponse(
            "<title>Provider</title><form method=post><label>E-mail <input name=email></label>"
            "<button>It is me</button></form>"
        )

    async def _answered(self, request: Request) -> Response:
        asked = dict(request.query_params)
        assert asked["client_id"] == CLIENT["client_id"]
        assert asked["code_challenge_method"] == "S256"
        [(_, email)] = parse_qsl((await request.body()).decode())
        code = secrets.token_urlsafe()
        self._given[code] = {**asked, "email": email}
        back = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{back}", 303)

    async def _token(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        shown = request.headers["authorization"].removeprefix("Basic ")
        assert base64.b64decode(shown).decode() == ":".join(CLIENT.values())
        asked = self._given.pop(form["code"])
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == asked["code_challenge"]
        now = int(time.time())
        told = {
            "iss": self.url,
            "sub": asked["email"],
            "aud": CLIENT["client_id"],
            "iat": now,
            "exp": now + 600,
            "nonce": asked["nonce"],
            "email": asked["email"],
            "email_verified": True,
        }
        token = jwt.encode({"alg": "RS256", "kid": "one"}, told, self._key)
        return JSONResponse(
            {"access_token": "none", "token_type": "Bearer", "expires_in": 600, "id_token": token}
        )


@contextmanager
def provider() -> Iterator[str]:
    """The address of a running provider, until the end of the block."""
    knows = Provider()
    config = uvicorn.Config(
        Starlette(routes=knows.routes()), port=0, log_level="error", lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    knows.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        yield knows.url
    finally:
        server.should_exit = server.force_exit = True
        thread.join()
