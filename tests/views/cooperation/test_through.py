"""Side by side counts what things share through one step, worked out again from the tables."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from graph.views.cooperation.cooperation import side_by_side
from graph.views.cooperation.through import through_projects
from graph.vocabulary import thing

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

STATEMENTS = Path(__file__).parents[3] / "data" / "statements"
PARTS = {"involves", "ledBy", "hasPartner", "fundedBy", "implementedWith", "organisedBy"}


def test_organisations_through_shared_projects(kg: KnowledgeGraph) -> None:
    """The organisations in the projects that Georgia and Ukraine share, and in which of them."""
    said = [
        row
        for path in sorted(STATEMENTS.glob("*.csv"))
        for row in csv.DictReader(path.read_text("utf-8-sig").splitlines())
    ]
    covered = {
        end: {
            row["subject"]
            for row in said
            if row["property"] == "coversCountry" and row["object"] == end
            if row["subject"].startswith("project/")
        }
        for end in ("country/GEO", "country/UKR")
    }
    both = covered["country/GEO"] & covered["country/UKR"]
    expected = {
        (row["object"], row["subject"])
        for row in said
        if row["subject"] in both and row["property"] in PARTS
        if row["object"].startswith("organisation/")
    }
    found = side_by_side(kg, [str(thing(end)) for end in covered])
    shared = [one.name for one in found.of("Project")]
    assert {one.short for one in shared} == both
    through = through_projects(kg, shared, found.things)
    told = {
        (name.short, project.short)
        for name, projects in through["Organisation"].items()
        for project in projects
    }
    assert expected
    assert told == expected
