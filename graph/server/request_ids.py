"""The number of the request that is being answered, for the log."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Final

__all__ = ["REQUEST_ID"]

REQUEST_ID: Final[ContextVar[str]] = ContextVar("request_id", default="")
"""The number, "" outside of a request; the answer has it as ``X-Request-Id``."""
