"""``cbrn-graph find``: which things a name, an acronym, a number or a code can mean."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from typing import TYPE_CHECKING, Final

import click

from graph.commands.engine import engine_option, opened
from graph.commands.naming import language_option, named_in
from graph.commands.output import as_text
from graph.views.record.names import FAMILIES
from graph.views.record.search import find
from graph.views.record.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.search import SearchHit
    from graph.views.record.names import Name

__all__ = ["find_command"]

_COLUMNS: Final = ("key", "label", "kind", "matched")
_NOT_SURE: Final = "Nothing on record is called '{text}'; this is only close to it:"


@click.command("find")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(list(FAMILIES)),
    help="Look among things of this kind only; may be given more than once.",
)
@click.option("--most", default=20, show_default=True, help="The most things to list.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    help="How to write what is found (a table on a terminal, CSV elsewhere).",
)
@language_option
@engine_option
def find_command(  # noqa: PLR0913, PLR0917 - each is an option of the command
    words: tuple[str, ...],
    kinds: tuple[str, ...],
    most: int,
    form: str | None,
    language: str,
    engine: str | None,
) -> None:
    r"""List the things that WORDS can mean, the best first.

    WORDS are a name, an acronym, a number or a code; accents, case, hyphens and a slip do not
    matter. What is only close to a name is said to be so on standard error. The exit code is 1
    when nothing is found.

    \b
    cbrn-graph find preca
    cbrn-graph find 14th round table central asia --format csv
    """
    text = " ".join(words)
    with opened(engine) as kg:
        found = find(named_in(kg, language).names, text, [FAMILIES[kind] for kind in kinds], most)
    if not found:
        click.echo(f"Nothing on record is called '{text}'.", err=True)
        sys.exit(1)
    if not found[0].sure:
        click.echo(_NOT_SURE.format(text=text), err=True)
    _write(found, form or ("table" if sys.stdout.isatty() else "csv"))


def _write(found: Sequence[SearchHit[Name]], form: str) -> None:
    rows = tuple((one.thing.short, one.thing.label, one.thing.kind, one.matched) for one in found)
    if form == "table":
        click.echo(
            as_text(Table(_COLUMNS, rows, ((),) * len(rows)), shutil.get_terminal_size().columns)
        )
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([_COLUMNS, *rows])
    else:
        told = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
