"""A request for a query, read by the SPARQL 1.1 Protocol.

https://www.w3.org/TR/sparql11-protocol/#query-operation has three forms: GET, POST of a form, and
POST of the query itself. Parameters that nobody here knows are left alone, because many clients
send some; one whose name is nearly that of one of ours is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from graph.server.in_time import in_time
from graph.server.named_formats import FORMAT_PARAMETERS, check_spelling, named_format
from graph.server.replies import Refusal
from graph.server.request_headers import header
from graph.store.text.tokens import tokens

if TYPE_CHECKING:
    from starlette.requests import Request

    from graph.server.named_formats import NamedFormat
    from graph.server.settings import Settings

__all__ = ["ProtocolRequest", "address", "read_request", "without_from"]

_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_UPDATES: Final = frozenset({"update", "using-graph-uri", "using-named-graph-uri"})
_PARAMETERS: Final = (
    *("query", "default-graph-uri", "named-graph-uri", "partial", "labels"),
    *FORMAT_PARAMETERS,
)
# https://www.rfc-editor.org/rfc/rfc5646#section-2.1, as far as labels have it.
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", re.ASCII)
_HOST: Final = re.compile(r"[\w.-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?", re.ASCII)
_READ_ONLY: Final = (
    "This endpoint only reads: updates are refused. Facts are added to the tables in the folder "
    "data, each with its document."
)
# A form spends up to three bytes on a byte of the query, and names graphs beside it.
_FORM_SIZE: Final = 4
_MOST_PARAMETERS: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolRequest:
    """What a request asks: a query, or the description of the service where there is none.

    ``partial`` says that the beginning of an answer is welcome where the whole is too large,
    ``form`` which format the request names beside its headers, and ``labels`` in which language
    things are to be named beside their addresses; nothing where they are not.
    """

    sparql: str | None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    partial: bool = False
    form: NamedFormat | None = None
    labels: str = ""


def address(request: Request) -> str:
    """Return the address that was asked, as the client wrote it, without its parameters.

    Raises:
        Refusal: the Host header holds what no host is called.
    """
    host = header(request.scope, b"host")
    if host is None:
        host = "localhost"
    elif not _HOST.fullmatch(host):
        raise Refusal(400, "The Host header of the request does not name a host.")
    return f"{request.scope['scheme']}://{host}{request.scope['path']}"


async def read_request(request: Request, settings: Settings) -> ProtocolRequest:
    """Return what a request asks.

    Raises:
        Refusal: it is not a request of the protocol, or asks for an update.
    """
    pairs = _parameters(request.scope["query_string"], "The address")
    query = None
    if request.method == "POST":
        query = await _posted(request, settings, pairs)
    asked = _with(pairs, query) if pairs else ProtocolRequest(sparql=query)
    _check(asked, request.method, settings)
    return asked


def _with(pairs: list[tuple[str, str]], query: str | None) -> ProtocolRequest:
    """Return what a request asks by its parameters, and by the query beside them, if any."""
    if _UPDATES & {name for name, _ in pairs}:
        raise Refusal(403, _READ_ONLY)
    check_spelling((name for name, _ in pairs), _PARAMETERS)
    given = {name: [value for key, value in pairs if key == name] for name, _ in pairs}
    queries = given.get("query", []) + ([] if query is None else [query])
    if len(queries) > 1:
        raise Refusal(400, f"The request holds {len(queries)} queries; send one at a time.")
    return ProtocolRequest(
        sparql=queries[0] if queries else None,
        default_graphs=tuple(given["default-graph-uri"]) if "default-graph-uri" in given else None,
        named_graphs=tuple(given["named-graph-uri"]) if "named-graph-uri" in given else None,
        partial=given.get("partial", [""])[-1].lower() in {"1", "true", "yes"},
        form=named_format(pairs),
        labels=_language(given.get("labels", [""])[-1].strip()),
    )


def without_from(sparql: str) -> str:
    """Return a query whose FROM clauses are blanked out, each letter in its place.

    The standard has the graphs that a request names stand in for those that the query names.
    """
    text, read = sparql, tokens(sparql)
    for at, token in enumerate(read):
        if token.kind != "word" or token.text.upper() != "FROM":
            continue
        rest = read[at + 1 : at + 3]
        if rest and rest[0].text.upper() == "NAMED":
            rest = rest[1:]
        if rest and rest[0].kind in {"iri", "name"}:
            end = rest[0].start + len(rest[0].text)
            blank = re.sub(r"[^\r\n]", " ", sparql[token.start : end])
            text = text[: token.start] + blank + text[end:]
    return text


def _language(told: str) -> str:
    """Return the language in which labels are wanted, in lower case; nothing where none are."""
    if told.lower() in {"", "0", "false", "no"}:
        return ""
    if told.lower() in {"1", "true", "yes"}:
        return "en"
    if not _TAG.fullmatch(told):
        message = f"'{told[:40]}' is no language for labels; write its code, as in labels=en."
        raise Refusal(400, message)
    return told.lower()


def _check(asked: ProtocolRequest, method: str, settings: Settings) -> None:
    graphs = (asked.default_graphs or ()) + (asked.named_graphs or ())
    if asked.sparql is None and (method == "POST" or graphs):
        raise Refusal(400, "The request holds no query; send it as the parameter 'query'.")
    if asked.sparql is not None and not asked.sparql.strip():
        raise Refusal(400, "The query is empty.")
    for graph in graphs:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^<>\"{}|^`\\\x00-\x20]*", graph):
            raise Refusal(400, f"'{graph[:200]}' is not the full address of a graph.")
    size = len((asked.sparql or "").encode())
    if size > settings.query_bytes:
        raise Refusal(413, _too_long(settings))


async def _posted(request: Request, settings: Settings, pairs: list[tuple[str, str]]) -> str | None:
    """Return the query that a body is; the parameters of a form are added to the pairs."""
    kind, _, parameters = (header(request.scope, b"content-type") or "").partition(";")
    kind = kind.strip().lower()
    if kind == _UPDATE:
        raise Refusal(403, _READ_ONLY)
    if kind not in {_FORM, _QUERY}:
        sent = f"as '{kind[:100]}'" if kind else "without a Content-Type"
        message = f"The body was sent {sent}; send a query as {_QUERY}, or a form as {_FORM}."
        raise Refusal(415, message, {"Accept-Post": f"{_QUERY}, {_FORM}"})
    charset = re.search(r"charset\s*=\s*\"?([^\s;\"]*)", parameters, re.IGNORECASE)
    if charset and charset[1].lower() not in {"utf-8", "utf8", "us-ascii"}:
        raise Refusal(415, f"The body was sent in '{charset[1][:40]}'; send it in UTF-8.")
    coding = header(request.scope, b"content-encoding")
    if coding is not None and coding.lower() != "identity":
        raise Refusal(415, "The body was sent compressed; send it as it is.")
    body = await _body(
        request, settings, settings.query_bytes * (_FORM_SIZE if kind == _FORM else 1)
    )
    if kind == _FORM:
        pairs += _parameters(body, "The form")
        return None
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, f"The query is not in UTF-8 (at byte {error.start + 1}).") from error


async def _body(request: Request, settings: Settings, most: int) -> bytes:
    length = header(request.scope, b"content-length") or "0"
    if length.isdecimal() and int(length[:15]) > most:
        raise Refusal(413, _too_long(settings), {"Connection": "close"})
    try:
        return await in_time(_received(request, settings, most), settings.body_seconds)
    except TimeoutError as error:
        message = f"The request was not whole after {settings.body_seconds:g} seconds."
        raise Refusal(408, message, {"Connection": "close"}) from error


async def _received(request: Request, settings: Settings, most: int) -> bytes:
    body, more = bytearray(), True
    while more:
        piece = await request.receive()
        if piece["type"] == "http.disconnect":
            raise Refusal(400, "The request ended before it was whole.")
        body += piece.get("body", b"")
        more = piece.get("more_body", False)
        if len(body) > most:
            raise Refusal(413, _too_long(settings), {"Connection": "close"})
    return bytes(body)


def _parameters(text: bytes, what: str) -> list[tuple[str, str]]:
    """Return the parameters of an address or a form; each code has to be UTF-8."""
    if not text:
        return []
    try:
        return parse_qsl(
            text.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except UnicodeError as error:
        raise Refusal(400, f"{what} holds what is not UTF-8, written in % codes.") from error
    except ValueError as error:
        raise Refusal(400, f"{what} holds more than {_MOST_PARAMETERS} parameters.") from error


def _too_long(settings: Settings) -> str:
    return (
        f"The query is too long; up to {settings.query_bytes:,} bytes are read. "
        "Ask for the things by kind or relation instead of listing them."
    )
