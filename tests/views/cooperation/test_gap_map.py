"""The gap map: what is in each cell, and why an empty one is empty, worked out from the tables."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.views.cooperation.gap_map import by_topic, by_year
from graph.vocabulary import thing

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

ROOT = Path(__file__).parents[3]
TAKES_PART = {
    "coversCountry", "involves", "ledBy", "hasPartner", "fundedBy", "implementedWith", "hostedBy",
    "organisedBy", "openedBy", "attendedBy", "addressedBy",
}  # fmt: skip


def values(properties: set[str]) -> dict[str, set[str]]:
    """The objects of each project, by the tables."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in (ROOT / "data" / "statements").glob("*.csv"):
        for row in csv.DictReader(path.read_text("utf-8-sig").splitlines()):
            if row["property"] in properties and row["subject"].startswith("project/"):
                found[row["subject"]].add(row["object"])
    return found


@pytest.mark.parametrize("property_", ["hasTopic", "hazard"])
def test_each_cell_is_what_the_tables_give(property_: str, kg: KnowledgeGraph) -> None:
    """Projects with the country and the topic; else one of three reasons for nothing."""
    covers, topics = values(TAKES_PART), values({property_})
    found = by_topic(kg, "2025", property_)
    seen = set()
    for (country, topic), spot in found.spots.items():
        place, about = kg.names[country].short, kg.names[topic].short
        own = {one for one, countries in covers.items() if place in countries}
        here = {one for one in own if about in topics[one]}
        assert {kg.names[one].short for one in spot.things} == here
        if not here:
            why = (
                "unread" if not own else "silent" if any(not topics[one] for one in own) else "none"
            )
            assert spot.state == why, (place, about)
        seen.add(spot.state)
    assert {"none", "running", "over"} <= seen
    assert len(found.rows) == 62


def test_a_year_of_a_region_has_what_ran_in_it(kg: KnowledgeGraph) -> None:
    """The round table of June 2021 is in Central Asia's 2021; a closed project is not in 2025."""
    found = by_year(kg, 2012, 2025)
    region = str(thing("region/CA"))
    assert str(thing("meeting/rtm-ca-14")) in found.spots[region, "2021"].things
    assert str(thing("meeting/rtm-ca-14")) not in found.spots[region, "2022"].things
    assert str(thing("project/065")) not in found.spots[region, "2025"].things
    assert found.spots[region, "2021"].state == "running"
