"""A network on the map: countries where they are, regions as areas, the rest around its own."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from graph.views.network.growing import Grower
from graph.views.network.grown_picture import grown
from graph.views.network.view_address import decode, encode
from graph.views.network.view_state import Arrange, Expand, ViewState
from graph.views.places.outlines import SHAPES
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

    pass

needs_shapes = pytest.mark.skipif(not SHAPES.exists(), reason="the installation had no shapes")


@pytest.fixture(scope="module")
def grower(kg: KnowledgeGraph) -> Grower:
    """What makes pictures of the real record, whose countries have a place."""
    return Grower(kg)


def thing(short: str) -> str:
    """The whole address of a thing."""
    return f"{THINGS}{short}"


@needs_shapes
def test_countries_stand_as_on_a_map(grower: Grower) -> None:
    """Kazakhstan is north of Uzbekistan, Georgia west of both; the same in every such picture."""
    state = ViewState(start=("country/KAZ", "country/UZB", "country/GEO")).then(Arrange("map"))
    places = grown(grower, state).places
    kaz, uzb, geo = (places[thing(f"country/{code}")] for code in ("KAZ", "UZB", "GEO"))
    assert kaz[1] < uzb[1]
    assert geo[0] < min(kaz[0], uzb[0])
    more = state.then(Expand("country/KAZ"))
    assert grown(grower, more).places[thing("country/UZB")] == uzb


@needs_shapes
def test_what_is_no_country_stands_near_what_it_is_tied_to(grower: Grower) -> None:
    """Each other thing has a place of its own, and none lies on another."""
    state = ViewState(start=("region/CA",)).then(Arrange("map"))
    picture = grown(grower, state)
    assert {*picture.places} == {*picture.view.graph}
    assert all(
        math.dist(one, other) > 1 for one, other in pairwise(sorted(picture.places.values()))
    )


@needs_shapes
def test_a_region_is_the_area_of_its_countries(grower: Grower) -> None:
    """With Central Asia alone in view its countries are filled, though none of them is shown."""
    state = ViewState(start=("region/CA", "country/GEO")).then(Arrange("map"))
    shapes = json.loads(grown(grower, state).land)
    counts = [one["part"] for one in shapes]
    members = [
        line
        for line in grower.lines.incoming([thing("region/CA")])[thing("region/CA")]
        if line.predicate.endswith("inRegion")
    ]
    assert counts.count("region") == len(members)
    assert counts.count("country") == 1
    assert counts.count("land") > 0


def test_only_a_map_has_land(grower: Grower) -> None:
    """Other pictures send none, and one without a country has none either."""
    assert not grown(grower, ViewState(start=("country/KAZ",))).land
    alone = ViewState(start=("project/053", "project/065")).then(Arrange("map"))
    picture = grown(grower, alone)
    assert not picture.land
    assert len({*picture.places.values()}) == 2


def test_the_address_keeps_the_map() -> None:
    """A link opens on the map."""
    state = ViewState(start=("region/CA",)).then(Arrange("map"))
    assert decode(encode(state)).state == state
