"""A passage is a pointer: an address that opens its page there, as a text fragment."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from graph.building.passages import opened_at

CASES = tomllib.loads((Path(__file__).parent / "text_fragments.toml").read_text())["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_page_opens_at_a_passage(case: dict[str, str]) -> None:
    """The address has the ends of the passage as terms of a text directive."""
    assert opened_at(case["page"], case["quote"]) == case["opened"]
