"""What lies hidden between two things is said at a line, with the statements that lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.store import EmbeddedEngine
from graph.views.network.drawn_lines import HiddenLine
from graph.views.network.growing import Grower
from graph.views.network.grown_picture import grown
from graph.views.network.hidden_lines import hidden_ties
from graph.views.network.view_state import Hide, ViewState
from graph.views.record.lines import Line
from graph.views.record.names import NamedGraph, Names, load_names
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from pathlib import Path

START = ViewState(start=("country/AAA", "country/BBB", "meeting/rtm-e-01", "region/EA"))


@pytest.fixture(scope="module")
def grower(disputed_world: Path) -> Grower:
    """What makes pictures of the mini-world."""
    engine = EmbeddedEngine(disputed_world)
    return Grower(NamedGraph(engine, load_names(engine)))


def test_a_hidden_meeting_between_two_countries_is_told(grower: Grower) -> None:
    """Its line says how many lie there, and rests on the statements that lead through it."""
    picture = grown(grower, START.then(Hide(("meeting/rtm-e-01",))))
    ties = [line.tied for line in picture.view.lines if isinstance(line, HiddenLine)]
    pairs = {
        (tie.one.removeprefix(str(THINGS)), tie.other.removeprefix(str(THINGS))): tie
        for tie in ties
    }
    tie = pairs["country/AAA", "country/BBB"]
    assert tie.label == "1 hidden meeting between"
    assert {end for triple in tie.triples for end in triple if "/country/" in end} == {
        tie.one,
        tie.other,
    }


def test_nothing_hidden_is_no_such_line(grower: Grower) -> None:
    """The same picture without the act has none, and what is taken away never has."""
    assert not any(isinstance(line, HiddenLine) for line in grown(grower, START).view.lines)
    hidden = grown(grower, START.then(Hide(("meeting/rtm-e-01",))))
    assert not any(isinstance(line, HiddenLine) for line in hidden.taken.lines)


def test_a_hidden_hub_is_told_in_words() -> None:
    """What touches most of the view would join all with all: it is counted, and draws no line."""
    shown = [f"{THINGS}country/{at}" for at in range(10)]
    hub, pair = f"{THINGS}initiative/i", f"{THINGS}meeting/m"
    lines = [
        Line(source=source, predicate="p", target=one, sayings=(), disputed=False)
        for source, ends in ((hub, shown), (pair, shown[:2]))
        for one in ends
    ]
    through = hidden_ties([hub, pair], shown, lines, Names({}))
    assert through.hubs == {hub: 10}
    assert [tie.things for tie in through.ties] == [(pair,)]
