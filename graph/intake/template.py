"""An Excel workbook to fill in: the tables' columns, a line of help each, lists to pick from.

It is made from the record, so its lists hold every key with its label. Rows that begin with the
sign of the help line are not read when the workbook comes back, and of "country/KAZ · Kazakhstan"
only the key is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from rdflib import RDF, RDFS, SKOS

from graph.building.draft import drafted
from graph.building.tables import PASSAGE
from graph.building.topics import AREAS
from graph.folding import plain
from graph.intake.explaining import EXPLAINED, explained
from graph.intake.incoming import HELP
from graph.intake.progress import of_stages, silent
from graph.intake.sheets import LABEL
from graph.intake.wide import WIDE_SHEETS
from graph.kinds import KINDS
from graph.vocabulary import CBRN, short
from graph.workbooks import put, saved

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet
    from rdflib.term import Node

    from graph.building.draft import Draft
    from graph.building.terms import Terms
    from graph.intake.progress import Tell

__all__ = ["filled", "template"]

_LAST: Final = 5_000
"""Down to this row the cells offer their lists; further rows are read all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column of a sheet: its heading, its line of help, and the list to pick from, if any.

    Of a ``closed`` list nothing else may be picked; to an open one, new keys may be added.
    """

    heading: str
    help: str
    width: int = 18
    list: str = ""
    closed: bool = False


_SHEETS: Final[Mapping[str, tuple[_Column, ...]]] = {
    "Documents": (
        _Column(
            heading="key",
            help="a short name of your own, small letters and hyphens: unicri-2024-05",
            width=28,
        ),
        _Column(heading="title", help="as the document prints it", width=60),
        _Column(heading="publisher", help="who published it", width=22),
        _Column(
            heading="issued",
            help="its date, as exact as it gives it: 2021, 2021-06 or 2021-06-01",
            width=16,
        ),
        _Column(
            heading="read",
            help="the day you read it; needed where the document bears no date",
            width=16,
        ),
        _Column(heading="address", help="where it can be read: https://…", width=40),
        _Column(heading="language", help="two letters: en, fr, ru", width=12),
        _Column(
            heading="places",
            help="how places in it are counted: paragraphs below the date line",
            width=40,
        ),
    ),
    "Things": (
        _Column(
            heading="key",
            help="KIND/KEY, as on 'Read me': organisation/istc, meeting/rtm-ca-15",
            width=34,
        ),
        _Column(
            heading="type",
            help="pick the class that fits best",
            width=34,
            list="types",
            closed=True,
        ),
        _Column(heading="label", help="the name in English", width=50),
        _Column(
            heading="other labels",
            help="further names, with | between them; Казахстан@kk for Kazakh",
            width=50,
        ),
        _Column(
            heading="definition",
            help="of a new topic only: in a sentence, what it is about",
            width=40,
        ),
        _Column(
            heading="broader",
            help="of a new topic only: the wider topic that it belongs to",
            width=30,
            list="topics",
        ),
    ),
    "Statements": (
        _Column(heading="document", help="the document that says it", width=30, list="documents"),
        _Column(
            heading="subject",
            help="what it is about: pick it, or a key of the sheet Things",
            width=40,
            list="things",
        ),
        _Column(
            heading="property", help="what is said of it", width=34, list="properties", closed=True
        ),
        _Column(
            heading="object",
            help="a thing (pick it, or a key), or a date, a number, a text",
            width=40,
            list="things",
        ),
        _Column(
            heading="locator", help="where in the document: title, paragraph 4, page 2", width=20
        ),
        _Column(
            heading="from", help="since when it holds, if the document says so: 2021-06", width=12
        ),
        _Column(heading="until", help="until when it held, if the document says so", width=12),
        _Column(heading="role", help="in which function: observer, Head of Secretariat", width=26),
        _Column(
            heading="basis",
            help="stated, if the document says it in words",
            width=14,
            list="basis",
            closed=True,
        ),
        _Column(heading="remark", help="a remark of your own, if one is needed", width=34),
        _Column(
            heading="review",
            help="leave empty, unless you checked it against the document",
            width=14,
            list="review",
            closed=True,
        ),
        _Column(
            heading="stated on", help="only where it differs from the document's date", width=14
        ),
    ),
}

_STATEMENT: Final = _Column(
    heading="statement",
    help="which statement on record the row is: leave it as it stands",
    width=26,
)

_WIDE_AT: Final = 4
"""The sheets with one row for each thing stand behind Statements."""
_WIDE: Final = (
    _Column(heading="document", help="the document that says it", width=30, list="documents"),
    _Column(
        heading="key",
        help="its key, new or on record: meeting/rtm-ca-15, project/053",
        width=30,
        list="things",
    ),
    _Column(
        heading="type",
        help="pick the class that fits best; empty for one on record",
        width=26,
        list="types",
    ),
    _Column(heading="label", help="its name in English; empty for one on record", width=40),
    _Column(
        heading="other labels", help="acronyms and further names, with | between them", width=26
    ),
    _Column(heading="locator", help="where in the document: title, paragraph 4, page 2", width=20),
)

_PASSAGE: Final = (
    _Column(
        heading="quote",
        help="the first five words of the passage, a …, and its last five",
        width=40,
    ),
    _Column(
        heading="passage",
        help="the SHA-256 of the whole passage's words: leave it as it stands",
        width=26,
    ),
    _Column(
        heading="read again on",
        help="the day on which somebody last read the place again",
        width=16,
    ),
    _Column(heading="read again by", help="who that was", width=22),
)

_TEXT: Final = (
    _Column(
        heading="text hash",
        help="the SHA-256 of the text that was read: leave it as it stands",
        width=26,
    ),
)

_READ_ME: Final = (
    "How to add to the record",
    "1. Enter the document on the sheet Documents, unless it is in the list already.",
    "2. Enter things that are new on the sheet Things. Look in the lists first: most are there.",
    "3. Enter what the document says on the sheet Statements, one line for each single thing said.",
    "   Or, quicker, one line for each meeting or project on the sheets Meetings and Projects.",
    "   The sheet Properties says what each property means and what may stand at its ends.",
    "4. Save, and bring the file to the page 'Add a document', or run: cbrn-graph import FILE",
    "You then see what would be added, changed or contradicted, before anything is written.",
    "Dates are written 2021, 2021-06 or 2021-06-01, as exact as the document gives them.",
    "Of 'country/KAZ · Kazakhstan' in a cell only the part before the dot is read.",
    f"Lines that begin with {HELP} explain the columns and are not read.",
    "Only what a public document says belongs here. Of persons: name, public role and dates.",
)


def template(root: Path, tell: Tell = silent) -> bytes:
    """The workbook as bytes of an .xlsx file, made from the record below a root."""
    draft = drafted(root, of_stages(tell))
    tell(0.7, "writing the workbook")
    workbook = filled(draft, _READ_ME, {})
    lists = _lists(draft)
    for place, (name, properties) in enumerate(WIDE_SHEETS.items(), start=_WIDE_AT):
        _sheet(workbook.create_sheet(name.title(), place), _wide(draft.terms, properties), lists)
    _explain(workbook.create_sheet("Properties"), draft.terms, root / "ontology")
    return saved(workbook)


def _wide(terms: Terms, properties: Sequence[str]) -> tuple[_Column, ...]:
    """The columns of a sheet with one row for each thing."""
    told = []
    for name in properties:
        term = terms.properties[name]
        label = str(terms.graph.value(term, RDFS.label) or name)
        several = "" if terms.single_valued(term) else "; several with ; between them"
        what = "names or keys" if terms.links(term) else "as the document says it"
        told.append(_Column(heading=label, help=f"{what}{several}", width=max(18, len(label) + 2)))
    return (*_WIDE, *told)


def _explain(page: Worksheet, terms: Terms, ontology: Path) -> None:
    """The sheet that says what each property means; it is not read when the workbook comes back."""
    page.freeze_panes = "B2"
    for number, (heading, width) in enumerate(EXPLAINED, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
        put(page.cell(1, number), heading).font = Font(bold=True)
    for row, one in enumerate(explained(terms, ontology), start=2):
        for number, text in enumerate(one.cells(), start=1):
            put(page.cell(row, number), text)


def filled(
    draft: Draft, read_me: Sequence[str], rows: Mapping[str, Sequence[Mapping[str, str]]]
) -> Workbook:
    """A workbook of the template's sheets, with rows below the headings.

    Args:
        draft: the record, for the lists to pick from.
        read_me: the lines of the sheet *Read me*, the first of them its title.
        rows: the cells of each row by heading, for each sheet that has any. Where rows of
            *Statements* tell the key of their statement, or their passage, the sheet has columns
            for it.
    """
    workbook = Workbook()
    _read_me(workbook.active, read_me)
    lists = _lists(draft)
    shown = {entry.partition(LABEL)[0]: entry for one in lists.values() for entry in one}
    for name, usual in _SHEETS.items():
        given = rows.get(name, ())
        columns = (
            *usual,
            *(_TEXT if any(row.get("text_hash") for row in given) else ()),
            *(_PASSAGE if any(row.get(one) for row in given for one in PASSAGE) else ()),
            *((_STATEMENT,) if any("statement" in row for row in given) else ()),
        )
        page = workbook.create_sheet(name)
        _sheet(page, columns, lists)
        for at, cells in enumerate(given, start=3):
            for place, column in enumerate(columns, start=1):
                told = cells.get(column.heading.replace(" ", "_"), "")
                put(page.cell(at, place), shown.get(told, told) if column.list else told)
    page = workbook.create_sheet("Lists")
    page.sheet_state = "hidden"
    for number, (name, entries) in enumerate(lists.items(), start=1):
        for row, text in enumerate((name, *entries), start=1):
            put(page.cell(row, number), text)
    return workbook


def _read_me(page: Worksheet, lines: Sequence[str]) -> None:
    page.title = "Read me"
    page.column_dimensions["A"].width = 16
    page.column_dimensions["B"].width = 90
    for row, text in enumerate(lines, start=1):
        cell = put(page.cell(row, 1), text)
        cell.alignment = Alignment(wrap_text=False)
        cell.font = Font(bold=row == 1, size=14 if row == 1 else 11)
    start = len(lines) + 2
    put(page.cell(start, 1), "Kind").font = Font(bold=True)
    put(page.cell(start, 2), "How its keys are made").font = Font(bold=True)
    for row, kind in enumerate((kind for kind in KINDS if kind.keyed), start=start + 1):
        put(page.cell(row, 1), kind.key)
        put(page.cell(row, 2), kind.keyed)


def _sheet(page: Worksheet, columns: Sequence[_Column], lists: Mapping[str, list[str]]) -> None:
    """A sheet to fill in: headings, help, lists; every cell is text, so that no date is guessed."""
    page.freeze_panes = "A3"
    page.row_dimensions[2].height = 45
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = column.width
        page.column_dimensions[letter].number_format = "@"
        heading = put(page.cell(1, number), column.heading)
        heading.font = Font(bold=True)
        heading.fill = PatternFill("solid", start_color="DCE6F1")
        told = put(page.cell(2, number), f"{HELP} {column.help}")
        told.font = Font(italic=True, color="555555")
        if column.list:
            last = len(lists[column.list]) + 1
            at = get_column_letter(list(lists).index(column.list) + 1)
            rule = DataValidation(
                type="list",
                formula1=f"Lists!${at}$2:${at}${max(last, 2)}",
                allow_blank=True,
                showErrorMessage=column.closed,
                errorTitle="Not in the list",
                error="Please pick one of the list.",
                showInputMessage=True,
                promptTitle=column.heading,
                prompt=column.help,
            )
            page.add_data_validation(rule)
            rule.add(f"{letter}3:{letter}{_LAST}")


def _lists(draft: Draft) -> dict[str, list[str]]:
    """The lists to pick from, each entry a key with its label, in the order of the labels."""
    terms, graph = draft.terms, draft.graph
    things = [node for node in draft.known if (node, RDF.type, CBRN.Thing) in graph]
    documents = [node for node in draft.known if (node, RDF.type, CBRN.SourceDocument) in graph]
    hidden = {CBRN.Basis, CBRN.Review, CBRN.Statement, CBRN.SourceDocument, CBRN.Thing}

    def labelled(key: str, node: Node) -> tuple[str, str]:
        label = graph.value(node, RDFS.label)
        return plain(str(label or key)), f"{key}{LABEL}{label}" if label else key

    def listed(pairs: list[tuple[str, str]]) -> list[str]:
        return [text for _, text in sorted(pairs)]

    return {
        "types": listed(
            [labelled(name, iri) for name, iri in terms.classes.items() if iri not in hidden]
        ),
        "properties": listed([labelled(name, iri) for name, iri in terms.properties.items()]),
        "documents": listed(
            [labelled(short(str(node)).removeprefix("source/"), node) for node in documents]
        ),
        "things": listed([labelled(short(str(node)), node) for node in things]),
        "topics": listed(
            [
                labelled(short(str(node)), node)
                for node in things
                if (node, SKOS.inScheme, AREAS) in graph
            ]
        ),
        "basis": list(terms.codes(CBRN.Basis)),
        "review": list(terms.codes(CBRN.Review)),
    }
