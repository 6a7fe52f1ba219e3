"""What names promise a reader: a type's name means one thing in all of the package."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "graph").rglob("*.py"))


def types_of(tree: ast.Module) -> Iterator[str]:
    """The types that a module defines for others: its classes, and its names for types."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            # A constant is in capitals; a name for a type is written as one.
            if isinstance(target, ast.Name) and target.id != target.id.upper():
                yield target.id


def test_a_type_name_has_one_meaning() -> None:
    """No two modules give different types the same name."""
    defined: dict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        for name in types_of(ast.parse(path.read_text("utf-8"))):
            if name[0].isupper():
                defined[name].append(str(path.relative_to(ROOT)))
    assert {name: paths for name, paths in defined.items() if len(paths) > 1} == {}
