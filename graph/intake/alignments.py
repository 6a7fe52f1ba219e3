"""Terms of other vocabularies, as far as ``ontology/alignments.ttl`` says which of ours are near.

An alignment says that ours is narrower than theirs, or close to it. Read the other way round it is
a guess, so what comes in by it is shown as such, and nothing is taken by a mere relation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rdflib import DCTERMS, FOAF, RDFS, SKOS, Graph, URIRef

from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from graph.building.terms import Terms

__all__ = ["LABELS", "OTHER_LABELS", "Alignments", "plainly"]

_SCHEMA: Final = "https://schema.org/"
_ORG: Final = "http://www.w3.org/ns/org#"
LABELS: Final = (
    str(RDFS.label), str(SKOS.prefLabel), str(FOAF.name), f"{_SCHEMA}name", str(DCTERMS.title),
)  # fmt: skip
"""What others call a thing by, the best first."""
OTHER_LABELS: Final = (
    str(SKOS.altLabel), str(FOAF.nick), f"{_SCHEMA}alternateName", f"{_SCHEMA}legalName",
)  # fmt: skip
_USUAL: Final[Mapping[str, str]] = {
    f"{_ORG}Organization": "Organisation",
    f"{_ORG}FormalOrganization": "Organisation",
    f"{_ORG}OrganizationalUnit": "Organisation",
    f"{_SCHEMA}Organization": "Organisation",
    f"{_SCHEMA}GovernmentOrganization": "Agency",
    str(FOAF.Organization): "Organisation",
    str(FOAF.Person): "Person",
    f"{_SCHEMA}Person": "Person",
    f"{_SCHEMA}Event": "Meeting",
    f"{_SCHEMA}Project": "Project",
    str(FOAF.Project): "Project",
    f"{_SCHEMA}Country": "Country",
}
"""Where several of ours are near one of theirs, the widest of them."""


@dataclass(frozen=True, slots=True)
class _Near:
    """A property of ours that is near one of theirs, and whether it lies below it."""

    name: str
    is_below: bool


class Alignments:
    """Which of our classes and properties are near those of others."""

    def __init__(self, ontology: Path, terms: Terms) -> None:
        """Read the alignments of a folder."""
        self._terms = terms
        told = Graph().parse(ontology / "alignments.ttl", format="turtle")
        ours = {iri: name for name, iri in terms.properties.items()}
        self._classes: dict[str, list[str]] = {}
        self._properties: dict[str, list[_Near]] = {}
        for relation in (RDFS.subClassOf, SKOS.closeMatch):
            for term, theirs in told.subject_objects(relation):
                name = str(term).removeprefix(str(CBRN))
                if name in terms.classes:
                    self._classes.setdefault(str(theirs), []).append(name)
        for relation in (RDFS.subPropertyOf, SKOS.closeMatch):
            for term, theirs in told.subject_objects(relation):
                if isinstance(term, URIRef) and term in ours:
                    near = _Near(ours[term], relation == RDFS.subPropertyOf)
                    self._properties.setdefault(str(theirs), []).append(near)

    def knows(self, iris: Iterable[str]) -> bool:
        """Whether any of some terms is one that ours are near."""
        return any(
            one in self._classes or one in self._properties or one in _USUAL or one in LABELS[2:4]
            for one in map(plainly, iris)
        )

    def class_of(self, types: Collection[str]) -> str:
        """Our class for a thing of some of theirs, "" where there is none."""
        theirs = [plainly(one) for one in types]
        for one in theirs:
            near = self._classes.get(one, [])
            if len(near) == 1:
                return near[0]
        return next((_USUAL[one] for one in theirs if one in _USUAL), "")

    def property_of(self, iri: str, start: str, end: str, *, is_link: bool) -> str:
        """Our property for one of theirs between two things, "" where none fits or several do.

        Args:
            iri: the address of their property.
            start: our class of what it is said of.
            end: our class of what it leads to, "" where that is a text or not known.
            is_link: whether it leads to a thing.
        """
        fitting = [
            one
            for one in self._properties.get(plainly(iri), [])
            if self._fits(one.name, start, end, is_link=is_link)
        ]
        below = [one.name for one in fitting if one.is_below]
        named = below if len(below) == 1 else [one.name for one in fitting]
        return named[0] if len(named) == 1 else ""

    def _fits(self, name: str, start: str, end: str, *, is_link: bool) -> bool:
        term = self._terms.properties[name]
        if self._terms.links(term) != is_link:
            return False
        domain = self._terms.graph.value(term, RDFS.domain)
        if not self._is(start, domain):
            return False
        return not is_link or not end or self._is(end, self._terms.range(term))

    def _is(self, name: str, wanted: object) -> bool:
        """Whether a class of ours is another one or below it."""
        term = self._terms.classes.get(name)
        return term is not None and wanted in self._terms.above(term, RDFS.subClassOf)


def plainly(iri: str) -> str:
    """The address of a term as the alignments write it: schema.org has two."""
    return iri.replace("http://schema.org/", _SCHEMA, 1)
