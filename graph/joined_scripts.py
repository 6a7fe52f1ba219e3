"""A script joined from the modules that it is written in.

JavaScript is written in modules that import from one another, so that a type checker, a linter and
Node can read it. A component of Streamlit is one script, and nothing can be bundled where nothing
can be fetched: so the modules are joined here, when a page first shows the component. Each keeps a
scope of its own and hands on what it exports.

Understood is what our modules need and the linter allows, at the beginning of a line:
``import { … } from "./….js";``, ``export function``, ``export async function``, ``export class``,
``export const``, and in the first module ``export default``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ScriptError", "joined"]

_IMPORT: Final = re.compile(r'^import \{([^}]*)\} from "(\.{1,2}/[^"]+)";$', re.MULTILINE)
_EXPORT: Final = re.compile(
    r"^export (?=(?:async )?(?:function\*?|class|const) (\w+))", re.MULTILINE
)
_ODD: Final = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_DEFAULT: Final = "export default "


class ScriptError(ValueError):
    """A script that cannot be joined; the sentence names the file, the line and what to write."""


def joined(first: Path) -> str:
    """One script that does what a module does together with all that it imports.

    Raises:
        ScriptError: a module imports or exports in another form than those above, imports what is
            not there, or is reached again through its own imports.
    """
    parts: dict[Path, str] = {}
    _take(first.resolve(), (), parts)
    return "\n".join(parts.values())


def _take(path: Path, way: tuple[Path, ...], parts: dict[Path, str]) -> None:
    """Add a module after those that it imports; ``way`` are the modules that led to it."""
    if path in parts:
        return
    if path in way:
        circle = " → ".join(one.name for one in (*way[way.index(path) :], path))
        raise ScriptError(f"The scripts import one another in a circle: {circle}.")
    if not path.is_file():
        raise ScriptError(f"{way[-1]} imports {path.name}, which is not there.")
    text = path.read_text("utf-8")
    for found in _IMPORT.finditer(text):
        _take((path.parent / found[2]).resolve(), (*way, path), parts)
    numbers = {known: number for number, known in enumerate(parts)}

    def taken(found: re.Match[str]) -> str:
        names = re.sub(r"\s+as\s+", ": ", " ".join(found[1].split()))
        return f"const {{ {names} }} = module{numbers[(path.parent / found[2]).resolve()]};"

    text = _IMPORT.sub(taken, text)
    names = _EXPORT.findall(text)
    text = _EXPORT.sub("", text)
    for odd in _ODD.finditer(text):
        if way or not odd[0].startswith(_DEFAULT):
            line = text.count("\n", 0, odd.start()) + 1
            raise ScriptError(
                f"{path}, about line {line}: “{odd[0]}” cannot be joined. Import as "
                'import { name } from "./file.js"; and export a function, class or const.'
            )
    if way:
        offered = ", ".join(names)
        text = f"const module{len(parts)} = (() => {{\n{text}return {{ {offered} }};\n}})();\n"
    parts[path] = text
