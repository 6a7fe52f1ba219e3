"""What is peculiar to each product that answers SPARQL elsewhere: one `Dialect` for each.

The standards leave open where an engine takes updates and whole graphs, and some products answer
with status 200 what is no whole answer. Everything else is the same for all: `RemoteEngine`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.errors import EngineUnavailable, QueryError, QueryStopped
from graph.store.engines.connection import out_of_time

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.store.replies.limits import Limits

__all__ = ["DIALECTS", "Dialect", "check_whole", "dialect_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How one product differs from the standard, and from what the others add to it.

    Attributes:
        name: what people call the product.
        speaks: whether an engine speaks it, by what it calls itself in the header ``Server``, and
            by the address where it is asked.
        changed_at: from the address where it is asked, those where it takes SPARQL updates and
            whole graphs (the Graph Store Protocol).
        graph_parameter: what it calls the graph there.
        asked_with: what goes with a query beside the standard's own parameters.
        check: stops an answer that says in its headers that it is not whole.
    """

    name: str
    speaks: Callable[[str, str], bool]
    changed_at: Callable[[str], tuple[str, str]]
    graph_parameter: str = "graph"
    asked_with: Callable[[Limits], tuple[tuple[str, str], ...]] = lambda _: ()
    check: Callable[[Mapping[str, str], Limits], None] = lambda _headers, _limits: None


def dialect_of(product: str, address: str) -> Dialect:
    """Return the dialect of an engine that calls itself so and is asked at an address."""
    return next(one for one in DIALECTS if one.speaks(product, address.rstrip("/")))


def check_whole(headers: Mapping[str, str], limits: Limits) -> None:
    """Stop an answer that says that it is a part, whichever product sends it.

    A proxy may hide who answers, so what any of them says is listened to.

    Raises:
        QueryStopped, QueryError, EngineUnavailable: there is no whole answer.
    """
    for dialect in DIALECTS:
        dialect.check(headers, limits)


def _beside(address: str, update: str, store: str) -> tuple[str, str]:
    root = address.rstrip("/").rpartition("/")[0]
    return f"{root}/{update}".rstrip("/"), f"{root}/{store}".rstrip("/")


def _virtuoso_time(limits: Limits) -> tuple[tuple[str, str], ...]:
    """The limit of time, since it works on when nobody listens any more."""
    return (("timeout", str(max(int(limits.seconds * 1000), 1))),)


def _virtuoso_whole(headers: Mapping[str, str], limits: Limits) -> None:
    """Stop what it sends when it ran out of time, or of rows: status 200 and a header."""
    state = headers.get("X-SQL-State", "")
    if state == "S1TAT":
        raise QueryStopped(out_of_time(limits))
    if state:
        said = headers.get("X-SQL-Message", state).rstrip(".")
        raise QueryError(f"The engine cannot answer this query: {said}.")
    most = headers.get("X-SPARQL-MaxRows")
    if most:
        message = (
            f"The engine sends {most} rows at most, and there are more. Have its limit raised "
            "(ResultSetMaxRows in virtuoso.ini), or narrow the question."
        )
        raise EngineUnavailable(message)


def _is_asked_at(address: str, *ends: str) -> bool:
    return address.rpartition("/")[2] in ends


DIALECTS: Final = (
    Dialect(
        name="Virtuoso",
        speaks=lambda product, _: product.startswith("Virtuoso"),
        changed_at=lambda address: _beside(address, "sparql-auth", "sparql-graph-crud-auth"),
        graph_parameter="graph-uri",
        asked_with=_virtuoso_time,
        check=_virtuoso_whole,
    ),
    Dialect(
        name="the oxigraph server",
        speaks=lambda product, _: product.startswith("Oxigraph"),
        changed_at=lambda address: _beside(address, "update", "store"),
    ),
    Dialect(
        name="GraphDB or RDF4J",
        speaks=lambda _, address: address.rpartition("/")[0].endswith("/repositories"),
        changed_at=lambda address: (f"{address}/statements", f"{address}/rdf-graphs/service"),
    ),
    Dialect(
        name="Stardog",
        speaks=lambda product, address: (
            "Stardog" in product and _is_asked_at(address, "query", "sparql")
        ),
        changed_at=lambda address: _beside(address, "update", ""),
    ),
    Dialect(
        name="Fuseki",
        speaks=lambda _, address: _is_asked_at(address, "query", "sparql"),
        changed_at=lambda address: _beside(address, "update", "data"),
    ),
    Dialect(
        name="any other",
        speaks=lambda _product, _address: True,
        changed_at=lambda address: (address, address),
    ),
)
"""The products that differ, in the order in which they are recognised; the last is the standard."""
