"""``cbrn-graph settings``: every setting, what it is now, and what it does."""

from __future__ import annotations

import os
import shutil
import textwrap
from itertools import groupby

import click

from graph.variables import VARIABLES, Variable

__all__ = ["as_markdown", "settings_command", "unknown_settings"]


@click.command("settings")
@click.option("--markdown", is_flag=True, help="Print the reference as docs/settings.md has it.")
def settings_command(markdown: bool) -> None:
    """Print every setting, its value in this environment, and what it does.

    Settings are environment variables, read at the start. Values of passwords and tokens are not
    printed. A variable that is set and that nothing reads is named at the end.
    """
    if markdown:
        click.echo(as_markdown(), nl=False)
        return
    width = min(shutil.get_terminal_size().columns, 100)
    for part, several in groupby(VARIABLES, lambda one: one.part):
        click.secho(f"\n{part}", bold=True)
        for one in several:
            click.echo(f"  {one.full_name} = {_value(one)}")
            click.echo(textwrap.indent(textwrap.fill(one.what, width - 6), "      "))
    for name in unknown_settings():
        click.secho(f"\n{name} is set, and nothing reads it.", fg="yellow", err=True)


def unknown_settings() -> list[str]:
    """The variables that are set as ours are called, and that nothing reads: misspelt, mostly."""
    known = {one.full_name for one in VARIABLES}
    return sorted(
        name for name in os.environ if name.startswith("CBRN_GRAPH_") and name not in known
    )


def as_markdown() -> str:
    """The reference of all settings, as docs/settings.md has it."""
    lines = [
        "# Settings",
        "",
        "Environment variables, read at the start: `CBRN_GRAPH_ROWS=500000 make run`. This page is",
        "written by `make settings` from where they are declared; `cbrn-graph settings` prints the",
        "same with the values of the moment.",
    ]
    for part, several in groupby(VARIABLES, lambda one: one.part):
        lines += ["", f"## {part}", "", "| variable | usual | what it sets |", "|---|---|---|"]
        lines += [f"| `{one.full_name}` | {one.usual} | {one.what} |" for one in several]
    return "\n".join(lines) + "\n"


def _value(one: Variable) -> str:
    told = os.environ.get(one.full_name)
    if told is None:
        return f"(not set: {one.usual})"
    return "(set, not shown)" if one.secret else told
