"""Where a question has no answer, it is told for what else it has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.store import ask
from graph.views.answers.other_values import instead

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph


def test_things_with_an_answer_are_named(kg: KnowledgeGraph) -> None:
    """Each thing that is named in place of the chosen one has an answer indeed; it has none."""
    values = {"one": "country/QAT", "other": "country/KAZ"}
    card = kg.questions["organisations-in-both"]
    assert not ask(kg.engine, card, values).rows
    found = instead(kg, card, values)
    assert [one.parameter for one in found] == ["one", "other"]
    for one in found:
        assert one.chosen.short == values[one.parameter]
        assert one.others
        for other in one.others[:3]:
            assert ask(kg.engine, card, {**values, one.parameter: other.short}).rows


def test_others_are_of_the_kind_that_is_chosen(kg: KnowledgeGraph) -> None:
    """In place of a country there are countries, although persons have an answer of that query."""
    card = kg.questions["who-represented"]
    values = {"meeting": "meeting/rtm-ca-14", "country": "country/BEL"}
    meeting, country = instead(kg, card, values)
    assert {one.family for one in country.others} == {"Country"}
    assert {one.family for one in meeting.others} == {"Meeting"}


def test_nothing_is_said_of_others_where_the_query_finds_none(kg: KnowledgeGraph) -> None:
    """What a query only shuts out it finds by none: that there are no others is not said."""
    card = kg.questions["organisations-in-one-not-other"]
    values = {"one": "country/KAZ", "other": "country/KAZ"}
    assert not ask(kg.engine, card, values).rows
    assert [one.parameter for one in instead(kg, card, values)] == ["one"]
