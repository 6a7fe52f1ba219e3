"""The command ``cbrn-graph review``."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from graph.errors import CbrnGraphError
from graph.intake.record import Record
from graph.intake.review import look_at_proposals, take_up
from graph.plurals import counted

if TYPE_CHECKING:
    from graph.intake.review import Look, OpenedProposal

__all__ = ["review_command"]

BY_ANOTHER: Final = "CBRN_GRAPH_REVIEW_BY_ANOTHER"
"""The setting by which another person than the proposer has to decide, when it is 1."""


@click.command("review")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--apply", "write", is_flag=True, help="Take them up into the tables: all or none.")
@click.option(
    "--only",
    multiple=True,
    metavar="KEY",
    help="Only those on the statement with this key, or a beginning of it; may be repeated.",
)
@click.option("--by", default="", help="Who decides; kept beside what is taken up.")
@click.option(
    "--json/--table",
    "to_program",
    default=None,
    help="Print JSON, or a text for people (default: JSON where the output is a pipe or a file).",
)
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds data/ and ontology/ (default: this one).",
)
def review_command(  # noqa: PLR0913, PLR0917 - the options of the command
    file: Path | None,
    write: bool,
    only: tuple[str, ...],
    by: str,
    to_program: bool | None,
    root: Path,
) -> None:
    """Show what reviewers propose to make of statements; with --apply, take it up.

    FILE is a file of proposals that was downloaded from the app (default: data/proposals.csv).
    Taking up writes the column 'review' of the statements' own tables and moves the proposals to
    data/reviews.csv with --by and the moment; the next build counts them. Where
    CBRN_GRAPH_REVIEW_BY_ANOTHER is 1, nobody takes up what they proposed. The exit code is 1 where
    something is in the way.
    """
    if to_program is None:
        to_program = not sys.stdout.isatty()
    try:
        record = Record.load(root)
        strict = write and os.environ.get(BY_ANOTHER) == "1"
        look = look_at_proposals(record, file, only, by=" ".join(by.split()), by_another=strict)
        if write:
            take_up(record, look, _stage)
    except CbrnGraphError as error:
        _clear()
        if to_program:
            click.echo(json.dumps({"ok": False, "refused": str(error)}, ensure_ascii=False))
        raise click.ClickException(str(error)) from error
    _clear()
    if to_program:
        click.echo(json.dumps(_as_data(look, applied=write), ensure_ascii=False, indent=2))
    else:
        click.echo(_as_text(look, applied=write))
    if look.problems:
        sys.exit(1)


def _as_data(look: Look, *, applied: bool) -> dict[str, object]:
    return {
        "ok": not look.problems,
        "applied": applied and bool(look.opened),
        "proposals": [
            {**asdict(one.proposal), "place": _place(one), "problem": one.problem}
            for one in look.opened
        ],
    }


def _as_text(look: Look, *, applied: bool) -> str:
    """One paragraph for each proposal, and what comes next."""
    if not look.opened:
        return "No proposal is waiting."
    parts = [
        f"{one.proposal.review}: {one.proposal.says}\n"
        f"  {one.proposal.why}\n"
        f"  {one.proposal.signature}, {one.proposal.day} · {_place(one) or 'no longer on record'}"
        + (f"\n  In the way: {one.problem}" if one.problem else "")
        for one in look.opened
    ]
    number = len(look.opened)
    proposals = counted(number, "proposal")
    if applied:
        parts.append(f"{proposals} taken up. Run 'cbrn-graph build' to show it in the app.")
    else:
        parts.append(f"{proposals}. Nothing was written. Add --apply to take them up.")
    return "\n\n".join(parts)


def _place(one: OpenedProposal) -> str:
    return f"{one.place.file}, row {one.place.row}" if one.place else ""


def _stage(stage: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{stage} …", err=True, nl=False)


def _clear() -> None:
    if sys.stderr.isatty():
        click.echo("\r\033[K", err=True, nl=False)
