"""The pass by which a part of a page that asks the server itself shows that a page was shown to it.

Where people sign in, the routes for programs ask for a token that a browser does not have. Pages go
only to people who are let in, so what a page brings along may ask what the page could have told.
"""

from __future__ import annotations

import hmac
import secrets

__all__ = ["is_pass", "page_pass", "take_pass"]

_pass = secrets.token_urlsafe(24)


def page_pass() -> str:
    """The pass: made anew at each start of the server, and known to its pages only."""
    return _pass


def take_pass(known: str) -> None:
    """Goes by the pass of the process that makes the pages, in the one that answers beside it."""
    global _pass  # noqa: PLW0603 - there is one to a server
    _pass = known


def is_pass(shown: str) -> bool:
    """Whether what is shown is the pass."""
    return hmac.compare_digest(shown.encode(), _pass.encode())
