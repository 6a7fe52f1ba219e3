"""The mark by which a browser is known again: a cookie that comes with the first page it is shown.

What somebody keeps without signing in is theirs as long as they use the same browser. Streamlit's
cookie against forged requests cannot say so: two of its answers set it side by side, so that a page
may open with another one than the browser keeps.
"""

from __future__ import annotations

import secrets
from typing import Final

__all__ = ["BROWSER", "new_mark"]

BROWSER: Final = "cbrn_graph_browser"
"""The name of the cookie."""
_SECONDS: Final = 400 * 24 * 3600
"""How long it is kept: browsers keep none for longer
(https://www.ietf.org/archive/id/draft-ietf-httpbis-rfc6265bis-20.html#section-5.5)."""


def new_mark(base: str) -> str:
    """A cookie for a browser that has none, as ``Set-Cookie`` has it; no script can read it.

    Args:
        base: the path below which the app is served, such as "/cbrn"; "" at the root.
    """
    told = (
        f"{BROWSER}={secrets.token_urlsafe(16)}",
        f"Path={base or '/'}",
        f"Max-Age={_SECONDS}",
        "HttpOnly",
        "SameSite=Lax",
    )
    return "; ".join(told)
