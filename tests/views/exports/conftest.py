"""A view of the mini-world to take away, and one whose labels are full of markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.views.exports.shown import Shown, shown
from graph.views.network.answer_network import neighbourhood
from graph.views.record.names import NamedGraph, load_names
from tests.mini_world import HOSTILE, mini_world
from tests.views.exports.files_made import iri

if TYPE_CHECKING:
    from graph.store import Engine


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The mini-world as it is."""
    return mini_world(tmp_path_factory.mktemp("exports"))


@pytest.fixture(scope="module")
def taken(engine: Engine) -> Shown:
    """What is shown around the first meeting of the mini-world."""
    names = load_names(engine)
    return shown(
        NamedGraph(engine, names), neighbourhood(NamedGraph(engine, names), iri("meeting/rtm-e-01"))
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Engine, Shown]:
    """The same with a label and a title full of markup."""
    engine = mini_world(tmp_path_factory.mktemp("hostile"), HOSTILE)
    names = load_names(engine)
    return engine, shown(
        NamedGraph(engine, names), neighbourhood(NamedGraph(engine, names), iri("meeting/rtm-e-01"))
    )
