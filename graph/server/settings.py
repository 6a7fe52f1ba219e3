"""What whoever starts the server can change, each by an environment variable."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from graph.store import Limits
from graph.store.text.refusals import LENGTH

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Settings"]

# More rows than a page shows: programs page less well than people, and use what they get.
_LIMITS: Final = Limits(rows=100_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the endpoint behaves; docs/endpoint.md explains each of these.

    Attributes:
        limits: how much one query may take (CBRN_GRAPH_SECONDS, _ROWS, _MEGABYTES, _MEMORY in
            megabytes).
        queries: how many queries run at once for all clients (CBRN_GRAPH_QUERIES); fewer than the
            guard allows, so that the pages always find a turn.
        client_queries: how many answers one client may have under way at once
            (CBRN_GRAPH_CLIENT_QUERIES).
        patience: how many seconds a request waits for its turn.
        query_bytes: how long a query may be.
        body_seconds: how long a client may take to send its request.
        send_seconds: how long a client may take to read an answer.
        head_seconds: how long a connection may be open without a whole request to answer
            (CBRN_GRAPH_HEAD_SECONDS).
        connections: how many connections may be open at once.
        visitors: how many pages may be open at once, in all browsers (CBRN_GRAPH_VISITORS).
        upload_bytes: how many bytes of files one visit may hold (CBRN_GRAPH_UPLOAD_MEGABYTES).
        all_upload_bytes: how many all visits together may (CBRN_GRAPH_ALL_UPLOAD_MEGABYTES).
        sign_in_hours: how long a sign-in holds (CBRN_GRAPH_SIGN_IN_HOURS).
        signed_out: the file that names the sign-ins which have ended (CBRN_GRAPH_SIGNED_OUT).
        metrics_readers: the networks that may read /metrics (CBRN_GRAPH_METRICS).
        hosts: what this server is called beside the names of this machine for itself, or "*" for
            any name (CBRN_GRAPH_HOSTS).
        frames: the sites that may show the pages in a frame (CBRN_GRAPH_FRAMES).
        apart: whether programs are answered in a process of their own beside that of the pages
            (not with CBRN_GRAPH_APART=0).
        proxies: the addresses and networks of proxies whose word counts on where a request comes
            from (CBRN_GRAPH_PROXIES).
        origins: the web pages that may ask from a browser, or "*" for all (CBRN_GRAPH_CORS).
        token: what a client has to show; empty where all may ask (CBRN_GRAPH_TOKEN).
        closed: whether no program is let in, because people have to sign in to the pages and there
            is no token (unless CBRN_GRAPH_OPEN says that programs may ask all the same).
    """

    limits: Limits = _LIMITS
    queries: int = 6
    client_queries: int = 4
    patience: float = 5.0
    query_bytes: int = LENGTH
    body_seconds: float = 10.0
    send_seconds: float = 60.0
    head_seconds: float = 10.0
    connections: int = 2_000
    visitors: int = 500
    upload_bytes: int = 100_000_000
    all_upload_bytes: int = 300_000_000
    sign_in_hours: float = 12.0
    signed_out: Path | None = None
    metrics_readers: str = ""
    hosts: frozenset[str] = frozenset()
    frames: tuple[str, ...] = ()
    apart: bool = True
    proxies: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    token: str = ""
    closed: bool = False

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] = os.environ, *, sign_in: bool = False
    ) -> Self:
        """Return the settings that the environment asks for; what it leaves out stays as it is.

        Args:
            environment: the variables.
            sign_in: whether people have to sign in to the pages.

        Raises:
            ValueError: a variable that counts something does not hold a number above 0, or one
                that names proxies something else than their addresses.
        """
        usual = cls()
        limits = Limits(
            seconds=_number(environment, "CBRN_GRAPH_SECONDS", usual.limits.seconds),
            rows=int(_number(environment, "CBRN_GRAPH_ROWS", usual.limits.rows)),
            output_bytes=_bytes(environment, "CBRN_GRAPH_MEGABYTES", usual.limits.output_bytes),
            memory_bytes=_bytes(environment, "CBRN_GRAPH_MEMORY", usual.limits.memory_bytes),
        )
        return cls(
            limits=limits,
            queries=int(_number(environment, "CBRN_GRAPH_QUERIES", usual.queries)),
            client_queries=int(
                _number(environment, "CBRN_GRAPH_CLIENT_QUERIES", usual.client_queries)
            ),
            head_seconds=_number(environment, "CBRN_GRAPH_HEAD_SECONDS", usual.head_seconds),
            visitors=int(_number(environment, "CBRN_GRAPH_VISITORS", usual.visitors)),
            upload_bytes=_bytes(environment, "CBRN_GRAPH_UPLOAD_MEGABYTES", usual.upload_bytes),
            all_upload_bytes=_bytes(
                environment, "CBRN_GRAPH_ALL_UPLOAD_MEGABYTES", usual.all_upload_bytes
            ),
            sign_in_hours=_number(environment, "CBRN_GRAPH_SIGN_IN_HOURS", usual.sign_in_hours),
            signed_out=Path(told) if (told := environment.get("CBRN_GRAPH_SIGNED_OUT")) else None,
            metrics_readers=_readers(environment.get("CBRN_GRAPH_METRICS", "")),
            hosts=frozenset(environment.get("CBRN_GRAPH_HOSTS", "").lower().split()),
            frames=tuple(environment.get("CBRN_GRAPH_FRAMES", "").split()),
            apart=environment.get("CBRN_GRAPH_APART", "") != "0",
            proxies=_networks("CBRN_GRAPH_PROXIES", environment.get("CBRN_GRAPH_PROXIES", "")),
            origins=frozenset(environment.get("CBRN_GRAPH_CORS", "").split()),
            token=(token := environment.get("CBRN_GRAPH_TOKEN", "")),
            closed=sign_in and not token and environment.get("CBRN_GRAPH_OPEN", "") != "1",
        )


def _number(environment: Mapping[str, str], name: str, usual: float) -> float:
    written = environment.get(name, "").strip()
    if not written:
        return usual
    try:
        number = float(written)
    except ValueError:
        number = 0
    if not 0 < number < float("inf"):
        message = f"{name} is '{written}'; write a number above 0, such as {usual:g}."
        raise ValueError(message)
    return number


def _readers(written: str) -> str:
    if written.strip() == "off":
        return "off"
    return " ".join(sorted(_networks("CBRN_GRAPH_METRICS", written)))


def _networks(name: str, written: str) -> frozenset[str]:
    for one in (named := written.split()):
        try:
            ipaddress.ip_network(one)
        except ValueError as error:
            message = (
                f"{name} names '{one}'; write addresses or networks, such as 127.0.0.1 or "
                "10.0.0.0/8."
            )
            raise ValueError(message) from error
    return frozenset(named)


def _bytes(environment: Mapping[str, str], name: str, usual: int) -> int:
    return int(_number(environment, name, usual / 1e6) * 1e6)
