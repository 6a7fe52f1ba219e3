"""Labels for everything on the screen: things, documents, classes and properties.

Pages never show an address; they show the name that this index holds for it. The name of the record
is the English one; `Names.in_language` gives the same index with the names chosen in another
language as labels (``skos:prefLabel``), where there are such names, and with the English ones else.
So whatever takes its labels from an index follows the language of its reader.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from graph.folding import plain
from graph.kinds import KINDS, in_pictures
from graph.languages import ENGLISH, Spoken, language_of
from graph.store import Limits
from graph.store.text.parameters import Parametrised
from graph.texts import gettext, spoken_language
from graph.vocabulary import PREFIXES, THINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.store import Engine

__all__ = ["FAMILIES", "Name", "NamedGraph", "Names", "instances", "load_names", "plain"]

FAMILIES = {kind.key: kind.name for kind in KINDS}
"""The kind in a thing's address (``country/KAZ``) and the family that decides its look."""

_NAMES = """
SELECT ?thing ?label ?kind ?inverse (MIN(?place) AS ?town)
       (GROUP_CONCAT(DISTINCT ?other; separator="\\u001f") AS ?others)
       (GROUP_CONCAT(DISTINCT ?title; separator="\\u001f") AS ?titles)
WHERE {
  ?thing rdfs:label ?label .
  OPTIONAL { ?thing skos:altLabel|skos:notation ?other }
  OPTIONAL { ?thing dct:title ?title }
  OPTIONAL { ?thing cbrn:inverseLabel ?inverse FILTER(LANGMATCHES(LANG(?inverse), "en")) }
  OPTIONAL { ?thing cbrn:place ?place }
  OPTIONAL {
    ?thing a ?class .
    ?class rdfs:label ?kind .
    FILTER(STRSTARTS(STR(?class), STR(cbrn:)))
    FILTER NOT EXISTS { ?thing a ?below . ?below rdfs:subClassOf ?class . FILTER(?below != ?class) }
  }
}
GROUP BY ?thing ?label ?kind ?inverse
"""


_TRANSLATIONS = """
SELECT ?thing ?name WHERE { ?thing skos:prefLabel ?name . FILTER(!LANGMATCHES(LANG(?name), "en")) }
ORDER BY ?thing ?name
"""

_INVERSES = """
SELECT ?thing ?name
WHERE { ?thing cbrn:inverseLabel ?name . FILTER(!LANGMATCHES(LANG(?name), "en")) }
ORDER BY ?thing ?name
"""

_INSTANCES = Parametrised("SELECT ?thing { VALUES ?type { } ?thing a ?type ; rdfs:label ?label }")

_REPLACED = """
SELECT ?old ?new WHERE {
  ?old dct:isReplacedBy ?new .
  FILTER(STRSTARTS(STR(?old), STR(id:)))
}
"""

# A quarter of a million names, those of ten million triples, come in 40 MB.
_ALL = Limits(seconds=300, rows=10_000_000, output_bytes=2_000_000_000, memory_bytes=8_000_000_000)


