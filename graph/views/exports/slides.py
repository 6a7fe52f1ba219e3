"""Views as slides: shapes, lines and words that PowerPoint and its like can edit.

A slide is 16:9 and holds the title, the sentence about the view, the picture and one line that says
how many documents are behind it; the documents themselves follow on slides of their own. Nothing
in the file is fetched, and the same view gives the same bytes.
"""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE_DASH_STYLE as DASH
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from graph.languages import Spoken, is_right_to_left, set_apart
from graph.plurals import counted
from graph.texts import gettext
from graph.views.exports.drawing import width_of
from graph.views.exports.shown import clean
from graph.views.record.appearance import APPEARANCES, Appearance, appearance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from graph.kinds import Shape
    from graph.views.exports.shown import CitedDocument, CitedLine, Shown
    from graph.views.network.line_looks import Tone
    from graph.views.places.label_boxes import Position

__all__ = ["slides"]

_WIDE, _HIGH = Inches(13.333), Inches(7.5)
_EDGE: Final = Inches(0.4)
_PICTURE: Final = (Inches(0.5), Inches(1.45), Inches(12.3), Inches(5.0))
"""Left, top, width and height of what the picture may take."""
_LARGEST: Final = float(Inches(1) / 70)
"""How far apart two things may come that are next to each other in the picture."""
_TEXT, _MUTED, _LINE, _GROUND = "1d2129", "4b5563", "8b919b", "ffffff"
_SHAPES: Final[dict[Shape, MSO_SHAPE]] = {
    "dot": MSO_SHAPE.OVAL,
    "square": MSO_SHAPE.RECTANGLE,
    "triangle": MSO_SHAPE.ISOSCELES_TRIANGLE,
    "triangleDown": MSO_SHAPE.FLOWCHART_MERGE,
    "star": MSO_SHAPE.STAR_5_POINT,
    "diamond": MSO_SHAPE.DIAMOND,
    "hexagon": MSO_SHAPE.HEXAGON,
}
_RADIUS: Final = Inches(0.11)
_LABEL: Final = (Inches(1.5), Inches(0.34))
_SIGN: Final = Inches(0.15)
_GAP: Final = Inches(0.05)
_LEGEND: Final = 9.5
_LEGEND_AT: Final = Inches(6.62)
_ON_A_SLIDE: Final = 16
_MOMENT: Final = datetime(2000, 1, 1)
_STAMP: Final = (2000, 1, 1, 0, 0, 0)


