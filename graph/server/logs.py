"""The log of the server: one line for each event, for people or as JSON for programs.

Each line has its time, its level, where it comes from, and the number of the request that it
belongs to (`X-Request-Id`). No query, token or cookie is written into it.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from typing import TYPE_CHECKING, Final

from graph.server.request_ids import REQUEST_ID

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["set_up_logs"]

_LEVELS: Final = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warning": logging.WARNING,
    "error": logging.ERROR,
}
_OTHERS: Final = ("streamlit", "uvicorn", "uvicorn.error")


def set_up_logs(environment: Mapping[str, str] = os.environ) -> None:
    """Have everything logged to standard error, as the environment asks for it.

    Raises:
        ValueError: a variable holds no level, or no form of a log.
    """
    level = environment.get("CBRN_GRAPH_LOG_LEVEL", "").strip().lower() or "info"
    form = environment.get("CBRN_GRAPH_LOG", "").strip().lower() or "lines"
    if level not in _LEVELS:
        message = f"CBRN_GRAPH_LOG_LEVEL is '{level}'; write one of {', '.join(_LEVELS)}."
        raise ValueError(message)
    if form not in {"lines", "json"}:
        raise ValueError(f"CBRN_GRAPH_LOG is '{form}'; write 'lines' or 'json'.")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if form == "json" else _Line())
    names = ["graph", *_OTHERS]
    names += [one for one in logging.root.manager.loggerDict if one.startswith("streamlit.")]
    for name in names:
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
        if name == "graph":
            logger.setLevel(_LEVELS[level])


class _Line(logging.Formatter):
    """``2026-11-28T15:00:00Z info graph.server.doors [number] words``."""

    def format(self, record: logging.LogRecord) -> str:
        """Return an event as one line, followed by the story of an error where there is one."""
        number = REQUEST_ID.get()
        told = f" [{number}]" if number else ""
        words = record.getMessage().replace("\r", " ").replace("\n", " ")
        line = f"{_time(record)} {record.levelname.lower()} {record.name}{told} {words}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class _Json(logging.Formatter):
    """One JSON object a line, with ``time``, ``level``, ``logger``, ``request`` and ``message``."""

    def format(self, record: logging.LogRecord) -> str:
        """Return an event as an object on one line."""
        told: dict[str, object] = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if number := REQUEST_ID.get():
            told["request"] = number
        told |= getattr(record, "facts", {})
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def _time(record: logging.LogRecord) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
