"""The picture of the house in CONTRIBUTING.md, printed from the contracts that hold the imports.

``python -m tests.layers`` writes it between its marks; a test says where it is not true any more.
"""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["GUIDE", "picture", "redrawn"]

ROOT: Final = Path(__file__).resolve().parents[1]
GUIDE: Final = ROOT / "CONTRIBUTING.md"
_MARKS: Final = ("<!-- layers: by make layers -->\n", "<!-- layers end -->\n")


def picture() -> str:
    """The floors of each room as tables, from the door down to the ground."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    return "\n".join(
        table
        for contract in contracts
        if contract["type"] == "layers"
        for container in contract["containers"]
        for table in _tables(container, contract)
    )


def redrawn(guide: str) -> str:
    """The guide with the picture as it is now."""
    before, rest = guide.split(_MARKS[0])
    _, after = rest.split(_MARKS[1])
    return f"{before}{_MARKS[0]}\n{picture()}\n{_MARKS[1]}{after}"


def _tables(container: str, contract: dict[str, Any]) -> Iterator[str]:
    folder = container.replace(".", "/")
    floors = contract["layers"]
    rows = [
        f"| {len(floors) - at} | {_name(folder, room)} | {_said(folder, room)} |"
        for at, floor in enumerate(floors)
        for room in re.findall(r"\w+", floor)
        if _path(folder, room) is not None
    ]
    yield f"| floor | in `{folder}/` | what is there |\n|---|---|---|\n" + "\n".join(rows) + "\n"


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