def slides(views: Sequence[Shown]) -> bytes:
    """A presentation with a slide for each view, and its documents on slides after it."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = _WIDE, _HIGH
    for shown in views:
        _picture(_empty(deck), shown)
        for first in range(0, len(shown.sources), _ON_A_SLIDE):
            _sources(_empty(deck), shown, shown.sources[first : first + _ON_A_SLIDE])
    deck.core_properties.author = "CBRN knowledge graph"
    deck.core_properties.created = deck.core_properties.modified = _MOMENT
    deck.core_properties.last_modified_by = ""
    deck.core_properties.title = views[0].title if views else ""
    return _same_every_time(deck)


def _empty(deck: Any) -> Any:  # noqa: ANN401 - python-pptx has no types
    """A new slide with a title and nothing else."""
    return deck.slides.add_slide(deck.slide_layouts[5])


def _picture(slide: Any, shown: Shown) -> None:  # noqa: ANN401 - as above
    _title(slide, shown.title)
    caption = (_EDGE, Inches(0.92), _WIDE - 2 * _EDGE, Inches(0.45))
    _words(slide, shown.sentence, caption, size=14, name="Caption")
    at = _fitted(shown.places)
    for line in shown.lines:
        ends = at(shown.places[line.source]), at(shown.places[line.target])
        _line(slide, line, shown.tone(line), *ends)
    for iri, label, kind, _ in shown.things():
        _thing(slide, label, kind, at(shown.places[iri]))
    _legend(slide, shown)
    behind = counted(len(shown.sources), "document")
    told = f"{behind} behind these lines, listed on what follows. {shown.date} {shown.language}"
    if not shown.sources:
        told = "No document is on record for these lines."
    _words(slide, told, (_EDGE, Inches(6.95), _WIDE - 2 * _EDGE, Inches(0.35)), size=11)


def _sources(slide: Any, shown: Shown, some: Sequence[CitedDocument]) -> None:  # noqa: ANN401
    _title(slide, f"Sources: {shown.title}")
    box = slide.shapes.add_textbox(_EDGE, Inches(1.1), _WIDE - 2 * _EDGE, Inches(6))
    frame = box.text_frame
    frame.word_wrap = True
    for number, one in enumerate(some):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = clean(f"[{one.number}] {one.sentence} ")
        run.font.size = Pt(11)
        link = paragraph.add_run()
        link.text = clean(one.page)
        link.font.size = Pt(11)
        if one.page.startswith(("https://", "http://")):
            link.hyperlink.address = one.page


def _title(slide: Any, text: str) -> None:  # noqa: ANN401 - as above
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = (
        _EDGE,
        Inches(0.3),
        _WIDE - 2 * _EDGE,
        Inches(0.6),
    )
    title.text_frame.text = set_apart(text)
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for paragraph in title.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(28), True
            run.font.color.rgb = _colour(_TEXT)


def _words(  # noqa: PLR0913 - the look of a text
    slide: Any,  # noqa: ANN401 - as above
    text: str,
    box: tuple[int, int, int, int],
    *,
    size: float,
    is_centred: bool = False,
    is_one_line: bool = False,
    name: str = "",
) -> None:
    made = slide.shapes.add_textbox(*map(Emu, box))
    made.name = name or made.name
    frame = made.text_frame
    frame.word_wrap = not is_one_line
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    run = frame.paragraphs[0].add_run()
    run.text = set_apart(clean(text))
    run.font.size = Pt(size)
    run.font.color.rgb = _colour(_TEXT if is_centred else _MUTED)
    if is_centred:
        frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    if isinstance(text, Spoken):
        run._r.get_or_add_rPr().set("lang", text.language)
    if is_right_to_left(text):
        frame.paragraphs[0]._p.get_or_add_pPr().set("rtl", "1")


def _fitted(places: Mapping[str, Position]) -> Callable[[Position], tuple[int, int]]:
    """Where a place of the picture is on the slide: in the middle, and as far apart as fits.

    Across and down are stretched each for itself, as on the screen: names need the room.
    """
    xs, ys = [x for x, _ in places.values()] or [0.0], [y for _, y in places.values()] or [0.0]
    left, top, wide, high = _PICTURE
    widened = min((wide - _LABEL[0]) / max(1.0, max(xs) - min(xs)), _LARGEST)
    heightened = min((high - 3 * _LABEL[1]) / max(1.0, max(ys) - min(ys)), _LARGEST)
    middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2

    def at(place: Position) -> tuple[int, int]:
        return (
            round(left + wide / 2 + (place[0] - middle[0]) * widened),
            round(top + high / 2 + (place[1] - middle[1]) * heightened),
        )

    return at


def _line(
    slide: Any,  # noqa: ANN401 - as above
    line: CitedLine,
    tone: Tone | None,
    start: tuple[int, int],
    end: tuple[int, int],
) -> None:
    """A line from shape to shape; long dashes where documents disagree, dots where worked out."""
    made = _stroke(slide, start, end, tone, line.weight)
    made.name = clean(line.label)
    if line.disputed:
        made.line.dash_style = DASH.DASH
    elif line.tied:
        made.line.dash_style = DASH.ROUND_DOT
    if not line.tied:
        tail = made.line._get_or_add_ln().makeelement(qn("a:tailEnd"), {"type": "triangle"})
        made.line._get_or_add_ln().append(tail)


def _stroke(
    slide: Any,  # noqa: ANN401 - as above
    start: tuple[int, int],
    end: tuple[int, int],
    tone: Tone | None,
    weight: float = 1.0,
) -> Any:  # noqa: ANN401 - as above
    """A line in the colour and the width that say what the legend says of them."""
    made = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *start, *end)
    made.line.color.rgb = _colour(tone.colour.light.removeprefix("#") if tone else _LINE)
    made.line.width = Pt(0.9 * weight * (tone.width if tone else 1.0))
    return made


def _legend(slide: Any, shown: Shown) -> None:  # noqa: ANN401 - as above
    """What shapes mean, and lines where they do not look alike, in rows under the picture."""
    counts = shown.view.counts()
    kinds = [look for look in APPEARANCES if counts[look.kind]]
    signs: list[tuple[Appearance | Tone | None, str]] = [
        *((look, look.counted(counts[look.kind])) for look in kinds),
        *((tone, f"{gettext(tone.words)} {many}") for tone, many in shown.tones),
    ]
    if any(line.disputed for line in shown.lines):
        signs.append((None, "documents disagree"))
    x, y = int(_EDGE), int(_LEGEND_AT)
    for sign, words in signs:
        room, wide = _SIGN * 2, Pt(round(width_of(words, _LEGEND)) + 4)
        if x + room + wide > _WIDE - _EDGE:
            x, y = int(_EDGE), y + int(Pt(13))
        if isinstance(sign, Appearance):
            _shape(slide, sign, (x + _SIGN, y), _SIGN // 2)
        else:
            made = _stroke(slide, (x, y), (x + room, y), sign)
            made.name = f"Legend: {words}"
            if sign is None:
                made.line.dash_style = DASH.DASH
        box = (x + room + _GAP, y - Pt(8), wide, Pt(16))
        # A program with another font may need more room than there was thought to be.
        _words(slide, words, box, size=_LEGEND, is_one_line=True)
        x += room + wide + 3 * _GAP


def _colour(six: str) -> RGBColor:
    """A colour of six digits."""
    return RGBColor(*bytes.fromhex(six))  # type: ignore[no-untyped-call]  # it ships half its types


def _thing(slide: Any, label: str, kind: str, at: tuple[int, int]) -> None:  # noqa: ANN401
    x, y = at
    _shape(slide, appearance(kind), at, _RADIUS).name = clean(label)
    box = (x - _LABEL[0] // 2, y + _RADIUS, _LABEL[0], _LABEL[1])
    _words(slide, label, box, size=9, is_centred=True)


def _shape(slide: Any, look: Appearance, at: tuple[int, int], radius: int) -> Any:  # noqa: ANN401
    """The shape of a kind around a place."""
    x, y = at
    shape = slide.shapes.add_shape(
        _SHAPES[look.shape], x - radius, y - radius, 2 * radius, 2 * radius
    )
    shape.name = look.singular
    colour = _colour(look.colour_light.removeprefix("#"))
    shape.fill.solid()
    shape.fill.fore_color.rgb = _colour(_GROUND) if look.hollow else colour
    shape.line.color.rgb = colour
    shape.line.width = Pt(1.5)
    shape.shadow.inherit = False
    return shape


def _same_every_time(deck: Any) -> bytes:  # noqa: ANN401 - as above
    """The file without the moment at which it was made."""
    draft, final = BytesIO(), BytesIO()
    deck.save(draft)
    with (
        zipfile.ZipFile(draft) as parts,
        zipfile.ZipFile(final, "w", zipfile.ZIP_DEFLATED) as whole,
    ):
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, _STAMP)
            whole.writestr(entry, parts.read(part), zipfile.ZIP_DEFLATED)
    return final.getvalue()
