"""How long an import takes to preview, by rows: `python -m tests.benchmarks.bench_import`.

A tenth of the rows are new things, the others statements about them: links, dates, numbers and
texts, one in fifty against another. The time per row must not grow with the rows.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

from openpyxl import Workbook

from graph.intake.record import Record
from graph.intake.report import as_json
from graph.intake.worker import look_at

ROOT = Path(__file__).parents[2]


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


def measured(rows: int) -> tuple[float, float]:
    """The seconds by the clock, and of the processor, that a preview of so many rows takes."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "tests" / "worlds" / "mini", root / "data")
        (root / "ontology").symlink_to(ROOT / "ontology")
        file = root / "many.xlsx"
        workbook(file, rows)
        clock, processor = time.perf_counter(), time.process_time()
        outcome = look_at(file, Record.load(root))
        as_json(outcome.proposal)
        times = time.perf_counter() - clock, time.process_time() - processor
    found = outcome.proposal
    assert not found.fatal, found.findings[:3]
    assert len(found.statements) + len(found.things) + len(found.documents) == rows
    return times


def main() -> None:
    """Prints the times for 1,000, 10,000 and 100,000 rows, or for those told."""
    for rows in map(int, sys.argv[1:] or ("1000", "10000", "100000")):
        clock, processor = measured(rows)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        sys.stdout.write(
            f"{rows:>9,} rows  {clock:6.1f} s by the clock  {processor:6.1f} s of the processor"
            f"  {processor / rows * 1e6:6.0f} µs a row  {memory:.2f} GB at most\n"
        )


if __name__ == "__main__":
    main()
