"""Signs that come along when a query is copied: a byte order mark, blanks that do not break."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import QueryError
from tests.mini_world import mini_world

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.store import EmbeddedEngine

QUERY = "SELECT ?country WHERE { ?country a cbrn:Country } ORDER BY ?country LIMIT 1"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedEngine]:
    """The mini-world, opened once."""
    folder: Path = tmp_path_factory.mktemp("signs")
    opened = mini_world(folder)
    yield opened
    opened.close()


def test_a_byte_order_mark_is_no_part_of_a_query(engine: EmbeddedEngine) -> None:
    """A query that was saved with the mark gives what it gives without."""
    assert engine.query(f"\ufeff{QUERY}").rows == engine.query(QUERY).rows


@pytest.mark.parametrize(("sign", "name"), [("\u00a0", "NO-BREAK SPACE"), ("\u202f", "NARROW NO-")])
def test_a_blank_that_does_not_break_is_named(engine: EmbeddedEngine, sign: str, name: str) -> None:
    """It looks like a blank and is none: the sentence says which sign stands where."""
    with pytest.raises(QueryError, match=name):
        engine.query(QUERY.replace(" ", sign, 1))
