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
