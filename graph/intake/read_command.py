"""The command ``cbrn-graph read``: the statements that a text proposes, for people and programs."""

from __future__ import annotations

import csv
import io
import json
import sys
import textwrap
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from graph.errors import CbrnGraphError
from graph.intake.limits import DEFAULT_LIMITS
from graph.intake.record import tables
from graph.intake.texts import text_of
from graph.intake.wall import walled
from graph.reading.known import known
from graph.reading.proposed import COLUMNS, new_things, rows
from graph.reading.reading import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graph.reading.proposed import NewThing, Row
    from graph.reading.reading import Reading

__all__ = ["read_command"]

_WIDTH: Final = 96


@click.command("read")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    help="How to print the statements (default: a table for people).",
)
@click.option(
    "--without",
    metavar="DOCUMENT",
    default="",
    help="Leave the statements of a document out of what is known, to measure the reader on it.",
)
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds data/ and ontology/ (default: this one).",
)
def read_command(file: Path, form: str, without: str, root: Path) -> None:
    """Print the statements that the text in FILE proposes; write nothing.

    Each has its passage and its paragraph. "-" reads standard input.
    """
    try:
        on_record = known(tables(root), without)

        def work(tell: Callable[[float, str], None]) -> tuple[Reading, list[Row], list[NewThing]]:
            if str(file) == "-":
                content = sys.stdin.buffer.read()
            else:
                DEFAULT_LIMITS.check_size(file.stat().st_size)
                content = file.read_bytes()
            text = text_of(file.name, content)
            reading = read_text(text, on_record, root / "ontology", progress=tell)
            return reading, list(rows(reading, on_record)), list(new_things(reading, on_record))

        reading, told, new = walled(work)
    except (CbrnGraphError, OSError) as error:
        raise click.ClickException(str(error)) from None
    if form == "csv":
        click.echo(_as_csv(told), nl=False)
    elif form == "json":
        click.echo(_as_json(reading, told, new))
    else:
        click.echo(_as_table(reading, told, new))


def _as_csv(told: Sequence[Row]) -> str:
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(row.cells() for row in told)
    return sheet.getvalue()


def _as_json(reading: Reading, told: Sequence[Row], new: Sequence[NewThing]) -> str:
    return json.dumps(
        {
            "title": reading.title,
            "language": reading.language,
            "date": str(reading.date or ""),
            "statements": [asdict(row) for row in told],
            "things": [asdict(thing) for thing in new],
            "silent": reading.silent,
        },
        ensure_ascii=False,
    )


def _as_table(reading: Reading, told: Sequence[Row], new: Sequence[NewThing]) -> str:
    """The statements for people: paragraph by paragraph, each as a sentence of its parts."""
    lines = [
        f"{reading.title}",
        f"language {reading.language}, dated {reading.date or 'not on record'}, "
        f"{len(told)} statements proposed, {len(new)} new things",
    ]
    place = ""
    for row in told:
        if row.locator != place:
            place = row.locator
            lines += ["", place]
        role = f" ({row.role})" if row.role else ""
        new_mark = " [new]" if row.new else ""
        said = f"{row.subject_label} · {row.property} · {row.object_label}{role}{new_mark}"
        lines += textwrap.wrap(said, _WIDTH, initial_indent="  ", subsequent_indent="      ")
    if reading.silent:
        numbers = ", ".join(map(str, reading.silent))
        lines += ["", f"Nothing was found in paragraph {numbers}."]
    return "\n".join(lines)
