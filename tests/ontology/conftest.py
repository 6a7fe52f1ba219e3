"""The terms of the ontology, for every test of it."""

from __future__ import annotations

import pytest
from rdflib import Graph

from tests.ontology.ontology_files import ONTOLOGY_FILES


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """The terms of ``cbrn.ttl``."""
    return Graph().parse(ONTOLOGY_FILES / "cbrn.ttl")
