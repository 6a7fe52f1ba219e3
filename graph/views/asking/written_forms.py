"""Tables of what people write, each row with what it is read as or what else is told of it.

How their rows are written is told in ``short_forms.toml``; the parts of which they are made are in
``written_parts.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["rewritten", "written_forms"]


@cache
def written_forms(table: str, section: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each way in which something is written, and what its row tells of it, in their order.

    Args:
        table: the name of the file.
        section: the name of the section in it.
    """
    parts: dict[str, str] = _read("written_parts.toml")["parts"]

    def whole(told: str) -> re.Pattern[str]:
        told = re.sub(r"\n\s*", "", told)
        for name, part in parts.items():
            told = told.replace(f"<{name}>", part)
        return re.compile(told.replace(" ", r"\s+"), re.IGNORECASE)

    return tuple((whole(told), meant) for told, meant in _read(table)[section]["forms"])


def rewritten(text: str, table: str, section: str) -> str:
    """A text with what is written in the ways of a section as it is read, one after the other."""
    for told, meant in written_forms(table, section):
        text = told.sub(meant, text)
    return text


@cache
def _read(table: str) -> dict[str, Any]:
    """A table as it is in its file."""
    own = files(__name__.rpartition(".")[0]).joinpath(table).read_text("utf-8")
    return tomllib.loads(own)
