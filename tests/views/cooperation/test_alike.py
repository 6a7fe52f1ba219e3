"""Projects alike but not tied, worked out a second time from the tables."""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from graph.views.cooperation.alike import alike

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

ROOT = Path(__file__).parents[3]
PART = {
    "involves", "ledBy", "hasPartner", "fundedBy", "implementedWith", "hostedBy", "organisedBy",
    "openedBy", "attendedBy", "addressedBy",
}  # fmt: skip
TIED = {"followsOn", "complements", "suppliesEquipmentFor", "relatedTo"}


def test_the_pairs_are_those_of_the_tables(kg: KnowledgeGraph) -> None:
    """A shared country, a shared topic or partner, and no stated relation between the two."""
    countries, topics, partners, tied = (defaultdict[str, set[str]](set) for _ in range(4))
    for path in (ROOT / "data" / "statements").glob("*.csv"):
        for row in csv.DictReader(path.read_text("utf-8-sig").splitlines()):
            subject, property_, object_ = row["subject"], row["property"], row["object"]
            if not subject.startswith("project/"):
                continue
            if object_.startswith("country/") and property_ in PART | {"coversCountry"}:
                countries[subject].add(object_)
            if property_ == "hasTopic":
                topics[subject].add(object_)
            if property_ in PART and object_.startswith("organisation/"):
                partners[subject].add(object_)
            if property_ in TIED:
                tied[subject].add(object_)
    expected = {
        (one, other)
        for one, other in combinations(sorted(countries), 2)
        if countries[one] & countries[other]
        and (topics[one] & topics[other] or partners[one] & partners[other])
        and other not in tied[one]
        and one not in tied[other]
    }
    found = alike(kg)
    pairs = {(one.one.short, one.other.short) for one in found}
    # Those that ran at different times, on record, are left out.
    assert pairs < expected
    assert all(one.ran != "did not run" for one in found)
    assert ("project/066", "project/099") in pairs
    assert len({one.key for one in found}) == len(found)
