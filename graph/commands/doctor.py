"""``cbrn-graph doctor``: whether a server can be run here, and what to mend where not."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

import graph.components
from graph.commands.settings import unknown_settings
from graph.errors import CbrnGraphError
from graph.home import HOME
from graph.knowledge_graph import BUILT, open_graph
from graph.manifest import Manifest
from graph.server.settings import Settings
from graph.store.engines.holders import CAN_FORK

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Diagnosis", "doctor_command", "looked_at"]

_OLDEST: Final = (3, 11)
_ROOM: Final = 500_000_000


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at: whether it is well, and what is to be known or to be done."""

    well: bool
    what: str
    told: str


@click.command("doctor")
def doctor_command() -> None:
    """Look whether a server can be run here, with the settings of this environment.

    The exit code is 1 where something is to be mended.
    """
    ill = 0
    for one in looked_at():
        click.secho("ok  " if one.well else "mend", fg="green" if one.well else "red", nl=False)
        click.echo(f"  {one.what}: {one.told}")
        ill += not one.well
    sys.exit(1 if ill else 0)


def looked_at() -> Iterator[Diagnosis]:
    """Everything that was looked at, one after the other."""
    version = sys.version_info[:2]
    yield Diagnosis(version >= _OLDEST, "Python", f"{platform.python_version()} on {sys.platform}")
    told = "a process for each query" if CAN_FORK else "one query at a time: no forks here"
    yield Diagnosis(True, "Walls around queries", told)
    yield _settings()
    yield from (
        Diagnosis(False, name, "is set, and nothing reads it: see 'cbrn-graph settings'")
        for name in unknown_settings()
    )
    yield _record()
    yield _build()
    yield _graph()
    yield from _writable()
    yield _sign_in()
    yield from _parts()
    free = shutil.disk_usage(HOME).free
    yield Diagnosis(free > _ROOM, "Room on the disk", f"{free / 1e9:,.1f} GB free at {HOME}")


def _settings() -> Diagnosis:
    try:
        Settings.from_environment()
    except ValueError as error:
        return Diagnosis(False, "Settings", str(error))
    return Diagnosis(True, "Settings", "each holds what it should")


def _record() -> Diagnosis:
    missing = [name for name in ("data", "ontology") if not (HOME / name).is_dir()]
    if missing:
        folders = " and ".join(missing)
        return Diagnosis(False, "Record", f"{HOME} has no folder {folders}; see CBRN_GRAPH_ROOT")
    return Diagnosis(True, "Record", str(HOME))


def _build() -> Diagnosis:
    try:
        manifest = Manifest.beside(BUILT)
        if manifest is None:
            there = BUILT.exists()
            told = "has no manifest, and is taken as it is" if there else "is not there"
            return Diagnosis(there, "Built file", f"{BUILT} {told}")
        manifest.check(BUILT)
    except CbrnGraphError as error:
        return Diagnosis(False, "Built file", str(error))
    told = f"edition {manifest.edition}, {manifest.triples:,} triples, as its manifest says"
    return Diagnosis(True, "Built file", told)


def _graph() -> Diagnosis:
    try:
        with open_graph() as kg:
            found = kg.query("SELECT (COUNT(*) AS ?n) { ?s a cbrn:SourceDocument }").records()
    except CbrnGraphError as error:
        return Diagnosis(False, "Graph", str(error))
    return Diagnosis(True, "Graph", f"answers, from {found[0]['n']} documents")


def _writable() -> Iterator[Diagnosis]:
    for switch in (
        "CBRN_GRAPH_ALLOW_APPLY",
        "CBRN_GRAPH_ALLOW_PROPOSALS",
        "CBRN_GRAPH_ALLOW_MARKS",
    ):
        if os.environ.get(switch) == "1":
            may = os.access(HOME / "data", os.W_OK)
            told = "may be written" if may else "may not be written by this user"
            yield Diagnosis(may, switch, f"{HOME / 'data'} {told}")


def _sign_in() -> Diagnosis:
    path = Path(os.environ.get("STREAMLIT_SECRETS_FILES") or HOME / ".streamlit" / "secrets.toml")
    if not path.is_file():
        return Diagnosis(True, "Signing in", "off: who can reach the server can read")
    try:
        auth = tomllib.loads(path.read_text("utf-8")).get("auth", {})
    except (OSError, ValueError) as error:
        return Diagnosis(False, "Signing in", f"{path} cannot be read: {error}")
    wanted = {"redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url"}
    missing = sorted(wanted - set(auth))
    if auth and missing:
        return Diagnosis(False, "Signing in", f"{path} lacks {', '.join(missing)} under [auth]")
    return Diagnosis(True, "Signing in", f"on, by {path}" if auth else f"off: {path} has no [auth]")


def _parts() -> Iterator[Diagnosis]:
    parts = Path(graph.components.__file__).parent
    for what, name, instead in (
        ("SPARQL editor", "sparql_editor/built/codemirror.js", "a plain text area"),
        ("Map of countries", "country_map/built/countries-50m.json", "no map"),
    ):
        there = (parts / name).is_file()
        told = "is there" if there else f"was not built; there is {instead} in its place"
        yield Diagnosis(there, what, told)
