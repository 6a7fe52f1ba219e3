"""Short texts with what they say and what they only seem to say, one kind of sentence each."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.reading.proposed import rows
from graph.reading.reading import read_text

if TYPE_CHECKING:
    from graph.reading.known import KnownThings

ONTOLOGY = Path(__file__).parents[2] / "ontology"
CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("said.toml").read_text("utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_a_text_says_no_more_and_no_less(on_record: KnownThings, case: dict[str, Any]) -> None:
    """Each statement that is listed is made, and none of those that would be wrong."""
    reading = read_text(case["text"], on_record, ONTOLOGY, language=case["language"])
    told = rows(reading, on_record)
    said = [f"{row.subject} {row.property} {row.object}" for row in told]
    made = set(said)
    assert set(case.get("says", ())) <= made
    assert not made & set(case.get("not", ()))
    assert all(said.count(one) == 1 for one in case.get("once", ()))
