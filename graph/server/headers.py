"""The headers of security that every answer has, those of pages and those of doors.

`Content-Security-Policy <https://www.w3.org/TR/CSP3/>`_ says what a browser may load and run:
everything comes from this server, nothing else can be reached even by a page that was tricked.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["CSP", "OF_DOCUMENTS", "as_sent", "of_pages", "scripts_of"]

CSP: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""For what programs read: nothing in it is to be run or loaded, whatever it holds."""

_EVERYWHERE: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def as_sent(headers: Mapping[str, str]) -> tuple[tuple[bytes, bytes], ...]:
    """Return headers as a server sends them."""
    return tuple(
        (name.lower().encode("ascii"), value.encode("latin-1")) for name, value in headers.items()
    )


OF_DOCUMENTS: Final = as_sent({**_EVERYWHERE, "Content-Security-Policy": CSP})
"""The headers of answers for programs, and of every refusal."""


def of_pages(host: str, frames: Iterable[str], scripts: Iterable[str]) -> dict[str, str]:
    """Return the headers of the pages and of what they load.

    Args:
        host: what the client calls this server. Some browsers do not count the sockets of the same
            host to 'self', so they are named.
        frames: the sites that may show the pages in a frame of theirs.
        scripts: the digests of the scripts that stand in the page itself, by `scripts_of`.
    """
    ancestors = " ".join(frames) or "'none'"
    # A blob is what Streamlit makes of a component's script, so that it can load it as a module.
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", "blob:", "'wasm-unsafe-eval'", *scripts]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self' data: blob:",
        "connect-src": f"'self' ws://{host} wss://{host} data: blob:",
        "worker-src": "'self' blob:",
        "frame-src": "'self' data: blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": ancestors,
    }
    told = _EVERYWHERE | {
        "Content-Security-Policy": "; ".join(f"{name} {what}" for name, what in rules.items()),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    return told if frames else {**told, "X-Frame-Options": "DENY"}


def scripts_of(page: str) -> tuple[str, ...]:
    """Return the digests of the scripts inside a page, as a policy names them."""
    inside = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return tuple(
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in inside
    )
