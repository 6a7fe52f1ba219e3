"""The commands ``cbrn-graph retract`` and ``erase``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graph.keeping.commands import decided, keeping_options
from graph.keeping.erasing import erase
from graph.keeping.retracting import retract

if TYPE_CHECKING:
    from graph.keeping.commands import Options

__all__ = ["erase_command", "retract_command"]


@click.command("retract")
@click.argument("key")
@keeping_options
def retract_command(key: str, options: Options) -> None:
    """Take back the document or statement KEY: it is kept, with --why, and counts no more.

    KEY is source/… for a document, or statement/… for a single statement.
    """
    decided(lambda record, signature, tell: retract(record, key, signature, tell), options)


@click.command("erase")
@click.argument("key")
@keeping_options
def erase_command(key: str, options: Options) -> None:
    """Erase the person KEY from tables, journal and build, for good.

    KEY is person/…. Rows about the person go, and where the name stands in a text, words take its
    place. What stays is an entry in the journal without a name. This cannot be undone.
    """
    decided(lambda record, signature, tell: erase(record, key, signature, tell), options)
