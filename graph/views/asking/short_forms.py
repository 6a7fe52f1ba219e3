"""Short and roundabout forms of what people type, each with the form that is read.

They are listed in ``short_forms.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["without_short_forms"]


def without_short_forms(text: str) -> str:
    """A text with what people write in short as it is read: "no." as "number", "w/" as "with"."""
    for told, meant in _forms():
        text = told.sub(meant, text)
    return text


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each way in which something is written, and how it is read."""
    own = files(__name__.rpartition(".")[0]).joinpath("short_forms.toml").read_text("utf-8")
    table = tomllib.loads(own)
    parts: dict[str, str] = table["parts"]

    def whole(told: str) -> re.Pattern[str]:
        for name, part in parts.items():
            told = told.replace(f"<{name}>", part)
        return re.compile(told.replace(" ", r"\s+"), re.IGNORECASE)

    return tuple((whole(told), meant) for told, meant in table["english"]["forms"])
