"""Every name that a file may call a thing by: keys, labels, acronyms, codes and spellings."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from rdflib import RDFS, SKOS

from graph.folding import forms, words
from graph.search import Index
from graph.vocabulary import KINDS, THINGS, short, thing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from graph.intake.incoming import Incoming
    from graph.intake.record import Record

__all__ = ["NameIndex", "NamedThing"]

_ADDRESS: Final = re.compile(r"https?://[^\s]+?/id/([a-z]+/[^\s?#]+)")
_PREFIXED: Final = re.compile(r"(?:id:)?([A-Za-z]+)[:/](\S+)")
_NAMED: Final = frozenset({"altLabel", "notation", "title"})


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A thing as a search knows it."""

    key: str
    label: str
    others: tuple[str, ...]

    @property
    def iri(self) -> str:
        """The thing's address."""
        return str(THINGS[self.key])


class NameIndex:
    """The things on record and those of the file, by everything that they are called."""

    def __init__(self, record: Record, incoming: Incoming) -> None:
        """Collect the names of the tables, the topics, and the new things of the file."""
        self._labels: dict[str, str] = {}
        self._others: dict[str, tuple[str, ...]] = defaultdict(tuple)
        self._lower: dict[str, set[str]] = defaultdict(set)
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._on_record = {
            line.cells.get("key", "") for table in record.things for line in table.lines
        }
        for key, label, others in _things(record, incoming):
            self._labels.setdefault(key, label)
            self._others[key] += others
            self._lower[key.lower()].add(key)
            for form in forms(str(THINGS[key]), label, others):
                self._by_name[form].add(key)
        for key, name in _spellings(record):
            if key in self._labels:
                self._by_name[words(name)].add(key)
                self._others[key] += (name,)

    def __contains__(self, key: object) -> bool:
        """Whether it is the key of a thing."""
        return key in self._labels

    def __iter__(self) -> Iterator[str]:
        """The keys of all things."""
        return iter(self._labels)

    @cached_property
    def index(self) -> Index[NamedThing]:
        """All of them, ready to be searched."""
        return Index(NamedThing(key, self.label(key), self._others[key]) for key in self)

    def on_record(self, key: str) -> bool:
        """Whether a thing is in the tables, and not only in the file."""
        return key in self._on_record

    def label(self, key: str) -> str:
        """The label of a thing, its key where it has none."""
        return self._labels.get(key) or key

    def meant(self, text: str, kinds: Collection[str] = KINDS) -> tuple[str, ...]:
        """The keys of the things that a text names: one where it is clear, none where it is new.

        Args:
            text: a key in any case, an address, a name, an acronym, a code, a number.
            kinds: the kinds of thing that can be meant here.
        """
        if text in self._labels:
            return (text,)
        address = _ADDRESS.fullmatch(text)
        bare = address[1] if address else text
        key = _PREFIXED.fullmatch(bare)
        if key and key[1].lower() in KINDS:
            found = self._lower.get(f"{key[1].lower()}/{key[2].lower()}", set())
            return tuple(found) if len(found) == 1 else ()
        named = self._by_name.get(words(text), set())
        fitting = sorted(one for one in named if one.partition("/")[0] in kinds)
        return tuple(fitting or sorted(named))


def _things(record: Record, incoming: Incoming) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Key, label and other names of each thing that a statement can be about."""
    lines = (line.cells for table in record.things for line in table.lines)
    brought = (entry.cells for entry in incoming.entries("things"))
    for cells in (*lines, *brought):
        key = cells.get("key", "")
        if _is_key(key):
            yield key, cells.get("label", ""), _parts(cells.get("other_labels", ""))
    graph = record.terms.graph
    for topic in record.terms.topics:
        others = (*graph.objects(topic, SKOS.altLabel), *graph.objects(topic, SKOS.notation))
        yield short(str(topic)), str(graph.value(topic, RDFS.label)), tuple(map(str, others))


def _spellings(record: Record) -> Iterator[tuple[str, str]]:
    """What single documents call things, from their statements."""
    for name in record.contents:
        table = record.table(name) if name.startswith("statements/") else None
        for line in table.lines if table else ():
            if line.cells.get("property") in _NAMED:
                yield line.cells.get("subject", ""), _untagged(line.cells.get("object", ""))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(_untagged(part.strip()) for part in text.split("|") if part.strip())


def _untagged(name: str) -> str:
    return re.sub(r"@[a-z]{2,3}(-[A-Za-z0-9]+)*$", "", name)


def _is_key(text: str) -> bool:
    try:
        thing(text)
    except ValueError:
        return False
    return True
