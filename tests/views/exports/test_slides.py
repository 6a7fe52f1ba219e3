"""Slides of a view: wide, editable, cited, and the same bytes every time."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as Xml

import pytest
from pptx import Presentation
from pptx.util import Inches

from graph.views.exports.shown import shown
from graph.views.exports.slides import slides
from graph.views.exports.svg import svg
from graph.views.exports.wide import sources_page, wide_picture
from graph.views.network.growing import Grower
from graph.views.network.grown_picture import grown
from graph.views.network.view_state import ViewState
from graph.views.record.names import NamedGraph, load_names
from tests.mini_world import SHOWN, mini_world

if TYPE_CHECKING:
    from pathlib import Path

    from graph.views.exports.shown import Shown
    from graph.views.network.line_looks import LineLook

HOSTILE = "<a:t>&amp;</a:t> =1+1"


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """A meeting and what it has lines to, with a label that means harm."""
    return taken_from(tmp_path_factory.mktemp("slides"), HOSTILE)


def taken_from(folder: Path, label: str) -> Shown:
    """The same view of a world of its own."""
    engine = mini_world(folder, label)
    kg = NamedGraph(engine, load_names(engine))
    picture = grown(Grower(kg), ViewState(start=("meeting/rtm-e-01",)))
    return shown(kg, picture.taken, places=picture.places)


def texts(slide: Any) -> list[str]:  # noqa: ANN401 - python-pptx has no types
    """All words of a slide."""
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_a_picture_takes_the_room_of_its_slide(taken: Shown) -> None:
    """Across and down alike, whatever its proportions, and no name reaches the legend."""
    ids = [iri for iri, *_ in taken.things()]
    for tall in (0.2, 1.0, 5.0):
        places = {iri: (900.0 * at, tall * 900.0 * at) for at, iri in enumerate(ids)}
        [picture, *_] = Presentation(BytesIO(slides([replace(taken, places=places)]))).slides
        labels = {label for _, label, *_ in taken.things()}
        things = [one for one in picture.shapes if one.name in labels]
        across = max(one.left for one in things) - min(one.left for one in things)
        down = max(one.top for one in things) - min(one.top for one in things)
        assert across > Inches(10)
        assert Inches(3.5) < down < Inches(4.2)


def test_a_view_is_one_wide_slide_and_its_documents(taken: Shown) -> None:
    """Title, sentence, each thing and each line; then every document with its number."""
    deck = Presentation(BytesIO(slides([taken])))
    assert round(deck.slide_width / deck.slide_height, 2) == 1.78
    picture, sources = deck.slides
    words = texts(picture)
    assert taken.title in words
    assert taken.sentence in words
    assert HOSTILE in words
    names = [shape.name for shape in picture.shapes]
    for _, label, _, _ in taken.things():
        assert label in names
    assert len([one for one in picture.shapes if one.shape_type == 9]) == len(taken.lines)
    listed = "\n".join(texts(sources))
    assert all(f"[{one.number}] {one.title}" in listed for one in taken.sources)


def test_everything_is_on_the_slide_and_nothing_on_another(taken: Shown) -> None:
    """No shape reaches beyond the slide, and no two things lie on each other."""
    deck = Presentation(BytesIO(slides([taken])))
    for shape in deck.slides[0].shapes:
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= deck.slide_width
        assert shape.top + shape.height <= deck.slide_height
    labels = {label for _, label, _, _ in taken.things()}
    places = [(one.left, one.top) for one in deck.slides[0].shapes if one.name in labels]
    assert len({*places}) == len(places) == len(labels)


def test_a_story_has_its_views_in_order(taken: Shown) -> None:
    """Two views are two pictures, each with its own documents after it."""
    deck = Presentation(BytesIO(slides([taken, taken])))
    assert [slide.shapes.title.text_frame.text.startswith("Sources") for slide in deck.slides] == [
        False,
        True,
        False,
        True,
    ]


def test_the_same_view_gives_the_same_slides(taken: Shown) -> None:
    """No clock is in the file."""
    assert slides([taken]) == slides([taken])


def test_labels_that_no_xml_can_hold_are_mended(tmp_path: Path) -> None:
    """A control character in a label does not break the file."""
    deck = Presentation(BytesIO(slides([taken_from(tmp_path, SHOWN)])))
    assert deck.slides[0].shapes.title.text_frame.text


@pytest.mark.parametrize("look", ["family", "year", "publishers"])
def test_what_lines_say_goes_along(
    tmp_path_factory: pytest.TempPathFactory, look: LineLook
) -> None:
    """The tones of the picture are the colours and widths of slides and drawings, with a legend."""
    engine = mini_world(tmp_path_factory.mktemp(look))
    kg = NamedGraph(engine, load_names(engine))
    picture = grown(Grower(kg), ViewState(start=("meeting/rtm-e-01",), look=look))
    taken = shown(kg, picture.taken, places=picture.places, tones=picture.tones)
    assert taken.tones
    slide = Presentation(BytesIO(slides([taken]))).slides[0]
    strokes = [one for one in slide.shapes if one.shape_type == 9]
    drawn = [one for one in strokes if not one.name.startswith("Legend")]
    for line, stroke in zip(taken.lines, drawn, strict=True):
        tone = taken.tone(line)
        assert tone is not None
        assert f"#{stroke.line.color.rgb}".lower() == tone.colour.light
    for made in (svg(taken), wide_picture(taken)):
        root = Xml.fromstring(made)
        told = " ".join(root.itertext())
        colours = {one.get("stroke") for one in root.iter("{http://www.w3.org/2000/svg}path")}
        for tone, count in taken.tones:
            assert f"{tone.words} {count}" in told
            assert f"Legend: {tone.words} {count}" in {one.name for one in strokes}
            assert tone.colour.light in colours


def test_the_wide_picture_fits_and_its_sources_follow(taken: Shown) -> None:
    """16:9, everything inside it, how many documents in one line; each of them on its own page."""
    root = Xml.fromstring(wide_picture(taken))
    left, top, wide, high = map(float, root.attrib["viewBox"].split())
    assert (left, top, round(wide / high, 2)) == (0, 0, 1.78)
    told = " ".join(root.itertext())
    assert f"Sources, {len(taken.sources)} document" in told
    assert HOSTILE in told
    page = " ".join(Xml.fromstring(sources_page(taken)).itertext())
    assert all(f"[{one.number}] {one.title[:20]}" in page for one in taken.sources)
