"""The guides to typical changes in CONTRIBUTING.md, carried out to the letter in a copy of all.

A block of a guide names the file that it makes, the table of a module that it is an entry of
(``graph/…/ways.py in WAYS``), or the place in a file where it goes (``at its end``, ``before`` the
first line that has these words, or ``after`` it). What the change is for is then asked of the small
world. Where a change has several parts, each is left out once: what is then told names what is
missing.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.layers import check_imports
from tests.mini_world import mini_world

ROOT = Path(__file__).resolve().parents[1]
CASES = tomllib.loads((Path(__file__).parent / "typical_changes.toml").read_text("utf-8"))["change"]
BLOCK = re.compile(
    r"```\w+ (?P<file>\S+)(?P<first> first)?(?: in (?P<table>\w+)|(?P<end> at its end)"
    r"| before (?P<before>[^\n]+)| after (?P<after>[^\n]+))?\n(?P<text>.*?)```\n",
    re.DOTALL,
)


def guide(title: str) -> str:
    """The text of a guide: from its bold title to the next one."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    found = re.search(rf"(?ms)^\*\*{re.escape(title)}\*\*(.*?)(?=^\*\*|^## )", text)
    assert found, f"CONTRIBUTING.md has no guide to: {title}"
    return found[1]


def with_entry(module: str, table: str, entry: str, *, is_first: bool) -> str:
    """A module with one more entry in a table, the first or the last; its imports at the top."""
    imports, _, rest = entry.partition("\n\n") if entry.startswith("from ") else ("", "", entry)
    value = next(
        node.value
        for node in ast.parse(module).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and table in ast.unparse(node).partition("=")[0]
    )
    assert isinstance(value, ast.Tuple | ast.List | ast.Dict)
    lines = module.splitlines(keepends=True)
    at = value.lineno if is_first else (value.end_lineno or 0) - 1
    lines[at:at] = [f"{rest.rstrip()},\n"]
    if imports:
        first = next(at for at, line in enumerate(lines) if line.startswith("from graph."))
        lines[first:first] = [f"{imports}\n"]
    return "".join(lines)


def next_to(text: str, words: str, more: str, *, at: int) -> str:
    """A text with more of it before (0) or after (1) the first line that has the words."""
    lines = text.splitlines(keepends=True)
    place = next(place for place, line in enumerate(lines) if words in line) + at
    return "".join([*lines[:place], more, *lines[place:]])


def follow(title: str, folder: Path, without: str = "") -> list[str]:
    """Do in a copy of the project what a guide says, but for one file; the files it touches."""
    touched = []
    for block in BLOCK.finditer(guide(title)):
        # Tables are those of the small world.
        path = folder / ("world" if block["file"].startswith("data/") else "") / block["file"]
        if block["file"] == without:
            continue
        touched.append(block["file"])
        if block["table"]:
            module = path.read_text("utf-8")
            entered = with_entry(
                module, block["table"], block["text"], is_first=bool(block["first"])
            )
            path.write_text(entered, "utf-8")
        elif block["end"]:
            gap = "" if path.suffix == ".csv" else "\n"
            path.write_text(path.read_text("utf-8") + gap + block["text"], "utf-8")
        elif block["before"]:
            text = path.read_text("utf-8")
            path.write_text(next_to(text, block["before"], block["text"], at=0), "utf-8")
        elif block["after"]:
            text = path.read_text("utf-8")
            path.write_text(next_to(text, block["after"], block["text"], at=1), "utf-8")
        else:
            assert not path.exists(), f"the guide makes {block['file']}, which is there"
            path.parent.mkdir(exist_ok=True)
            path.write_text(block["text"], "utf-8")
    return touched


@pytest.mark.slow
@pytest.mark.parametrize("change", CASES, ids=[one["guide"] for one in CASES])
def test_a_guide_leads_where_it_says(change: dict[str, str], tmp_path: Path) -> None:
    """What the guide says is enough: no other file is touched, and it does what it is for."""
    touched, outcome = carried_out(change, tmp_path)
    assert touched
    rules = check_imports(tmp_path)
    assert rules.returncode == 0, rules.stdout
    assert (outcome.stdout.strip(), outcome.returncode) == (change["answer"], 0), outcome.stderr


FORGOTTEN = [(one, *part) for one in CASES for part in one.get("forgotten", {}).items()]


@pytest.mark.parametrize(
    ("change", "file", "told"),
    FORGOTTEN,
    ids=[f"{one['guide']}: {file}" for one, file, _ in FORGOTTEN],
)
def test_what_was_forgotten_is_named(
    change: dict[str, str], file: str, told: str, tmp_path: Path
) -> None:
    """Without one part of the change it fails, and says of what there is none."""
    _, outcome = carried_out(change, tmp_path, without=file)
    assert outcome.returncode != 0
    assert told in outcome.stderr


def carried_out(
    change: dict[str, str], folder: Path, without: str = ""
) -> tuple[list[str], subprocess.CompletedProcess[str]]:
    """The files that a guide touches in a copy of all, and how what it is for turned out."""
    for part in ("graph", "ontology"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "world").mkdir()
    mini_world(folder / "world").close()
    (folder / "world" / "ontology").unlink()
    (folder / "world" / "ontology").symlink_to(folder / "ontology")
    touched = follow(change["guide"], folder, without)
    asked = (
        "from pathlib import Path\nfrom graph.store import EmbeddedEngine\n"
        "engine = EmbeddedEngine(Path('world/mini.nt'))\n" + change["ask"]
    )
    outcome = subprocess.run(
        [sys.executable, "-c", asked], cwd=folder, capture_output=True, text=True, check=False
    )
    return touched, outcome
