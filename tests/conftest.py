"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project, which holds graph/, ontology/ and data/."""
    return Path(__file__).resolve().parents[1]
