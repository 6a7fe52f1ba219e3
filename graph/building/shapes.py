"""The shapes of ``ontology/shapes.ttl``, checked for all nodes at once.

pyshacl is the reference. It takes a node at a time, minutes for the million triples of 100,000
statements. Here each rule is read once and asked of all its nodes together, and each value is
looked at once, which takes seconds. Only what the shapes use of SHACL Core (W3C, 2017) is known; a
rule that uses more is refused, never passed over, and then the check turns to pyshacl. Tests hold
the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from rdflib import SH

from graph.building.rules import TARGETS, read_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Graph
    from rdflib.term import Node

    from graph.building.rules import Rule, TripleIndex

__all__ = ["Breach", "Shapes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One result of SHACL: which node breaks a shape, and with which value where there is one.

    ``path`` is the shape's path, None for a shape about the node itself; ``said_with`` is the
    property whose subjects the shape is for, where it has one.
    """

    node: Node
    path: Node | None
    value: Node | None
    said_with: Node | None
    message: str
    fatal: bool


class Shapes:
    """Shapes, read once for all graphs that they are asked of."""

    def __init__(self, rules: Graph) -> None:
        """Read the shapes of a graph.

        Raises:
            UnknownRule: a rule uses a part of SHACL that is not known here.
        """
        shapes = {shape for target in TARGETS for shape in rules.subjects(target)}
        self._shapes = tuple(_Shape.read(shape, rules) for shape in sorted(shapes, key=str))

    def breaches(self, values: TripleIndex) -> Iterator[Breach]:
        """Each breach of a rule, as pyshacl would report it."""
        for shape in self._shapes:
            yield from shape.breaches(values)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """A shape with what it is for and how its breaches are told."""

    rule: Rule
    classes: tuple[Node, ...]
    subjects_of: tuple[Node, ...]
    objects_of: tuple[Node, ...]
    message: str
    fatal: bool

    @classmethod
    def read(cls, shape: Node, rules: Graph) -> _Shape:
        severity = rules.value(shape, SH.severity)
        return cls(
            rule=read_rule(shape, rules),
            classes=tuple(rules.objects(shape, SH.targetClass)),
            subjects_of=tuple(rules.objects(shape, SH.targetSubjectsOf)),
            objects_of=tuple(rules.objects(shape, SH.targetObjectsOf)),
            message=str(rules.value(shape, SH.message)),
            fatal=severity is None or severity == SH.Violation,
        )

    def breaches(self, values: TripleIndex) -> Iterator[Breach]:
        rule = self.rule.of(values)
        told = partial(
            Breach,
            said_with=next(iter(self.subjects_of), None),
            message=self.message,
            fatal=self.fatal,
        )
        seen: dict[Node, bool] = {}
        for node in self._targets(values):
            found = rule.values(node)
            if not rule.least <= len(found) <= rule.most:
                yield told(node=node, path=rule.path, value=None)
            for value in found:
                good = seen.get(value)
                if good is None:
                    good = seen[value] = all(test(value) for test in rule.tests)
                if not good:
                    yield told(node=node, path=rule.path, value=value)
            for same in rule.same_as:
                for value in set(found) ^ set(values.of[same].get(node, ())):
                    yield told(node=node, path=rule.path, value=value)

    def _targets(self, values: TripleIndex) -> set[Node]:
        nodes: set[Node] = set()
        for kind in self.classes:
            nodes |= values.members(kind)
        for term in self.subjects_of:
            nodes |= values.of[term].keys()
        for term in self.objects_of:
            nodes |= {value for found in values.of[term].values() for value in found}
        return nodes
