"""The commands ``cbrn-graph merge``, ``rename``, ``split`` and ``names``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graph.keeping.commands import decided, keeping_options
from graph.keeping.country_names import country_names
from graph.keeping.things import merge, rename, split

if TYPE_CHECKING:
    from graph.keeping.commands import Options

__all__ = ["merge_command", "names_command", "rename_command", "split_command"]


@click.command("merge")
@click.argument("key")
@click.argument("into")
@keeping_options
def merge_command(key: str, into: str, options: Options) -> None:
    """Join the thing KEY with the thing INTO, which stays.

    What was said of KEY is said of INTO, its names become other names of INTO, and its address
    leads there. Both are keys such as organisation/istc, or source/… for documents.
    """
    decided(lambda record, signature, tell: merge(record, key, into, signature, tell), options)


@click.command("rename")
@click.argument("key")
@click.argument("new", required=False, default="")
@click.option("--label", default="", help="The new name in English; the old one stays beside it.")
@keeping_options
def rename_command(key: str, new: str, label: str, options: Options) -> None:
    """Give the thing or document KEY the key NEW, another name, or both.

    The old address leads to the new one.
    """
    decided(
        lambda record, signature, tell: rename(record, key, new, label, signature, tell), options
    )


@click.command("split")
@click.argument("key")
@click.argument("new")
@click.option("--label", required=True, help="The name of the new thing, in English.")
@click.option(
    "--statement",
    "statements",
    multiple=True,
    metavar="KEY",
    help="A statement that is about the new thing, by its key or a beginning; may be repeated.",
)
@click.option(
    "--document",
    "documents",
    multiple=True,
    metavar="KEY",
    help="A document of which all statements about KEY are about the new thing; may be repeated.",
)
@keeping_options
def split_command(  # noqa: PLR0913, PLR0917 - each is one option of the command line
    key: str,
    new: str,
    label: str,
    statements: tuple[str, ...],
    documents: tuple[str, ...],
    options: Options,
) -> None:
    """Take the thing NEW out of the thing KEY: chosen statements are about NEW from now on."""
    decided(
        lambda record, signature, tell: split(
            record, key, new, label, statements, documents, signature, tell
        ),
        options,
    )


@click.command("names")
@keeping_options
def names_command(options: Options) -> None:
    """Take the names of countries in the Initiative's languages from the Unicode CLDR.

    The CLDR is that of the installed Babel. Run it again after a country was added, or when a newer
    Babel brings a newer CLDR.
    """
    decided(country_names, options)
