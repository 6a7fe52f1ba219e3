"""Look-alikes: new things that may be on record under another name."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from graph.intake.alike import Called, alike

PAIRS: dict[str, list[Any]] = tomllib.loads(
    (Path(__file__).parent / "look_alikes.toml").read_text("utf-8")
)


def asked(kind: str, name: str, known: list[str]) -> list[int]:
    """The scores with which a new name is like a known one."""
    new = Called(f"{kind}/new", name)
    label, *others = known
    return [found.score for found in alike([new], [Called(f"{kind}/old", label, tuple(others))])]


@pytest.mark.parametrize(("kind", "name", "known"), PAIRS["same"])
def test_names_that_may_be_the_same_are_asked_about(kind: str, name: str, known: list[str]) -> None:
    """Another spelling, an acronym in brackets or another order of words raises the question."""
    (score,) = asked(kind, name, known)
    assert 78 <= score <= 100


@pytest.mark.parametrize(("kind", "name", "known"), PAIRS["different"])
def test_names_that_differ_in_weight_are_not(kind: str, name: str, known: list[str]) -> None:
    """Another number, country or subject makes another thing."""
    assert asked(kind, name, known) == []


def test_only_things_of_one_kind_are_compared() -> None:
    """A project and a meeting of one name are two things."""
    assert list(alike([Called("project/x", "PRECA")], [Called("meeting/y", "PRECA")])) == []


def test_the_most_alike_is_named() -> None:
    """Of several things that are alike the best is asked about, once."""
    known = [
        Called("organisation/a", "Institute of Nuclear Safety Bland"),
        Called("organisation/b", "Institute for Nuclear Safety of Aland"),
    ]
    (found,) = alike([Called("organisation/new", "Institute of Nuclear Safety, Aland")], known)
    assert (found.known.key, found.score) == ("organisation/b", 100)


def test_many_unlike_things_ask_nothing() -> None:
    """Names that share only their pattern are not taken for one another, however many there are."""
    known = [Called(f"organisation/k-{n}", f"Known Institute of Matter {n}") for n in range(1_000)]
    new = [Called(f"organisation/n-{n}", f"New Centre for Particles {n}") for n in range(1_000)]
    assert list(alike(new, known)) == []
