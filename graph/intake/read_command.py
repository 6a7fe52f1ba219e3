"""The command ``cbrn-graph read``: the statements that a text proposes, for people and programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.dates import PartialDate
from graph.errors import CbrnGraphError
from graph.intake.brought_text import BroughtText
from graph.intake.limits import DEFAULT_LIMITS
from graph.intake.model import model_set_up, proposed_by_model
from graph.intake.progress import PROGRESS, clear_line, teller
from graph.intake.proposed_text import as_json, as_table, as_workbook
from graph.intake.record import tables
from graph.intake.texts import read_text_file
from graph.intake.wall import walled
from graph.reading.known import known
from graph.reading.proposed import COLUMNS, new_things, rows
from graph.reading.ranges import ranges
from graph.reading.reading import read_text
from graph.reading.words import languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.intake.model import Dropped
    from graph.reading.known import KnownThings
    from graph.reading.proposed import ProposedStatement, UnrecordedThing
    from graph.reading.reading import Reading

__all__ = ["ReadFile", "read_command"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """What was brought, what was read from it, and what it proposes."""

    brought: BroughtText
    reading: Reading
    rows: tuple[ProposedStatement, ...]
    things: tuple[UnrecordedThing, ...]
    dropped: tuple[Dropped, ...] = ()


@click.command("read")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "workbook"]),
    default="table",
    help="How to print the statements (default: a table for people); a workbook goes to a file.",
)
@click.option(
    "--without",
    metavar="DOCUMENT",
    default="",
    help="Leave the statements of a document out of what is known, to measure the reader on it.",
)
@PROGRESS
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds data/ and ontology/ (default: this one).",
)
def read_command(file: Path, form: str, without: str, progress: bool, root: Path) -> None:
    """Print the statements that the text in FILE proposes; write nothing to the record.

    FILE is plain text, a web page (.html), Word (.docx), a PDF with text or a mail (.eml); "-"
    reads standard input. Each statement has its passage and its paragraph.
    """
    tell = teller(as_lines=progress)
    try:
        on_record = known(tables(root), without)
        read = walled(lambda say: _read(file, on_record, root, say), DEFAULT_LIMITS, tell)
        model = model_set_up()
        if model is not None:
            tell(0.95, f"asking the model {model.name}")
            limits = ranges(root / "ontology")
            more, dropped = proposed_by_model(model, read.reading, on_record, limits)
            read = replace(read, rows=(*read.rows, *more), dropped=tuple(dropped))
        clear_line()
    except (CbrnGraphError, OSError) as error:
        clear_line()
        if form == "json":
            click.echo(json.dumps({"refused": str(error)}, ensure_ascii=False))
            sys.exit(1)
        raise click.ClickException(str(error)) from None
    match form:
        case "csv":
            click.echo(_as_csv(read.rows), nl=False)
        case "json":
            click.echo(
                as_json(
                    read.brought,
                    read.reading,
                    read.rows,
                    read.things,
                    read.dropped,
                    ranges(root / "ontology").of_things,
                )
            )
        case "workbook":
            sys.stdout.buffer.write(
                as_workbook(root, read.brought, read.reading, read.rows, read.things)
            )
        case _:
            click.echo(as_table(read.reading, read.rows, read.things))
    for one in read.dropped if form == "table" else ():
        click.echo(f"Dropped of what the model proposed: {one.told}: {one.why}.", err=True)


def _read(
    file: Path, on_record: KnownThings, root: Path, say: Callable[[float, str], None]
) -> ReadFile:
    """Reads a file and its text; nothing is written."""
    say(0.02, f"reading {file.name}")
    if str(file) == "-":
        content = sys.stdin.buffer.read()
    else:
        DEFAULT_LIMITS.check_size(file.stat().st_size)
        content = file.read_bytes()
    brought = read_text_file(file.name, content, DEFAULT_LIMITS)
    known_language = brought.language in languages(root / "ontology" / "patterns")
    reading = read_text(
        brought.text,
        on_record,
        root / "ontology",
        date=PartialDate.parse(brought.date) if brought.date else None,
        language=brought.language if known_language else "",
        progress=say,
    )
    told = tuple(rows(reading, on_record, ranges(root / "ontology").single))
    return ReadFile(
        brought=brought, reading=reading, rows=told, things=tuple(new_things(reading, on_record))
    )


def _as_csv(told: tuple[ProposedStatement, ...]) -> str:
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(row.cells() for row in told)
    return sheet.getvalue()
