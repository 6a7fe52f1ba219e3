"""Texts that ask several things: all of them are answered, or none is taken for the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.views.asking.reading import understood

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

# A text, and the card of each answer with the values of its parameters.
EACH = {
    "partners of project 81 biosec and the countries in it": [
        "who-is-in-project project/081",
        "countries-covered project/081",
    ],
    "who leads project 53, UNICRI or ISTC?": [
        "role-in-project organisation/unicri project/053",
        "role-in-project organisation/istc project/053",
    ],
    "meetings in Dushanbe or Tashkent": [
        "meetings-at-place Dushanbe",
        "meetings-at-place Tashkent",
    ],
    "When did Project 46 end and who led it?": [
        "dates-of-thing project/046",
        "lead-of-project project/046",
    ],
    "What is Project 61 about and which countries does it cover?": [
        "known-of-thing project/061",
        "countries-covered project/061",
    ],
    "P66: budget, lead, countries": [
        "budget-of-project project/066",
        "lead-of-project project/066",
        "countries-covered project/066",
    ],
    "P65 countries partners": ["countries-covered project/065", "who-is-in-project project/065"],
    "P53 budget and countries": ["budget-of-project project/053", "countries-covered project/053"],
    "How many countries are in Central Asia and how many in the Middle East?": [
        "countries-of-region region/CA",
        "countries-of-region region/MIE",
    ],
    "List the projects of Kenya. Which organisations are in them?": [
        "projects-of-country country/KEN",
        "built Organisation~^hasPartner|implementedWith|involves|ledBy="
        "(Project~coversCountry=country/KEN)",
    ],
    # Of each of several things.
    "What are the budgets of Project 53, Project 60 and Project 87?": [
        "budget-of-project project/053",
        "budget-of-project project/060",
        "budget-of-project project/087",
    ],
    "Who leads Project 46 and Project 53?": [
        "lead-of-project project/046",
        "lead-of-project project/053",
    ],
    "Where do documents disagree on Georgia or Armenia?": [
        "what-documents-tell-differently country/GEO",
        "what-documents-tell-differently country/ARM",
    ],
    "Is RIVM the leader or just a partner in Project 53, 57, 73, 81 and 99?": [
        f"role-in-project organisation/rivm project/{number}"
        for number in ("053", "057", "073", "081", "099")
    ],
    # Of each of several kinds.
    "Which round tables and trainings were held in Georgia?": [
        "built RoundTable~hostCountry=country/GEO",
        "built Training~hostCountry=country/GEO",
    ],
}
# What is meant together is no list of questions.
TOGETHER = [
    "Which meetings did both Georgia and Kazakhstan attend?",
    "Do Algeria and Tunisia share any projects on emergency response?",
    "Which organisations from France or Belgium were partners in projects before 2016?",
    "Which projects cover both Georgia and Ukraine?",
]
# The second question is not understood, or not on record: nothing answers a half of it.
HALF = [
    "What did SCK CEN do in Morocco? Who paid for the flights?",
    "Is Project 53 a good project in your opinion? Should we continue with it?",
    "What is Project 53 about and who is to blame for it?",
]


@pytest.mark.parametrize(("text", "cards"), EACH.items(), ids=list(EACH))
def test_each_question_of_a_text_is_answered(
    kg: KnowledgeGraph, text: str, cards: list[str]
) -> None:
    """In the order in which they are asked, and how many they are is said."""
    found = understood(kg, kg.questions, text)
    assert found.sure
    told = [
        " ".join([one.key, *(one.values.values() or [one.address["build"]])])
        for one in found.answered
    ]
    assert told == cards
    assert f"These are {len(cards)} questions" in " ".join(found.remarks)


@pytest.mark.parametrize("text", TOGETHER)
def test_what_is_meant_together_is_one_question(kg: KnowledgeGraph, text: str) -> None:
    """Whatever is on record of each of the things by itself."""
    found = understood(kg, kg.questions, text)
    assert (found.sure, found.is_each) == (True, False)


@pytest.mark.parametrize("text", HALF)
def test_half_of_a_text_is_not_taken_for_it(kg: KnowledgeGraph, text: str) -> None:
    """It is asked back, with what is not understood."""
    assert not understood(kg, kg.questions, text).sure


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("action plans of Kenya and Uganda", "plans-of-country"),
        ("who is focal point of Moldova? and of Georgia?", "focal-points-of-country"),
    ],
)
def test_where_nothing_has_both_each_is_answered(kg: KnowledgeGraph, text: str, card: str) -> None:
    """That nothing is on record of them together is said first."""
    found = understood(kg, kg.questions, text)
    assert [one.key for one in found.answered] == [card, card]
    assert "Nothing on record has these together" in " ".join(found.remarks)
