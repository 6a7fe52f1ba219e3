"""Queries with declared parameters: what fills them is written as terms, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store import EmbeddedEngine
from graph.store.text.parameters import Parametrised, compact
from graph.vocabulary import CBRN, thing

if TYPE_CHECKING:
    from pathlib import Path

KAZ = str(thing("country/KAZ"))
NAMES = Parametrised("SELECT ?thing ?name { VALUES ?thing { } ?thing rdfs:label ?name }")
PAIRS = Parametrised(
    "SELECT * { { VALUES (?from ?to) { } ?from ?line ?to } UNION { VALUES ?from { } ?from a ?to } }"
)


def test_an_unfilled_query_finds_nothing(engine: EmbeddedEngine) -> None:
    """The text of a query with parameters is a query of the standard by itself."""
    assert engine.query(NAMES.text).rows == []


@pytest.fixture(name="engine")
def _engine(tmp_path: Path) -> EmbeddedEngine:
    path = tmp_path / "some.ttl"
    path.write_text(f'<{KAZ}> <http://www.w3.org/2000/01/rdf-schema#label> "Kazakhstan" .')
    return EmbeddedEngine(path)


def test_every_block_of_a_parameter_is_filled(engine: EmbeddedEngine) -> None:
    """Terms and rows of terms stand where the blocks were; an empty list finds nothing."""
    assert [row[1] for row in engine.query(NAMES.filled(thing=[KAZ])).rows] == [
        pyoxigraph.Literal("Kazakhstan")
    ]
    assert engine.query(NAMES.filled(thing=[])).rows == []
    text = PAIRS.filled(from_to=[(KAZ, KAZ)], **{"from": [KAZ]})
    assert text.count(f"<{KAZ}>") == 3
    assert f"VALUES (?from ?to) {{ (<{KAZ}> <{KAZ}>) }}" in text


def test_a_query_for_people_has_short_names() -> None:
    """Things and terms of ours are written with their prefixes."""
    assert "{ country:KAZ cbrn:ledBy }" in NAMES.readable(thing=[KAZ, str(CBRN.ledBy)])
    assert compact("https://example.org/a") == "<https://example.org/a>"


@pytest.mark.parametrize("values", [{}, {"other": [KAZ]}, {"thing": [KAZ], "other": [KAZ]}])
def test_parameters_are_filled_exactly(values: dict[str, list[str]]) -> None:
    """What is declared has to be given, and nothing else."""
    with pytest.raises(ValueError, match="has the parameters"):
        NAMES.filled(**values)


@given(st.text())
def test_no_value_becomes_part_of_the_query(value: str) -> None:
    """Whatever a text holds, it is one term in the query, or it is refused."""
    text = NAMES.filled(thing=[pyoxigraph.Literal(value)])
    found = pyoxigraph.Store().query(
        text, prefixes={"rdfs": "http://www.w3.org/2000/01/rdf-schema#"}
    )
    assert isinstance(found, pyoxigraph.QuerySolutions)
    try:
        text = NAMES.filled(thing=[f"https://example.org/{value}"])
    except ValueError:
        return
    pyoxigraph.Store().query(text, prefixes={"rdfs": "http://www.w3.org/2000/01/rdf-schema#"})
