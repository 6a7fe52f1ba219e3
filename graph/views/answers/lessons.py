"""Twelve lessons in SPARQL on this very graph, the easiest first: `lessons`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Lesson", "lessons"]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson: its title, what it teaches in a sentence or two, and its query."""

    title: str
    told: str
    sparql: str


@cache
def lessons() -> tuple[Lesson, ...]:
    """The lessons in their order."""
    text = Path(__file__).with_suffix(".toml").read_text("utf-8")
    return tuple(
        Lesson(one["title"], one["told"], one["sparql"].lstrip())
        for one in tomllib.loads(text)["lesson"]
    )
