"""The command ``cbrn-graph map``: a table in any form made readable, and the profile of it kept."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.errors import CbrnGraphError
from graph.intake.forms.mapping import (
    MappedColumns,
    profile_text,
    table_to_map,
    targets,
    types_of_rows,
)
from graph.intake.forms.profile import KEPT, Profile
from graph.intake.limits import DEFAULT_LIMITS, FileRefused
from graph.intake.record import Record
from graph.intake.wall import walled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.intake.forms.mapping import MappedTable

__all__ = ["map_command"]


@click.command("map")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--type", "type_", default="", help="What a row is about: Project, Training …")
@click.option("--key", default="", metavar="HEADING", help="The heading that keys are made of.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADING=COLUMN",
    help="What a heading is: label, locator or another column of ours, or a property; '' for none. "
    "Others are what their words say; may be repeated.",
)
@click.option(
    "--value",
    "codes",
    multiple=True,
    metavar="COLUMN:CODE=WORD",
    help="What a code of the table is in our words, as in status:L=ongoing; may be repeated.",
)
@click.option("--name", default="", help="What the profile is called (default: the file's name).")
@click.option(
    "--save", type=click.Path(dir_okay=False, path_type=Path), help="Write the profile here."
)
@click.option(
    "--keep",
    is_flag=True,
    help="Keep the profile with the tables, so that further files of this form are known by it.",
)
@click.option("--json", "to_program", is_flag=True, help="Print JSON.")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds data/ and ontology/ (default: this one).",
)
def map_command(  # noqa: PLR0913, PLR0917 - each is one option of the command line
    file: Path,
    type_: str,
    key: str,
    columns: tuple[str, ...],
    codes: tuple[str, ...],
    name: str,
    save: Path | None,
    keep: bool,
    to_program: bool,
    root: Path,
) -> None:
    """Show what the columns of the table in FILE may be, and make a profile that reads it.

    FILE is a CSV table or a workbook in any form. Without --save and --keep nothing is written; a
    profile is used with 'cbrn-graph import FILE --profile PROFILE'.
    """
    try:
        record = Record.load(root)
        content = file.read_bytes()
        table = walled(lambda _: table_to_map(file.name, content, record.terms), DEFAULT_LIMITS)
        told = MappedColumns(
            name=name or file.stem,
            type=type_,
            key=key,
            columns={one.heading: one.column for one in table.headings} | _pairs(columns),
            values=_codes(codes),
        )
        profile = profile_text(table, told, record.terms) if save or keep or type_ or key else ""
        written = _write(profile, told.name, save, root if keep else None)
        offered = targets(record.terms, root / "ontology")
    except (CbrnGraphError, OSError) as error:
        if to_program:
            click.echo(json.dumps({"refused": str(error)}, ensure_ascii=False))
            sys.exit(1)
        raise click.ClickException(str(error)) from None
    if to_program:
        as_told = {
            **asdict(table),
            "types": types_of_rows(record.terms),
            "targets": [asdict(one) for one in offered],
            "profile": profile,
            "written": [str(one) for one in written],
        }
        click.echo(json.dumps(as_told, ensure_ascii=False))
        return
    _show(table)
    for path in written:
        click.echo(f"\nWrote {path}. Now run: cbrn-graph import {file} --profile {path}")
    if not written:
        click.echo(
            "\nNothing was written. Say what a row is about (--type), which heading keys are made "
            "of (--key), mend what is wrong with --column, and add --save or --keep."
        )


def _show(table: MappedTable) -> None:
    """The headings, what stands below them, and what they may be."""
    click.echo(f"{table.name}: {table.records:,} rows")
    for one in table.headings:
        column = one.column or "not read"
        click.echo(f"  {one.heading} = {column}   ({'; '.join(one.examples)[:60]})")


def _pairs(columns: Iterable[str]) -> dict[str, str]:
    """Our column by heading, as the command line tells it.

    Raises:
        FileRefused: one is written otherwise.
    """
    found = {}
    for one in columns:
        heading, parted, column = one.rpartition("=")
        if not parted:
            msg = f"'{one}' maps nothing; write HEADING=COLUMN, as in 'State=status'."
            raise FileRefused(msg)
        found[heading.strip()] = column.strip()
    return found


def _codes(told: Iterable[str]) -> dict[str, dict[str, str]]:
    """Our word by column and code, as the command line tells it.

    Raises:
        FileRefused: one is written otherwise.
    """
    found: dict[str, dict[str, str]] = {}
    for one in told:
        code, parted, word = one.rpartition("=")
        column, colon, code = code.partition(":")
        if not parted or not colon:
            msg = f"'{one}' says nothing; write COLUMN:CODE=WORD, as in status:L=ongoing."
            raise FileRefused(msg)
        found.setdefault(column.strip(), {})[code.strip()] = word.strip()
    return found


def _write(profile: str, name: str, save: Path | None, keep: Path | None) -> list[Path]:
    """Writes a profile where it is wanted; the files that were written."""
    end = re.sub(r"[^\w-]+", "-", name).strip("-") or "profile"
    paths = [path for path in (save, keep and keep / KEPT / f"{end}.toml") if path]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.part")
        draft.write_text(profile, "utf-8")
        Profile.read(draft)
        draft.replace(path)
    return paths
