"""Lines between the same two nodes, bundled into one: of two things, or of what is drawn as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.views.network.drawn_lines import BundleLine, DrawnLine
from graph.views.network.drawn_nodes import GroupNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.views.network.drawn_lines import SingleLine
    from graph.views.network.groups import Group
    from graph.views.record.lines import Triple

__all__ = ["bundled", "group_nodes", "owners"]


def owners(groups: Iterable[Group]) -> dict[str, str]:
    """By thing, the group that it is drawn in."""
    return {thing: group.id for group in groups for thing in group.things}


def group_nodes(groups: Iterable[Group], lines: Sequence[SingleLine]) -> list[GroupNode]:
    """The nodes of groups, each with the lines among its things."""
    owner = owners(groups)
    inside: dict[str, list[SingleLine]] = {}
    for line in lines:
        of = owner.get(line.source)
        if of is not None and of == owner.get(line.target):
            inside.setdefault(of, []).append(line)
    return [GroupNode(group=group, inside=tuple(inside.get(group.id, ()))) for group in groups]


def bundled(
    lines: Iterable[SingleLine], groups: Iterable[Group], documents: Mapping[Triple, frozenset[str]]
) -> list[SingleLine | BundleLine]:
    """The lines as they are drawn: one between any two nodes; none inside a group.

    Args:
        lines: all lines between things.
        groups: what is drawn as one.
        documents: by what a line states, the documents that state it.
    """
    owner = owners(groups)
    drawn_as_one = {*owner.values()}
    between: dict[tuple[str, str], list[SingleLine]] = {}
    for line in lines:
        source, target = owner.get(line.source, line.source), owner.get(line.target, line.target)
        if source != target or source not in drawn_as_one:
            between.setdefault((min(source, target), max(source, target)), []).append(line)
    drawn: list[SingleLine | BundleLine] = []
    for ends, those in between.items():
        if len(those) == 1 and not {*ends} & drawn_as_one:
            drawn += those
            continue
        stated = (one.triple for one in those if isinstance(one, DrawnLine))
        ways = {(owner.get(x.source, x.source), owner.get(x.target, x.target)) for x in those}
        is_one_way = len(ways) == 1
        source, target = ways.pop() if is_one_way else ends
        drawn.append(
            BundleLine(
                source=source,
                target=target,
                runs_one_way=is_one_way,
                lines=tuple(those),
                documents=len({one for each in stated for one in documents.get(each, ())}),
            )
        )
    return drawn
