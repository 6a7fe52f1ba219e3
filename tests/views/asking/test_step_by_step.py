"""A question that is built step by step: each step has an answer, and says how large it is."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from graph.knowledge_graph import KnowledgeGraph
from graph.views.asking.built_address import decoded, encoded
from graph.views.asking.built_query import answering
from graph.views.asking.step_by_step import (
    kinds_to_begin_with,
    looser_questions,
    next_relations,
    next_values,
)

if TYPE_CHECKING:
    from graph.views.asking.built_question import BuiltQuestion


def things(kg: KnowledgeGraph, question: BuiltQuestion) -> int:
    """How many things a question's query finds."""
    return len({row[0] for row in kg.engine.query(answering(question)).rows})


@pytest.mark.parametrize("seed", range(12))
def test_every_choice_leaves_what_it_says(kg: KnowledgeGraph, seed: int) -> None:
    """On any way of four steps, what is offered is found, as often as was said."""
    chance = Random(seed)
    question = chance.choice(kinds_to_begin_with(kg.engine, kg.names)).question
    for _ in range(4):
        relations = next_relations(kg.engine, kg.names, question)
        if not relations:
            break
        relation = chance.choice(relations)
        condition = relation.question.conditions[-1]
        if chance.random() < 0.3:
            condition = replace(condition, is_absent=True)
        values = next_values(kg.engine, kg.names, question, condition)
        if not values:
            assert condition.is_absent
            continue
        chosen = chance.choice(values)
        assert things(kg, chosen.question) == chosen.things > 0, encoded(chosen.question)
        assert decoded(encoded(chosen.question), kg.names) == chosen.question
        question = chosen.question


def test_the_query_gives_the_documents_of_each_condition(kg: KnowledgeGraph) -> None:
    """The answer is that of the card which asks the same."""
    told = "Project~coversCountry=country/GEO~-coversCountry=country/KAZ"
    question = decoded(told, kg.names)
    assert question is not None
    card = kg.ask("projects-with-one-not-other", one="country/GEO", other="country/KAZ")
    of_card = {(one["project"], one["document"], one["locator"]) for one in card.records()}
    found = kg.engine.query(answering(question))
    assert found.variables == ("project", "document", "locator")
    assert {tuple(one.values()) for one in found.records()} == of_card
    assert "covers country Georgia; not on record: covers country Kazakhstan" in (
        question.in_words(kg.names)
    )


def test_what_was_chosen_is_taken_back(kg: KnowledgeGraph) -> None:
    """A condition is taken out wherever it stands."""
    told = 'Project~coversCountry=country/GEO~ledBy~status="closed'
    question = decoded(told, kg.names)
    assert question is not None
    assert encoded(question) == told
    assert encoded(question.without(1)) == 'Project~coversCountry=country/GEO~status="closed'
    assert encoded(replace(question, conditions=())) == "Project"


@pytest.mark.parametrize(
    "told",
    [
        "Nothing",
        "Project~unheardOf",
        "Project~coversCountry=country/ZZZ",
        "Project } ASK {",
        "Project~coversCountry } ASK {=country/GEO",
        "",
    ],
)
def test_what_is_not_on_record_is_no_question(kg: KnowledgeGraph, told: str) -> None:
    """An address names a kind, properties and things on record, or it is none."""
    assert decoded(told, kg.names) is None


def test_a_text_stays_a_text(kg: KnowledgeGraph) -> None:
    """Nothing that is typed into an address becomes a part of the query."""
    question = decoded('Project~status="closed" } ASK { "', kg.names)
    assert question is not None
    assert things(kg, question) == 0


def test_an_empty_question_leads_to_looser_ones(kg: KnowledgeGraph) -> None:
    """Each lacks one condition, or is one alone, and finds as many things as it says."""
    told = "Organisation~basedIn=country/ITA~^ledBy=(Project~coversCountry=country/GEO)"
    question = decoded(told, kg.names)
    assert question is not None
    assert things(kg, question) == 0
    looser = looser_questions(kg.engine, kg.names, question)
    assert {encoded(one.question) for one in looser} <= {
        "Organisation~^ledBy=(Project~coversCountry=country/GEO)",
        "Organisation~basedIn=country/ITA~^ledBy=(Project)",
        "Organisation~basedIn=country/ITA",
    }
    assert looser[0].label == "Without “based in Italy”"
    for one in looser:
        assert things(kg, one.question) == one.things > 0
