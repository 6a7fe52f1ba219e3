"""Reviews that were taken up: who proposed them, when and why, as the graph tells it in PROV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from graph.store import Limits
from graph.views.record.batches import batches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.store import Engine

__all__ = ["Decision", "decisions"]

_DECISIONS: Final = """
SELECT ?statement ?verdict ?by ?on ?why
WHERE {
  THESE
  ?proposal cbrn:proposalOn ?statement ; cbrn:proposes/rdfs:label ?verdict ;
            prov:wasAttributedTo/rdfs:label ?by ; prov:generatedAtTime ?on ; rdfs:comment ?why .
}
"""
_ALL: Final = Limits(seconds=30, rows=1_000_000)


@dataclass(frozen=True, slots=True)
class Decision:
    """A review that counts: the statement's address, the verdict in words, who, when and why."""

    statement: str
    verdict: str
    by: str
    on: str
    why: str


def decisions(engine: Engine, statements: Iterable[str] | None = None) -> list[Decision]:
    """The reviews of some statements, or all there are, the newest first."""
    parts = [""] if statements is None else [_these(part) for part in batches(sorted(statements))]
    found = [
        Decision(*(record[name] or "" for name in ("statement", "verdict", "by", "on", "why")))
        for part in parts
        for record in engine.query(_DECISIONS.replace("THESE", part), limits=_ALL).records()
    ]
    found.sort(key=lambda one: (one.statement, one.by))
    return sorted(found, key=lambda one: one.on, reverse=True)


def _these(statements: Iterable[str]) -> str:
    return f"VALUES ?statement {{ {' '.join(str(NamedNode(iri)) for iri in statements)} }}"
