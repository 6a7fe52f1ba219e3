"""``cbrn-graph changes``: what differs between two builds, or what was known by two days."""

from __future__ import annotations

import csv
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from graph.commands.output import as_text
from graph.dates import PartialDate
from graph.errors import CbrnGraphError
from graph.knowledge_graph import BUILT, open_graph
from graph.store.published.older import older_build
from graph.views.changes.change_table import COLUMNS, change_rows, summed_up
from graph.views.changes.changes import changes, known_by, side
from graph.views.record.tables import Table

if TYPE_CHECKING:
    from graph.views.changes.changes import Side

__all__ = ["changes_command"]

_FORMS: Final = ("table", "csv", "json")


@click.command("changes")
@click.argument("old")
@click.argument("new", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    help="How to write it (a table on a terminal, JSON elsewhere).",
)
def changes_command(old: str, new: str | None, form: str | None) -> None:
    r"""Say what was added, withdrawn or changed from OLD to NEW (default: the built graph).

    Each is a file in N-Triples or Turtle, or a moment in the history of this checkout; or both
    are dates, to compare what was known by them.

    \b
    cbrn-graph changes HEAD~1
    cbrn-graph changes old.nt new.nt --format csv > changes.csv
    cbrn-graph changes 2019 2021-06-30
    """
    try:
        before, after = _sides(old, new)
    except (CbrnGraphError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    found = changes(before, after)
    rows = change_rows(found)
    form = form or ("table" if sys.stdout.isatty() else "json")
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([COLUMNS, *(row.cells for row in rows)])
    elif form == "json":
        listed = [dict(zip(COLUMNS, row.cells, strict=True)) for row in rows]
        click.echo(
            json.dumps(
                {"summary": summed_up(found), "changes": listed}, ensure_ascii=False, indent=2
            )
        )
    else:
        if rows:
            table = Table(COLUMNS, tuple(row.cells for row in rows), ())
            click.echo(as_text(table, shutil.get_terminal_size().columns))
        click.echo(summed_up(found), err=True)


def _sides(old: str, new: str | None) -> tuple[Side, Side]:
    """The two sides that the arguments name."""
    dates = [_is_date(one) for one in (old, *([new] if new else []))]
    if all(dates):
        if new and PartialDate.parse(new).last < PartialDate.parse(old).last:
            raise click.UsageError("Give the earlier date first.")
        whole = _opened(str(BUILT))
        return known_by(whole, old), known_by(whole, new) if new else whole
    if any(dates):
        msg = "Give two dates or two builds: a date cannot be compared with a build."
        raise click.UsageError(msg)
    return _opened(old), _opened(new or str(BUILT))


def _is_date(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return not Path(text).exists()


def _opened(name: str) -> Side:
    """A side out of a file, or out of the history where there is no such file."""
    path = Path(name)
    if path.is_file() or path.suffix in {".nt", ".ttl"}:
        with open_graph(path) as kg:
            return side(kg)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / BUILT.name
        file.write_bytes(older_build(BUILT, name))
        with open_graph(file) as kg:
            return side(kg)
