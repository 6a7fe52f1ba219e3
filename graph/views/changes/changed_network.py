"""What changed as a network: lines that came, went or changed, among those that stayed.

Things have one place whether the picture shows before, after or both, because the places are
those of both together.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Literal

from graph.views.network.drawn_lines import stated_line
from graph.views.network.drawn_network import NetworkView, drawn_network
from graph.views.network.drawn_nodes import drawn_thing
from graph.views.record.names import Names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.views.changes.changes import Changes
    from graph.views.record.lines import Triple

__all__ = ["Moment", "at_moment", "changed_network"]

Moment = Literal["both", "before", "after"]
_HIDDEN: Final = {"both": "", "before": "added", "after": "gone"}


def changed_network(changes: Changes, around: str | None = None, most: int = 40) -> NetworkView:
    """The things with the most changed lines, their changed lines, and the lines that stayed.

    Args:
        changes: what changed.
        around: a thing: only lines that touch it, and lines among what they lead to.
        most: how many things to show.
    """
    lines = changes.lines
    if around is not None:
        near = {end for line in lines if around in {line[0], line[2]} for end in (line[0], line[2])}
        lines = {line: note for line, note in lines.items() if {line[0], line[2]} <= near}
    weight = Counter(end for line in lines for end in (line[0], line[2]))
    ranked = sorted(weight, key=lambda iri: (iri != around, -weight[iri], iri))
    kept = set(ranked[:most])
    names = Names({**changes.before.names.by_iri, **changes.after.names.by_iri})
    documents = _documents(changes)
    shown = {line for line in documents if {line[0], line[2]} <= kept}
    graph = drawn_network(
        (drawn_thing(names, iri) for iri in sorted(kept)),
        (
            stated_line(names, line, documents[line], note=lines.get(line, ""))
            for line in sorted(shown)
        ),
    )
    left_out = Counter(names[iri].family or "Thing" for iri in ranked[most:])
    return NetworkView(graph, around if around in graph else None, dict(left_out))


def at_moment(view: NetworkView, moment: Moment) -> NetworkView:
    """The same network as it was before or is after; things stay where they are."""
    hidden = _HIDDEN[moment]
    return view.having(
        view.nodes, (line for line in view.lines if not line.note or line.note != hidden)
    )


def _documents(found: Changes) -> Mapping[Triple, int]:
    """By line how many documents say so, after; for those that are gone, before."""
    said: dict[Triple, set[str]] = {}
    for each in (found.before, found.after):
        now: dict[Triple, set[str]] = {}
        for one in each.statements:
            if one.asserted and one.is_link:
                now.setdefault(one.triple, set()).add(one.document)
        said |= now
    return {line: len(documents) for line, documents in said.items()}
