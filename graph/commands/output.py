"""How an answer leaves the command line: a table to a person, a standard format to a program."""

from __future__ import annotations

import csv
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from graph.errors import CbrnGraphError
from graph.plurals import counted
from graph.store import Limits, Reply, Setting
from graph.store.replies.formats import CSV, JSON, ROW_FORMATS, TRIPLE_FORMATS, TSV, TURTLE
from graph.store.replies.rewriting import rewritten
from graph.views.answers.columns import columns, different
from graph.views.answers.names_beside import with_names
from graph.views.answers.not_compared import remarks
from graph.views.answers.other_values import instead
from graph.views.answers.why_empty import why_empty
from graph.views.asking.step_by_step import looser_questions
from graph.views.record.tables import labelled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.knowledge_graph import KnowledgeGraph
    from graph.store import Question, Term
    from graph.store.replies.limits import Cut
    from graph.views.asking.built_question import BuiltQuestion
    from graph.views.record.tables import Table

__all__ = [
    "Asking",
    "answer",
    "as_text",
    "format_option",
    "labels_option",
    "limit_options",
    "named",
]

_Command = TypeVar("_Command", bound="Callable[..., Any]")
_FORMATS: Final = {
    "json": JSON,
    "xml": "application/sparql-results+xml",
    "csv": CSV,
    "tsv": TSV,
    "turtle": TURTLE,
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
_NARROWEST: Final = 8

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", *_FORMATS]),
    help="How to write the answer (a table on a terminal; JSON, or Turtle for triples, elsewhere).",
)


def labels_option(usual: str | None) -> Callable[[_Command], _Command]:
    """Return the option for names beside addresses; the command knows what None stands for."""
    return click.option(
        "--labels",
        default=usual,
        show_default=True,
        metavar="LANGUAGE",
        help="Name things beside their addresses in what goes to a program, as in country and "
        'countryLabel; "" for addresses alone.',
    )


def limit_options(command: _Command) -> _Command:
    """Return the command with options for how long a query may run and how much it may give."""
    usual = Limits()
    for option in (
        click.option("--rows", default=usual.rows, show_default=True, help="The most rows."),
        click.option(
            "--seconds", default=usual.seconds, show_default=True, help="The most seconds."
        ),
    ):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A query with what its variables are bound to, its limits, and the format to write.

    ``plain`` is the same query as text without bindings; nothing where it has none anyway.
    ``card`` is the question card that asks it, with what was chosen for it.
    ``built`` is the question that was put together, where it is one.
    ``labels`` is the language in which things are named beside their addresses; "" for not at all.
    """

    sparql: str
    bindings: Mapping[str, Term]
    limits: Limits
    form: str | None
    plain: str = ""
    labels: str = ""
    card: tuple[Question, Mapping[str, str]] | None = None
    built: BuiltQuestion | None = None


def answer(kg: KnowledgeGraph, asking: Asking) -> None:
    """Write the answer to a query to standard output.

    A table on a terminal may be cut, and says so; what goes to a file or a program is whole, or
    the command fails and writes nothing.

    Raises:
        click.ClickException: there is no whole answer; its sentence says why.
    """
    try:
        if asking.form == "table" or (asking.form is None and sys.stdout.isatty()):
            _show(kg, asking)
        else:
            _write(kg, asking)
    except CbrnGraphError as error:
        raise click.ClickException(str(error)) from error


def named(kg: KnowledgeGraph, asking: Asking) -> None:
    """Write the answer to a query as CSV, with names for what it names.

    Raises:
        click.ClickException: there is no whole answer; its sentence says why.
    """
    try:
        found = kg.engine.query(asking.sparql, asking.bindings, asking.limits)
    except CbrnGraphError as error:
        raise click.ClickException(str(error)) from error
    if found.cut:
        raise click.ClickException(f"Nothing was written. {_beyond(found.cut)}")
    table = labelled(found, kg.names, without=asking.bindings)
    csv.writer(sys.stdout, lineterminator="\n").writerows([table.columns, *table.rows])
    if not table.rows:
        click.echo("Nothing on record answers this.", err=True)
        _explain(kg, asking)


def as_text(table: Table, width: int) -> str:
    """Return a table in lines no wider than a terminal, its longest cells shortened."""
    rows = [table.columns, *table.rows]
    widths = [max(len(_line(row[at])) for row in rows) for at in range(len(table.columns))]
    while sum(widths) + 2 * len(widths) > width and max(widths, default=0) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    ruled = [table.columns, tuple("─" * one for one in widths), *table.rows]
    return "\n".join(
        "  ".join(_fitted(cell, one) for cell, one in zip(row, widths, strict=True)).rstrip()
        for row in ruled
    )


def _show(kg: KnowledgeGraph, asking: Asking) -> None:
    found = kg.engine.query(asking.sparql, asking.bindings, asking.limits)
    if found.form == "ask":
        click.echo("Yes." if found.boolean else "No, it is not on record.")
        if not found.boolean:
            _explain(kg, asking)
        return
    table = labelled(found, kg.names, without=asking.bindings)
    if table.rows:
        click.echo(as_text(table, shutil.get_terminal_size().columns))
    number = len(table.rows)
    words = counted(number, "row") if number else "Nothing on record"
    told = different(columns(found, kg.names, asking.bindings), number)
    click.echo(f"{words} ({found.seconds:.2f} s){told and f': {told}'}.", err=True)
    if not number:
        _explain(kg, asking)
    if found.cut:
        click.echo(_beyond(found.cut), err=True)
    _tell_left_out(kg, asking)


def _with_names(kg: KnowledgeGraph, asking: Asking, setting: Setting, reply: Reply) -> Reply:
    """Return a reply whose things stand with their names beside their addresses."""
    found = kg.engine.query(asking.sparql, asking.bindings, asking.limits)
    if found.form == "ask":
        return reply
    form = setting.rows_as if found.form == "select" else setting.triples_as
    return Reply(form, rewritten(with_names(kg, found, asking.labels), form), found.cut)


def _tell_left_out(kg: KnowledgeGraph, asking: Asking) -> None:
    """Say on standard error what a query of one's own names in vain or compares in vain."""
    if not asking.bindings:
        for told in remarks(kg.engine, asking.sparql):
            click.echo(told, err=True)


