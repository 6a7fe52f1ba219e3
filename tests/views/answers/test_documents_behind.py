"""A row that names no document has those that tie its things to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.kinds import SOURCE
from graph.knowledge_graph import KnowledgeGraph
from graph.views.answers.documents_behind import documents_behind

if TYPE_CHECKING:
    pass


@pytest.mark.parametrize(
    ("things", "some"),
    [
        (("project/035", "country/CIV"), {"source/fiiapp-2015-04-ph2-p35"}),
        (("organisation/expertise-france", "organisation/chmp"), {"source/medisafe-consortium"}),
        (("country/GEO", "country/KEN"), set()),
        (("country/GEO",), set()),
    ],
)
def test_documents_state_what_ties_the_things(
    kg: KnowledgeGraph, things: tuple[str, ...], some: set[str]
) -> None:
    """Of two at once, or of both and a project between them; of others there is none."""
    named = [found for key in things if (found := kg.names.find(key))]
    behind = documents_behind(kg.engine, kg.names, named)
    assert all(one.family == SOURCE for one in behind)
    assert {one.short for one in behind} >= some
    assert bool(behind) == bool(some)
