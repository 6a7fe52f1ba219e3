"""What an import would add, as a network: new lines among the old ones that they touch.

A proposal comes from the command ``cbrn-graph import FILE --json`` (``graph.intake.report``). The
new lines carry ``new`` and the sort "new", and so do new things.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import networkx as nx

from graph.store.text.parameters import Parametrised
from graph.views.network.network import NetworkView, drawn, line_id
from graph.views.record.names import FAMILIES
from graph.vocabulary import CBRN, thing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.store import Engine
    from graph.views.record.names import Names

__all__ = ["proposed_network"]

_THESE = Parametrised("SELECT ?thing WHERE { VALUES ?thing { } }")


def proposed_network(
    engine: Engine, names: Names, proposal: Mapping[str, Any], most: int = 60
) -> NetworkView | None:
    """The new lines of a proposal and the lines on record among their ends; None without any.

    Args:
        engine: the open graph.
        names: its names.
        proposal: what the import command told as JSON.
        most: how many things to show; those with the most new lines are kept.
    """
    lines = [one for one in proposal["statements"] if one["is_link"]]
    weight = Counter(end for one in lines for end in (one["subject"], one["object"]))
    if not weight:
        return None
    ranked = sorted(weight, key=lambda key: (-weight[key], key))
    kept = dict.fromkeys(ranked[:most])
    graph = _on_record(engine, names, list(kept))
    labels = {one[end]: one[f"{end}_label"] for one in lines for end in ("subject", "object")}
    kinds = {one["key"]: one["type_label"] for one in proposal["things"]}
    for key in kept:
        iri = str(thing(key))
        if iri in graph:
            continue
        graph.add_node(
            iri,
            label=labels[key],
            kind=_family(key),
            kind_label=kinds.get(key) or names[iri].kind or "thing",
            new=iri not in names,
        )
    for one in lines:
        if one["subject"] in kept and one["object"] in kept:
            _add_line(graph, names, one)
    left_out = Counter(_family(key) for key in ranked[most:])
    return NetworkView(graph, None, dict(left_out))


def _on_record(engine: Engine, names: Names, keys: Sequence[str]) -> nx.MultiDiGraph[str]:
    """The lines on record among things; new ones among them have none yet."""
    known = [str(thing(key)) for key in keys if str(thing(key)) in names]
    if len(known) < 2:  # noqa: PLR2004 - one thing alone has no line
        return nx.MultiDiGraph()
    answer = engine.query(_THESE.filled(thing=known))
    return drawn(engine, answer, names, most=len(known)).graph


def _add_line(graph: nx.MultiDiGraph[str], names: Names, one: Mapping[str, Any]) -> None:
    """Adds a new line; one that is on record too is only said once more."""
    source, target = str(thing(one["subject"])), str(thing(one["object"]))
    property_ = f"{CBRN}{one['property']}"
    if graph.has_edge(source, target, property_):
        graph.edges[source, target, property_]["documents"] += 1
        return
    graph.add_edge(
        source,
        target,
        key=property_,
        id=line_id(source, property_, target),
        label=one["property_label"],
        inverse=names[property_].inverse or one["property_label"],
        property=property_,
        documents=1,
        disputed=False,
        new=True,
        sort="new",
    )


def _family(key: str) -> str:
    return FAMILIES.get(key.partition("/")[0], "Thing")
