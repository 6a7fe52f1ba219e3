"""Where a question has no answer, it is told for what else it has one."""

from __future__ import annotations

from graph.knowledge_graph import BUILT, open_graph
from graph.store import ask
from graph.views.answers.other_values import instead


def test_things_with_an_answer_are_named() -> None:
    """Each thing that is named in place of the chosen one has an answer indeed; it has none."""
    values = {"one": "country/QAT", "other": "country/KAZ"}
    with open_graph(BUILT) as kg:
        card = kg.questions["organisations-in-both"]
        assert not ask(kg.engine, card, values).rows
        found = instead(kg, card, values)
        assert [one.parameter for one in found] == ["one", "other"]
        for one in found:
            assert one.chosen.short == values[one.parameter]
            assert one.others
            for other in one.others[:3]:
                assert ask(kg.engine, card, {**values, one.parameter: other.short}).rows
