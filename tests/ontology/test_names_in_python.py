"""The names of the ontology in Python: its terms, prefixes, and the short names of things."""

from __future__ import annotations

import pytest
from rdflib import DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS, XSD, Graph
from rdflib.namespace import VOID, DefinedNamespace, Namespace

from graph.vocabulary import CBRN, KINDS, ONTOLOGY, PREFIXES, THINGS, short, thing
from tests.ontology.ontology_files import ours

CORE = ("rdf", "rdfs", "xsd", "skos", "dct", "owl", "prov", "foaf", "void")


def test_vocabulary_equals_ontology(ontology: Graph) -> None:
    """What can be typed in Python is what the ontology declares, no more and no less."""
    extras: list[str] = CBRN._extras
    typed = {name for name in CBRN.__annotations__ if not name.startswith("_")} | set(extras)
    assert typed == ours(ontology)


@pytest.mark.parametrize(
    ("prefix", "namespace"),
    [("rdf", RDF), ("rdfs", RDFS), ("xsd", XSD), ("skos", SKOS), ("dct", DCTERMS), ("owl", OWL),
     ("prov", PROV), ("foaf", FOAF), ("void", VOID)],
)  # fmt: skip
def test_prefixes_of_others_are_those_of_rdflib(
    prefix: str, namespace: type[DefinedNamespace]
) -> None:
    """What a prefix of another vocabulary stands for is what everybody means by it."""
    assert PREFIXES[prefix] == str(namespace)


def test_vocabulary_is_closed() -> None:
    """A term that does not exist cannot be typed, and says so at once."""
    with pytest.raises(AttributeError, match="'Contry' not in namespace"):
        _ = CBRN.Contry
    assert str(CBRN["from"]) == "https://w3id.org/cbrn-graph/ontology#from"


def test_prefixes_agree_with_the_ontology(ontology: Graph) -> None:
    """The prefixes people type in queries stand for the addresses that the ontology prefers."""
    vann = Namespace("http://purl.org/vocab/vann/")
    assert str(ontology.value(ONTOLOGY, vann.preferredNamespacePrefix)) == "cbrn"
    assert str(ontology.value(ONTOLOGY, vann.preferredNamespaceUri)) == PREFIXES["cbrn"]
    assert PREFIXES["id"] == THINGS
    assert sorted(PREFIXES) == sorted([*CORE, "cbrn", "id", *KINDS])
    assert all(PREFIXES[kind] == f"{THINGS}{kind}/" for kind in KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_short_names_round_trip(kind: str) -> None:
    """The short name of a thing of any kind becomes its address, and that the short name."""
    assert str(thing(f"{kind}/a-1")) == f"https://w3id.org/cbrn-graph/id/{kind}/a-1"
    assert short(thing(f"{kind}/a-1")) == f"{kind}/a-1"


@pytest.mark.parametrize(
    "name",
    [
        "KAZ",
        "country/",
        "/KAZ",
        "country/KAZ/1",
        "country/K Z",
        "country/../x",
        "country/Қ",
        "c/K\n",
    ],
)
def test_short_name_refuses_what_is_no_kind_and_key(name: str) -> None:
    """What is not KIND/KEY is refused in a sentence that shows it and a right one."""
    with pytest.raises(ValueError, match=r"is not the short name of a thing.*country/KAZ"):
        thing(name)


def test_short_name_refuses_an_unknown_kind() -> None:
    """A kind that does not exist is refused with the list of those that do."""
    with pytest.raises(ValueError, match=r"'nation', which is not a kind of thing: .*country"):
        thing("nation/KAZ")


@pytest.mark.parametrize(
    "iri", [str(CBRN.Country), str(THINGS), f"{THINGS}country", "http://example.org/country/KAZ"]
)
def test_short_refuses_what_is_not_ours(iri: str) -> None:
    """An address that is not of one of our things has no short name."""
    with pytest.raises(ValueError, match="is not "):
        short(iri)
