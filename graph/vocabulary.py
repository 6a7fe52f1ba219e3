"""The names of the graph: a closed namespace for our terms, and short names for things.

A term that ``ontology/cbrn.ttl`` does not declare cannot be typed here: ``CBRN.countryy``
raises ``AttributeError`` at once. A test keeps this file and the ontology equal both ways.
"""

# The terms below are spelled as the ontology spells them, which is mixedCase for properties.
# ruff: noqa: N815

from __future__ import annotations

import re
from typing import Final

from rdflib import URIRef
from rdflib.namespace import DefinedNamespace, Namespace

from graph.prefixes import KINDS, PREFIXES

__all__ = ["CBRN", "KINDS", "ONTOLOGY", "PREFIXES", "THINGS", "short", "thing"]


class CBRN(DefinedNamespace):
    """Every term of the ontology as an IRI; ``from`` is a Python word, so type ``CBRN["from"]``."""

    _fail = True
    _NS = Namespace(PREFIXES["cbrn"])
    _extras = ["from"]  # noqa: RUF012 - rdflib declares it as a plain list

    # Classes
    ActionPlan: URIRef
    Activity: URIRef
    Actor: URIRef
    Agency: URIRef
    Basis: URIRef
    Company: URIRef
    Contract: URIRef
    Country: URIRef
    EUBody: URIRef
    Exercise: URIRef
    Initiative: URIRef
    InternationalOrganisation: URIRef
    Meeting: URIRef
    Ministry: URIRef
    NationalActionPlan: URIRef
    Organisation: URIRef
    Person: URIRef
    Project: URIRef
    Proposal: URIRef
    Region: URIRef
    RegionalActionPlan: URIRef
    RegionalSecretariat: URIRef
    ResearchCentre: URIRef
    Review: URIRef
    RoundTable: URIRef
    SourceDocument: URIRef
    Statement: URIRef
    Thing: URIRef
    Topic: URIRef
    Training: URIRef
    Undertaking: URIRef

    # A datatype: a year, a month or a day
    PartialDate: URIRef

    # Properties between things: each is one kind of line in the network
    addressedBy: URIRef
    adoptedBy: URIRef
    agreementWith: URIRef
    attendedBy: URIRef
    awardedBy: URIRef
    awardedTo: URIRef
    basedIn: URIRef
    complements: URIRef
    contractFor: URIRef
    coversCountry: URIRef
    coversRegion: URIRef
    discussed: URIRef
    equipmentFrom: URIRef
    followsOn: URIRef
    fundedBy: URIRef
    hasFocalPointAt: URIRef
    hasPartner: URIRef
    hasTopic: URIRef
    hazard: URIRef
    heldOnMarginsOf: URIRef
    hostCountry: URIRef
    hostedBy: URIRef
    housedBy: URIRef
    implementedWith: URIRef
    inRegion: URIRef
    involves: URIRef
    ledBy: URIRef
    openedBy: URIRef
    organisedBy: URIRef
    partOf: URIRef
    partOfInitiative: URIRef
    relatedTo: URIRef
    represents: URIRef
    servesRegion: URIRef
    suppliesEquipmentFor: URIRef
    worksFor: URIRef

    # Values of things
    adoptedOn: URIRef
    amount: URIRef
    budget: URIRef
    currency: URIRef
    endDate: URIRef
    endorsedOn: URIRef
    format: URIRef
    joinedOn: URIRef
    openedOn: URIRef
    ordinal: URIRef
    participantCount: URIRef
    partnerCount: URIRef
    place: URIRef
    projectNumber: URIRef
    purpose: URIRef
    startDate: URIRef
    status: URIRef

    # Days worked out from dates that may be years or months, so that they compare
    adoptedOnOrAfter: URIRef
    adoptedOnOrBefore: URIRef
    earliest: URIRef
    endorsedOnOrAfter: URIRef
    endorsedOnOrBefore: URIRef
    endsOnOrAfter: URIRef
    endsOnOrBefore: URIRef
    issuedOnOrAfter: URIRef
    issuedOnOrBefore: URIRef
    joinedOnOrAfter: URIRef
    joinedOnOrBefore: URIRef
    latest: URIRef
    openedOnOrAfter: URIRef
    openedOnOrBefore: URIRef
    startsOnOrAfter: URIRef
    startsOnOrBefore: URIRef
    statedOnOrAfter: URIRef
    statedOnOrBefore: URIRef

    # What is known about a statement ("from" is among the extras above)
    basis: URIRef
    locator: URIRef
    review: URIRef
    role: URIRef
    statedIn: URIRef
    statedOn: URIRef
    until: URIRef

    # Where exactly a statement stands, and whether somebody looked again
    evidenceMark: URIRef
    evidenceWords: URIRef
    passageHash: URIRef
    quote: URIRef
    readAgainBy: URIRef
    readAgainOn: URIRef

    # What is known about a document
    copyHash: URIRef
    copyKeptOn: URIRef
    retracted: URIRef

    # What is known about a proposal on a statement
    proposalOn: URIRef
    proposes: URIRef

    # About terms: how a property reads from the object's side
    inverseLabel: URIRef

    # About terms: how many values a property has, and whether they change
    changesOverTime: URIRef
    oneInEachLanguage: URIRef

    # About terms: from which property the build works out a day
    firstDayOf: URIRef
    lastDayOf: URIRef

    # What a statement rests on, and what a reader made of it
    Accepted: URIRef
    Background: URIRef
    Derived: URIRef
    Disputed: URIRef
    Stated: URIRef
    Withdrawn: URIRef


ONTOLOGY: Final = URIRef("https://w3id.org/cbrn-graph/ontology")
THINGS: Final = Namespace(PREFIXES["id"])

# ASCII only: a key is typed by people, stands in addresses, and must look the same everywhere.
_SHORT: Final = re.compile(r"([a-z]+)/[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*", re.ASCII)


def thing(short: str) -> URIRef:
    """Return the IRI of a thing from its short name: ``country/KAZ`` -> ``.../id/country/KAZ``.

    Raises:
        ValueError: the short name is not KIND/KEY, or the kind is not one of ours.
    """
    match = _SHORT.fullmatch(short)
    if match is None:
        message = (
            f"'{short}' is not the short name of a thing: write KIND/KEY with plain letters, "
            "digits and single hyphens, such as country/KAZ or meeting/rtm-ca-14."
        )
        raise ValueError(message)
    if match[1] not in KINDS:
        message = (
            f"'{short}' begins with '{match[1]}', which is not a kind of thing: "
            f"use one of {', '.join(sorted(KINDS))}."
        )
        raise ValueError(message)
    return THINGS[short]


def short(iri: str) -> str:
    """Return the short name of one of our things: ``.../id/country/KAZ`` -> ``country/KAZ``.

    Raises:
        ValueError: the IRI is not the address of one of our things.
    """
    name = iri.removeprefix(THINGS)
    if name == iri:
        message = f"'{iri}' is not one of our things: their addresses begin with {THINGS}."
        raise ValueError(message)
    thing(name)  # refuses what only begins like one of ours
    return name
