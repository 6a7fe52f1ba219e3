"""``cbrn-graph build`` and ``check``: the tables made into the built file, or only looked at."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graph.building.findings import Severity
from graph.building.release import BUILT, Release, build, write
from graph.errors import DataError
from graph.intake.progress import PROGRESS, clear_line, of_stages, teller
from graph.manifest import Manifest, manifest_of
from graph.plurals import counted

__all__ = ["build_command", "check_command"]

_ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds data/ and ontology/ (default: this one).",
)


@click.command("build")
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


@click.command("check")
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
