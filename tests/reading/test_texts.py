"""Texts of our own writing in the forms of public ones: what the reader finds may not grow less."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from graph.passage_ends import ends_of
from graph.reading.proposed import rows
from graph.reading.reading import read_text
from tests.reading.__main__ import OWN, ROOT, measured, on_record, shares

if TYPE_CHECKING:
    from pathlib import Path

LEAST: Final = {"ar": 0.9, "de": 0.9, "en": 0.9, "es": 0.9, "fr": 0.9, "it": 0.9, "ru": 0.85}
"""The share of what a careful person takes that has to be found, by language."""


def test_what_is_wanted_is_found() -> None:
    """In each language at least so much is found, and not much is proposed beside it."""
    told, more = measured(OWN, on_record())
    assert len(list(OWN.glob("*.txt"))) >= 15
    found = {name: right / wanted for name, right, wanted in shares(told, "text")}
    assert found.keys() == LEAST.keys()
    assert {name: share for name, share in found.items() if share < LEAST[name]} == {}
    assert sum(more.values()) < sum(one.found for one in told)


@pytest.mark.parametrize("path", sorted(OWN.glob("*.txt")), ids=lambda path: path.stem)
def test_a_passage_stands_in_its_text(path: Path) -> None:
    """Each passage is words of the text, in a row; of it at most ten are kept."""
    names = on_record()
    text = path.read_text("utf-8")
    flat = " ".join(text.split())
    for row in rows(read_text(text, names, ROOT / "ontology"), names):
        assert row.quote in flat
        assert len(ends_of(row.quote).replace("…", " ").split()) <= 10
