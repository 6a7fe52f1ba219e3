"""What a query can be made of, for an editor that completes it: prefixes, terms and things.

Terms are those that the graph itself describes or uses, with the label and the definition that it
has for them; so another ontology in the file needs no change here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from graph.made_once import made_once
from graph.search_tiers import Tier
from graph.store import Limits
from graph.views.record.names import FAMILIES
from graph.views.record.search import find
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.store import Engine
    from graph.views.record.names import Name, Names

__all__ = ["Completion", "QueryTerm", "TermSort", "labels", "prefixed", "suggestions", "vocabulary"]

TermSort: TypeAlias = Literal["class", "property", "value"]

_MOST: Final = 30
_LIMITS: Final = Limits(seconds=60, rows=1_000_000)

# How often a class or a property is used tells which of two equal matches is meant.
_USED: Final = (
    "SELECT ?term (COUNT(*) AS ?uses) WHERE { ?thing ?term ?value } GROUP BY ?term",
    "SELECT ?term (COUNT(*) AS ?uses) WHERE { ?thing a ?term } GROUP BY ?term",
)
_DESCRIBED: Final = """
SELECT ?term ?type ?label ?definition
WHERE {
  ?term a ?type ; rdfs:label ?label .
  OPTIONAL { ?term skos:definition ?definition FILTER(LANGMATCHES(LANG(?definition), "en")) }
  FILTER(STRSTARTS(STR(?type), STR(owl:)) || EXISTS { ?type a owl:Class ; rdfs:isDefinedBy ?o .
                                                      ?term rdfs:isDefinedBy ?o })
}
"""
_PREFIXED: Final = re.compile(r"[A-Za-z0-9_](?:[\w.-]*[\w-])?", re.ASCII)
_SORTS: Final[Mapping[str, TermSort]] = {
    "Class": "class",
    "ObjectProperty": "property",
    "DatatypeProperty": "property",
    "AnnotationProperty": "property",
    "NamedIndividual": "value",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryTerm:
    """A class, a property or a fixed value, as a query names it and as people read it."""

    short: str
    sort: TermSort
    label: str
    definition: str
    uses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A thing that may be meant by what was typed: what it replaces, and what it is called."""

    typed: str
    short: str
    label: str
    kind: str
    others: tuple[str, ...]


def vocabulary(engine: Engine) -> tuple[QueryTerm, ...]:
    """The terms that the graph describes or uses, those that are used most first."""
    return _vocabulary(engine)


@made_once(4)
def _vocabulary(engine: Engine) -> tuple[QueryTerm, ...]:
    uses: Counter[str] = Counter()
    sorts: dict[str, TermSort] = {}
    for query, sort in zip(_USED, ("property", "class"), strict=True):
        for record in engine.query(query, limits=_LIMITS).records():
            iri = record["term"] or ""
            uses[iri] += int(record["uses"] or 0)
            sorts[iri] = "class" if sort == "class" else "property"
    told: dict[str, tuple[str, str]] = {}
    for record in engine.query(_DESCRIBED, limits=_LIMITS).records():
        iri, kind = record["term"] or "", re.split(r"[#/]", record["type"] or "")[-1]
        told[iri] = record["label"] or "", record["definition"] or ""
        sorts[iri] = _SORTS.get(kind, sorts.get(iri, "value"))
    found = []
    for iri, sort in sorts.items():
        label, definition = told.get(iri, (_spelled(iri), ""))
        found.append(
            QueryTerm(
                short=prefixed(iri), sort=sort, label=label, definition=definition, uses=uses[iri]
            )
        )
    known = [term for term in found if not term.short.startswith("<")]
    return tuple(sorted(known, key=lambda term: (-term.uses, term.short)))


def suggestions(names: Names, phrases: Sequence[str], prefix: str = "") -> list[Completion]:
    """The things that the end of a line can mean, the best first.

    Args:
        names: the names of the open graph.
        phrases: what may stand for a thing, the longest first; the first that finds any decides.
        prefix: the kind to look in, such as "country"; every kind but documents where empty.
    """
    if prefix and prefix not in FAMILIES:
        return []
    families = (FAMILIES[prefix],) if prefix else ()
    for phrase in phrases:
        if not phrase and prefix:
            found = names.things(families)[:_MOST]
        else:
            # A phrase that only holds a name is followed here by the name alone.
            finds = find(names, phrase, families, _MOST)
            found = [one.thing for one in finds if one.tier is not Tier.PARTLY]
        if found:
            return [_suggested(name, phrase) for name in found]
    return []


def labels(names: Names, shorts: Iterable[str]) -> dict[str, str]:
    """The label of each prefixed name, as in ``country:KAZ``, that names a thing on record."""
    known = {short: names.find(short.replace(":", "/", 1)) for short in shorts}
    return {short: name.label for short, name in known.items() if name}


def prefixed(iri: str) -> str:
    """An address as a query writes it: ``country:KAZ``, or in full where no prefix fits."""
    fitting = [
        f"{prefix}:{iri.removeprefix(address)}"
        for prefix, address in PREFIXES.items()
        if iri.startswith(address) and _PREFIXED.fullmatch(iri.removeprefix(address))
    ]
    return min(fitting, key=len, default=f"<{iri}>")


def _suggested(name: Name, typed: str) -> Completion:
    return Completion(
        typed=typed,
        short=prefixed(name.iri),
        label=name.label,
        kind=name.kind or name.family,
        others=name.others[:3],
    )


def _spelled(iri: str) -> str:
    """The end of an address in words, for a term without a label: "sub class of"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.split(r"[#/]", iri)[-1]).lower()
