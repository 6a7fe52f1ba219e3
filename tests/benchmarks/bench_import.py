"""How long an import takes to preview, by rows: ``python -m tests.benchmarks.bench_import``.

A tenth of the rows are new things, the others statements about them: links, dates, numbers and
texts, one in fifty against another. The time per row must not grow with the rows.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook

from graph.intake.record import Record
from graph.intake.report import as_json
from graph.intake.worker import look_at
from tests.benchmarks.figures import Record as Line
from tests.benchmarks.figures import Spread, Suite, main
from tests.mini_world import mini_project

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SUITE", "run"]

ROOT = Path(__file__).parents[2]

SUITE = Suite(
    name="import",
    title="Adding a workbook",
    about="A workbook is read, checked against the record and compared with it, up to the preview "
    "that a reader is shown. A tenth of its rows are new things, the others statements.",
    base="cbrn-graph",
    sized="rows",
)


def workbook(path: Path, rows: int) -> None:
    """Writes a workbook of so many rows in all."""
    book = Workbook(write_only=True)
    documents = book.create_sheet("Documents")
    documents.append(["key", "title", "publisher", "issued", "address", "language"])
    for number in range(10):
        documents.append(
            [f"doc-{number}", f"Report {number}", "The Press", f"20{number + 10}",
             f"https://press.example/{number}", "en"]
        )  # fmt: skip
    things = book.create_sheet("Things")
    things.append(["key", "type", "label", "other_labels"])
    meetings = rows // 10
    for number in range(meetings):
        things.append([f"meeting/m-{number}", "Meeting", f"Gathering {number} on matter", ""])
    statements = book.create_sheet("Statements")
    statements.append(["document", "subject", "property", "object", "locator", "role"])
    said = [
        ("attendedBy", ["country/AAA", "country/BBB", "country/CCC"]),
        ("startDate", ["2019-05-02"]),
        ("participantCount", ["40"]),
        ("place", ["Ahaven"]),
        ("coversRegion", ["region/EA", "region/WE"]),
        ("discussed", ["project/001", "project/002"]),
    ]
    for number in range(rows - meetings - 10):
        property_, values = said[number // meetings % len(said)]
        value = values[number % len(values)]
        if property_ == "startDate" and number % 50 == 0:
            value = "2018"
        statements.append(
            [f"doc-{number % 10}", f"meeting/m-{number % meetings}", property_, value,
             f"paragraph {number // meetings}", "observer" if number % 3 == 0 else ""]
        )  # fmt: skip
    book.save(path)


def seconds(rows: int) -> float:
    """The seconds that a preview of so many rows takes."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        mini_project(root)
        file = root / "many.xlsx"
        workbook(file, rows)
        started = time.perf_counter()
        outcome = look_at(file, Record.load(root))
        as_json(outcome.proposal)
        took = time.perf_counter() - started
    found = outcome.proposal
    assert not found.fatal, found.findings[:3]
    assert len(found.statements) + len(found.things) + len(found.documents) == rows
    return took


def run(full: bool) -> Iterator[Line]:
    """The times for 1,000 and 10,000 rows, and for 100,000 in a full run."""
    for rows in (1_000, 10_000, *((100_000,) if full else ())):
        spread = Spread.of([seconds(rows) for _ in range(3 if rows < 100_000 else 1)])
        yield SUITE.record("preview", rows, "cbrn-graph", spread, "s")


if __name__ == "__main__":
    main(SUITE, run)
