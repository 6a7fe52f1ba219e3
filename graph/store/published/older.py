"""Older builds of the graph, out of the history of the checkout that the built file lies in."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.errors import EngineUnavailable

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Older", "older_build", "older_builds"]

_NAME: Final = re.compile(r"[0-9A-Za-z][\w./~^@{}-]{0,200}")
_PATIENCE: Final = 30
_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Older:
    """A build in the history: what the history calls it, the day, and why it was made."""

    commit: str
    day: str
    why: str


def older_builds(built: Path) -> list[Older]:
    """The builds of a file in its history, the newest first; none where there is no history."""
    form = "--format=%h\x1f%cs\x1f%s"
    told = _git(built, "log", f"--max-count={_MOST}", form, "--", built.name)
    rows = (line.split("\x1f") for line in (told or b"").decode("utf-8", "replace").splitlines())
    return [Older(*row) for row in rows if len(row) == 3]  # noqa: PLR2004 - what the form asks for


def older_build(built: Path, name: str) -> bytes:
    """The built file as it was in the history.

    Args:
        built: the file as it is now.
        name: what the history calls the moment: a commit, a tag, ``HEAD~3``.

    Raises:
        EngineUnavailable: there is no such moment, or no built file in it.
    """
    found = _git(built, "show", f"{name}:./{built.name}") if _NAME.fullmatch(name) else None
    if found is None:
        msg = f"'{name}' is no file, no date and no moment in the history that has {built.name}."
        raise EngineUnavailable(msg)
    return found


def _git(built: Path, *arguments: str) -> bytes | None:
    """What git says in the file's folder; None where it fails or is not there."""
    git = shutil.which("git")
    if git is None or not built.parent.is_dir():
        return None
    try:
        done = subprocess.run(
            [git, *arguments],
            cwd=built.parent,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
