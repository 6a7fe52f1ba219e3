"""What the editor offers: terms with label and definition, and things by any of their names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.views.answers.completion import QueryTerm, labels, prefixed, suggestions, vocabulary
from graph.views.record.names import Name, Names, load_names
from graph.vocabulary import CBRN, PREFIXES, THINGS
from tests.mini_world import mini_world

if TYPE_CHECKING:
    from graph.store import Engine

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The mini-world, built and opened in this process."""
    world = tmp_path_factory.mktemp("completion")
    return mini_world(world)


@pytest.fixture(scope="module")
def terms(engine: Engine) -> dict[str, QueryTerm]:
    """The terms that are offered, by their prefixed names."""
    return {term.short: term for term in vocabulary(engine)}


@pytest.fixture(scope="module")
def names(engine: Engine) -> Names:
    """The names of the mini-world."""
    return load_names(engine)


def test_every_term_of_the_ontology_is_offered_with_its_definition(
    engine: Engine, terms: dict[str, QueryTerm]
) -> None:
    """Each class and property that the ontology defines has its sort, label and definition."""
    defined = engine.query(
        """
        SELECT DISTINCT ?term ?label ?definition {
          VALUES ?sort { owl:Class owl:ObjectProperty owl:DatatypeProperty }
          ?term a ?sort ; rdfs:label ?label ; skos:definition ?definition .
          FILTER(LANG(?definition) = "en")
        }"""
    ).records()
    assert len(defined) > 60
    for record in defined:
        term = terms[prefixed(record["term"] or "")]
        assert (term.label, term.definition) == (record["label"], record["definition"])
        assert term.sort == ("class" if term.short[5:6].isupper() else "property")


def test_terms_of_other_vocabularies_and_values_are_offered(terms: dict[str, QueryTerm]) -> None:
    """What the graph uses of other vocabularies is offered too, and the fixed values are."""
    assert (terms["rdf:type"].sort, terms["rdf:type"].label) == ("property", "type")
    assert (terms["rdfs:subClassOf"].label, terms["rdf:subject"].sort) == (
        "sub class of",
        "property",
    )
    assert terms["cbrn:Accepted"].sort == "value"
    assert terms["skos:Concept"].sort == "class"
    assert not [short for short in terms if short.startswith("<")]


def test_what_is_used_most_comes_first(engine: Engine) -> None:
    """The order is by use, then by name: the same each time."""
    found = vocabulary(engine)
    assert list(found) == sorted(found, key=lambda term: (-term.uses, term.short))
    assert "rdf:type" in {term.short for term in found[:3]}


def test_a_thing_is_found_by_name_acronym_and_with_a_slip(names: Names) -> None:
    """Each of a thing's names leads to its prefixed name, label and kind."""
    country = names.find("country/AAA")
    assert country is not None
    for typed in (country.label, country.label[:3].lower(), "AAA"):
        first = suggestions(names, [typed])[0]
        assert (first.typed, first.short, first.label) == (typed, "country:AAA", country.label)
        assert first.kind == "Country"


def test_the_longest_phrase_that_finds_something_decides(names: Names) -> None:
    """Of the words before the cursor, those are replaced that name the thing."""
    meeting = names.find("meeting/rtm-e-01")
    assert meeting is not None
    whole = meeting.label.lower()
    found = suggestions(names, [f"nothing {whole}", whole, whole.split()[-1]])
    assert (found[0].typed, found[0].short) == (whole, "meeting:rtm-e-01")
    assert suggestions(names, ["xyzzy"]) == []
    assert suggestions(names, [""]) == []


def test_a_prefix_narrows_to_its_kind(names: Names) -> None:
    """Behind "country:" only countries are offered, all of them where nothing else is typed."""
    every = suggestions(names, [""], "country")
    assert [one.short for one in every] == [
        prefixed(name.iri) for name in names.things(["Country"])
    ]
    assert suggestions(names, ["aaa"], "country")[0].short == "country:AAA"
    assert suggestions(names, ["aaa"], "region") == []
    assert suggestions(names, ["gazette"], "source")
    assert suggestions(names, [""], "cbrn") == []


def test_labels_stand_beside_names_on_record(names: Names) -> None:
    """The label of a prefixed name is told where there is one, and nothing where there is not."""
    country = names.find("country/AAA")
    assert country is not None
    told = labels(names, ["country:AAA", "country:ZZZ", "nonsense", "a:b:c"])
    assert told == {"country:AAA": country.label}


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (THINGS["country/KAZ"], "country:KAZ"),
        (THINGS["project/053"], "project:053"),
        (THINGS["meeting/rtm-ca-14"], "meeting:rtm-ca-14"),
        (CBRN.attendedBy, "cbrn:attendedBy"),
        ("https://example.org/thing", "<https://example.org/thing>"),
        (f"{THINGS}country/A'B", f"<{THINGS}country/A'B>"),
        (f"{THINGS}country/ends.", f"<{THINGS}country/ends.>"),
        (str(PREFIXES["country"]), f"<{PREFIXES['country']}>"),
    ],
)
def test_an_address_is_written_as_a_query_can_read_it(engine: Engine, iri: str, short: str) -> None:
    """A prefixed name where one fits, else the whole address; the engine reads both as the same."""
    assert prefixed(str(iri)) == short
    assert engine.query(
        f"ASK {{ FILTER(STR({short}) = '{str(iri).replace(chr(39), chr(92) + chr(39))}') }}"
    ).boolean


def test_names_full_of_markup_are_data(names: Names) -> None:
    """A label is passed on as it is; the editor shows it as text."""
    odd = Name(
        iri=f"{THINGS}project/900", label='<b>Bold</b> & "quoted"', family="Project", kind="Project"
    )
    found = suggestions(Names({**names.by_iri, odd.iri: odd}), ["bold quoted"])
    assert found[0].label == odd.label
