"""What is offered for a text that is not understood, and offers that are typed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.views.asking.built_address import decoded, encoded
from graph.views.asking.printed_question import as_printed
from graph.views.asking.reading import understood

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        (
            "Which projects cover both Central Asia and the Balkans?",
            ["Projects: covers region Central Asia; covers region South East and Eastern Europe"],
        ),
        (
            "How many trainings were held in West Africa since 2018?",
            [
                "Trainings: covers region African Atlantic Facade; started in 2018 or later",
                "Trainings: covers region North Africa and Sahel; started in 2018 or later",
            ],
        ),
        (
            "Which poison centres are supported in Central Asia?",
            ["Which projects on Poison control centres cover Central Asia?"],
        ),
        (
            "What did the Initiative do in Iraq before 2018?",
            [
                "Which things of the kind Project that have a line with Iraq began before 2018?",
                "Which things of the kind Meeting that have a line with Iraq began before 2018?",
            ],
        ),
    ],
)
def test_what_a_text_is_near_to_is_offered_first(
    kg: KnowledgeGraph, text: str, offered: list[str]
) -> None:
    """The region that has the countries, or the topic half named, is offered and not answered."""
    found = understood(kg, kg.questions, text)
    assert not found.sure
    assert [one.question for one in found.readings[: len(offered)]] == offered


@pytest.mark.parametrize(
    "address",
    [
        "Actor~^attendedBy=(Meeting~hostCountry|hostedBy=country/GEO~startDate=2022..2022)",
        "Company~^ledBy=(Project)~!basedIn",
        "Country~=country/KEN|country/UGA~+^coversCountry=(Project)",
        "Exercise~=*table-top~startDate=2018-01..2021-12",
        "Organisation~+>3^hasPartner|implementedWith|involves|ledBy=(Project)",
        "Project~coversRegion=region/CA~-=project/053",
        "Project~coversRegion=region/MIE~startDate|endDate=2020..2021",
        'Training~place="Tunis',
    ],
)
def test_what_is_printed_is_read_as_what_it_was(kg: KnowledgeGraph, address: str) -> None:
    """An offer that is typed again, as it stands on the screen, asks for the same."""
    asked = decoded(address, kg.names)
    assert asked is not None
    found = understood(kg, kg.questions, asked.in_words(kg.names))
    assert found.sure
    assert [one.address.get("build") for one in found.readings] == [encoded(asked)]


@pytest.mark.parametrize(
    "text",
    ["Exercises: with “ARZ” in the title", "Meetings: involves International Atomic Energy Agency"],
)
def test_what_is_printed_of_several_is_not_taken_for_one(kg: KnowledgeGraph, text: str) -> None:
    """Words that nothing is printed of, or two questions alike, are read as any others."""
    assert as_printed(kg.names, text) is None
