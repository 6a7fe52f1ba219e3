"""``cbrn-graph ask``: a question in plain words, or a question card, answered."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING, Final, NoReturn
from urllib.parse import urlencode

import click

from graph.commands.engine import engine_option, opened
from graph.commands.naming import language_option, named_in, thing_called
from graph.commands.output import (
    Asking,
    answer,
    format_option,
    labels_option,
    limit_options,
    named,
)
from graph.errors import CbrnGraphError
from graph.store import Limits, load_questions
from graph.store.cards.own_questions import filled
from graph.texts import gettext
from graph.views.answers.columns import columns
from graph.views.asking.page_ways import Page
from graph.views.asking.reading import understood
from graph.views.asking.untold import as_built, told_beside

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.knowledge_graph import KnowledgeGraph
    from graph.store import Answer, Question
    from graph.views.asking.reading import Interpretation, Understood

__all__ = ["ASKS_BACK", "ask_command"]

ASKS_BACK: Final = 3
"""The exit code where a question is not answered because it is not clear what it asks for."""
_READ: Final = "Question: "
_NEAR: Final = 0.1
_KEY: Final = re.compile("[a-z]+(-[a-z]+)+")
"""What the key of a card looks like; where no card has it, it is no question but a mistake."""


@cache
def _cards() -> Mapping[str, Question]:
    """The cards, read once: a list of all commands asks for each of them."""
    return load_questions()


class _Cards(click.Group):
    """One command for each question card, with an option for each parameter; others are read."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_cards())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        question = _cards().get(cmd_name)
        if question is not None:
            return _card(question)
        return None if _KEY.fullmatch(cmd_name) else _words(cmd_name)


@click.group("ask", cls=_Cards)
def ask_command() -> None:
    r"""Answer a question in plain words, or a question card.

    How a question was read is told on standard error. Where it can be read in more than one way, or
    a word of it is not understood, nothing is answered: what could be meant is told there, and the
    exit code is 3. 'ask CARD --help' tells what a card needs to know. With --lang a question is
    read in another language, and things are named in it.

    \b
    cbrn-graph ask 'Which projects cover both Georgia and Ukraine?'
    cbrn-graph ask who-took-part --meeting meeting/rtm-ca-14
    cbrn-graph ask countries-of-region --region "Central Asia" --format csv
    cbrn-graph ask 'Quels projets couvrent la Géorgie et l’Ukraine ?' --lang fr
    """


def _words(text: str) -> click.Command:
    """The command of a question in plain words."""

    def run(form: str | None, rows: int, seconds: float, language: str, engine: str | None) -> None:
        with opened(engine) as graph:
            kg = named_in(graph, language)
            found = understood(kg, kg.questions, text)
            if not found.sure:
                _ask_back(found)
            for remark in found.remarks:
                click.echo(remark, err=True)
            limits = Limits(seconds=seconds, rows=rows)
            if not found.is_each:
                _answer(kg, found, _to_answer(found), form, limits)
                return
            if form not in {None, "table"}:  # two answers are no file of any form
                _ask_back(found)
            for number, reading in enumerate(found.answered):
                if number:
                    click.echo()
                _answer(kg, found, reading, form, limits)

    return click.command("question", help=text)(
        format_option(limit_options(language_option(engine_option(run))))
    )


def _answer(
    kg: KnowledgeGraph,
    found: Understood,
    reading: Interpretation,
    form: str | None,
    limits: Limits,
) -> None:
    """Say how a text was read, and write what answers that; or end where a picture would."""
    click.echo(f"{_READ}{reading.question}", err=True)
    if isinstance(reading.target, Page):
        click.echo(f"That is a picture, on the page {_place(reading)}", err=True)
        sys.exit(ASKS_BACK)
    question = reading.target
    if question.note:  # what the answer leaves out, as the page says it
        click.echo(f"Note: {gettext(question.note)}", err=True)
    told = Asking(
        sparql=question.sparql,
        bindings=question.bind(reading.values),
        limits=limits,
        form=form,
        plain=filled(question, reading.values),
        card=(question, reading.values),
        built=reading.built,
    )
    if not found.is_each and (others := _others_on_record(kg, found, reading, limits)):
        _offer_others(others)
    try:
        rows = kg.engine.query(question.sparql, told.bindings, limits)
    except CbrnGraphError as error:
        raise click.ClickException(str(error)) from error
    if number := _counted(kg, reading.counted, rows):
        click.echo(number, err=True)
    asked = reading.built or as_built(kg.names, question, reading.values)
    for sentence in told_beside(kg.engine, kg.names, rows, asked):
        click.echo(sentence, err=True)
    if form is None and not sys.stdout.isatty():
        named(kg, told)
    else:
        answer(kg, told)


