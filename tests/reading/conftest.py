"""The names of the record, which texts are read with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.reading.known import KnownThings, known

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def on_record(root: Path) -> KnownThings:
    """The names of the project's own record."""
    data = root / "data"
    return known(
        {
            path.relative_to(data).as_posix(): path.read_bytes()
            for path in sorted(data.glob("**/*.csv"))
        }
    )
