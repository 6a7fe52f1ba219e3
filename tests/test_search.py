"""Search: what people type finds the thing they mean, the best first."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.folding import words
from graph.views.record.names import Name, Names
from graph.views.record.search import find, search
from graph.vocabulary import thing

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

    pass

TABLE = tomllib.loads((Path(__file__).parent / "searches.toml").read_text("utf-8"))
FAMILIES = {"source": "SourceDocument"}
CASES = [
    pytest.param(text, case["finds"], case.get("only", False), id=f"{case['why']}: {text!r}")
    for case in TABLE["cases"]
    for text in case["texts"]
]

RECORD = [
    pytest.param(text, case, id=f"{case['why']}: {text!r}")
    for case in TABLE["record"]
    for text in case["texts"]
]


@pytest.fixture(scope="module")
def names() -> Names:
    """The names of the table, as an opened graph would give them."""
    told = [
        Name(
            iri=str(thing(key)),
            label=label,
            family=FAMILIES.get(key.partition("/")[0], key.partition("/")[0].title()),
            others=tuple(others),
        )
        for key, (label, *others) in TABLE["things"].items()
    ]
    return Names({name.iri: name for name in told})


@pytest.mark.parametrize(("text", "finds", "only"), CASES)
def test_text_finds_what_is_meant(names: Names, text: str, finds: list[str], only: bool) -> None:
    """The things that a text must find come first, and where told nothing else comes."""
    found = [name.short for name in search(names, text)]
    assert (found if only else found[: len(finds)]) == finds


@pytest.fixture(scope="module")
def on_record(kg: KnowledgeGraph) -> Names:
    """The names of the real record."""
    return kg.names


@pytest.mark.parametrize(("text", "case"), RECORD)
def test_text_finds_what_is_meant_on_record(
    on_record: Names, text: str, case: dict[str, Any]
) -> None:
    """The right thing comes first; what is not on record, or only close, is never taken for it."""
    found = find(on_record, text)
    shorts, finds = [one.thing.short for one in found], case["finds"]
    assert (shorts if case.get("only") else shorts[: len(finds)]) == finds
    assert all(one.sure == case.get("sure", True) for one in found[: max(len(finds), 1)])
    if not case.get("sure", True):
        assert not any(one.sure for one in found)


def test_cases_are_many() -> None:
    """The ranking is held to at least 200 texts."""
    assert len(CASES) + len(RECORD) >= 200


def test_matched_name_is_the_one_that_was_typed(on_record: Names) -> None:
    """A thing that is found by another name says by which one, as it is written."""
    told = {text: find(on_record, text)[0].matched for text in ("preca", "ghulomov", "kaz", "46")}
    assert told == {
        "preca": "PRECA",
        "ghulomov": "Bakhtiyor Ghulomov",
        "kaz": "KAZ",
        "46": "Project 46",
    }


def test_families_narrow_the_search(names: Names) -> None:
    """Only things of the named families are found; documents are found when asked for."""
    assert [name.short for name in search(names, "kazakhstan", ["Organisation"])] == [
        "organisation/government-kazakhstan"
    ]
    assert [name.short for name in search(names, "53", ["SourceDocument"])] == [
        "source/press-release"
    ]


def test_most_limits_what_is_found(names: Names) -> None:
    """No more things are returned than asked for, and they are the best ones."""
    everything = search(names, "p")
    assert len(everything) > 2
    assert search(names, "p", most=2) == everything[:2]


def test_search_stays_quick_in_a_large_graph() -> None:
    """A text with a slip in 20,000 names is found within a second, the index included."""
    many = {
        str(thing(f"organisation/o-{number}")): Name(
            iri=str(thing(f"organisation/o-{number}")),
            label=f"Institute of Matter {number}",
            family="Organisation",
        )
        for number in range(20_000)
    }
    names = Names(many)
    search(names, "warm up")
    started = time.process_time()
    assert search(names, "insitute 17 of matter")[0].label == "Institute of Matter 17"
    assert time.process_time() - started < 1


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=40))
def test_plain_letters_are_folded_as_all_letters_are(text: str) -> None:
    """The short way for names of plain letters gives what the long way gives."""
    assert words(f"{text} é") == f"{words(text)} e".strip()
