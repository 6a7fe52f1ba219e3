"""What the app and its worker say to each other: a question as one line, an answer in four parts.

An answer says how long its heading and its body are; then come the heading, in JSON, the body, and
a byte that says whether the worker stays for another question. What the holder says in place of a
killed worker has no such byte in it, so what such a worker leaves is never taken for a whole
answer. Terms travel as a row of tab-separated values, the form in which answers travel anyway.
Nothing is unpickled: a worker that a query has got hold of can send wrong data, but not code.

Most questions are asked within the same limits and in the same setting, and most answers begin
alike; so what is written and read of these again and again is kept.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Self

import pyoxigraph
from pyoxigraph import QueryResultsFormat

from graph.errors import EngineUnavailable, QueryError, QueryStopped
from graph.store.replies.formats import Setting
from graph.store.replies.limits import Cut, Limits, Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store.replies.limits import Term

__all__ = [
    "LENGTHS",
    "STAYS",
    "Request",
    "is_whole",
    "length",
    "out_of_memory",
    "pack",
    "pack_error",
    "rest",
    "signed",
    "stays",
    "unpack",
]

LENGTHS: Final = struct.Struct("!IQ")
"""How an answer begins: how many bytes its heading has, and how many its body."""
_LEAVES: Final = b"\0"
STAYS: Final = b"\1"
_SIGNS: Final = _LEAVES + STAYS
_NO_BINDINGS: Final = '""'
_KEPT: Final = 64


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a worker."""

    sparql: str
    bindings: Mapping[str, Term]
    limits: Limits
    setting: Setting | None = None

    def to_line(self) -> bytes:
        """Return the question as one line: three values of JSON, with tabs between them."""
        around = _around(self.limits, self.setting)
        bindings = json.dumps(_rows(self.bindings)) if self.bindings else _NO_BINDINGS
        return f"{around}\t{bindings}\t{json.dumps(self.sparql)}\n".encode()

    @classmethod
    def from_line(cls, line: bytes) -> Self:
        """Return the question that a line holds."""
        around, bindings, sparql = line.decode("ascii").split(
            "\t"
        )  # bytes are looked at for a coding
        limits, setting = _read_around(around)
        bound = {} if bindings == _NO_BINDINGS else _terms(json.loads(bindings))
        return cls(json.loads(sparql), bound, limits, setting)


def pack(reply: Reply) -> bytes:
    """Return an engine's reply as bytes."""
    return _packed(_heading_of(reply.media_type, reply.cut), reply.body)


def pack_error(error: BaseException, limits: Limits) -> bytes:
    """Return as bytes what kept a query from an answer."""
    heading: dict[str, Any] = {"line": None, "column": None, "error": "stopped"}
    if isinstance(error, QueryError):
        heading |= {"line": error.line, "column": error.column, "error": "query"}
        heading["sentence"] = str(error)
    elif isinstance(error, EngineUnavailable):
        heading |= {"error": "away", "sentence": str(error)}
    elif isinstance(error, MemoryError):
        heading["sentence"] = out_of_memory(limits)
    else:
        heading["sentence"] = f"The query was ended by a fault of the engine: {error!r}."
    return _packed(json.dumps(heading).encode(), b"")


def signed(answer: bytes, *, stays: bool) -> bytes:
    """Return an answer with the byte that says whether the worker waits for another question."""
    return answer + (STAYS if stays else _LEAVES)


def stays(received: bytes | bytearray) -> bool:
    """Return whether a worker has sent a whole answer, and waits for another question."""
    return received.endswith(STAYS) and is_whole(received)


def is_whole(received: bytes | bytearray) -> bool:
    """Return whether the bytes received so far hold a whole answer."""
    return length(received) > 0


def length(received: bytes | bytearray) -> int:
    """Return how many of the bytes received so far are a whole answer; 0 while it is not whole."""
    if len(received) <= LENGTHS.size:
        return 0
    of_heading, of_body = LENGTHS.unpack_from(received)
    end = int(LENGTHS.size + of_heading + of_body)
    return end + 1 if len(received) > end and received[end] in _SIGNS else 0


def rest(lengths: bytes) -> int:
    """Return how many bytes follow what an answer begins with."""
    of_heading, of_body = LENGTHS.unpack(lengths)
    return int(of_heading + of_body) + 1


def unpack(received: bytes | bytearray) -> Reply:
    """Return the reply that a whole answer holds.

    Raises:
        QueryError, QueryStopped, EngineUnavailable: as the worker says, there is no answer.
    """
    of_heading, of_body = LENGTHS.unpack_from(received)
    body_at = LENGTHS.size + of_heading
    media_type, cut = _read_heading(bytes(received[LENGTHS.size : body_at]))
    return Reply(media_type, bytes(received[body_at : body_at + of_body]), cut)


def out_of_memory(limits: Limits) -> str:
    """Return the sentence for a query that wanted more memory than it may have."""
    return (
        f"The query was stopped: it needs more than {limits.memory_bytes / 1e6:,.0f} MB of memory. "
        "Narrow it before it sorts, groups or combines: name a thing, a kind or a period. "
        "CBRN_GRAPH_MEMORY gives the endpoint more."
    )


def _packed(heading: bytes, body: bytes) -> bytes:
    return b"".join((LENGTHS.pack(len(heading), len(body)), heading, body))


@lru_cache(maxsize=_KEPT)
def _heading_of(media_type: str, cut: Cut | None) -> bytes:
    return json.dumps({"media_type": media_type, "cut": cut and _fields(cut)}).encode()


@lru_cache(maxsize=_KEPT)
def _read_heading(heading: bytes) -> tuple[str, Cut | None]:
    """Return the media type of an answer and what cut it, or raise what there is in its place."""
    said = json.loads(heading)
    if "media_type" in said:
        return said["media_type"], said["cut"] and Cut(**said["cut"])
    if said["error"] == "away":
        raise EngineUnavailable(said["sentence"])
    if said["error"] == "stopped":
        raise QueryStopped(said["sentence"])
    raise QueryError(said["sentence"], said["line"], said["column"])


@lru_cache(maxsize=_KEPT)
def _around(limits: Limits, setting: Setting | None) -> str:
    """Return what a question is asked with beside its text."""
    return json.dumps({"limits": _fields(limits), "setting": setting and _fields(setting)})


@lru_cache(maxsize=_KEPT)
def _read_around(around: str) -> tuple[Limits, Setting | None]:
    said = json.loads(around)
    return Limits(**said["limits"]), said["setting"] and Setting(**said["setting"])


def _fields(values: Cut | Limits | Setting) -> dict[str, Any]:
    """Return the fields by name, without the copies that `dataclasses.asdict` makes of each."""
    return {field.name: getattr(values, field.name) for field in fields(values)}


def _rows(bindings: Mapping[str, Term]) -> str:
    heading = "\t".join(f"?{name}" for name in bindings)
    row = "\t".join(str(term) for term in bindings.values())
    return f"{heading}\n{row}\n"


def _terms(row: str) -> dict[str, Term]:
    found = pyoxigraph.parse_query_results(row, QueryResultsFormat.TSV)
    assert isinstance(found, pyoxigraph.QuerySolutions)  # tab-separated values hold nothing else
    names = (variable.value for variable in found.variables)
    return dict(zip(names, next(found), strict=True))
