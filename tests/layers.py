"""The picture of the house in CONTRIBUTING.md, printed from the contracts that hold the imports.

``python -m tests.layers`` writes it between its marks; a test says where it is not true any more.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["GUIDE", "check_imports", "floors", "picture", "redrawn"]

ROOT: Final = Path(__file__).resolve().parents[1]
GUIDE: Final = ROOT / "CONTRIBUTING.md"
_WHOLE: Final = ("graph", "graph.views", "graph.pages", "graph.store")
_INSIDE: Final = """\
| room | its files, floor by floor from its door down |
|---|---|"""
_MARKS: Final = ("<!-- layers: by make layers -->\n", "<!-- layers end -->\n")


def check_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """The outcome of the import rules, run on the package in a folder."""
    command = (
        "from importlinter.cli import lint_imports as run; raise SystemExit(run(no_cache=True))"
    )
    return subprocess.run(
        [sys.executable, "-c", command], cwd=folder, capture_output=True, text=True, check=False
    )


def floors() -> Iterator[tuple[str, str, list[list[str]]]]:
    """Each room that has floors: its rule, its name, and what stands on each, the door first.

    What an import rule names and the room does not have (yet) is left out.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for contract in project["tool"]["importlinter"]["contracts"]:
        for container in contract["containers"] if contract["type"] == "layers" else ():
            folder = container.replace(".", "/")
            named = ([*re.findall(r"\w+", floor)] for floor in contract["layers"])
            there = ([room for room in floor if _path(folder, room)] for floor in named)
            yield contract["name"], container, [floor for floor in there if floor]


def picture() -> str:
    """The floors of the rooms as tables, from the door down, and those inside each in one more."""
    rooms = [(container, stands) for _, container, stands in floors()]
    whole = [(container, stands) for container, stands in rooms if container in _WHOLE]
    inside = [
        f"| `{container.replace('.', '/')}/` | {' → '.join(', '.join(each) for each in stands)} |"
        for container, stands in rooms
        if container not in _WHOLE
    ]
    return "\n".join([*(_table(*room) for room in whole), _INSIDE, *inside, ""])


def redrawn(guide: str) -> str:
    """The guide with the picture as it is now."""
    before, rest = guide.split(_MARKS[0])
    _, after = rest.split(_MARKS[1])
    return f"{before}{_MARKS[0]}\n{picture()}\n{_MARKS[1]}{after}"


def _table(container: str, stands: list[list[str]]) -> str:
    folder = container.replace(".", "/")
    rows = [
        f"| {len(stands) - at} | {_name(folder, room)} | {_said(folder, room)} |"
        for at, floor in enumerate(stands)
        for room in floor
    ]
    return f"| floor | in `{folder}/` | what is there |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def _path(folder: str, room: str) -> Path | None:
    paths = (ROOT / folder / room / "__init__.py", ROOT / folder / f"{room}.py")
    return next((path for path in paths if path.exists()), None)


def _name(folder: str, room: str) -> str:
    path = _path(folder, room)
    return f"`{room}/`" if path and path.name == "__init__.py" else f"`{room}.py`"


def _said(folder: str, room: str) -> str:
    """The first sentence of what a room says of itself."""
    path = _path(folder, room)
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) if path else ""
    return re.sub(r"``(.+?)``", r"`\1`", (said or "").split("\n")[0])


if __name__ == "__main__":
    GUIDE.write_text(redrawn(GUIDE.read_text("utf-8")), "utf-8")
