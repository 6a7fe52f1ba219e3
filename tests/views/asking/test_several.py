"""Texts that ask several things: all of them are answered, or none is taken for the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.views.asking.reading import understood

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

# A text, and the card of each answer with the values of its parameters.
EACH = {
    "what does the JRC do for the Initiative": [
        "role-in-initiative organisation/jrc initiative/eu-cbrn-coe",
        "projects-of-organisation organisation/jrc",
    ],
    "What does UNICRI do in the Initiative?": [
        "projects-of-organisation organisation/unicri",
        "role-in-initiative organisation/unicri initiative/eu-cbrn-coe",
    ],
    "Has the WHO hosted any meetings, or only attended?": [
        "things-hosted-by Meeting organisation/who",
        "things-attended-by Meeting organisation/who",
    ],
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
    # Told apart by a second "what in", and of several that "it" may be.
    "What happened in Tbilisi, and what in Tashkent?": [
        "meetings-at-place Tbilisi",
        "meetings-at-place Tashkent",
    ],
    "Who leads Project 53, and who of Project 60?": [
        "lead-of-project project/053",
        "lead-of-project project/060",
    ],
    "budgets of P53, P87, P98": [
        "budget-of-project project/053",
        "budget-of-project project/087",
        "budget-of-project project/098",
    ],
    "focal points: Georgia, Armenia, Moldova": [
        "focal-points-of-country country/GEO",
        "focal-points-of-country country/ARM",
        "focal-points-of-country country/MDA",
    ],
    "Does Georgia benefit from Project 53, and who leads it?": [
        "said-of-two country/GEO project/053",
        "lead-of-project project/053",
    ],
    "Is Kenya covered by Project 60, and when did it join the Initiative?": [
        "said-of-two country/KEN project/060",
        "accession country/KEN",
    ],
    "Does Togo take part in Project 71, and what does that project cost?": [
        "said-of-two country/TGO project/071",
        "budget-of-project project/071",
    ],
    "Since when has the Service for Foreign Policy Instruments led the Initiative, and who led it "
    "before?": [
        "role-in-initiative organisation/fpi initiative/eu-cbrn-coe",
        "leads-of-initiative initiative/eu-cbrn-coe",
    ],
    "crime scene course philippines 2025 - how many people, from which agencies": [
        "participants-of-meeting meeting/tr-phl-2025",
        "who-took-part meeting/tr-phl-2025",
    ],
    "Is there a plan for the whole of South East Asia like the Middle East's?": [
        "regional-plans-of-region region/SEA",
        "regional-plans-of-region region/MIE",
    ],
    "Does Togo have an action plan like Benin's?": [
        "plans-of-country country/TGO",
        "plans-of-country country/BEN",
    ],
    "Which projects began in 2014 and in 2019?": [
        "things-begun-in-year Project 2014",
        "things-begun-in-year Project 2019",
    ],
    "Which of Indonesia, Thailand and Malaysia came to the last round table for South East Asia?": [
        "who-represented meeting/rtm-sea-19 country/IDN",
        "who-represented meeting/rtm-sea-19 country/THA",
        "who-represented meeting/rtm-sea-19 country/MYS",
    ],
    "Which projects did ISTC lead, and which STCU?": [
        "projects-led-by organisation/istc",
        "projects-led-by organisation/stcu",
    ],
    "Is Tunisia in Project 72 and who else?": [
        "said-of-two country/TUN project/072",
        "who-is-in-project project/072",
    ],
    "Which regions have a regional action plan, and which have none?": [
        "built Region~^coversRegion=(RegionalActionPlan)",
        "kind-without-kind Region RegionalActionPlan",
    ],
    "Which projects cover Georgia, and which Italian organisations are in them?": [
        "projects-of-country country/GEO",
        "built Organisation~basedIn=country/ITA~^hasPartner|implementedWith|involves|ledBy="
        "(Project~coversCountry=country/GEO)",
    ],
    "Which was the first meeting of Georgia and Ukraine?": [
        "first-with-line Meeting country/GEO",
        "first-with-line Meeting country/UKR",
    ],
    "who is focal point of Moldova? and of Georgia?": [
        "focal-points-of-country country/MDA",
        "focal-points-of-country country/GEO",
    ],
}
# What two are compared by in time: the card of each answer.
IN_TIME = {
    "Did Cambodia finish its national plan earlier than Lao PDR did?": [
        "plans-of-country country/KHM",
        "plans-of-country country/LAO",
    ],
    "Was the action plan of Georgia adopted before that of Moldova?": [
        "plans-of-country country/GEO",
        "plans-of-country country/MDA",
    ],
    "Has Togo done its needs assessment before or after Benin?": [
        "needs-assessment-of-country country/TGO",
        "needs-assessment-of-country country/BEN",
    ],
    "Which joined first, Mongolia or Pakistan?": ["accession country/MNG", "accession country/PAK"],
    "Georgia vs Moldova: who joined first?": ["accession country/GEO", "accession country/MDA"],
    "Which of Togo, Benin and Ghana did its needs assessment first?": [
        "needs-assessment-of-country country/TGO",
        "needs-assessment-of-country country/BEN",
        "needs-assessment-of-country country/GHA",
    ],
    "Is Togo ahead of Benin with its action plan?": [
        "plans-of-country country/TGO",
        "plans-of-country country/BEN",
    ],
    "Which of the regional action plans is newer, the SEEE one or that of Central Asia?": [
        "regional-plans-of-region region/SEEE",
        "regional-plans-of-region region/CA",
    ],
    "Which secretariat opened first, the one in Tbilisi or the one in Manila?": [
        "opening-of-secretariat organisation/rs-seee",
        "opening-of-secretariat organisation/rs-sea",
    ],
}
# A ranking, and what is asked of that which stands first: the cards.
OF_THE_FIRST = {
    "Which project has the largest budget, and who leads it?": [
        "largest-budgets",
        "lead-of-project",
    ],
    "Which meeting had the most participants, and where was it held?": [
        "most-attended-meetings",
        "place-of-meeting",
    ],
    "Which country hosted the most meetings, and when did it join?": ["most-hosts", "accession"],
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
    "Does Georgia benefit from Project 53, and who is to blame for it?",
    "When was the Tbilisi office opened and who cut the ribbon?",
    "Which began first, Togo or Benin?",
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


def test_a_part_of_the_world_is_answered_region_by_region(kg: KnowledgeGraph) -> None:
    """No region is called so: what is asked is told of each that is meant."""
    found = understood(kg, kg.questions, "who are the focal points of African countries")
    assert {one.key for one in found.answered} == {"focal-points-of-region"}
    regions = [*found.answered[0].values.values(), *found.answered[-1].values.values()]
    assert regions == ["region/AAF", "region/NAS"]
    assert "each of its regions" in " ".join(found.remarks)


def test_each_plan_of_a_country_is_answered_where_one_is_asked_for(kg: KnowledgeGraph) -> None:
    """Lebanon has two on record: which of them is meant by "the action plan" nobody can tell."""
    found = understood(kg, kg.questions, "what is known of the action plan of Lebanon")
    assert found.sure
    assert found.is_each
    plans = [one.values["thing"] for one in found.readings if one.key == "known-of-thing"]
    assert plans == ["plan/nap-lbn", "plan/nap-lbn-2"]
    assert found.remarks == ("action plan of Lebanon: told is each that is on record.",)


@pytest.mark.parametrize(("text", "cards"), IN_TIME.items(), ids=list(IN_TIME))
def test_what_is_compared_in_time_is_answered_of_either(
    kg: KnowledgeGraph, text: str, cards: list[str]
) -> None:
    """With their dates, which tell what came first."""
    found = understood(kg, kg.questions, text)
    assert found.sure
    assert [" ".join([one.key, *one.values.values()]) for one in found.answered] == cards
    assert "the dates tell which came first" in " ".join(found.remarks)


@pytest.mark.parametrize(("text", "cards"), OF_THE_FIRST.items(), ids=list(OF_THE_FIRST))
def test_what_is_asked_of_the_first_of_a_ranking_is_asked_of_that(
    kg: KnowledgeGraph, text: str, cards: list[str]
) -> None:
    """And it is said which that is."""
    found = understood(kg, kg.questions, text)
    assert found.sure
    assert [one.key for one in found.answered] == cards
    assert "stands first" in " ".join(found.remarks)


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
        (
            "Which of our neighbours Armenia and Azerbaijan have a plan, and which has none?",
            "plans-of-country",
        ),
    ],
)
def test_where_nothing_has_both_each_is_answered(kg: KnowledgeGraph, text: str, card: str) -> None:
    """That nothing is on record of them together is said first."""
    found = understood(kg, kg.questions, text)
    assert [one.key for one in found.answered] == [card, card]
    assert "Nothing on record has these together" in " ".join(found.remarks)


def test_a_list_of_countries_is_answered_of_each(kg: KnowledgeGraph) -> None:
    """None has a plan with all of them; of each is told what is on record, or that nothing is."""
    text = "Give me every neighbour's action plan: Ghana, Mali, Burkina Faso, Liberia, Guinea."
    found = understood(kg, kg.questions, text)
    assert [*(one.values["country"] for one in found.answered)] == [
        f"country/{code}" for code in ("GHA", "MLI", "BFA", "LBR", "GIN")
    ]
    assert found.sure


def test_other_meetings_in_a_town_are_offered_where_none_of_the_kind_was(
    kg: KnowledgeGraph,
) -> None:
    """And that none of the kind is on record there is said."""
    found = understood(kg, kg.questions, "What was discussed at the round table in Tbilisi?")
    assert not found.sure
    assert {one.key for one in found.readings[:2]} == {"discussed-at-meeting"}
    assert "No round table in Tbilisi is on record" in " ".join(found.remarks)


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("Cheapest project, costliest project", ["smallest-budgets", "largest-budgets"]),
        (
            "Which partner country has had the most projects, and which the fewest?",
            ["countries-in-most-projects", "countries-in-fewest-projects"],
        ),
    ],
)
def test_both_ends_of_a_ranking_are_answered(
    kg: KnowledgeGraph, text: str, cards: list[str]
) -> None:
    """The least and the most of one kind are two questions."""
    found = understood(kg, kg.questions, text)
    assert found.sure
    assert [one.key for one in found.answered] == cards
