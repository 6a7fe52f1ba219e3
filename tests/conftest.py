"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run, however slow or busy the machine: a test that fails here fails
# for everybody.
settings.register_profile(
    "project",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("project")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project, which holds graph/, ontology/ and data/."""
    return Path(__file__).resolve().parents[1]
