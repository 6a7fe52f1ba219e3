"""A network in words: its lines and its things as tables, and as an outline by kind and thing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.texts import gettext
from graph.views.network.drawn_lines import BundleLine
from graph.views.network.drawn_nodes import GroupNode
from graph.views.record.appearance import APPEARANCES, appearance
from graph.views.record.names import plain

if TYPE_CHECKING:
    from graph.views.network.drawn_lines import NetworkLine
    from graph.views.network.drawn_network import NetworkView

__all__ = [
    "LineRow",
    "OutlineEntry",
    "OutlineSection",
    "ThingRow",
    "line_rows",
    "outline",
    "thing_rows",
]

_ORDER: Final = {look.kind: at for at, look in enumerate(APPEARANCES)}


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a network in words: the labels of its ends, and the line itself."""

    source: str
    target: str
    line: NetworkLine

    @property
    def id(self) -> str:
        """The name of the line in the picture."""
        return self.line.id

    @property
    def relation(self) -> str:
        """The line as it reads from its source."""
        return self.line.label


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingRow:
    """One node of a network in words; ``rest`` is how many things it stands for, 0 for a thing."""

    id: str
    label: str
    kind: str
    lines: int
    rest: int


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A thing with its lines, each as it reads from there: "attended · 14th Round Table"."""

    id: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """The things of one kind; the heading is the kind in the plural."""

    kind: str
    heading: str
    entries: tuple[OutlineEntry, ...]


def line_rows(view: NetworkView) -> list[LineRow]:
    """The lines of a network as a table in words, the focus's own lines first."""
    rows = [
        LineRow(view.node(line.source).label, view.node(line.target).label, line)
        for line in view.lines
    ]
    return sorted(
        rows,
        key=lambda row: (
            view.focus not in {row.line.source, row.line.target},
            row.relation,
            row.source,
            row.target,
            row.id,
        ),
    )


def thing_rows(view: NetworkView) -> list[ThingRow]:
    """Every node of a network, kind by kind, each kind in the order of its labels."""
    nodes = sorted(
        view.nodes,
        key=lambda node: (
            node.rest is not None,
            _ORDER.get(node.kind, len(_ORDER)),
            plain(node.label),
            node.id,
        ),
    )
    many: Counter[str] = Counter()
    for line in view.lines:
        for end in {line.source, line.target}:
            many[end] += line.count or 1
    return [
        ThingRow(
            id=node.id,
            label=node.label,
            kind=node.kind_label,
            lines=many[node.id],
            rest=len(node.rest.things) if node.rest else 0,
        )
        for node in nodes
    ]


def _apart(view: NetworkView) -> list[NetworkLine]:
    """The lines each on its own, but for those of a group."""
    lines: list[NetworkLine] = []
    for line in view.lines:
        ends = {view.node(end) for end in (line.source, line.target)}
        if isinstance(line, BundleLine) and not any(isinstance(one, GroupNode) for one in ends):
            lines += line.lines
        else:
            lines.append(line)
    return lines


def outline(view: NetworkView) -> list[OutlineSection]:
    """A network as an outline; each line stands under both its ends."""
    told: dict[str, list[str]] = {node.id: [] for node in view.nodes}
    for line in _apart(view):
        mark = f" ({gettext('documents disagree')})" if line.disputed else ""
        told[line.source].append(f"{line.label} · {view.node(line.target).label}{mark}")
        if line.source != line.target:
            told[line.target].append(f"{line.inverse} · {view.node(line.source).label}{mark}")
    sections: dict[str, list[OutlineEntry]] = {}
    for row in thing_rows(view):
        entry = OutlineEntry(row.id, row.label, tuple(sorted(told[row.id])))
        sections.setdefault(view.node(row.id).kind, []).append(entry)
    return [
        OutlineSection(kind, appearance(kind).words, tuple(sections[kind]))
        for kind in sorted(sections, key=lambda kind: _ORDER.get(kind, len(_ORDER)))
    ]
