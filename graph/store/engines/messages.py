"""What the app and its worker say to each other: a question as one line, an answer as two parts.

An answer is a line of JSON that says how long its body is, the body, and a byte that says whether
the worker stays for another question; so what a killed worker leaves is never taken for a whole
answer. Terms travel as a row
of tab-separated values, the form in which answers travel anyway. Nothing is unpickled: a worker
that a query has got hold of can send wrong data, but not code.
"""

from __future__ import annotations

import json
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
    "Request",
    "is_whole",
    "out_of_memory",
    "pack",
    "pack_error",
    "rest",
    "signed",
    "stays",
    "unpack",
]

_LEAVES: Final = b"\0"
_STAYS: Final = b"\1"


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a worker."""

    sparql: str
    bindings: Mapping[str, Term]
    limits: Limits
    setting: Setting | None = None

    def to_line(self) -> bytes:
        """Return the question as one line of JSON."""
        heading = "\t".join(f"?{name}" for name in self.bindings)
        row = "\t".join(str(term) for term in self.bindings.values())
        said = {
            "sparql": self.sparql,
            "bindings": f"{heading}\n{row}\n" if self.bindings else "",
            "limits": _fields(self.limits),
            "setting": self.setting and _fields(self.setting),
        }
        return json.dumps(said).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> Self:
        """Return the question that a line of JSON holds."""
        said = json.loads(line)
        setting = said["setting"] and Setting(**said["setting"])
        return cls(said["sparql"], _terms(said["bindings"]), Limits(**said["limits"]), setting)


def pack(reply: Reply) -> bytes:
    """Return an engine's reply as bytes."""
    heading = {
        "media_type": reply.media_type,
        "cut": reply.cut and _fields(reply.cut),
        "length": len(reply.body),
    }
    return json.dumps(heading).encode() + b"\n" + reply.body


def pack_error(error: BaseException, limits: Limits) -> bytes:
    """Return as bytes what kept a query from an answer."""
    heading: dict[str, Any] = {"length": 0, "line": None, "column": None, "error": "stopped"}
    if isinstance(error, QueryError):
        heading |= {"line": error.line, "column": error.column, "error": "query"}
        heading["sentence"] = str(error)
    elif isinstance(error, EngineUnavailable):
        heading |= {"error": "away", "sentence": str(error)}
    elif isinstance(error, MemoryError):
        heading["sentence"] = out_of_memory(limits)
    else:
        heading["sentence"] = f"The query was ended by a fault of the engine: {error!r}."
    return json.dumps(heading).encode() + b"\n"


def signed(answer: bytes, *, stays: bool) -> bytes:
    """Return an answer with the byte that says whether the worker waits for another question."""
    return answer + (_STAYS if stays else _LEAVES)


def stays(received: bytes | bytearray) -> bool:
    """Return whether the worker that sent a whole answer waits for another question."""
    return received.endswith(_STAYS)


def is_whole(received: bytes | bytearray) -> bool:
    """Return whether the bytes received so far hold a whole answer."""
    line_end = received.find(b"\n")
    if line_end < 1:
        return False
    end = line_end + 1 + int(_heading(bytes(received[:line_end]))["length"])
    return received[end : end + 1] in (_LEAVES, _STAYS)


def rest(line: bytes) -> int:
    """Return how many bytes follow the first line of an answer."""
    return int(json.loads(line)["length"]) + 1


def unpack(received: bytes | bytearray) -> Reply:
    """Return the reply that a whole answer holds.

    Raises:
        QueryError, QueryStopped, EngineUnavailable: as the worker says, there is no answer.
    """
    line, _, body = bytes(received).partition(b"\n")
    heading = _heading(line)
    if "media_type" in heading:
        cut = heading["cut"] and Cut(**heading["cut"])
        return Reply(heading["media_type"], body[: heading["length"]], cut)
    if heading["error"] == "away":
        raise EngineUnavailable(heading["sentence"])
    if heading["error"] == "stopped":
        raise QueryStopped(heading["sentence"])
    raise QueryError(heading["sentence"], heading["line"], heading["column"])


def out_of_memory(limits: Limits) -> str:
    """Return the sentence for a query that wanted more memory than it may have."""
    return (
        f"The query was stopped: it needs more than {limits.memory_bytes / 1e6:,.0f} MB of memory. "
        "Narrow it before it sorts, groups or combines: name a thing, a kind or a period. "
        "CBRN_GRAPH_MEMORY gives the endpoint more."
    )


# Asked several times of an answer: whether it is whole, whether the worker stays, what it holds.
@lru_cache(maxsize=4)
def _heading(line: bytes) -> Mapping[str, Any]:
    heading: Mapping[str, Any] = json.loads(line)
    return heading


def _fields(values: Cut | Limits | Setting) -> dict[str, Any]:
    """Return the fields by name, without the copies that `dataclasses.asdict` makes of each."""
    return {field.name: getattr(values, field.name) for field in fields(values)}


def _terms(row: str) -> dict[str, Term]:
    if not row:
        return {}
    found = pyoxigraph.parse_query_results(row, QueryResultsFormat.TSV)
    assert isinstance(found, pyoxigraph.QuerySolutions)  # tab-separated values hold nothing else
    names = (variable.value for variable in found.variables)
    return dict(zip(names, next(found), strict=True))
