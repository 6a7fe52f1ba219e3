"""Lines are told apart by what they say, when and how many say so, by everybody."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import pytest

from graph.dates import PartialDate
from graph.views.network.drawn_lines import BundleLine, TieLine
from graph.views.network.glance import GLANCE
from graph.views.network.growing import Grower
from graph.views.network.grown_picture import grown
from graph.views.network.line_looks import (
    FAMILIES_OF_LINES,
    LINE_LOOKS,
    by_family,
    by_publishers,
    by_year,
)
from graph.views.network.view_state import ViewState
from graph.views.record.lifetimes import Lifetime
from graph.views.record.lines import Line, Saying
from graph.views.record.names import NamedGraph, load_names
from graph.vocabulary import CBRN
from tests.colour_vision import THEME, VISION, contrast, seen
from tests.mini_world import mini_world

if TYPE_CHECKING:
    from pathlib import Path

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.network.line_looks import LineLook


def saying(statement: str, document: str, since: str = "") -> Saying:
    """A statement of a document, perhaps of a time."""
    return Saying(statement=statement, document=document, since=since)


def line(name: str, *sayings: Saying, source: str = "a", target: str = "b") -> Line:
    """A line of a property, on some statements."""
    predicate = f"{CBRN._NS}{name}"
    return Line(source=source, predicate=predicate, target=target, sayings=sayings, disputed=False)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_families_of_lines_differ_for_every_colour_vision(vision: str, theme: str) -> None:
    """Any two families are 12 or more apart, and each is 3:1 from the page."""
    colours = {tone.words: getattr(tone.colour, theme) for tone in FAMILIES_OF_LINES}
    for one, other in itertools.combinations(colours, 2):
        far = math.dist(seen(colours[one], vision), seen(colours[other], vision))
        assert far >= 12, f"{one} and {other} are {far:.0f} apart for {vision}"
    for words, colour in colours.items():
        assert contrast(colour, THEME[theme]["backgroundColor"]) >= 3, words


def test_each_property_is_in_one_family_and_in_the_ontology() -> None:
    """No family claims a property of another, or one that there is not."""
    names = [name for names in FAMILIES_OF_LINES.values() for name in names]
    assert len(names) == len(set(names))
    for name in names:
        assert str(CBRN[name]).endswith(f"#{name}")


def test_a_property_that_no_family_claims_is_told_as_another() -> None:
    """A relation that is new in the ontology is drawn, and the legend says what it is not."""
    toned = by_family([line("attendedBy"), line("twinnedWith")])
    assert [(tone.words, count) for tone, count in toned.legend] == [
        ("took part", 1),
        ("other lines", 1),
    ]


def test_years_are_told_in_spans_that_grow_stronger() -> None:
    """A period counts before the time of an end; what has neither is told as without a year."""
    lines = [
        line("worksFor", saying("s1", "d", since="2010-05"), target="c"),
        line("attendedBy", saying("s2", "d"), source="meeting"),
        line("inRegion", saying("s3", "d")),
    ]
    times = {"meeting": Lifetime(thing="meeting", start=PartialDate(2024, 3))}
    toned = by_year(lines, times)
    assert [(tone.words, count) for tone, count in toned.legend] == [
        ("2010–2012", 1),
        ("2022–2024", 1),
        ("no year on record", 1),
    ]
    old, new, _ = (tone for tone, _ in toned.legend)
    assert old.width < new.width


def test_a_copy_is_no_second_publisher() -> None:
    """Two documents of one publisher are one voice, three publishers are three."""
    of = {"d1": "A", "d2": "A", "d3": "B", "d4": "C"}
    one = line("inRegion", saying("1", "d1"), saying("2", "d2"))
    three = line("hasTopic", saying("1", "d1"), saying("2", "d3"), saying("3", "d4"))
    legend = by_publishers([one, three], of).legend
    assert [(tone.words, count) for tone, count in legend] == [("1 publisher", 1), ("3 or more", 1)]


@pytest.mark.parametrize("look", LINE_LOOKS)
def test_every_line_of_a_picture_has_its_tone(tmp_path: Path, look: LineLook) -> None:
    """The counts of the legend are the lines that are drawn; the usual look has no tones."""
    engine = mini_world(tmp_path)
    picture = grown(
        Grower(NamedGraph(engine, load_names(engine))),
        ViewState(start=("meeting/rtm-e-01",), look=look),
    )
    stated = [one for one in picture.view.lines if one.sort == "stated"]
    told = sum(count for _, count in picture.tones)
    assert told == (0 if look == "plain" else len(stated))
    assert {bool(one.tone) for one in stated} == {look != "plain"}


def test_a_card_says_when_where_and_who_says_so(tmp_path: Path) -> None:
    """Of a meeting: its date, its country and the documents behind its lines, in words."""
    engine = mini_world(tmp_path)
    names = load_names(engine)
    picture = grown(Grower(NamedGraph(engine, names)), ViewState(start=("meeting/rtm-e-01",)))
    card = picture.cards["https://w3id.org/cbrn-graph/id/meeting/rtm-e-01"]
    assert card.when
    assert card.where
    assert card.documents
    assert all("http" not in row for row in card.rows)


def test_lines_worked_out_are_as_wide_as_what_their_ends_share(kg: KnowledgeGraph) -> None:
    """Two regions that share projects and meetings are not tied less than by all of these."""
    view = grown(Grower(kg), GLANCE).view
    widths: dict[int, set[float]] = {}
    for line in view.lines:
        parts = line.lines if isinstance(line, BundleLine) else (line,)
        shared = sum(len(one.tied.things) for one in parts if isinstance(one, TieLine))
        widths.setdefault(shared, set()).add(line.weight)
    ordered = [widths[shared] for shared in sorted(widths)]
    assert len(ordered) > 3
    assert any(isinstance(line, BundleLine) for line in view.lines)
    for less, more in itertools.pairwise(ordered):
        assert max(less) < min(more)
