"""A small graph and a guard on it, each made once for a module of tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.store import Guard
from tests.store.engines.ring import SOME

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of 500 things in a ring."""
    path = tmp_path_factory.mktemp("ring") / "ring.nt"
    thing = "<https://example.org/thing/{}>"
    triple = f"{thing} <https://example.org/next> {thing} .\n"
    path.write_text("".join(triple.format(n, (n + 1) % 500) for n in range(500)))
    return path


@pytest.fixture(scope="module")
def guard(file: Path) -> Iterator[Guard]:
    """A guard that all tests share: each must leave it answering."""
    with Guard(file) as guard:
        yield guard
        assert len(guard.query(SOME).rows) == 5
