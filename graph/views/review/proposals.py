"""What an import would add, as a network: new lines among the old ones that they touch.

A proposal comes from the command ``cbrn-graph import FILE --json`` (``graph.intake.report``). The
new lines are marked as ``new``, and so are new things.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph.store.text.parameters import Parametrised
from graph.views.network.answer_network import drawn
from graph.views.network.drawn_lines import DrawnLine
from graph.views.network.drawn_network import NetworkView, drawn_network
from graph.views.network.drawn_nodes import DrawnThing
from graph.views.record.names import FAMILIES
from graph.vocabulary import CBRN, thing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.views.record.lines import Triple
    from graph.views.record.names import NamedGraph, Names

__all__ = ["proposed_network", "statement_of"]

_THESE = Parametrised("SELECT ?thing WHERE { VALUES ?thing { } }")


def proposed_network(
    kg: NamedGraph, proposal: Mapping[str, Any], most: int = 60
) -> NetworkView | None:
    """The new lines of a proposal and the lines on record among their ends; None without any.

    Args:
        kg: the graph, opened.
        proposal: what the import command told as JSON.
        most: how many things to show; those with the most new lines are kept.
    """
    lines = [one for one in proposal["statements"] if one["is_link"]]
    weight = Counter(end for one in lines for end in (one["subject"], one["object"]))
    if not weight:
        return None
    ranked = sorted(weight, key=lambda key: (-weight[key], key))
    kept = dict.fromkeys(ranked[:most])
    on_record = _on_record(kg, list(kept))
    labels = {one[end]: one[f"{end}_label"] for one in lines for end in ("subject", "object")}
    kinds = {one["key"]: one["type_label"] for one in proposal["things"]}
    nodes = {node.id: node for node in (on_record.nodes if on_record else ())}
    for key in kept:
        iri = str(thing(key))
        if iri not in nodes:
            nodes[iri] = DrawnThing(
                id=iri,
                label=labels[key],
                kind=_family(key),
                kind_label=kinds.get(key) or kg.names[iri].kind or "thing",
                new=iri not in kg.names,
            )
    stated = [
        line for line in (on_record.lines if on_record else ()) if isinstance(line, DrawnLine)
    ]
    drawn_lines = {line.triple: line for line in stated}
    for one in lines:
        if one["subject"] in kept and one["object"] in kept:
            line = _new_line(kg.names, one)
            known = drawn_lines.get(line.triple)
            # One that is on record too is only said once more.
            drawn_lines[line.triple] = (
                replace(known, documents=known.documents + 1) if known else line
            )
    left_out = Counter(_family(key) for key in ranked[most:])
    graph = drawn_network(nodes.values(), drawn_lines.values())
    return NetworkView(graph, None, dict(left_out))


def _on_record(kg: NamedGraph, keys: Sequence[str]) -> NetworkView | None:
    """The lines on record among things; None where there are none yet."""
    known = [str(thing(key)) for key in keys if str(thing(key)) in kg.names]
    if len(known) < 2:  # noqa: PLR2004 - one thing alone has no line
        return None
    answer = kg.engine.query(_THESE.filled(thing=known))
    return drawn(kg.engine, answer, kg.names, most=len(known))


def statement_of(line: Mapping[str, Any]) -> Triple | None:
    """What a statement of a proposal says as a line; None where its value is no thing."""
    if not line["is_link"]:
        return None
    return str(thing(line["subject"])), f"{CBRN}{line['property']}", str(thing(line["object"]))


def _new_line(names: Names, one: Mapping[str, Any]) -> DrawnLine:
    predicate = f"{CBRN}{one['property']}"
    return DrawnLine(
        source=str(thing(one["subject"])),
        predicate=predicate,
        target=str(thing(one["object"])),
        label=one["property_label"],
        inverse=names[predicate].inverse or one["property_label"],
        documents=1,
        new=True,
    )


def _family(key: str) -> str:
    return FAMILIES.get(key.partition("/")[0], "Thing")
