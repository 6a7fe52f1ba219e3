"""What is in view, in one sentence, with everything that is not in it counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.plurals import counted
from graph.texts import all_of, gettext
from graph.views.network.drawn_nodes import GroupNode
from graph.views.record.appearance import appearance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.views.network.drawn_network import NetworkView

__all__ = ["counted_kinds", "sentence"]


def sentence(view: NetworkView, filtered: Mapping[str, int] | None = None) -> str:
    """What is in view, in one sentence, with what was left out or ``filtered`` out counted."""
    counts = view.counts()
    if view.focus:
        counts[view.node(view.focus).kind] -= 1
    shown = counted_kinds(counts)
    if view.focus:
        shown = gettext(
            "{thing} with {others}", thing=view.title, others=shown or gettext("nothing else")
        )
    told = [
        gettext("{things}; {lines}.", things=shown, lines=_counted_lines(view))
        if shown
        else gettext("Nothing is in view.")
    ]
    groups = [node for node in view.nodes if isinstance(node, GroupNode)]
    if groups:
        many = sum(len(node.group.things) for node in groups)
        told.append(
            gettext(
                "{things} drawn as {groups}.",
                things=counted(many, "thing"),
                groups=counted(len(groups), "group"),
            )
        )
    if view.left_out:
        told.append(gettext("Not shown: {things}.", things=counted_kinds(view.left_out)))
    if filtered:
        told.append(gettext("Filtered out: {things}.", things=counted_kinds(filtered)))
    return " ".join(told)


def counted_kinds(counts: Mapping[str, int]) -> str:
    """Counts by kind in words: "7 countries, 3 projects and 1 region"; empty where all are 0."""
    parts = [
        appearance(kind).counted(count)
        for kind, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if count > 0
    ]
    return all_of(parts)


def _counted_lines(view: NetworkView) -> str:
    """The lines of a network in words, those that were worked out apart from the others."""
    inside = [line for node in view.nodes if isinstance(node, GroupNode) for line in node.inside]
    sorts = Counter(line.sort for line in (*view.singly, *inside))
    worked_out = sorts.pop("tie", 0)
    sorts.pop("hidden", 0)
    lines = sorts.total()
    if not worked_out:
        return counted(lines, "line")
    if not lines:
        return gettext("{lines} worked out", lines=counted(worked_out, "line"))
    return gettext(
        "{lines} and {number:,} worked out", lines=counted(lines, "line"), number=worked_out
    )
