"""``cbrn-graph serve``: the app and its endpoint, started as ``make run`` starts them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import click

from graph.commands.engine import engine_option

__all__ = ["serve_command"]

_APP: Final = Path(__file__).parents[2] / "app.py"


@click.command("serve")
@click.option("--port", default=8501, show_default=True, help="The port to listen on.")
@click.option(
    "--address",
    default="127.0.0.1",
    show_default=True,
    help="Who may connect: 127.0.0.1 is this machine, 0.0.0.0 everybody.",
)
@engine_option
def serve_command(port: int, address: str, engine: str | None) -> None:
    """Serve the pages and the SPARQL endpoint on one port, until Ctrl-C."""
    if not _APP.is_file():
        raise click.ClickException(f"The app is not here ({_APP}); run this in a checkout.")
    options = {"port": port, "address": address, "headless": "true"}
    command = [sys.executable, "-m", "streamlit", "run", str(_APP)]
    command += [f"--server.{name}={value}" for name, value in options.items()]
    if engine:
        os.environ["CBRN_GRAPH_ENGINE"] = _from_here(engine)
    os.chdir(_APP.parent)  # where the pages are found from
    if os.name == "posix":
        os.execv(sys.executable, command)  # whoever ends this command ends the server
    sys.exit(subprocess.call(command))


def _from_here(engine: str) -> str:
    """Return the same engine by a name that also holds in another folder."""
    if "://" in engine or engine == "memory":
        return engine
    return str(Path(engine.removeprefix("disk:")).resolve())
