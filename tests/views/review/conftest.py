"""The record that proposals are made on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.mini_world import mini_project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A project folder with the mini-world's tables and the real ontology."""
    return mini_project(tmp_path)
