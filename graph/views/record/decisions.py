"""Reviews that were taken up: who proposed them, when and why, as the graph tells it in PROV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.store import Limits
from graph.store.text.parameters import Parametrised
from graph.views.record.batches import batches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.store import Engine

__all__ = ["Decision", "decisions"]

_SELECTED: Final = "SELECT ?statement ?verdict ?by ?on ?why\nWHERE {\n"
_DESCRIBED: Final = """\
  ?proposal cbrn:proposalOn ?statement ; cbrn:proposes/rdfs:label ?verdict ;
            prov:wasAttributedTo/rdfs:label ?by ; prov:generatedAtTime ?on ; rdfs:comment ?why .
}
"""
_EVERY: Final = f"{_SELECTED}{_DESCRIBED}"
_OF_STATEMENT: Final = Parametrised(f"{_SELECTED}  VALUES ?statement {{ }}\n{_DESCRIBED}")
_ALL: Final = Limits(seconds=30, rows=1_000_000)


_COLUMNS = ("statement", "verdict", "by", "on", "why")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A review that counts: the statement's address, the verdict in words, who, when and why."""

    statement: str
    verdict: str
    by: str
    on: str
    why: str


def decisions(engine: Engine, statements: Iterable[str] | None = None) -> list[Decision]:
    """The reviews of some statements, or all there are, the newest first."""
    queries = (
        [_EVERY]
        if statements is None
        else [_OF_STATEMENT.filled(statement=part) for part in batches(sorted(statements))]
    )
    found = [
        Decision(**{column: record[column] or "" for column in _COLUMNS})
        for query in queries
        for record in engine.query(query, limits=_ALL).records()
    ]
    found.sort(key=lambda one: (one.statement, one.by))
    return sorted(found, key=lambda one: one.on, reverse=True)
