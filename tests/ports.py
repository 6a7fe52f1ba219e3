"""Ports of this machine for the servers that tests start."""

from __future__ import annotations

import secrets
import socket
from pathlib import Path
from typing import Final

__all__ = ["free_port"]

_LOWEST: Final = 20_000
_USUAL: Final = 32_768
"""From here on, on Linux, what connects somewhere is given a port of its own."""
_GIVEN_OUT: Final = Path("/proc/sys/net/ipv4/ip_local_port_range")


def free_port() -> int:
    """A port that nobody listens on, and that nobody is given who connects to another one.

    A server takes seconds to start. Tests that run beside it open thousands of connections
    meanwhile, and each gets the next free port of the system's range: one out of that may be taken
    before the server has it.
    """
    try:
        end = int(_GIVEN_OUT.read_text("ascii").split()[0])
    except OSError:
        end = _USUAL
    while True:
        # Not `random`: all processes of a run may begin with the same numbers.
        port = _LOWEST + secrets.randbelow(end - _LOWEST) if end > _LOWEST else 0
        with socket.socket() as free:
            try:
                free.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(free.getsockname()[1])
