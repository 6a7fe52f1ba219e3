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
MANY = 4


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


def fields_of(class_: ast.ClassDef) -> list[str]:
    """The fields that whoever makes one has to give in order: none after the mark KW_ONLY."""
    fields: list[str] = []
    for node in class_.body:
        if isinstance(node, ast.AnnAssign):
            if ast.unparse(node.annotation) == "KW_ONLY":
                break
            if node.value is None or "init=False" not in ast.unparse(node.value):
                fields.append(ast.unparse(node.target))
    return fields


def test_values_with_many_fields_are_made_by_their_names() -> None:
    """A dataclass with more than four fields takes them by keyword only: no place is mistaken."""
    by_place = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        for decorator in map(ast.unparse, node.decorator_list)
        if "dataclass" in decorator and "kw_only=True" not in decorator
        if len(fields_of(node)) > MANY
    ]
    assert by_place == []


VAGUE = {"told", "found", "it"}


def offered(body: list[ast.stmt], of: str = "") -> Iterator[tuple[str, set[str]]]:
    """The functions and methods that a module has for others, each with what it is given."""
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from offered(node.body, f"{node.name}.")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            given = {each.arg for each in ast.walk(node.args) if isinstance(each, ast.arg)}
            if not node.name.startswith("_"):
                yield f"{of}{node.name}", given


def test_names_for_others_can_be_searched_for() -> None:
    """What a function is called, and what it is given, says more than that it was found or told.

    A thing is ``one`` only beside an ``other``, or where it is a word for one of ``many``.
    """
    vague = [
        f"{path.relative_to(ROOT)}: {function}({', '.join(sorted(given))})"
        for path in MODULES
        for function, given in offered(ast.parse(path.read_text("utf-8")).body)
        if VAGUE & {*given, function.rpartition(".")[2]}
        or ("one" in given and not given & {"other", "many"})
    ]
    assert vague == []