# KIND/KEY, or the key of a statement alone, as pages write them into their addresses.
_KEYS = re.compile(
    r"(?<![A-Za-z0-9/])([a-z]+/)[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*|(?<![A-Za-z0-9])[0-9a-f]{20}"
    r"(?![A-Za-z0-9])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What people call a thing, a document, a class or a property.

    ``family`` is the kind in the thing's address ("Organisation"), which decides how it looks;
    ``kind`` is its own class in words ("ministry"); ``inverse`` is how a property reads from the
    far end ("attended" beside "attended by"); ``others`` are acronyms, codes and spellings, the
    shortest first; ``translations`` are the chosen names in other languages, by their tags.
    ``language`` is the tag of the label, and ``inverses`` are for a property what translations are
    for its label.
    """

    iri: str
    label: str
    family: str = ""
    kind: str = ""
    inverse: str = ""
    others: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    place: str = ""
    translations: tuple[tuple[str, str], ...] = ()
    inverses: tuple[tuple[str, str], ...] = ()
    language: str = ENGLISH

    @property
    def abroad(self) -> tuple[str, ...]:
        """The names chosen in languages other than English, each once."""
        return tuple(dict.fromkeys(told for _, told in self.translations))

    def in_language(self, tag: str) -> Name:
        """The thing under the name chosen in a language; as it is where there is none.

        The English name is then one of its others.
        """
        told = dict(self.translations).get(tag, "")
        if not told:
            return self
        others = {*self.others, self.label} - {told}
        return replace(
            self,
            label=Spoken(told, tag),
            inverse=dict(self.inverses).get(tag, self.inverse),
            language=tag,
            others=_shortest_first(others),
        )

    @property
    def short(self) -> str:
        """The short address, as in ``country/KAZ``; the whole one where it is not ours."""
        return self.iri.removeprefix(str(THINGS))


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The names of one graph, by address; each is equal to itself only, so it can be a key.

    ``replaced`` says where each address leads that things, documents or statements had before.
    ``language`` is the tag of the language in which names are wanted, and ``source`` the index in
    English that they are of, where that is another one.
    """

    by_iri: Mapping[str, Name]
    replaced: Mapping[str, str] = field(default_factory=dict)
    language: str = ENGLISH
    source: Names | None = None
    _in_order: dict[frozenset[str], Sequence[Name]] = field(
        default_factory=dict, init=False, repr=False
    )
    _in_languages: dict[str, Names] = field(default_factory=dict, init=False, repr=False)
    _counted: dict[str, int] = field(default_factory=dict, init=False, repr=False)

    def __getitem__(self, iri: str) -> Name:
        """The name of an address; one that has no label is named by the end of its address."""
        found = self.by_iri.get(iri)
        return found or Name(iri=iri, label=re.split(r"[/#]", iri.rstrip("/#"))[-1] or iri)

    def __contains__(self, iri: object) -> bool:
        """Whether the graph has a label for the address."""
        return iri in self.by_iri

    @property
    def in_english(self) -> Names:
        """The index whose labels are the names of the record."""
        return self.source or self

    def in_language(self, tag: str) -> Names:
        """The index in a language, always the same one; a name that is not there is English.

        Args:
            tag: a language by its tag (BCP 47), one of `languages`; in any other it stays English.
        """
        english = self.in_english
        if tag == ENGLISH or tag not in english.languages:
            return english
        if tag not in english._in_languages:
            told = {iri: name.in_language(tag) for iri, name in english.by_iri.items()}
            terms = [iri for iri in told if iri.startswith(PREFIXES["cbrn"])]
            kinds = {english.by_iri[iri].label: told[iri].label for iri in terms}
            told = {
                iri: replace(name, kind=kinds[name.kind]) if name.kind in kinds else name
                for iri, name in told.items()
            }
            made = Names(told, english.replaced, tag, english)
            english._in_languages.setdefault(tag, made)
        return english._in_languages[tag]

    @property
    def languages(self) -> Mapping[str, int]:
        """How many things have a name in each language, by its tag, English first; no documents."""
        english = self.in_english
        if not english._counted:
            things = [one for one in english.by_iri.values() if in_pictures(one.family)]
            told = Counter(tag for name in things for tag, _ in name.translations)
            english._counted.update({ENGLISH: len(things), **dict(sorted(told.items()))})
        return english._counted

    @property
    def told_language(self) -> str:
        """In which language names are wanted, and how many are not in it; empty in English."""
        if self.language == ENGLISH:
            return ""
        told, things = self.languages[self.language], self.languages[ENGLISH]
        language = language_of(self.language).in_language(spoken_language())
        return gettext(
            "Names are in {language} where one is on record, for {told:,} of {things:,} things, "
            "and in English else.",
            language=language,
            told=told,
            things=things,
        )

    def find(self, short: str) -> Name | None:
        """The name of a short address such as ``country/KAZ``, if the graph has it."""
        return self.by_iri.get(f"{THINGS}{short}")

    def led_on(self, address: str) -> str:
        """A part of a page's address, with what was replaced since by what took its place."""
        if not self.replaced:
            return address

        def now(match: re.Match[str]) -> str:
            short = match[0] if match[1] else f"statement/{match[0]}"
            new = self.replaced.get(f"{THINGS}{short}")
            found = new.removeprefix(str(THINGS)) if new else match[0]
            return found if match[1] or not new else found.removeprefix("statement/")

        return _KEYS.sub(now, address)

    def things(self, families: Iterable[str] = ()) -> Sequence[Name]:
        """The things of the families, in the order of their labels; of all where none is named.

        Documents are only among them when asked for: they are evidence, not what it is about.
        """
        wanted = frozenset(families) or frozenset(filter(in_pictures, FAMILIES.values()))
        if wanted not in self._in_order:  # every run of a page asks for the same few
            found = [name for name in self.by_iri.values() if name.family in wanted]
            self._in_order[wanted] = sorted(found, key=lambda name: (plain(name.label), name.iri))
        return self._in_order[wanted]


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """A graph as the views read it: the engine that answers, and the names of what it answers."""

    engine: Engine
    names: Names


def load_names(engine: Engine) -> Names:
    """Every name in the graph, by one query."""
    translated, inverses = _abroad(engine, _TRANSLATIONS), _abroad(engine, _INVERSES)
    answer = engine.query(_NAMES, limits=_ALL)
    names: dict[str, Name] = {}
    for record in answer.records():
        iri = record["thing"] or ""
        kind, _, _ = iri.removeprefix(str(THINGS)).partition("/")
        names[iri] = Name(
            iri=iri,
            label=record["label"] or "",
            family=FAMILIES.get(kind, "") if iri.startswith(str(THINGS)) else "",
            kind=record["kind"] or "",
            inverse=record["inverse"] or "",
            others=_parted(record["others"]),
            titles=_parted(record["titles"]),
            place=record["town"] or "",
            translations=translated.get(iri, ()),
            inverses=inverses.get(iri, ()),
        )
    moved = engine.query(_REPLACED, limits=_ALL).records()
    return Names(names, {record["old"] or "": record["new"] or "" for record in moved})


def _abroad(engine: Engine, query: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """What each thing is called in other languages, by their tags, as a query asks for it."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for thing, told in engine.query(query, limits=_ALL).rows:
        if isinstance(thing, NamedNode) and isinstance(told, Literal):
            found[thing.value].append((told.language or "", told.value))
    return {thing: tuple(sorted(told)) for thing, told in found.items()}


def _parted(joined: str | None) -> tuple[str, ...]:
    """The names that the query joined, the shortest first."""
    return _shortest_first(filter(None, (joined or "").split("\x1f")))


def _shortest_first(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda other: (len(other), other)))


def instances(kg: NamedGraph, class_iri: str) -> list[Name]:
    """The things of a class, in the order of their labels."""
    query = _INSTANCES.filled(type=[class_iri])
    found = kg.engine.query(query, limits=Limits(seconds=30, rows=10_000_000)).records()
    known = [kg.names[record["thing"] or ""] for record in found]
    return sorted(set(known), key=lambda name: (plain(name.label), name.iri))
