"""``cbrn-graph report``: a report that can be cited, as a document, a workbook or a bundle."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from graph.commands.engine import engine_option, opened
from graph.commands.naming import language_option, named_in, thing_called
from graph.errors import CbrnGraphError
from graph.views.report.background import background
from graph.views.report.bundle import bundle
from graph.views.report.compose import STEPS, compose
from graph.views.report.docx_file import docx_file
from graph.views.report.html import html
from graph.views.report.selection import MOST, ReportSelection
from graph.views.report.workbook import workbook
from graph.views.review.marks import read_marks
from graph.views.review.review_file import read_proposals

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.store import Engine
    from graph.views.report.content import Report

__all__ = ["report_command"]

_WRITERS: Final[dict[str, Callable[[Report, Engine], bytes]]] = {
    ".html": lambda report, _: html(report),
    ".xlsx": lambda report, _: workbook(report),
    ".docx": lambda report, _: docx_file(report),
    ".zip": bundle,
}


@click.command("report")
@click.argument("things", nargs=-1, required=True, metavar="THING...")
@click.option(
    "--to",
    "targets",
    required=True,
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="FILE.html, FILE.docx, FILE.xlsx or FILE.zip to write; may be given more than once.",
)
@click.option("--author", default="", help="Whose report it is, as its first page says.")
@click.option("--date", "day", default="", help="The day on its first page, as in 2026-11-28.")
@language_option
@engine_option
def report_command(  # noqa: PLR0913, PLR0917 - each is an option of the command
    things: tuple[str, ...],
    targets: tuple[Path, ...],
    author: str,
    day: str,
    language: str,
    engine: str | None,
) -> None:
    r"""Write a report on one or more things, with its sources, as HTML, DOCX, XLSX or a bundle.

    A thing is named by its address or by any of its names. The same things from the same data
    give the same bytes.

    \b
    cbrn-graph report region/CA --to central-asia.html --to central-asia.xlsx
    cbrn-graph report "Project 53" "Project 65" --to two-projects.zip
    """
    for target in targets:
        if target.suffix.lower() not in _WRITERS:
            raise click.ClickException(
                f"'{target}' ends in none of {', '.join(_WRITERS)}, which say what to write."
            )
        if not target.parent.is_dir():
            raise click.ClickException(f"There is no folder '{target.parent}' to write to.")
    if len(things) > MOST:
        raise click.ClickException(f"One report can be about {MOST} things; these are more.")
    try:
        with opened(engine) as graph:
            kg = named_in(graph, language)
            chosen = ReportSelection(
                tuple(dict.fromkeys(thing_called(kg.names, thing) for thing in things))
            )
            with click.progressbar(
                length=len(STEPS) + 1, label="Reading the graph", file=sys.stderr
            ) as shown:

                def told(step: str) -> None:
                    shown.label = step
                    shown.update(1)

                whole = background(kg, kg.questions)
                report = compose(
                    whole,
                    chosen,
                    told,
                    read_marks(),
                    read_proposals().values(),
                    author=author,
                    day=day,
                )
                shown.update(1)
            for target in targets:
                content = _WRITERS[target.suffix.lower()](report, kg.engine)
                target.write_bytes(content)
                click.echo(f"Wrote {target} ({len(content):,} bytes).", err=True)
    except CbrnGraphError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"The file cannot be written: {error}.") from error
