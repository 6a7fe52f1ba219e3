"""What a shape asks of the values of a node: SHACL Core (W3C, 2017), as far as we use it."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from rdflib import RDF, RDFS, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rdflib.term import Node

__all__ = ["TARGETS", "Rule", "TripleIndex", "UnknownRule", "read_rule"]

TARGETS: Final = {SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf}
"""How a shape says which nodes it is for."""


class UnknownRule(ValueError):
    """A shape uses a part of SHACL that is not known here."""


class TripleIndex:
    """Triples by property and subject, as the rules ask for them."""

    def __init__(self, triples: Iterable[tuple[Node, Node, Node]], terms: Graph) -> None:
        """Sort the triples in; ``terms`` says which class lies below which."""
        self.of: dict[Node, dict[Node, list[Node]]] = defaultdict(lambda: defaultdict(list))
        for subject, term, value in triples:
            self.of[term][subject].append(value)
        self._terms = terms
        self._members: dict[Node, frozenset[Node]] = {}
        self._own: dict[Node, set[Node]] = defaultdict(set)
        for node, kinds in self.of[RDF.type].items():
            for kind in kinds:
                self._own[kind].add(node)

    def typed(self, kind: Node) -> frozenset[Node]:
        """The nodes that are said to be of a class itself."""
        return frozenset(self._own.get(kind, ()))

    def members(self, kind: Node) -> frozenset[Node]:
        """The nodes of a class and of the classes below it."""
        if kind not in self._members:
            below = self._terms.transitive_subjects(RDFS.subClassOf, kind)
            self._members[kind] = frozenset().union(
                *(self._own[each] for each in below if each in self._own)
            )
        return self._members[kind]


_Test = Callable[["Node"], bool]
_TestOf = Callable[[TripleIndex], _Test]
"""What a value must pass, once it is known in which graph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A shape, read: what it looks at from a node, how many, and what each must pass."""

    path: Node | None
    least: int
    most: float
    tests: tuple[_TestOf, ...]
    same_as: tuple[Node, ...]

    def of(self, values: TripleIndex) -> _RuleOf:
        """The rule, asked of a graph."""
        return _RuleOf(
            path=self.path,
            at=values.of[self.path] if self.path is not None else {},
            least=self.least,
            most=self.most,
            tests=tuple(test(values) for test in self.tests),
            same_as=self.same_as,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _RuleOf:
    """A rule that is asked of one graph."""

    path: Node | None
    at: Mapping[Node, Sequence[Node]]
    least: int
    most: float
    tests: tuple[_Test, ...]
    same_as: tuple[Node, ...]

    def values(self, node: Node) -> Sequence[Node]:
        """What the shape looks at: the values of its path, or the node itself."""
        return (node,) if self.path is None else self.at.get(node, ())

    def passed_by(self, node: Node) -> bool:
        """Whether a node conforms, for shapes within another one."""
        found = self.values(node)
        return self.least <= len(found) <= self.most and all(
            test(value) for value in found for test in self.tests
        )


def read_rule(shape: Node, rules: Graph) -> Rule:
    """A shape as a rule; its own messages, targets and severity are the caller's matter."""
    path: Node | None = None
    least, most = 0, math.inf
    tests: list[_TestOf] = []
    same_as: list[Node] = []
    for part, told in rules.predicate_objects(shape):
        match part:
            case SH.path if isinstance(told, URIRef):
                path = told
            case SH.minCount:
                least = int(str(told))
            case SH.maxCount:
                most = int(str(told))
            case SH.equals:
                same_as.append(told)
            case _ if part in _TESTS:
                tests.append(_in_any_graph(_TESTS[part](told, rules)))
            case _ if part in _TESTS_OF_A_GRAPH:
                tests.append(_TESTS_OF_A_GRAPH[part](told, rules))
            case _ if part not in _NO_RULE:
                msg = f"{shape} uses {part} with {told}, which is not known here"
                raise UnknownRule(msg)
    return Rule(path=path, least=least, most=most, tests=tuple(tests), same_as=tuple(same_as))


def _in_any_graph(test: _Test) -> _TestOf:
    """A test of the value alone, the same in every graph."""
    return lambda _: test


def _class(kind: Node, _: Graph) -> _TestOf:
    return lambda values: values.members(kind).__contains__


def _any_of(branches: Node, rules: Graph) -> _TestOf:
    read = [read_rule(branch, rules) for branch in Collection(rules, branches)]

    def test_of(values: TripleIndex) -> _Test:
        asked = [rule.of(values) for rule in read]
        return lambda value: any(rule.passed_by(value) for rule in asked)

    return test_of


def _datatype(datatype: Node, _: Graph) -> _Test:
    def test(value: Node) -> bool:
        if not isinstance(value, Literal):
            return False
        if value.language:
            return datatype == RDF.langString
        return (value.datatype or XSD.string) == datatype and not value.ill_typed

    return test


def _node_kind(kind: Node, _: Graph) -> _Test:
    if kind not in {SH.IRI, SH.Literal}:
        msg = f"the node kind {kind} is not known here"
        raise UnknownRule(msg)
    allowed = URIRef if kind == SH.IRI else Literal
    return lambda value: isinstance(value, allowed)


def _pattern(pattern: Node, _: Graph) -> _Test:
    search = re.compile(str(pattern)).search
    return lambda value: not isinstance(value, BNode) and search(str(value)) is not None


def _min_length(least: Node, _: Graph) -> _Test:
    return lambda value: not isinstance(value, BNode) and len(str(value)) >= int(str(least))


def _in(members: Node, rules: Graph) -> _Test:
    return frozenset(Collection(rules, members)).__contains__


def _language_in(members: Node, rules: Graph) -> _Test:
    allowed = {str(member).lower() for member in Collection(rules, members)}
    return lambda value: (
        isinstance(value, Literal) and (value.language or "").lower().partition("-")[0] in allowed
    )


def _at_least(bound: Node, _: Graph) -> _Test:
    lowest = Decimal(str(bound))

    def test(value: Node) -> bool:
        number = value.value if isinstance(value, Literal) else None
        return isinstance(number, int | Decimal) and number >= lowest

    return test


_TESTS: Final[Mapping[Node, Callable[[Node, Graph], _Test]]] = {
    SH.datatype: _datatype,
    SH.nodeKind: _node_kind,
    SH.minLength: _min_length,
    SH.pattern: _pattern,
    SH["in"]: _in,
    SH.languageIn: _language_in,
    SH.minInclusive: _at_least,
}
_TESTS_OF_A_GRAPH: Final[Mapping[Node, Callable[[Node, Graph], _TestOf]]] = {
    SH["class"]: _class,
    SH["or"]: _any_of,
}
_NO_RULE: Final = {SH.message, SH.severity, RDF.type, *TARGETS}
