"""Names on the command line: in which language, and what somebody calls a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graph.languages import ENGLISH
from graph.views.record.names import plain

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.record.names import Names

__all__ = ["language_option", "named_in", "thing_called"]

language_option = click.option(
    "--lang",
    "language",
    default=ENGLISH,
    show_default=True,
    metavar="TAG",
    help="The language of names where one is on record, by its tag, as in fr.",
)


def named_in(kg: KnowledgeGraph, language: str) -> KnowledgeGraph:
    """The graph with names in a language, by its tag.

    Raises:
        click.ClickException: no name in the language is on record.
    """
    if language not in kg.names.languages:
        told = ", ".join(kg.names.languages)
        raise click.ClickException(f"No name in '{language}' is on record; there are: {told}.")
    return kg.in_language(language)


def thing_called(names: Names, called: str) -> str:
    """The short address of the thing that somebody means: an address, or one of its names.

    Raises:
        click.ClickException: nothing has that name, or several things have.
    """
    if names.find(called) is not None:
        return called
    found = [
        name
        for name in names.things()
        if plain(called) in {plain(one) for one in (name.label, *name.others)}
    ]
    if len(found) == 1:
        return found[0].short
    if found:
        several = ", ".join(name.short for name in found)
        raise click.ClickException(f"'{called}' is the name of several things: {several}.")
    raise click.ClickException(
        f"'{called}' is not on record; name a thing as in region/CA, or by one of its names."
    )
