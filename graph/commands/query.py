"""``cbrn-graph query`` and ``cbrn-graph ask``: the graph, asked from the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.commands.engine import engine_option, opened
from graph.commands.output import Asking, answer, format_option, limit_options
from graph.errors import CbrnGraphError
from graph.store import Limits, load_questions
from graph.store.cards.own_questions import filled

if TYPE_CHECKING:
    from graph.store import Question

__all__ = ["ask_command", "query_command"]


@click.command("query")
@click.argument("query")
@format_option
@limit_options
@engine_option
def query_command(
    query: str, form: str | None, rows: int, seconds: float, engine: str | None
) -> None:
    r"""Answer a SPARQL query: its text, a file that holds it, or - for standard input.

    \b
    cbrn-graph query 'SELECT ?name WHERE { ?who a cbrn:Country ; rdfs:label ?name }'
    cbrn-graph query countries.rq --format csv > countries.csv
    """
    with opened(engine) as kg:
        answer(kg, Asking(_text(query), {}, Limits(seconds=seconds, rows=rows), form))


class _Cards(click.Group):
    """One command for each question card, with an option for each of its parameters."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(load_questions())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        question = load_questions().get(cmd_name)
        return None if question is None else _card(question)


@click.group("ask", cls=_Cards)
def ask_command() -> None:
    r"""Answer a question card; 'ask CARD --help' tells what it needs to know.

    \b
    cbrn-graph ask who-took-part --meeting meeting/rtm-ca-14
    """


def _card(question: Question) -> click.Command:
    """The command of a card."""

    def run(
        form: str | None, rows: int, seconds: float, engine: str | None, **chosen: str | None
    ) -> None:
        values = {name: value for name, value in chosen.items() if value is not None}
        try:
            bindings = question.bind(values)
        except CbrnGraphError as error:
            raise click.ClickException(str(error)) from error
        limits = Limits(seconds=seconds, rows=rows)
        with opened(engine) as kg:
            answer(kg, Asking(question.sparql, bindings, limits, form, filled(question, values)))

    told = {parameter.name: parameter.name.upper() for parameter in question.parameters}
    command = click.command(question.key, help=question.asked(told), epilog=question.note)(
        format_option(limit_options(engine_option(run)))
    )
    command.params += [
        click.Option(
            [f"--{parameter.name.replace('_', '-')}", parameter.name],
            default=parameter.default,
            show_default=True,
            metavar={"thing": "KIND/KEY", "kind": "CLASS", "value": "VALUE"}[parameter.kind],
        )
        for parameter in question.parameters
    ]
    return command


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
