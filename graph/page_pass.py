"""The pass by which a part of a page that asks the server itself shows that a page was shown to it.

Where people sign in, the routes for programs ask for a token that a browser does not have. Pages go
only to people who are let in, so what a page brings along may ask what the page could have told.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Final

__all__ = ["PASS", "is_pass"]

PASS: Final = secrets.token_urlsafe(24)
"""Made anew at each start of the server, and known to its pages only."""


def is_pass(shown: str) -> bool:
    """Whether what is shown is the pass."""
    return hmac.compare_digest(shown.encode(), PASS.encode())
