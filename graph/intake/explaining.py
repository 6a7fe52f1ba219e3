"""The sheet *Properties* of the workbook: what each means, and what may stand at its ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rdflib import RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection as RdfList

from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.building.terms import Terms

__all__ = ["EXPLAINED", "ExplainedProperty", "allowed_values", "explained"]

EXPLAINED: Final = (
    ("property", 22),
    ("reads", 26),
    ("the other way round", 26),
    ("said of", 26),
    ("leads to", 26),
    ("values", 40),
    ("what it means", 90),
)
"""The headings of the sheet, with the widths of its columns."""

_FORMS: Final = {
    "integer": "a whole number",
    "decimal": "a number",
    "string": "a text",
    "PartialDate": "a date: 2021, 2021-06 or 2021-06-01",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedProperty:
    """What the sheet tells of one property, in the order of its headings."""

    name: str
    label: str
    inverse: str
    start: str
    end: str
    values: str
    definition: str

    def cells(self) -> tuple[str, ...]:
        """The row."""
        return (
            self.name, self.label, self.inverse, self.start, self.end, self.values, self.definition,
        )  # fmt: skip


def explained(terms: Terms, ontology: Path) -> Iterator[ExplainedProperty]:
    """Every property that a statement may use, in the order of the labels.

    Args:
        terms: the ontology.
        ontology: the folder of ``shapes.ttl``, which names the values that are allowed.
    """
    allowed = allowed_values(Graph().parse(ontology / "shapes.ttl", format="turtle"))
    graph = terms.graph
    labels = {
        name: str(graph.value(term, RDFS.label) or name) for name, term in terms.properties.items()
    }
    for name in sorted(labels, key=lambda one: labels[one].lower()):
        term = terms.properties[name]
        end = terms.range(term)
        kind = str(end).rpartition("#")[2]
        several = "" if terms.single_valued(term) else "several are possible"
        yield ExplainedProperty(
            name=name,
            label=labels[name],
            inverse=str(graph.value(term, CBRN.inverseLabel) or ""),
            start=_label(graph, graph.value(term, RDFS.domain)),
            end=_label(graph, end) if terms.links(term) else _FORMS.get(kind, "a text"),
            values=" · ".join(filter(None, (", ".join(allowed.get(term, ())), several))),
            definition=str(
                graph.value(term, SKOS.definition) or graph.value(term, RDFS.comment) or ""
            ),
        )


def _label(graph: Graph, node: object) -> str:
    if not isinstance(node, URIRef) or node == CBRN.Thing:
        return "anything"
    return str(graph.value(node, RDFS.label) or "anything")


def allowed_values(shapes: Graph) -> dict[URIRef, tuple[str, ...]]:
    """The texts that a property may have, where the shapes list them."""
    found: dict[URIRef, tuple[str, ...]] = {}
    for shape in shapes.subjects(RDF.type, SH.PropertyShape):
        path, listed = shapes.value(shape, SH.path), shapes.value(shape, SH["in"])
        if isinstance(path, URIRef) and listed is not None:
            values = [one for one in RdfList(shapes, listed) if isinstance(one, Literal)]
            if values:
                found[path] = tuple(map(str, values))
    return found
