"""The command line: ``cbrn-graph build`` and ``check``, and the door to all other commands."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graph.building.findings import Severity
from graph.building.release import BUILT, Release, build, write
from graph.commands.ask import ask_command
from graph.commands.backup import backup_command, restore_command
from graph.commands.changes import changes_command
from graph.commands.doctor import doctor_command
from graph.commands.endpoint import endpoint_command
from graph.commands.find import find_command
from graph.commands.publish import publish_command
from graph.commands.query import query_command
from graph.commands.report import report_command
from graph.commands.serve import serve_command
from graph.commands.settings import settings_command
from graph.errors import DataError
from graph.intake.commands import import_command, template_command
from graph.intake.map_command import map_command
from graph.intake.progress import PROGRESS, clear_line, of_stages, teller
from graph.intake.read_command import read_command
from graph.intake.review_command import review_command
from graph.keeping.commands import edit_command, journal_command, undo_command
from graph.keeping.ending_commands import erase_command, retract_command
from graph.keeping.passage_commands import (
    keep_copy_command,
    passages_command,
    read_again_command,
)
from graph.keeping.thing_commands import merge_command, rename_command, split_command
from graph.manifest import Manifest, manifest_of
from graph.plurals import counted

__all__ = ["main"]

_ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds data/ and ontology/ (default: this one).",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cbrn-graph")
def main() -> None:
    """Builds, checks, asks, fills and serves the CBRN knowledge graph."""


for command in (
    query_command,
    ask_command,
    find_command,
    report_command,
    serve_command,
    endpoint_command,
    settings_command,
    doctor_command,
    backup_command,
    restore_command,
    publish_command,
    template_command,
    import_command,
    map_command,
    read_command,
    review_command,
    edit_command,
    merge_command,
    rename_command,
    split_command,
    retract_command,
    erase_command,
    keep_copy_command,
    passages_command,
    read_again_command,
    journal_command,
    undo_command,
    changes_command,
):
    main.add_command(command)


@main.command("build")
@PROGRESS
@_ROOT
def build_command(root: Path, progress: bool) -> None:
    """Build data/built/cbrn.nt from data/ and ontology/.

    Findings go to standard error. With an error among them nothing is written and the exit code
    is 1; warnings alone leave it at 0.
    """
    release = _made(root, as_lines=progress)
    if release.fatal:
        click.echo("Nothing was written: mend the errors above and build again.", err=True)
        sys.exit(1)
    try:
        write(release, root / BUILT)
    except DataError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Wrote {BUILT}: {_summary(release)}.")


@main.command("check")
@_ROOT
def check_command(root: Path) -> None:
    """Check the tables, and that the built file is what they give; write nothing.

    The exit code is 1 when there is an error or the built file is out of date, else 0.
    """
    release = _made(root)
    built = root / BUILT
    text = release.text.encode()
    current = built.exists() and built.read_bytes() == text
    if current and _beside(built) != Manifest.of(text).to_json():
        click.echo(f"{BUILT} has no manifest that describes it: run 'cbrn-graph build'.", err=True)
        sys.exit(1)
    if not current and not release.fatal:
        click.echo(f"{BUILT} is not what the tables give: run 'cbrn-graph build'.", err=True)
    if release.fatal or not current:
        sys.exit(1)
    click.echo(f"All is well: {_summary(release)}.")


def _made(root: Path, *, as_lines: bool = False) -> Release:
    """The release, with a progress line on a terminal and the findings printed and counted."""
    for name in ("data", "ontology"):
        if not (root / name).is_dir():
            msg = (
                f"There is no folder '{name}' in {root.resolve()}; go to the project or use --root."
            )
            raise click.ClickException(msg)
    release = build(root, of_stages(teller(as_lines=as_lines)))
    clear_line()
    for finding in release.findings:
        click.echo(str(finding), err=True)
    if release.findings:
        errors = sum(finding.severity is Severity.ERROR for finding in release.findings)
        warnings = len(release.findings) - errors
        click.echo(f"{counted(errors, 'error')}, {counted(warnings, 'warning')}.", err=True)
    return release


def _beside(built: Path) -> bytes:
    try:
        return manifest_of(built).read_bytes()
    except OSError:
        return b""


def _summary(release: Release) -> str:
    return (
        f"{counted(len(release.lines), 'triple')} from {counted(release.statements, 'statement')}"
        f" of {counted(release.documents, 'document')} about {counted(release.things, 'thing')}"
    )


if __name__ == "__main__":
    main()
