"""What the project promises about itself: its commands, links, licences, imports and pins."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import distribution, packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from graph.cli import main
from tests.layers import GUIDE, check_imports, floors, redrawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "graph").rglob("*.py"))
GUIDES = ["README.md", "CONTRIBUTING.md"]


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    """The content of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_commands_in_the_guides_are_targets(root: Path) -> None:
    """Every `make TARGET` that a guide shows is a target that `make help` explains."""
    explained = set(re.findall(r"(?m)^([a-z]+):.*  ## \S", (root / "Makefile").read_text("utf-8")))
    for guide in GUIDES:
        text = (root / guide).read_text("utf-8")
        shown = set(re.findall(r"(?m)(?:^|`|&& )make ([a-z]+)", text))
        assert {"run", "test"} <= shown, f"{guide} does not show the two commands"
        assert shown <= explained, f"{guide} shows {shown - explained}, which `make help` does not"


@pytest.mark.parametrize("guide", [*GUIDES, "CHANGELOG.md"])
def test_relative_links_and_pictures_exist(guide: str) -> None:
    """A link or picture in a guide that points into the project leads to a file."""
    text = (ROOT / guide).read_text("utf-8")
    targets = re.findall(r"\]\(([^)\s]+)|(?:src|srcset|href)=\"([^\"]+)\"", text)
    paths = [(plain or attribute).split("#")[0] for plain, attribute in targets]
    inside = [path for path in paths if path and not re.match(r"[a-z]+:", path)]
    assert [path for path in inside if not (ROOT / path).exists()] == []


def tracked() -> Iterator[tuple[str, str]]:
    """The name and text of each file that belongs to the project, in order."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("only a git checkout can tell which files belong to the project")
    listing = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in sorted(os.fsdecode(listing.stdout).split("\0")):
        path = ROOT / name
        if path.is_file() and path.suffix not in {".png", ".xlsx"}:
            yield name, path.read_text("utf-8", errors="replace")


def test_no_file_names_a_machine_or_a_package_registry() -> None:
    """No file holds a path of the machine it was written on, or the host of a registry."""
    folders = {r"/home/\w+", r"/Users/\w+", re.escape(str(ROOT)), re.escape(str(Path.home()))}
    hosts = [r"pypi\.org", r"pythonhosted\.org", r"registry\.npmjs\.org", r"deb\.debian\.org"]
    places = "|".join(sorted(folder + r"\b" for folder in folders if folder != "/"))
    odd = re.compile(rf"(?<![\w.~/-])(?:{places})|\b(?:{'|'.join(hosts)})")
    found = [f"{name}: {match[0]}" for name, text in tracked() for match in odd.finditer(text)]
    assert found == []


def test_licences_are_named_and_present(root: Path, project: dict[str, Any]) -> None:
    """The code is under Apache-2.0, ontology and data under CC BY 4.0, and both texts are here."""
    assert project["project"]["license"] == "Apache-2.0"
    assert project["project"]["license-files"] == ["LICENSE", "LICENSE-data"]
    code = (root / "LICENSE").read_text("utf-8")
    data = (root / "LICENSE-data").read_text("utf-8")
    assert "Apache License\n                           Version 2.0" in code
    assert "Creative Commons Attribution 4.0 International Public License" in data
    assert "ontology/ and data/" in data


def test_changelog_has_this_version(root: Path, project: dict[str, Any]) -> None:
    """The changelog has a section for the version in pyproject.toml."""
    version = project["project"]["version"]
    assert f"\n## [{version}]" in (root / "CHANGELOG.md").read_text("utf-8")


def pins(name: str) -> dict[str, str]:
    """The version of each package that a requirements file pins, by normalised name."""
    text = (ROOT / name).read_text("utf-8")
    blocks = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
    assert all("--hash=sha256:" in block for block in blocks), f"{name} pins without a hash"
    return {
        canonicalize_name(block.split("==")[0]): re.split(r"==|[ \\;]", block)[1]
        for block in blocks
    }


def asked_for(project: dict[str, Any], *groups: str) -> list[Requirement]:
    """What pyproject.toml asks for: the app's dependencies and those of the named groups."""
    lines = list(project["project"]["dependencies"])
    for group in groups:
        lines += project["dependency-groups"][group]
    return [Requirement(line) for line in lines]


