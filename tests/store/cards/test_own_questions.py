"""Cards filled in, saved as files and read again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph import KnowledgeGraph
from graph.errors import CbrnGraphError, QueryError, QueryRefused
from graph.store import load_questions
from graph.store.cards.own_questions import filled, read_own_card, written_card
from graph.views.record.choices import kinds, years

if TYPE_CHECKING:
    pass

BAD = sorted((Path(__file__).parent / "questions_bad").glob("*.rq"))
HEADINGS = "# question: What?\n# group: analyst\n# view: table\n\n"


@pytest.mark.parametrize("card", load_questions())
def test_a_filled_card_gives_the_same_answer(kg: KnowledgeGraph, card: str) -> None:
    """The query to be changed, with the choice as VALUES, answers as the card itself does."""
    question = kg.questions[card]
    bound, text = kg.ask(card), kg.query(filled(question, {}))
    assert (text.variables, text.rows) == (bound.variables, bound.rows)
    assert {str(one) for one in text.triples} == {str(one) for one in bound.triples}
    assert filled(question, {}).count("VALUES") >= len(question.parameters)


def test_a_side_of_a_union_is_told_what_was_chosen(kg: KnowledgeGraph) -> None:
    """Each side that speaks of the choice has it: an engine works it out for that value alone."""
    text = filled(kg.questions["things-with-both"], {})
    counted = {name: text.count(f"VALUES ?{name} ") for name in ("one", "other", "kind")}
    # Around everything, and in the two sides that speak of it.
    assert counted == {"one": 3, "other": 3, "kind": 1}


def test_what_a_minus_takes_away_is_told_what_was_chosen(kg: KnowledgeGraph) -> None:
    """It is worked out by itself, for the choice alone; lines are taken away either way round."""
    text = filled(kg.questions["kind-without-kind"], {})
    counted = {name: text.count(f"VALUES ?{name} ") for name in ("kind", "other")}
    assert counted == {"kind": 1, "other": 3}


@pytest.mark.parametrize("card", ["who-took-part", "project-chains", "meetings-between"])
def test_a_card_survives_being_saved_and_loaded(kg: KnowledgeGraph, card: str) -> None:
    """A query saved as a card is read again with its sentence, view and answer."""
    query = filled(kg.questions[card], {})
    loaded = read_own_card(kg.engine, "mine.rq", written_card(query, "What of {x}?", view="bar"))
    assert (loaded.question, loaded.view, loaded.key) == ("What of (x)?", "bar", "mine")
    assert kg.query(loaded.sparql).rows == kg.query(query).rows
    told = read_own_card(kg.engine, "mine.rq", written_card("# Who?\nASK {}", ""))
    assert told.question == "Who?"


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_card_is_told_with_file_and_line(kg: KnowledgeGraph, path: Path) -> None:
    """A card from a reader is checked like our own: the same faults have the same sentences."""
    text = path.read_text("utf-8")
    expected = text.rpartition("# expect: ")[2].strip()
    with pytest.raises(CbrnGraphError) as fault:
        read_own_card(kg.engine, path.name, text)
    if isinstance(fault.value, QueryError):
        assert expected.removeprefix("line ").partition(":")[0] in str(fault.value)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { " + "{" * 3000 + "}" * 3000 + " }",
        "CLEAR ALL",
    ],
)
def test_a_hostile_card_is_refused(kg: KnowledgeGraph, query: str) -> None:
    """What the guard refuses of the desk it refuses of a card, before an engine reads it."""
    with pytest.raises(QueryRefused):
        read_own_card(kg.engine, "mine.rq", HEADINGS + query)


def test_a_slow_card_is_no_faulty_card(kg: KnowledgeGraph) -> None:
    """A query that takes too long to be tried out is taken in; the limits hold when it is asked."""
    slow = HEADINGS + "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    assert read_own_card(kg.engine, "mine.rq", slow).key == "mine"


def test_a_form_knows_what_there_is(kg: KnowledgeGraph) -> None:
    """A picker of kinds has those on record, with labels; a year lies within those on record."""
    on_record = kinds(kg)
    assert on_record["RoundTable"] == "round table" or on_record["RoundTable"] == "Round table"
    assert "Review" not in on_record
    first, last = years(kg.engine) or (0, 0)
    assert 1990 < first < last < 2100
    answer = kg.ask("spread-over-countries", kind="RoundTable")
    assert 0 < len(answer.rows) < len(kg.ask("spread-over-countries").rows)
    with pytest.raises(QueryError, match="is no kind for 'kind'"):
        kg.ask("spread-over-countries", kind="Volcano")
