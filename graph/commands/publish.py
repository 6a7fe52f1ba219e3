"""``cbrn-graph publish``: a build put into an engine, all or nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.errors import CbrnGraphError
from graph.knowledge_graph import BUILT
from graph.store.published.publishing import publish_to_disk, publish_to_engine
from graph.store.published.sources import DiskSource, RemoteSource, source_of

if TYPE_CHECKING:
    from graph.store.published.publishing import Progress

__all__ = ["publish_command"]


@click.command("publish")
@click.option("--to", "where", required=True, metavar="WHERE", help="An address, or disk:FOLDER.")
@click.option(
    "--file",
    "build",
    type=click.Path(path_type=Path),
    default=BUILT,
    help="The build, in N-Triples (default: the one of this checkout).",
)
@click.option("--update", default="", help="Where the engine takes updates, if not as usual.")
@click.option("--store", default="", help="Where it takes whole graphs, if not as usual.")
def publish_command(where: str, build: Path, update: str, store: str) -> None:
    r"""Put a build where it is asked, beside the one that answers there, then switch.

    All or nothing: until everything has arrived and was counted, the build that was there answers.

    \b
    cbrn-graph publish --to http://localhost:7878/query    the oxigraph server
    cbrn-graph publish --to http://localhost:8890/sparql   Virtuoso; with a user and a password in
                                                           CBRN_GRAPH_ENGINE_USER and _PASSWORD
    cbrn-graph publish --to disk:/var/lib/cbrn-graph       a store on disk
    """
    progress = _progress()
    try:
        source = source_of(where, BUILT)
        if isinstance(source, RemoteSource):
            now = publish_to_engine(build, source, progress, update=update, store=store)
            click.echo(f"Published: {source.address} answers from {now}.")
        elif isinstance(source, DiskSource):
            now_on_disk = publish_to_disk(build, source.path, progress)
            click.echo(f"Published: {source.path} answers from {now_on_disk.name}.")
        else:
            raise click.ClickException(f"'{where}' is a file; name an address, or disk:FOLDER.")
    except CbrnGraphError as error:
        raise click.ClickException(str(error)) from error


def _progress() -> Progress:
    """One line that is written anew on a terminal, and a line for each stage elsewhere."""
    if sys.stderr.isatty():
        return lambda stage, done, total: click.echo(
            f"\r\033[K{stage}: {done:,} of {total:,} triples", err=True, nl=done == total
        )
    told: set[str] = set()

    def tell(stage: str, _: int, total: int) -> None:
        if stage not in told:
            told.add(stage)
            click.echo(f"{stage} {total:,} triples ...", err=True)

    return tell
