"""The entry of a thing: all that its sheet has, cited, and what no document says told as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.views.record.entry import ENTERED, entry
from graph.views.record.sheet import facts

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

# A thing of each kind that has an entry, and what is not on record of it.
REAL = {
    "country/KAZ": ["the body that holds its focal point", "a national action plan"],
    "region/CA": [],
    "project/053": ["its start", "its end", "who pays for it"],
}


@pytest.mark.parametrize("short", REAL)
def test_an_entry_says_all_of_the_sheet_and_what_is_lacking(kg: KnowledgeGraph, short: str) -> None:
    """Each line has a document that is listed, none of the sheet is lost, and gaps are told."""
    name = kg.names.find(short)
    assert name is not None
    assert name.family in ENTERED
    made = entry(kg, name.iri)
    lines = [line for part in made.parts for _, told in part.relations for line in told]
    assert len(lines) == len(facts(kg, name.iri))
    documents = [one.document for one in made.documents]
    assert all(line.cited for line in lines)
    assert all(
        documents[one.number - 1] == one.evidence.document for line in lines for one in line.cited
    )
    assert list(made.absent) == REAL[short]
    assert len(set(documents)) == len(documents)