def test_pins_are_what_pyproject_asks_for(project: dict[str, Any]) -> None:
    """Each dependency is pinned to a version within its range, the same in all files."""
    (uv,) = map(Requirement, project["dependency-groups"]["uv"])
    assert uv.specifier.contains(pins("requirements-uv.txt")["uv"])
    app, dev = pins("requirements.txt"), pins("requirements-dev.txt")
    bench = pins("requirements-bench.txt")
    for wanted in asked_for(project, "install"):
        assert wanted.specifier.contains(app[canonicalize_name(wanted.name)]), wanted
    for wanted in asked_for(project, "install", "dev"):
        assert wanted.specifier.contains(dev[canonicalize_name(wanted.name)]), wanted
    for wanted in asked_for(project, "install", "dev", "bench"):
        assert wanted.specifier.contains(bench[canonicalize_name(wanted.name)]), wanted
    assert app.items() <= dev.items() <= bench.items()


def imported(path: Path) -> set[str]:
    """The dotted names of the modules that a file imports, also those for types only."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_no_test_imports_from_another() -> None:
    """What several tests share stands in a module named for what it holds, not in one of them."""
    found = {
        f"{path.relative_to(ROOT)} imports from {name}"
        for path in (ROOT / "tests").rglob("*.py")
        for name in imported(path)
        if any(part.startswith("test_") for part in name.split("."))
    }
    assert found == set()


def test_every_import_is_a_declared_dependency(project: dict[str, Any]) -> None:
    """What the package and the app import is the standard library's, ours or declared."""
    declared = {canonicalize_name(wanted.name) for wanted in asked_for(project)}
    owners = packages_distributions()
    for path in [*MODULES, ROOT / "app.py"]:
        tops = {name.split(".")[0] for name in imported(path)} - set(sys.stdlib_module_names)
        for top in tops - {"graph"}:
            names = {canonicalize_name(owner) for owner in owners[top]}
            assert names & declared, f"{path.relative_to(ROOT)} imports {top}"


def test_no_installed_package_is_under_the_gpl() -> None:
    """No package that the app installs names the GPL (or the AGPL or LGPL) as its licence."""
    for name in pins("requirements.txt").keys() - {"colorama"}:  # colorama: Windows only
        metadata = distribution(name).metadata
        fields = [*metadata.get_all("License-Expression", []), *metadata.get_all("Classifier", [])]
        assert not [field for field in fields if re.search(r"GPL|General Public", field)], name


# Whose licences are told in a form that lock files leave out.
OLDER_FORM = {"negotiate": "BSD-2-Clause", "uritemplate": "MIT"}


def test_no_package_of_npm_is_under_the_gpl() -> None:
    """Each package that a lock file names has a licence, and none of them is the GPL."""
    locks = [json.loads(text) for name, text in tracked() if name.endswith("package-lock.json")]
    assert len(locks) == 3
    for place, package in ((p, one) for lock in locks for p, one in lock["packages"].items() if p):
        licence = package.get("license") or OLDER_FORM[place.rpartition("node_modules/")[2]]
        assert not re.search(r"GPL|General Public", licence), place


def test_direct_dependencies_stand_in_the_licence_table(
    root: Path, project: dict[str, Any]
) -> None:
    """The table in CONTRIBUTING.md has a row with a licence for each package we ask for."""
    rows = re.findall(r"(?m)^\| ([\w.-]+) \| ([^|]+) \|", (root / "CONTRIBUTING.md").read_text())
    listed = {canonicalize_name(name) for name, _ in rows}
    groups = ("uv", "install", "dev", "bench")
    wanted = {canonicalize_name(one.name) for one in asked_for(project, *groups)}
    assert wanted <= listed


def test_imports_follow_the_rules(root: Path) -> None:
    """Imports run one way, and each outside library stays in its room."""
    outcome = check_imports(root)
    assert outcome.returncode == 0, outcome.stdout


def test_the_picture_of_the_house_is_that_of_the_rules() -> None:
    """CONTRIBUTING.md shows the floors as the import rules have them; `make layers` prints them."""
    assert GUIDE.read_text("utf-8") == redrawn(GUIDE.read_text("utf-8"))


