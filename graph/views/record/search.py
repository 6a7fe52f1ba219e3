"""Search as the pages use it: what a reader types, in the names of the open graph."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.made_once import made_once
from graph.search import Index
from graph.views.record.names import FAMILIES, NamedGraph, instances
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.search import SearchHit
    from graph.store import Engine
    from graph.views.record.names import Name, Names

__all__ = ["RELATIONS", "find", "find_among", "relations", "search", "things_among"]

RELATIONS: Final = "Relation"
"""What stands for the lines between things where kinds are named."""


def search(names: Names, text: str, families: Iterable[str] = (), most: int = 20) -> list[Name]:
    """The things that a text can mean, the best first.

    Args:
        names: the names of the open graph.
        text: a name, an acronym, a number or a code; accents, case and a slip do not matter.
        families: the kinds to look in, such as "Project"; every kind but documents where empty.
        most: how many to return at most.
    """
    return [found.thing for found in find(names, text, families, most)]


def find(
    names: Names, text: str, families: Iterable[str] = (), most: int = 20
) -> list[SearchHit[Name]]:
    """The same, with how each was found and by which of its names."""
    found = _index(names.in_english, tuple(sorted(families))).find(text, most)
    return _in_language(found, names)


def find_among(
    kg: NamedGraph, text: str, kinds: Sequence[str], most: int = 20
) -> list[SearchHit[Name]]:
    """The same among the things of some kinds, as `things_among` takes them."""
    names = kg.names.in_english
    found = _index_among(kg.engine, names, tuple(kinds)).find(text, most)
    return _in_language(found, kg.names)


def things_among(kg: NamedGraph, kinds: Sequence[str]) -> Sequence[Name]:
    """The things of some kinds, in the order of their labels.

    Args:
        kg: the graph, opened.
        kinds: classes by their local names, such as "Country" or "RegionalSecretariat"; "Relation"
            for the lines between things; every thing but documents where empty.
    """
    if all(kind in FAMILIES.values() for kind in kinds):
        return kg.names.things(kinds)
    if list(kinds) == [RELATIONS]:
        return relations(kg.names)
    found: dict[str, Name] = {}
    for kind in kinds:
        of_kind = kg.names.things() if kind == "Thing" else instances(kg, PREFIXES["cbrn"] + kind)
        found |= {name.iri: name for name in of_kind}
    return list(found.values())


def relations(names: Names) -> list[Name]:
    """The lines that there can be between things, in the order of their labels."""
    known = (name for name in names.by_iri.values() if name.inverse)
    return sorted(known, key=lambda name: name.label)


def _in_language(found: list[SearchHit[Name]], names: Names) -> list[SearchHit[Name]]:
    """What was found, under the names of the reader: one index finds in all languages."""
    if names is names.in_english:
        return found
    return [replace(one, thing=names[one.thing.iri]) for one in found]


@made_once(16)
def _index(names: Names, families: tuple[str, ...]) -> Index[Name]:
    return Index(names.things(families), _about, _abroad)


@made_once(32)
def _index_among(engine: Engine, names: Names, kinds: tuple[str, ...]) -> Index[Name]:
    if all(kind in FAMILIES.values() for kind in kinds):
        return _index(names, tuple(sorted(kinds)))
    return Index(things_among(NamedGraph(engine, names), kinds), _about, _abroad)


def _about(name: Name) -> tuple[str, ...]:
    """What is told of a thing beside its names."""
    return (name.kind, *name.titles, name.place)


def _abroad(name: Name) -> tuple[str, ...]:
    """Its names in other languages."""
    return name.abroad
