"""A place for everything in a scene: what stood stays where it was, what is new is put beside it.

What is not shown is counted at the things whose lines lead to it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.views.network.bundling import bundled, group_nodes, owners
from graph.views.network.drawn_lines import SummaryLine, stated_line
from graph.views.network.drawn_network import drawn_network
from graph.views.network.drawn_nodes import SummaryNode, drawn_thing
from graph.views.network.groups import grouped
from graph.views.network.scene import Rest, Scene
from graph.views.network.surroundings import Surroundings
from graph.views.places.arrangements import Arranged, arranged
from graph.views.places.label_boxes import room, settle
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from graph.views.network.facets import Facets
    from graph.views.network.groups import Group
    from graph.views.network.on_map import OnMap
    from graph.views.places.label_boxes import Position
    from graph.views.record.lines import Lines
    from graph.views.record.names import Names


__all__ = ["Settling"]


class Settling:
    """Gives places to what is new in scenes."""

    def __init__(self, *, names: Names, lines: Lines, facets: Facets, on_map: OnMap) -> None:
        """Remember where to look: names in the language that scenes are ordered in."""
        self._names = names
        self._lines = lines
        self._facets = facets
        self._on_map = on_map
        self._surroundings = Surroundings(names, lines)

    def settled(self, scene: Scene) -> Scene:
        """The scene with what is not shown counted, and a place for everything."""
        shown = {*scene.things}
        rests = []
        for thing, scopes in scene.scopes.items():
            left: dict[str, list[str]] = {}
            missing = self._surroundings.within(thing, scopes) - shown - scene.hidden
            for other in self._surroundings.ranked(thing, missing):
                left.setdefault(self._names[other].family, []).append(other)
            rests += [Rest(thing, kind, tuple(those)) for kind, those in sorted(left.items())]
        scene = replace(scene, rests=tuple(rests), groups=self._groups(scene))
        owner = owners(scene.groups)
        nodes = (shown - owner.keys()) | {*owner.values()}
        nodes |= {rest.id for rest in rests if rest.thing not in owner}
        places = scene.arranged.places
        kept = {node: place for node, place in places.items() if node in nodes}
        aside = {node: places[node] for node in owner if node in places}
        scene = replace(scene, aside={**scene.aside, **aside})
        kept |= self._gathered(scene, nodes - kept.keys(), kept)
        if nodes == kept.keys():
            return replace(scene, arranged=Arranged(kept, scene.arranged.headings))
        if scene.layout == "map":
            kept |= self._on_map.places(nodes - kept.keys())
        found = arranged(
            self._graph(scene),
            scene.layout,
            middle=scene.middle,
            groups=self._headed(scene),
            before=Arranged(kept, scene.arranged.headings),
        )
        return replace(scene, arranged=found)

    def _groups(self, scene: Scene) -> tuple[Group, ...]:
        """What the rules of a scene draw as one; its focus is only where a reader put it."""
        named = {str(THINGS[name]) for rule in scene.rules for name in rule.things}
        things = [one for one in scene.things if one != scene.focus or one in named]
        return grouped(scene.rules, things, self._facets, self._names)

    def _gathered(
        self, scene: Scene, new: Iterable[str], taken: Mapping[str, Position]
    ) -> dict[str, Position]:
        """Places of what was gathered: a group where its things stood, or a thing where it was."""
        wanted: dict[str, Position] = {}
        labels = {node.id: node.label for node in group_nodes(scene.groups, ())}
        members = {group.id: group.things for group in scene.groups}
        for node in sorted(new):
            were = [scene.aside[one] for one in members.get(node, (node,)) if one in scene.aside]
            if were:
                across, down = zip(*were, strict=True)
                wanted[node] = round(sum(across) / len(were), 1), round(sum(down) / len(were), 1)
        rooms = {
            node: room(labels.get(node) or self._names[node].label) for node in (*wanted, *taken)
        }
        return settle(rooms, list(wanted.items()), taken)

    def _headed(self, scene: Scene) -> dict[str, tuple[str, str]]:
        """By node, the region or year that it stands under; a group under that of its things."""
        headed = {**self._facets.groups(scene.layout, scene.things, self._names)}
        for group in scene.groups:
            under = {headed.get(one, ("", "")) for one in group.things}
            if len(under) == 1 and ("", "") not in under:
                headed[group.id] = under.pop()
        return headed

    def _graph(self, scene: Scene) -> nx.MultiDiGraph[str]:
        """What the layout must know: labels, kinds and lines."""
        owner = owners(scene.groups)
        rests = [rest for rest in scene.rests if rest.thing not in owner]
        lines = [stated_line(self._names, line.triple) for line in self._lines.among(scene.things)]
        return drawn_network(
            [
                *(
                    drawn_thing(self._names, thing)
                    for thing in sorted(scene.things)
                    if thing not in owner
                ),
                *group_nodes(scene.groups, ()),
                *(SummaryNode(rest=rest) for rest in rests),
            ],
            [*bundled(lines, scene.groups, {}), *(SummaryLine(rest=rest) for rest in rests)],
        )
