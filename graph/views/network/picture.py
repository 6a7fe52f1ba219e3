"""What is on the screen for a state, as one value: the network, its places, what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.views.network.drawn_lines import BundleLine, SummaryLine, TieLine
from graph.views.network.drawn_network import NetworkView
from graph.views.network.drawn_nodes import DrawnThing, GroupNode, SummaryNode
from graph.views.network.hover_cards import HoverCard
from graph.views.network.year_bars import YearBars

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.views.network.drawn_lines import NetworkLine
    from graph.views.network.groups import Group
    from graph.views.network.line_looks import Tone
    from graph.views.network.scene import Rest, Scene
    from graph.views.network.ties import SharedTie
    from graph.views.places.label_boxes import Position

__all__ = ["Picture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A view as it is drawn: the network, where things stand, and what is not in it.

    ``legend`` counts the things of each kind, also of those that a filter hides; ``tones`` are the
    looks that lines are told apart by, with how many lines have each. ``land`` is what a map shows
    under the things, as JSON; empty where the picture is none.
    """

    view: NetworkView
    places: Mapping[str, Position]
    headings: Mapping[str, Position]
    legend: Mapping[str, int]
    scene: Scene
    sentence: str
    tones: tuple[tuple[Tone, int], ...]
    cards: Mapping[str, HoverCard]
    bars: YearBars
    land: str
    remarks: tuple[str, ...]

    @property
    def things(self) -> tuple[str, ...]:
        """The things in view, also those in groups, without summary nodes."""
        return self.things_of(node.id for node in self.view.nodes)

    def things_of(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The things among some nodes in view, and those in the groups among them."""
        found: list[str] = []
        for one in ids:
            match self.view.node(one) if one in self.view.graph else None:
                case DrawnThing():
                    found.append(one)
                case GroupNode(group=group):
                    found += group.things
        return tuple(found)

    @property
    def groups(self) -> tuple[Group, ...]:
        """What is drawn as one."""
        return tuple(node.group for node in self.view.nodes if isinstance(node, GroupNode))

    @property
    def ties(self) -> tuple[SharedTie, ...]:
        """What the lines that were worked out stand for."""
        return tuple(line.tied for line in self.view.singly if isinstance(line, TieLine))

    @property
    def rests(self) -> tuple[Rest, ...]:
        """What the summary nodes stand for."""
        return tuple(node.rest for node in self.view.nodes if isinstance(node, SummaryNode))

    @property
    def taken(self) -> NetworkView:
        """The view as it is taken away: things, groups, their lines, and those worked out.

        Lines between two things stand each on its own; those of a group stay together.
        """
        groups = {group.id for group in self.groups}
        lines: list[NetworkLine] = []
        for line in self.view.lines:
            match line:
                case BundleLine() if not {line.source, line.target} & groups:
                    lines += line.lines
                case SummaryLine():
                    pass
                case _:
                    lines.append(line)
        return self.view.having(
            (node for node in self.view.nodes if not isinstance(node, SummaryNode)),
            (line for line in lines if line.sort != "hidden"),
        )

    @property
    def stated(self) -> NetworkView:
        """The part of the view that documents state: things, groups, and their lines."""
        taken = self.taken
        return taken.having(taken.nodes, (line for line in taken.lines if line.sort == "stated"))
