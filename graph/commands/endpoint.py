"""``cbrn-graph endpoint``: the SPARQL endpoint alone, on a port and in processes of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from graph.commands.engine import engine_option

__all__ = ["endpoint_command"]


@click.command("endpoint")
@click.option("--port", default=8502, show_default=True, help="The port to listen on.")
@click.option("--address", default="127.0.0.1", show_default=True, help="Who may connect.")
@click.option(
    "--processes",
    default=1,
    show_default=True,
    type=click.IntRange(min=1, max=64),
    help="How many answer at once; each holds the graph.",
)
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of a record of one's own, with data/ and ontology/.",
)
@engine_option
def endpoint_command(
    port: int, address: str, processes: int, root: Path | None, engine: str | None
) -> None:
    """Serve the doors for programs without the pages, until Ctrl-C.

    It answers what 'cbrn-graph serve' answers at /sparql, /id, /ontology, /data, /ready, /version
    and /metrics, and takes the programs' load off the pages.
    """
    command = [sys.executable, "-m", "uvicorn", "graph.server.alone:endpoint", "--factory"]
    command += ["--host", address, "--port", str(port), "--workers", str(processes)]
    command += ["--no-access-log", "--no-server-header", "--log-level", "warning"]
    os.environ["WEB_CONCURRENCY"] = str(processes)  # each has its part of the processors
    if root:
        os.environ["CBRN_GRAPH_ROOT"] = str(root.resolve())
    if engine:
        os.environ["CBRN_GRAPH_ENGINE"] = engine
    if os.name == "posix":
        os.execv(sys.executable, command)  # whoever ends this command ends the server
    sys.exit(subprocess.call(command))
