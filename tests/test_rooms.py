"""The tests mirror the rooms: a test of a behaviour is found where the room of it is."""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
# What is tested and is no room of graph/.
OF = {
    "answers": "ontology/questions",
    "benchmarks": "tests/benchmarks",
    "browser": "app.py",
    "ontology": "ontology",
    "record": "data",
}
# What holds for the whole house.
WHOLE = {"test_names", "test_project", "test_rooms", "test_typical_changes"}


def mirrored(test: Path) -> Path:
    """What a file of tests, by its place below tests/, is about."""
    room, *below = test.parts[:-1] or ("",)
    if room in OF:
        return Path(OF[room])
    if room:
        return Path("graph", room, *below)
    if test.stem in WHOLE:
        return Path("graph")
    return Path("graph", f"{test.stem.removeprefix('test_')}.py")


@pytest.mark.parametrize(
    "test", sorted(path.relative_to(TESTS) for path in TESTS.rglob("test_*.py")), ids=str
)
def test_a_test_is_where_its_room_is(test: Path) -> None:
    """It stands in the folder of a room that there is, or bears the name of a module of its own."""
    of = mirrored(test)
    assert (ROOT / of).exists(), f"{of} is not there: move {test} to the room that it is about"


@pytest.mark.parametrize(
    "test", sorted(path.relative_to(TESTS) for path in TESTS.rglob("*.test.js")), ids=str
)
def test_a_script_is_tested_where_it_is(test: Path) -> None:
    """Tests of JavaScript stand in the folder that its component has."""
    assert (ROOT / "graph" / test.parent).is_dir()


def test_the_small_world_is_in_one_place() -> None:
    """Its tables are in one folder, from which whatever tests with it copies them."""
    tables = {path.parents[1].relative_to(TESTS) for path in TESTS.rglob("things/all.csv")}
    assert tables == {Path("worlds/mini")}
