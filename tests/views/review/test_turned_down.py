"""What was turned down of a text is remembered for that text, until it is taken after all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.views.review.turned_down import remember, turned_down

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_remembered_for_its_text(tmp_path: Path) -> None:
    """Another text is not concerned, and what was accepted later is forgotten."""
    path = tmp_path / "turned-down.csv"
    assert turned_down("one", path) == set()
    remember("one", ["a", "b"], [], path)
    remember("another", ["c"], [], path)
    assert turned_down("one", path) == {"a", "b"}
    remember("one", [], ["b"], path)
    assert turned_down("one", path) == {"a"}
    assert turned_down("another", path) == {"c"}
