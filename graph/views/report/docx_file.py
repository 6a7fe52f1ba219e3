"""A report as a Word document: headings, numbered findings, footnotes, captions and contents.

Every sentence has a footnote with the places that say so, or with how it was worked out. Figures
are drawings (SVG), with a picture that says so as a stand-in for programs that show none; each has
a table with the same numbers. The same report gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from PIL import Image, ImageDraw, ImageFont

from graph.views.exports.shown import clean
from graph.views.record.in_words import worded
from graph.views.report.content import Figure, Sentence
from graph.views.report.directions import mark_directions
from graph.views.report.drawings import drawing
from graph.views.report.wording import LICENCE, evidence, places, runnable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from graph.views.report.content import Block, Report, ReportTable, Section

__all__ = ["MEDIA_TYPE", "docx_file"]

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOMENT: Final = datetime(2000, 1, 1)
_STAMP: Final = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can hold
_WIDE: Final = Mm(180)
_HIGH: Final = Mm(215)
_PIXEL: Final = 9525
"""A pixel in the units of the format, 914,400 to the inch."""
_LAST_ANNEXES: Final = ("How it was worked out", "Queries", "Sources")
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# How a picture says that it stands in for a drawing (Office Open XML, extension of 2016).
_DRAWN_AS: Final = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></a:ext>'
    "</a:extLst>"
)
_INSTEAD: Final = (
    "This program does not show drawings (SVG).\nWhat this one shows is in a table of the report,"
    "\nand the report as a web page has the drawing."
)
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def docx_file(report: Report) -> bytes:
    """The document; every text in it is text."""
    written = _Writing(report)
    written.front()
    for section in report.body[1:]:
        written.section(section, 1)
    written.annexes()
    return written.saved()


class _Writing:
    """One document while it is written: the footnotes and captions that it has so far."""

    def __init__(self, report: Report) -> None:
        """Begin a document of A4, upright."""
        self.report = report
        self.document: Any = Document()
        self.notes: list[str] = []
        page = self.document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.orientation = WD_ORIENT.PORTRAIT
        page.left_margin = page.right_margin = Mm(15)
        page.top_margin = page.bottom_margin = Mm(17)
        self.document.styles["Normal"].font.size = Pt(10)

    def front(self) -> None:
        """Title, reference, scope and limits, findings, contents."""
        report, document = self.report, self.document
        document.add_heading(clean(f"Report: {report.title}"), level=0)
        signed = (f"Reference {report.reference}", report.author, worded(report.day))
        document.add_paragraph(clean(" · ".join(filter(None, signed))))
        document.add_heading("Scope and limits", level=1)
        for sentence in report.head:
            self.sentence(sentence)
        first = report.body[0]
        document.add_heading(first.title, level=1)
        for block in first.blocks:
            if isinstance(block, Sentence):
                self.sentence(block, "List Number")
        document.add_heading("Contents", level=1)
        titles = [one.title for one in report.body[1:]]
        titles += [f"Annex: {one.title}" for one in report.annexes]
        titles += [f"Annex: {title}" for title in _LAST_ANNEXES]
        # Word puts page numbers to it when the field is updated (F9).
        _field(document.add_paragraph(), 'TOC \\o "1-2" \\h \\z', clean("\n".join(titles)))
        document.add_page_break()

    def section(self, section: Section, level: int) -> None:
        """A heading and what stands under it."""
        self.document.add_heading(clean(section.title), level=level)
        for block in section.blocks:
            self.block(block)

    def annexes(self) -> None:
        """What is looked up: long tables, methods, queries and sources."""
        report, document = self.report, self.document
        document.add_page_break()
        document.add_heading("Annexes", level=1)
        for section in report.annexes:
            self.section(section, 2)
        document.add_heading("How it was worked out", level=2)
        for method in report.methods:
            said = document.add_paragraph()
            said.add_run(f"({report.mark(method)}) {method.name}. ").bold = True
            said.add_run(method.definition)
        document.add_heading("Queries", level=2)
        for query in report.queries:
            document.add_heading(clean(query.title), level=3)
            text = document.add_paragraph().add_run(clean(runnable(query.sparql)))
            text.font.name, text.font.size = "Consolas", Pt(7.5)
        document.add_heading("Sources", level=2)
        where = dict(report.cited_as(report.references))
        for one in report.sources:
            cited = ", ".join(where[one.number])
            told = f"[{one.number}] {one.sentence} {one.page} Cited: {cited}."
            listed = document.add_paragraph(clean(told))
            for at, each in enumerate(report.passages.get(one.number, ())):
                listed.add_run(" Passages: " if at == 0 else "; ")
                _linked(listed, clean(f"{each.place}, “{each.passage}”"), each.opened_at)
            if one.number in report.passages:
                listed.add_run(".")
        document.add_paragraph(LICENCE)

    def block(self, block: Block) -> None:
        """A sentence, a figure or a table."""
        if isinstance(block, Sentence):
            self.sentence(block)
        elif isinstance(block, Figure):
            self.figure(block)
        else:
            self.table(block)

    def sentence(self, sentence: Sentence, style: str | None = None) -> None:
        """A paragraph with its footnote."""
        said = self.document.add_paragraph(clean(sentence.text), style=style)
        self._note(said, sentence)

    def figure(self, figure: Figure) -> None:
        """The pictures of a figure, each with its caption."""
        number = self.report.figures.index(figure) + 1
        for at, picture in enumerate(figure.pictures, start=1):
            drawn, size = drawing(picture, f"figure-{number}-{at}")
            self._picture(drawn, size, figure.title)
            of = f", part {at} of {len(figure.pictures)}" if len(figure.pictures) > 1 else ""
            self._caption(
                "Figure", number, f"{of}. {figure.title}. {figure.about.text}", figure.about
            )

    def table(self, table: ReportTable) -> None:
        """A table with its caption, headings that come again on each page, and a source column."""
        number = self.report.tables.index(table) + 1
        self._caption("Table", number, f". {table.title}. {table.about.text}", table.about)
        sourced = any(row.references for row in table.rows)
        headings = [*table.columns, *(["Sources", "Evidence"] if sourced else [])]
        made = self.document.add_table(rows=1, cols=len(headings))
        made.style = "Light Grid Accent 1"
        _fill(made.rows[0].cells, headings)
        made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row in table.rows:
            cells = [str(cell) for cell in row.cells]
            if sourced:
                cells += [
                    places(self.report, row.references),
                    evidence(self.report, row.references),
                ]
            _fill(made.add_row().cells, cells)

    def _caption(self, label: str, number: int, text: str, about: Sentence) -> None:
        said = self.document.add_paragraph(style="Caption")
        said.paragraph_format.keep_with_next = label == "Table"
        said.add_run(f"{label} ")
        _field(said, f"SEQ {label} \\* ARABIC", str(number))
        said.add_run(clean(text))
        self._note(said, about)

    def _note(self, paragraph: Paragraph, sentence: Sentence) -> None:
        """A footnote with the places that say so, or how it was worked out."""
        told = [
            places(self.report, sentence.references),
            evidence(self.report, sentence.references),
        ]
        if sentence.how is not None:
            mark = self.report.mark(sentence.how)
            told.append(
                f"Worked out, see ({mark}) under “How it was worked out”: {sentence.how.name}"
            )
        self.notes.append(clean(". ".join(filter(None, told)) + "."))
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(len(self.notes)))
        run._r.append(reference)

    def _picture(self, drawn: str, size: tuple[int, int], title: str) -> None:
        """A drawing, and behind it a picture that says so for programs that show none."""
        wide, high = size
        instead = io.BytesIO()
        blank = Image.new("1", (max(1, wide), max(1, high)), 1)
        middle, font = (blank.width / 2, blank.height / 2), ImageFont.load_default(18)
        ImageDraw.Draw(blank).text(middle, _INSTEAD, 0, font, anchor="mm", align="center")
        blank.save(instead, "PNG")
        instead.seek(0)
        width = min(_WIDE, wide * _PIXEL, int(_HIGH * wide / high))
        shape = self.document.add_picture(instead, width=width)
        shape._inline.docPr.set("descr", clean(title))
        name = PackURI(f"/word/media/drawing{len(self.document.inline_shapes)}.svg")
        part = Part(name, "image/svg+xml", f"{_XML}\n{drawn}".encode(), self.document.part.package)
        related = self.document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        extensions = parse_xml(_DRAWN_AS)
        extensions[0][0].set(qn("r:embed"), related)
        shape._inline.graphic.graphicData.pic.blipFill.blip.append(extensions)

    def saved(self) -> bytes:
        """The bytes, without the moment and the machine they were made at."""
        package = self.document.part.package
        notes = Part(
            PackURI("/word/footnotes.xml"),
            f"{MEDIA_TYPE.rsplit('.', 1)[0]}.footnotes+xml",
            _footnotes(self.notes).encode(),
            package,
        )
        self.document.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
        mark_directions(self.document.element.body)
        core = self.document.core_properties
        core.title = clean(f"Report: {self.report.title}")
        core.author = clean(self.report.author or "CBRN knowledge graph")
        core.created = core.modified = _MOMENT
        core.comments = self.report.reference
        draft, final = io.BytesIO(), io.BytesIO()
        self.document.save(draft)
        with zipfile.ZipFile(draft) as parts, zipfile.ZipFile(final, "w") as whole:
            for part in parts.infolist():
                entry = zipfile.ZipInfo(part.filename, _STAMP)
                whole.writestr(entry, parts.read(part), zipfile.ZIP_DEFLATED, 6)
        return final.getvalue()


def _linked(paragraph: Paragraph, text: str, address: str) -> None:
    """A text that leads to an address."""
    link = OxmlElement("w:hyperlink")
    outside = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), outside)
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _fill(cells: Iterable[_Cell], texts: Iterable[str]) -> None:
    for cell, text in zip(cells, texts, strict=True):
        run = cell.paragraphs[0].add_run(clean(text) if text else "")
        run.font.size = Pt(8)


def _field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field that Word works out again: a number in a series, or the contents."""
    for kind, text in (
        ("begin", ""),
        ("", instruction),
        ("separate", ""),
        ("text", shown),
        ("end", ""),
    ):
        run = paragraph.add_run()
        if kind == "text":
            run.text = text
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = f" {text} "
            element.set(qn("xml:space"), "preserve")
        run._r.append(element)


def _footnotes(notes: Iterable[str]) -> str:
    """The part of the document that holds its footnotes, with the two that every one has."""
    kinds = ((-1, "separator"), (0, "continuationSeparator"))
    told = [
        f'<w:footnote w:type="{kind}" w:id="{at}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for at, kind in kinds
    ]
    told += [
        f'<w:footnote w:id="{at}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        '<w:footnoteRef/></w:r><w:r><w:rPr><w:sz w:val="16"/></w:rPr>'
        f'<w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        for at, text in enumerate(notes, start=1)
    ]
    whole = parse_xml(f'<w:footnotes xmlns:w="{_W}">{"".join(told)}</w:footnotes>')
    mark_directions(whole)
    return serialize_part_xml(whole).decode()
