"""The engine that a command asks: chosen by an option, opened, and its troubles told."""

from __future__ import annotations

import click

from graph.errors import CbrnGraphError
from graph.knowledge_graph import KnowledgeGraph, open_graph

__all__ = ["engine_option", "opened"]

engine_option = click.option(
    "--engine",
    envvar="CBRN_GRAPH_ENGINE",
    metavar="WHERE",
    help="What to ask: the address of a SPARQL endpoint, the folder of a store on disk, or "
    "nothing for the built file in memory. User and password, or a token, are read from "
    "CBRN_GRAPH_ENGINE_USER, _PASSWORD and _TOKEN.",
)


def opened(engine: str | None) -> KnowledgeGraph:
    """Return the graph that an engine holds.

    Raises:
        click.ClickException: it cannot be opened; the sentence says why.
    """
    try:
        return open_graph(engine)
    except CbrnGraphError as error:
        raise click.ClickException(str(error)) from error
