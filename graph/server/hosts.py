"""What this server may be called, and which sites may open a socket to it.

A page of a stranger's site can make a name of its own lead to this machine (DNS rebinding), and
then counts as the same site to a browser. So a request that calls this server by a name which is
not its own is turned away, and so is a socket that a page of another site opens.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["Hosts", "name_of"]

_HOST: Final = re.compile(r"([A-Za-z0-9_.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::(\d{1,5}))?")
_PORTS: Final = {"http": "80", "https": "443", "ws": "80", "wss": "443"}


def name_of(host: str) -> str | None:
    """Return the name in a Host header without its port, in lower case; None where it is none."""
    found = _HOST.fullmatch(host)
    return found[1].strip("[]").lower().rstrip(".") if found else None


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names of this server: this machine's own for itself, and those its owner gave it.

    Attributes:
        named: those that its owner gave it; "*" stands for all. A proxy may call it otherwise than
            browsers do, so pages that were reached by one of these are its own.
        told: the addresses that it was told to listen at.
    """

    named: Collection[str] = ()
    told: Collection[str] = ()

    def knows(self, name: str, reached: str | None) -> bool:
        """Return whether a name is one of this server.

        Args:
            name: as `name_of` gives it.
            reached: the address of this machine that the connection came to. A client that
                calls the server by just that address cannot have been led astray by a name.
        """
        if name in self.named or name in self.told or name == "localhost" or "*" in self.named:
            return True
        return _leads_here(name, reached or "")

    def may_come_from(self, origin: str, host: str) -> bool:
        """Return whether a page of an origin may do what pages of this server do.

        Args:
            origin: the header Origin.
            host: the header Host.
        """
        try:
            parts = urlsplit(origin)
            name, port = parts.hostname or "", str(parts.port or _PORTS.get(parts.scheme, ""))
        except ValueError:
            return False
        if not name or parts.scheme not in _PORTS:
            return False
        called = _HOST.fullmatch(host)
        if called and name == name_of(host) and port == (called[2] or _PORTS[parts.scheme]):
            return True
        return name.rstrip(".") in self.named or "*" in self.named


# Clients call the server by the same few names; to read an address anew takes as long as the rest.
@lru_cache(maxsize=256)
def _leads_here(name: str, reached: str) -> bool:
    """Return whether a name is this machine's address for itself, or the one that was reached."""
    try:
        address = ipaddress.ip_address(name)
        return address.is_loopback or (bool(reached) and address == _plain(reached))
    except ValueError:
        return False


def _plain(reached: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return an address as it is compared: one of IPv4 that came in by IPv6 is of IPv4."""
    address = ipaddress.ip_address(reached.partition("%")[0])
    return getattr(address, "ipv4_mapped", None) or address
