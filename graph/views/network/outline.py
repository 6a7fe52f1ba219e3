"""A network in words: its things as a table, and as an outline by kind, thing and line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.views.record.appearance import APPEARANCES
from graph.views.record.names import plain

if TYPE_CHECKING:
    from graph.views.network.network import NetworkView

__all__ = ["Entry", "Section", "ThingRow", "outline", "thing_rows"]

_KINDS = {look.kind: (at, look.plural) for at, look in enumerate(APPEARANCES)}


@dataclass(frozen=True, slots=True)
class ThingRow:
    """One node of a network in words; ``rest`` is how many things it stands for, 0 for a thing."""

    id: str
    label: str
    kind: str
    lines: int
    rest: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing with its lines, each as it reads from there: "attended · 14th Round Table"."""

    id: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The things of one kind; the heading is the kind in the plural."""

    kind: str
    heading: str
    entries: tuple[Entry, ...]


def thing_rows(view: NetworkView) -> list[ThingRow]:
    """Every node of a network, kind by kind, each kind in the order of its labels."""
    graph = view.graph
    rows = [
        (
            bool(given.get("rest")),
            _KINDS.get(given["kind"], (len(_KINDS), ""))[0],
            plain(given["label"]),
            ThingRow(
                node, given["label"], given["kind_label"], graph.degree(node), given.get("rest", 0)
            ),
        )
        for node, given in graph.nodes(data=True)
    ]
    return [row[-1] for row in sorted(rows, key=lambda row: (*row[:-1], row[-1].id))]


def outline(view: NetworkView) -> list[Section]:
    """A network as an outline; each line stands under both its ends."""
    graph = view.graph
    told: dict[str, list[str]] = {node: [] for node in graph}
    for source, target, line in graph.edges(data=True):
        mark = " (documents disagree)" if line["disputed"] else ""
        told[source].append(f"{line['label']} · {graph.nodes[target]['label']}{mark}")
        if source != target:
            told[target].append(f"{line['inverse']} · {graph.nodes[source]['label']}{mark}")
    sections: dict[str, list[Entry]] = {}
    for row in thing_rows(view):
        entry = Entry(row.id, row.label, tuple(sorted(told[row.id])))
        sections.setdefault(graph.nodes[row.id]["kind"], []).append(entry)
    return [
        Section(kind, _KINDS.get(kind, (0, "things"))[1], tuple(sections[kind]))
        for kind in sorted(sections, key=lambda kind: _KINDS.get(kind, (len(_KINDS), ""))[0])
    ]