BREACHES = [
    ("graph.vocabulary", "graph.store", "Imports run one way"),
    ("graph.brand_new", "", "Imports run one way"),
    ("graph.store", "graph.building", "The reading half never imports"),
    ("graph.views", "streamlit", "streamlit only in"),
    ("graph.views", "pyvis", "pyvis only in"),
    ("graph.building.tables", "pyshacl", "pyshacl only in"),
    ("graph.pages", "rdflib", "Pages do not touch RDF"),
    ("graph.pages.ask.page", "graph.pages.network.page", "Pages use parts"),
    ("graph.views.record.names", "graph.views.network", "Views stand on one another"),
    ("graph.views.brand_new", "", "Views stand on one another"),
    ("graph.store.replies.limits", "graph.store.text", "The store stands on"),
    ("graph.dates", "graph.ledger", "Imports run one way"),
]
"""An import in the wrong room, or a room without a place, and the rule that forbids it."""


@pytest.fixture(scope="module")
def broken(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each rule that is broken says, where all of the breaches are made at once."""
    lines = [(module, f"import {other}" if other else "") for module, other, _ in BREACHES]
    said = breached(root, tmp_path_factory.mktemp("breaches"), lines)
    parts = re.split(r"(?m)^(.+)\n-+\n", said.partition("\nBroken contracts\n")[2])
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize(("module", "other", "rule"), BREACHES)
def test_a_breach_of_the_import_rules_is_seen(
    broken: dict[str, str], module: str, other: str, rule: str
) -> None:
    """The rule that forbids it names the import, or the room without a place."""
    (said,) = (words for name, words in broken.items() if name.startswith(rule))
    named = rf"{module} -> {other} \(l" if other else rf"not listed as layers:\s+- {module}\s"
    assert re.search(rf"-\s+{named}" if other else named, said)


def test_a_circle_of_imports_is_seen(root: Path, tmp_path: Path) -> None:
    """Also one that no program runs into, since the import is for types."""
    line = "if False:\n    import graph.views.paths.paths"
    said = breached(root, tmp_path, [("graph.views.paths.reach", line)])
    assert re.search(r"(?m)^No circle of imports.* BROKEN", said)


def breached(root: Path, folder: Path, breaches: Iterable[tuple[str, str]]) -> str:
    """What the import rules say of a copy of the package with lines added to modules."""
    shutil.copy(root / "pyproject.toml", folder)
    shutil.copytree(root / "graph", folder / "graph", ignore=shutil.ignore_patterns("built"))
    for module, line in breaches:
        stem = folder / module.replace(".", "/")
        path = stem / "__init__.py" if stem.is_dir() else stem.with_suffix(".py")
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    return check_imports(folder).stdout


def test_every_room_has_floors(root: Path) -> None:
    """Each folder of the package with modules in it is a room with an import rule of its own."""
    rooms = {
        ".".join(path.parent.relative_to(root).parts)
        for path in MODULES
        if path.name != "__init__.py" or (path.parent.parent / "__init__.py").exists()
    }
    alone = {room for room in rooms if not [*inside(root, room)]}
    assert rooms - alone == {container for _, container, _ in floors()}


def inside(root: Path, room: str) -> Iterator[Path]:
    """The modules and rooms that stand in a room."""
    for path in (root / room.replace(".", "/")).iterdir():
        is_room = (path / "__init__.py").exists()
        if is_room or (path.suffix == ".py" and path.name != "__init__.py"):
            yield path


def test_an_import_up_the_floors_of_any_room_is_seen(root: Path, tmp_path: Path) -> None:
    """In each room the ground floor may not import the top one, nor one file its neighbour."""
    breaches, rules = [], set()
    for rule, room, stands in floors():
        ground, door = stands[-1][0], stands[0][-1]
        if ground != door:
            breaches.append((f"{room}.{ground}", f"import {room}.{door}"))
            rules.add(rule)
    broken = set(re.findall(r"(?m)^(.+?) BROKEN", breached(root, tmp_path, breaches)))
    assert rules <= broken
    assert len(rules) > 30


def test_a_file_without_a_floor_is_seen_in_any_room(root: Path, tmp_path: Path) -> None:
    """Whoever adds a module to a room has to say on which of its floors it stands."""
    rooms = [(rule, room) for rule, room, _ in floors()]
    said = breached(root, tmp_path, [(f"{room}.brand_new", "") for _, room in rooms])
    assert {rule for rule, _ in rooms} <= set(re.findall(r"(?m)^(.+?) BROKEN", said))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_say_what_they_are_and_offer(path: Path) -> None:
    """A module has a docstring, and its __all__ names everything it defines for others."""
    # That __all__ is in order, and names nothing that is not there, are rules of the linter.
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree)
    defined = {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        # A command is reached through the group it is added to.
        and not any(ast.unparse(one).startswith("main.") for one in node.decorator_list)
    }
    offered = {
        name
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        for name in ast.literal_eval(node.value)
    }
    # A page is a script that Streamlit runs: nobody imports from it.
    is_page = path.name == "page.py" and path.is_relative_to(ROOT / "graph" / "pages")
    assert is_page or {name for name in defined if not name.startswith("_")} <= offered


def test_the_app_is_a_thin_door(root: Path) -> None:
    """app.py is short and imports nothing but Streamlit and the reading half."""
    path = root / "app.py"
    ours = {name for name in imported(path) if name.split(".")[0] == "graph"}
    assert len(path.read_text("utf-8").splitlines()) <= 60
    assert not {name for name in ours if name.startswith(("graph.building", "graph.cli"))}


def test_the_app_keeps_to_itself(root: Path) -> None:
    """The app listens to this machine only, sends no statistics and fetches no font."""
    settings = tomllib.loads((root / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["browser"]["gatherUsageStats"] is False
    assert {settings["theme"]["font"], settings["theme"]["codeFont"]} == {"sans-serif", "monospace"}


def luminance(colour: str) -> float:
    """The relative luminance of a colour such as "#1f4e8c" (WCAG 2.2), from 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("front", ["textColor", "linkColor", "primaryColor", "codeTextColor"])
def test_text_can_be_read_on_its_ground(root: Path, theme: str, front: str) -> None:
    """Text, links, code and the accent have a contrast of 4.5 or more on page and sidebar."""
    settings = tomllib.loads((root / ".streamlit" / "config.toml").read_text("utf-8"))
    colours = settings["theme"][theme]
    grounds = [colours["backgroundColor"], colours["secondaryBackgroundColor"]]
    for ground in [*grounds, colours["sidebar"]["backgroundColor"]]:
        low, high = sorted((luminance(colours[front]), luminance(ground)))
        assert (high + 0.05) / (low + 0.05) >= 4.5, f"{front} on {ground}"


def strings(path: Path) -> Iterator[str]:
    """The texts of a module without its docstrings; of one with values in it, the fixed parts."""
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        if isinstance(node.value, str):
            yield node.value


def test_advice_names_what_there_is() -> None:
    """A message names no file of the code; each setting and option that it names is there."""
    said = [(path, text) for path in MODULES for text in strings(path)]
    assert [text for _, text in said if re.search(r"\bgraph/\w+.*\.py\b", text)] == []
    # A setting is there where a module reads it: its name stands alone, as a text of its own.
    read = {text for _, text in said if re.fullmatch(r"CBRN_GRAPH_[A-Z_]+", text)}
    read |= {f"CBRN_GRAPH_ENGINE_{name}" for name in ("USER", "PASSWORD", "TOKEN")}
    named = {name for _, text in said for name in re.findall(r"CBRN_GRAPH_[A-Z_]*[A-Z]", text)}
    assert named - read <= {"CBRN_GRAPH_ENGINE"}
    options = {option for command in commands(main) for option in command}
    ours = [(path, text) for path, text in said if path.stem not in {"snippets", "older"}]
    asked = {one for _, text in ours for one in re.findall(r"[ (`](--[a-z][a-z-]+)", text)}
    assert asked <= options


def commands(command: click.Command) -> Iterator[list[str]]:
    """The options of a command and of all below it."""
    yield [option for one in command.params for option in (*one.opts, *one.secondary_opts)]
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below)
