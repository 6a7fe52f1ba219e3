"""``cbrn-graph serve``: the app and its endpoint, started as ``make run`` starts them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from graph.commands.engine import engine_option
from graph.home import APP, home_of

__all__ = ["serve_command"]


@click.command("serve")
@click.option("--port", default=8501, show_default=True, help="The port to listen on.")
@click.option(
    "--address",
    default="127.0.0.1",
    show_default=True,
    help="Who may connect: 127.0.0.1 is this machine, 0.0.0.0 everybody.",
)
@click.option("--base", default="", help="The path below which all is served, such as /cbrn.")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of a record of one's own, with data/ and ontology/ (default: the one that "
    "came with this installation, or CBRN_GRAPH_ROOT).",
)
@engine_option
def serve_command(
    port: int, address: str, base: str, root: Path | None, engine: str | None
) -> None:
    """Serve the pages and the SPARQL endpoint on one port, until Ctrl-C."""
    options = {"port": port, "address": address, "baseUrlPath": base, "headless": "true"}
    command = [sys.executable, "-m", "streamlit", "run", str(APP)]
    command += [f"--server.{name}={value}" for name, value in options.items() if value != ""]
    if root:
        os.environ["CBRN_GRAPH_ROOT"] = str(root.resolve())
    secrets = home_of() / ".streamlit" / "secrets.toml"
    if secrets.is_file():
        os.environ.setdefault("STREAMLIT_SECRETS_FILES", str(secrets))
    if engine:
        os.environ["CBRN_GRAPH_ENGINE"] = _from_here(engine)
    if told := os.environ.get("CBRN_GRAPH_FILE"):
        os.environ["CBRN_GRAPH_FILE"] = str(Path(told).resolve())
    os.chdir(APP.parent)  # where Streamlit finds the app's options
    if os.name == "posix":
        os.execv(sys.executable, command)  # whoever ends this command ends the server
    sys.exit(subprocess.call(command))


def _from_here(engine: str) -> str:
    """Return the same engine by a name that also holds in another folder."""
    if "://" in engine or engine == "memory":
        return engine
    return str(Path(engine.removeprefix("disk:")).resolve())
