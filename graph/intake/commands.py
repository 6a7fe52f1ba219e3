"""The commands ``cbrn-graph template`` and ``cbrn-graph import``."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import click

from graph.errors import CbrnGraphError
from graph.intake.apply import apply
from graph.intake.corrections import read_answers
from graph.intake.progress import PROGRESS, clear_line, teller
from graph.intake.record import Record
from graph.intake.report import as_json, as_text
from graph.intake.signature import signed
from graph.intake.template import template
from graph.intake.worker import look_at_safely

__all__ = ["import_command", "template_command"]

_ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds data/ and ontology/ (default: this one).",
)


@click.command("template")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True))
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@_ROOT
def template_command(file: Path, force: bool, root: Path) -> None:
    """Write an Excel workbook to fill in, with lists to pick from.

    FILE ends in .xlsx; "-" writes to standard output.
    """
    if str(file) != "-" and file.suffix.lower() != ".xlsx":
        msg = f"{file} would be an Excel workbook; give it a name that ends in .xlsx."
        raise click.ClickException(msg)
    try:
        Record.load(root)
        content = template(root, teller(as_lines=False))
        clear_line()
    except CbrnGraphError as error:
        clear_line()
        raise click.ClickException(str(error)) from None
    if str(file) == "-":
        sys.stdout.buffer.write(content)
        return
    if file.exists() and not force:
        msg = f"{file} is there already and may be filled in; choose another name, or use --force."
        raise click.ClickException(msg)
    try:
        file.write_bytes(content)
    except OSError as error:
        msg = f"{file} cannot be written: {error.strerror}."
        raise click.ClickException(msg) from None
    click.echo(f"Wrote {file}. Fill it in, then run: cbrn-graph import {file}")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--apply", "write", is_flag=True, help="Write it into the tables: all or nothing.")
@click.option(
    "--marked",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a copy of the workbook here (.xlsx), with the cells to mend marked.",
)
@click.option(
    "--json/--table",
    "to_program",
    default=None,
    help="Print JSON, or a text for people (default: JSON where the output is a pipe or a file).",
)
@click.option(
    "--most",
    type=click.IntRange(min=0),
    help="Tell at most so many entries of each list (default: all in JSON, 20 in text).",
)
@click.option("--by", default="", help="Who brings it; stands in the journal.")
@click.option("--why", default="", help="Why; needed where what is on record is corrected.")
@click.option(
    "--answer",
    "answered",
    multiple=True,
    metavar="[SHEET!ROW=]ANSWER",
    help="Of a row that is like one on record: 'correction' if it takes its place, 'second' if "
    "both are said. Without a row it holds for all; may be repeated.",
)
@click.option(
    "--choose",
    "chosen",
    multiple=True,
    metavar="NAME=KEY",
    help="What a name of the file means, or the key that a new thing or document has on record; "
    "holds for every row, may be repeated.",
)
@click.option(
    "--document",
    default="",
    metavar="KEY",
    help="Which document on record a file in the form of others is (default: its name).",
)
@click.option(
    "--profile",
    default="",
    metavar="NAME",
    help="How to read a file in the form of others: a ready profile, or a file (TOML).",
)
@click.option(
    "--new-keys",
    is_flag=True,
    help="Take the key that is proposed for each address of others, as a new thing.",
)
@PROGRESS
@_ROOT
def import_command(  # noqa: PLR0913, PLR0917 - each is one option of the command line
    file: Path,
    write: bool,
    marked: Path | None,
    to_program: bool | None,
    most: int | None,
    by: str,
    why: str,
    answered: tuple[str, ...],
    chosen: tuple[str, ...],
    document: str,
    profile: str,
    new_keys: bool,
    progress: bool,
    root: Path,
) -> None:
    """Show what FILE would add, change and contradict; with --apply, write it.

    FILE is the workbook of 'cbrn-graph template' (.xlsx), a CSV table with the headings of
    documents, things or statements, one with a row for each meeting or project, RDF, a file in the
    form of others (IATI, CORDIS, ROR, a calendar, Wikidata results), or a folder or ZIP of such
    tables. The exit code is 1 when there is an error to mend, else 0.
    """
    if to_program is None:
        to_program = not sys.stdout.isatty()
    try:
        record = Record.load(root)
        outcome = look_at_safely(
            file,
            record,
            mark=marked is not None,
            answers=replace(
                read_answers(answered, chosen),
                document=document,
                profile=profile,
                new_keys=new_keys,
            ),
            progress=teller(as_lines=progress),
        )
        clear_line()
        proposal = outcome.proposal
        if marked is not None and outcome.marked is not None:
            marked.write_bytes(outcome.marked)
        applied = write and not proposal.fatal
        entry = None
        if applied:
            entry = apply(proposal, record, signed(by, why))
    except (CbrnGraphError, OSError) as error:
        clear_line()
        if to_program:
            click.echo(json.dumps({"ok": False, "refused": str(error)}, ensure_ascii=False))
        else:
            click.echo(f"Error: {error}", err=True)
        sys.exit(1)
    number = entry.number if entry else 0
    if to_program:
        click.echo(as_json(proposal, applied=applied, entry=number, most=most))
    else:
        click.echo(as_text(proposal) if most is None else as_text(proposal, most))
        if proposal.open_questions:
            click.echo(
                "\nAnswer with --answer correction or --answer second for all, or row by row: "
                f"--answer '{proposal.questions[0].sheet}!{proposal.questions[0].row}=correction'."
            )
        _say_what_next(proposal.fatal, write, number, marked if outcome.marked else None)
    if proposal.fatal:
        sys.exit(1)


def _say_what_next(fatal: bool, write: bool, entry: int, marked: Path | None) -> None:
    """Ends the text for people with what was done and what comes next."""
    if marked is not None:
        click.echo(f"\nThe cells to mend are marked in {marked}.")
    if fatal:
        click.echo("\nNothing was written: mend the errors above and import the file again.")
    elif write:
        click.echo("\nIt is in the tables. Run 'cbrn-graph build' to show it in the app.")
        if entry:
            click.echo(f"'cbrn-graph undo {entry}' would take it back.")
    else:
        click.echo("\nNothing was written. Add --apply to write it into the tables.")