def _explain(kg: KnowledgeGraph, asking: Asking) -> None:
    """Say on standard error why nothing answers: in the words of what was asked, or by parts."""
    if asking.built is not None:
        for looser in looser_questions(kg.engine, kg.names, asking.built):
            click.echo(f"{looser.label}: {looser.things:,} on record.", err=True)
        return
    if asking.card is not None:
        for one in instead(kg, *asking.card):
            click.echo(str(one), err=True)
        return
    for reason in why_empty(kg, asking.plain or asking.sparql):
        click.echo(reason, err=True)


def _write(kg: KnowledgeGraph, asking: Asking) -> None:
    asked = _FORMATS.get(asking.form or "", "")
    setting = Setting(
        rows_as=asked if asked in ROW_FORMATS else JSON,
        triples_as=asked if asked in TRIPLE_FORMATS else TURTLE,
    )
    reply = kg.engine.reply(asking.sparql, setting, asking.bindings, asking.limits)
    if asking.labels and not reply.cut:
        reply = _with_names(kg, asking, setting, reply)
    if reply.cut:
        raise click.ClickException(f"Nothing was written. {_beyond(reply.cut)}")
    if asked and reply.media_type != asked:
        kind = "rows, or yes or no," if reply.media_type in ROW_FORMATS else "triples,"
        message = f"This query gives {kind} which are not written as {asking.form}."
        raise click.ClickException(f"{message} Choose another format.")
    click.echo(reply.body, nl=not reply.body.endswith(b"\n"))
    _tell_left_out(kg, asking)


def _beyond(cut: Cut) -> str:
    raised = " (--rows raises it)" if cut.limit == "rows" else ""
    return f"Only the first {cut.portion} fit the limit; there is more{raised}."


def _line(cell: str) -> str:
    """Return a cell on one line, without what would steer a terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in cell)


def _fitted(cell: str, width: int) -> str:
    line = _line(cell)
    return line.ljust(width) if len(line) <= width else f"{line[: width - 1]}…"
