"""What happened between two dates, by the dates of the documents and not by when they are of."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from graph.dates import PartialDate
from graph.views.changes.events import events
from graph.views.record.statements import all_statements

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

ROOT = Path(__file__).parents[3]


def test_what_began_in_a_year_is_what_the_tables_date_into_it(kg: KnowledgeGraph) -> None:
    """The beginnings of 2021 are those of the tables, also from documents of later years."""
    dated = {
        (row["subject"], row["object"])
        for path in (ROOT / "data" / "statements").glob("*.csv")
        for row in csv.DictReader(path.read_text("utf-8-sig").splitlines())
        if row["property"] == "startDate" and row["object"].startswith("2021")
    }
    year = PartialDate.parse("2021")
    found = events(all_statements(kg.engine), kg.names, year, year)
    began = {
        (kg.names[one.evidence.subject].short, str(one.when))
        for one in found
        if one.what.endswith(" began")
    }
    assert began == dated
    assert any(one.evidence.issued > "2022" or not one.evidence.issued for one in found)
    assert [one.when for one in found] == sorted(one.when for one in found)


def test_a_membership_is_an_event_and_a_count_is_not(kg: KnowledgeGraph) -> None:
    """Kazakhstan joined in November 2020; that there were 62 partners then is no event."""
    month = PartialDate.parse("2020-11")
    told = [one.what for one in events(all_statements(kg.engine), kg.names, month, month)]
    assert any(what.startswith("Kazakhstan ·") and what.endswith("from then on") for what in told)
    assert not [what for what in told if what.endswith("partner countries · 62")]
