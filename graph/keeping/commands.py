"""The commands ``cbrn-graph journal`` and ``cbrn-graph undo``, and what all of this room share."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from graph.errors import CbrnGraphError, DataError
from graph.intake.editing import edit_workbook
from graph.intake.progress import PROGRESS, clear_line, teller
from graph.intake.record import Record
from graph.intake.signature import BY, signed
from graph.journal import journal, undone
from graph.keeping.plan import carry_out
from graph.keeping.report import entry_text, journal_json, journal_text, plan_json, plan_text
from graph.keeping.undo import undo

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.intake.progress import Tell
    from graph.intake.signature import Signature
    from graph.keeping.plan import Plan

__all__ = [
    "Options",
    "decided",
    "edit_command",
    "journal_command",
    "keeping_options",
    "undo_command",
]


ROOT: Final = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds data/ and ontology/ (default: this one).",
)
JSON: Final = click.option(
    "--json/--table",
    "to_program",
    default=None,
    help="Print JSON, or a text for people (default: JSON where the output is a pipe or a file).",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What every command takes that changes the record."""

    write: bool
    signature: Signature
    to_program: bool
    root: Path
    tell: Tell


def keeping_options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options that all of them have, as one argument ``options``."""

    @wraps(command)
    def collected(  # noqa: PLR0913 - each is one option of the command line
        *,
        write: bool,
        by: str,
        why: str,
        to_program: bool | None,
        progress: bool,
        root: Path,
        **others: object,
    ) -> None:
        plain = not sys.stdout.isatty() if to_program is None else to_program
        options = Options(
            write=write,
            signature=signed(by, why),
            to_program=plain,
            root=root,
            tell=teller(as_lines=progress),
        )
        command(options=options, **others)

    for option in (
        ROOT,
        PROGRESS,
        JSON,
        click.option("--why", default="", help="Why it is done; stands in the journal."),
        click.option(
            "--by",
            default="",
            help=f"Who does it (default: {BY} of the environment, or who is signed in here).",
        ),
        click.option("--apply", "write", is_flag=True, help="Do it: all or nothing."),
    ):
        collected = option(collected)
    return collected


def decided(
    plan_of: Callable[[Record, Signature, Tell], Plan], options: Options, *, why_needed: bool = True
) -> None:
    """Plans, shows, and where it is wanted carries out; errors are a sentence and exit code 1."""
    try:
        record = Record.load(options.root)
        plan = plan_of(record, options.signature, options.tell)
        clear_line()
        if options.write and why_needed and not options.signature.why:
            msg = 'Say why, with --why "…": it stands in the journal for those who ask later.'
            raise DataError(msg)
        possible = plan.changes and not plan.errors
        entry = carry_out(plan, record) if options.write and possible else None
    except CbrnGraphError as error:
        clear_line()
        if options.to_program:
            click.echo(json.dumps({"ok": False, "refused": str(error)}, ensure_ascii=False))
        else:
            click.echo(f"Error: {error}", err=True)
        sys.exit(1)
    click.echo((plan_json if options.to_program else plan_text)(plan, entry=entry))
    if plan.errors:
        sys.exit(1)


@click.command("journal")
@click.argument("number", required=False, type=click.IntRange(min=1))
@JSON
@ROOT
def journal_command(number: int | None, to_program: bool | None, root: Path) -> None:
    """Show what was done to the record: when, by whom, with which file, and why.

    With NUMBER, one entry with every row that it changed.
    """
    try:
        entries = journal(root / "data")
    except DataError as error:
        raise click.ClickException(str(error)) from None
    chosen = [one for one in entries if number in {None, one.number}]
    if number and not chosen:
        msg = f"There is no entry {number} in the journal."
        raise click.ClickException(msg)
    if to_program or (to_program is None and not sys.stdout.isatty()):
        click.echo(journal_json(chosen, undone(entries)))
    elif number:
        click.echo(entry_text(chosen[0], undone(entries).get(number, 0)))
    else:
        click.echo(journal_text(entries))


@click.command("undo")
@click.argument("number", type=click.IntRange(min=1))
@keeping_options
def undo_command(number: int, options: Options) -> None:
    """Show what taking entry NUMBER of the journal back would do; with --apply, do it.

    Any entry can be taken back, an undo too. Rows that others added since stay; where a later
    entry changed what it did, that one is to be taken back first.
    """
    decided(
        lambda record, signature, tell: undo(record, number, signature, tell),
        options,
        why_needed=False,
    )


@click.command("edit")
@click.argument("document")
@click.argument(
    "file", required=False, type=click.Path(dir_okay=False, path_type=Path, allow_dash=True)
)
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@ROOT
def edit_command(document: str, file: Path | None, force: bool, root: Path) -> None:
    """Write the workbook of all that DOCUMENT says, to mend and bring back with 'import'.

    DOCUMENT is a key of data/documents.csv. FILE is DOCUMENT.xlsx where none is given; "-" writes
    to standard output.
    """
    try:
        content = edit_workbook(Record.load(root), document, teller(as_lines=False))
        clear_line()
    except CbrnGraphError as error:
        clear_line()
        raise click.ClickException(str(error)) from None
    if str(file) == "-":
        sys.stdout.buffer.write(content)
        return
    target = file or Path(f"{document.removeprefix('source/')}.xlsx")
    if target.exists() and not force:
        msg = f"{target} is there already and may be mended; choose another name, or use --force."
        raise click.ClickException(msg)
    try:
        target.write_bytes(content)
    except OSError as error:
        msg = f"{target} cannot be written: {error.strerror}."
        raise click.ClickException(msg) from None
    click.echo(f"Wrote {target}. Mend it, then run: cbrn-graph import {target}")