def _others_on_record(
    kg: KnowledgeGraph, found: Understood, reading: Interpretation, limits: Limits
) -> list[Interpretation]:
    """The other ways to read a text that have an answer, where the first has none."""

    def has_rows(one: Interpretation) -> bool:
        card = one.target
        if isinstance(card, Page):
            return False
        return bool(kg.engine.query(card.sparql, card.bind(one.values), limits).rows)

    return [] if has_rows(reading) else [one for one in found.readings if has_rows(one)]


def _offer_others(others: Sequence[Interpretation]) -> NoReturn:
    """Say that nothing answers a question as it was read, and how else it can be; and end."""
    click.echo("Nothing on record answers this. What can be meant too has an answer:", err=True)
    for one in others:
        click.echo(f"  {one.question}", err=True)
    sys.exit(ASKS_BACK)


def _counted(kg: KnowledgeGraph, column: str, rows: Answer) -> str:
    """How many different things the answer lists in a column; nothing where none is counted."""
    if not column:
        return ""
    counted = next(
        (one for one in columns(rows, kg.names) if one.name == column and one.distinct), None
    )
    if counted is None:
        return ""  # that nothing is on record is said where the rows would be
    return f"On record: {counted.distinct:,} different in {counted.heading}."


def _to_answer(found: Understood) -> Interpretation:
    """The reading to answer: the first, or a card that answers in rows what a page would show."""
    first = found.readings[0]
    near = (one for one in found.readings if one.score > first.score - _NEAR)
    return next((one for one in near if not isinstance(one.target, Page)), first)


def _ask_back(found: Understood) -> NoReturn:
    """Say what was not understood and what could be meant, and end."""
    for told in found.remarks:
        click.echo(told, err=True)
    if found.unknown:
        click.echo(f"Not understood: {found.not_understood}.", err=True)
    if not found.readings:
        click.echo(
            "Nothing here answers that; the page Ask lists the questions that are answered.",
            err=True,
        )
    else:
        click.echo("It could mean:" if not found.unknown else "What comes near:", err=True)
    for reading in found.readings:
        click.echo(f"  {reading.question}", err=True)
    sys.exit(ASKS_BACK)


def _place(reading: Interpretation) -> str:
    """The address of a page, below that of the app."""
    told = urlencode(reading.address, safe="/,~")
    return f"/{reading.page}?{told}" if told else f"/{reading.page}"


def _card(question: Question) -> click.Command:
    """The command of a card."""

    def run(  # noqa: PLR0913, PLR0917 - each is an option of the command
        form: str | None,
        rows: int,
        seconds: float,
        engine: str | None,
        language: str,
        labels: str | None,
        **chosen: str | None,
    ) -> None:
        values = {name: value for name, value in chosen.items() if value is not None}
        limits = Limits(seconds=seconds, rows=rows)
        with opened(engine) as graph:
            kg = named_in(graph, language)
            for parameter in question.parameters:
                if parameter.kind == "thing" and "://" not in (told := values[parameter.name]):
                    values[parameter.name] = thing_called(kg.names, told)
            try:
                bindings = question.bind(values)
            except CbrnGraphError as error:
                raise click.ClickException(str(error)) from error
            answer(
                kg,
                Asking(
                    sparql=question.sparql,
                    bindings=bindings,
                    limits=limits,
                    form=form,
                    plain=filled(question, values),
                    card=(question, values),
                    labels=language if labels is None else labels,
                ),
            )

    told = {parameter.name: parameter.name.upper() for parameter in question.parameters}
    command = click.command(question.key, help=question.asked(told), epilog=question.note)(
        format_option(limit_options(labels_option(None)(language_option(engine_option(run)))))
    )
    command.params += [
        click.Option(
            [f"--{parameter.name.replace('_', '-')}", parameter.name],
            default=parameter.default,
            show_default=True,
            metavar={"thing": "THING", "kind": "CLASS", "value": "VALUE"}[parameter.kind],
        )
        for parameter in question.parameters
    ]
    return command
