"""``cbrn-graph query``: the graph, asked in SPARQL from the command line."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graph.commands.engine import engine_option, opened
from graph.commands.output import Asking, answer, format_option, labels_option, limit_options
from graph.store import Limits

__all__ = ["query_command"]


@click.command("query")
@click.argument("query")
@format_option
@limit_options
@labels_option("")
@engine_option
def query_command(  # noqa: PLR0913, PLR0917 - each is an option of the command
    query: str, form: str | None, rows: int, seconds: float, labels: str, engine: str | None
) -> None:
    r"""Answer a SPARQL query: its text, a file that holds it, or - for standard input.

    \b
    cbrn-graph query 'SELECT ?name WHERE { ?who a cbrn:Country ; rdfs:label ?name }'
    cbrn-graph query countries.rq --format csv > countries.csv
    """
    with opened(engine) as kg:
        answer(
            kg,
            Asking(
                sparql=_text(query),
                bindings={},
                limits=Limits(seconds=seconds, rows=rows),
                form=form,
                labels=labels,
            ),
        )


def _text(query: str) -> str:
    """The query that an argument means: standard input, a file, or the argument itself."""
    if query == "-":
        return sys.stdin.read()
    try:
        if Path(query).is_file():
            return Path(query).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{query} is not written in UTF-8.") from error
    except (OSError, ValueError):  # no name that a file can have
        return query
    if len(query.split()) == 1:
        raise click.ClickException(f"'{query}' is neither a query nor a file.")
    return query
