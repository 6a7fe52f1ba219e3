"""Two views beside each other: common places, and exactly what only one of them has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.views.network.beside import beside, first_and_last
from graph.views.network.growing import Grower
from graph.views.network.view_state import Hide, ViewState
from graph.views.record.names import NamedGraph, load_names
from tests.mini_world import mini_world

if TYPE_CHECKING:
    from collections.abc import Collection


@pytest.fixture(scope="module")
def grower(tmp_path_factory: pytest.TempPathFactory) -> Grower:
    """What makes pictures of the mini-world."""
    engine = mini_world(tmp_path_factory.mktemp("beside"))
    return Grower(NamedGraph(engine, load_names(engine)))


def test_what_is_in_both_stands_at_one_place_and_the_rest_is_told(grower: Grower) -> None:
    """Things of both views share a place, those of one are listed once, and the counts add up."""
    one = ViewState(start=("region/EA",))
    other = ViewState(start=("meeting/rtm-e-01",))
    both = beside(grower, one, other)
    left, right = {*both.one.picture.things}, {*both.other.picture.things}
    assert {thing.id for thing in both.one.only} == left - right
    assert {thing.id for thing in both.other.only} == right - left
    assert left & right
    assert left | right == {*both.places}
    assert {one: both.places[one] for one in left} == dict(both.one.picture.places)
    (x, y), (far_x, far_y) = both.frame
    assert all(x <= at[0] <= far_x and y <= at[1] <= far_y for at in both.places.values())
    assert both.one.lines.isdisjoint(both.other.lines)
    assert both.one.lines | both.other.lines


def test_a_view_beside_itself_has_nothing_of_its_own(grower: Grower) -> None:
    """The same view twice says so on both sides."""
    both = beside(grower, *[ViewState(start=("region/EA",))] * 2)
    assert both.one.sentence == both.other.sentence == "Only here: nothing."


def test_what_was_hidden_is_only_in_the_other(grower: Grower) -> None:
    """A thing that a view hides is told at the view that has it."""
    whole = ViewState(start=("region/EA",))
    both = beside(grower, whole, whole.then(Hide(("meeting/rtm-e-01",))))
    assert [thing.label for thing in both.one.only] == ["1st Round Table for the East"]
    assert both.other.only == ()
    assert both.one.sentence.startswith("Only here: 1 meeting; ")


@pytest.mark.parametrize(
    ("years", "expected"), [((), None), ((2020,), None), ((2022, 2018, 2020), ("2018", "2022"))]
)
def test_years_beside_each_other_go_by_their_years(
    grower: Grower, years: Collection[int], expected: tuple[str, str] | None
) -> None:
    """The first and the last of some years are two views, named by their years alone."""
    pair = first_and_last(ViewState(start=("region/EA",)), years)
    found = pair and beside(grower, *pair)
    assert (found and (found.one.name, found.other.name)) == expected
