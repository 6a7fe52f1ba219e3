"""An Excel workbook to fill in: the tables' columns, a line of help each, lists to pick from.

It is made from the record, so its lists hold every key with its label. Rows that begin with the
sign of the help line are not read when the workbook comes back, and of "country/KAZ · Kazakhstan"
only the key is.
"""

from __future__ import annotations

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
from graph.intake.template_columns import (
    PASSAGES,
    SHEETS,
    STATEMENT,
    TEXT,
    WIDE,
    WIDE_AT,
    TemplateColumn,
)
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
    for place, (name, properties) in enumerate(WIDE_SHEETS.items(), start=WIDE_AT):
        _sheet(workbook.create_sheet(name.title(), place), _wide(draft.terms, properties), lists)
    _explain(workbook.create_sheet("Properties"), draft.terms, root / "ontology")
    return saved(workbook)


def _wide(terms: Terms, properties: Sequence[str]) -> tuple[TemplateColumn, ...]:
    """The columns of a sheet with one row for each thing."""
    told = []
    for name in properties:
        term = terms.properties[name]
        label = str(terms.graph.value(term, RDFS.label) or name)
        several = "" if terms.single_valued(term) else "; several with ; between them"
        what = "names or keys" if terms.links(term) else "as the document says it"
        told.append(
            TemplateColumn(heading=label, help=f"{what}{several}", width=max(18, len(label) + 2))
        )
    return (*WIDE, *told)


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
    for name, usual in SHEETS.items():
        given = rows.get(name, ())
        columns = (
            *usual,
            *(TEXT if any(row.get("text_hash") for row in given) else ()),
            *(PASSAGES if any(row.get(one) for row in given for one in PASSAGE) else ()),
            *((STATEMENT,) if any("statement" in row for row in given) else ()),
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


def _sheet(
    page: Worksheet, columns: Sequence[TemplateColumn], lists: Mapping[str, list[str]]
) -> None:
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
