"""A view as GraphML and as GEXF, for programs that analyse or draw graphs.

The ids of things are prefixed names (``country:KAZ``): both formats allow no slash in an id, and
the same name can be typed in a query.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as Xml

import networkx as nx

from graph.views.record.appearance import appearance
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.views.exports.shown import Shown

__all__ = ["gexf", "graphml"]

_GEXF: Final = "http://www.gexf.net/1.2draft"
_VIZ: Final = "http://www.gexf.net/1.2draft/viz"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
# Gephi draws four shapes; what has no own stays a disc.
_SHAPES: Final = {"square": "square", "triangle": "triangle", "diamond": "diamond"}


def graphml(shown: Shown) -> bytes:
    """The view as GraphML: labels, kinds, places; of lines also documents and agreement."""
    graph = _plain(shown)
    for name, (x, y) in _places(shown).items():
        graph.nodes[name].update(x=x, y=y)
    written = io.BytesIO()
    nx.write_graphml_xml(graph, written, infer_numeric_types=True)
    return written.getvalue()


def gexf(shown: Shown) -> bytes:
    """The view as GEXF 1.2 with places, colours and shapes as on the screen."""
    graph = _plain(shown)
    for name, (x, y) in _places(shown).items():
        look = appearance(graph.nodes[name]["kind"])
        red, green, blue = bytes.fromhex(look.colour_light[1:])
        graph.nodes[name]["viz"] = {
            # In GEXF y points up.
            "position": {"x": x, "y": -y, "z": 0.0},
            "color": {"r": red, "g": green, "b": blue},
            "size": 11.0,
            "shape": _SHAPES.get(look.shape, "disc"),
        }
    for number, (*_, data) in enumerate(graph.edges(data=True), start=1):
        data["id"] = f"e{number}"
    written = io.BytesIO()
    nx.write_gexf(graph, written)
    return _without_clock(written.getvalue())


def _plain(shown: Shown) -> nx.MultiDiGraph[str]:
    """The view with ids and attribute names that both formats take."""
    names = _ids(shown)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri, label, kind, kind_label in shown.things():
        graph.add_node(
            names[iri],
            label=str(label),
            language=shown.names[iri].language,
            kind=kind,
            kind_label=kind_label,
            address="" if shown.held(iri) else iri,
            holds=" | ".join(shown.held(iri)),
        )
    for number, line in enumerate(shown.lines, start=1):
        behind_it = line.grade()
        graph.add_edge(
            names[line.source],
            names[line.target],
            key=f"e{number}",
            label=line.label,
            relation=line.property,
            lines=line.count,
            documents=line.documents,
            disputed=line.disputed,
            grade=behind_it.mark,
            evidence=behind_it.words,
            sources=" ".join(
                f"[{number}]"
                for number in sorted({shown.number[one.document] for one in line.evidence})
            ),
        )
    return graph


def _ids(shown: Shown) -> Mapping[str, str]:
    """By address the id: kind and key of our things, a number for whatever else is drawn."""
    ids = {}
    for number, (iri, *_) in enumerate(shown.things(), start=1):
        kind, _, key = iri.removeprefix(str(THINGS)).partition("/")
        ours = iri.startswith(str(THINGS)) and re.fullmatch(r"[A-Za-z0-9._-]+", key)
        ids[iri] = f"{kind}:{key}" if ours else f"n{number}"
    return ids


def _places(shown: Shown) -> Mapping[str, tuple[float, float]]:
    return {name: shown.places[iri] for iri, name in _ids(shown).items()}


def _without_clock(written: bytes) -> bytes:
    """GEXF without the day on which it was written: the same view gives the same bytes."""
    for prefix, address in (("", _GEXF), ("viz", _VIZ), ("xsi", _XSI)):
        Xml.register_namespace(prefix, address)
    root = Xml.fromstring(written)
    for meta in root.iter(f"{{{_GEXF}}}meta"):
        meta.attrib.pop("lastmodifieddate", None)
    return bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True))
