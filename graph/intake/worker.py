"""What an import would do, worked out behind the wall: files from outside are read nowhere else."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.intake.corrections import NO_ANSWERS
from graph.intake.forms.together import in_folder, joined
from graph.intake.limits import DEFAULT_LIMITS
from graph.intake.marked import marked
from graph.intake.preview import propose
from graph.intake.proposal import Preview
from graph.intake.read import is_workbook, read_file
from graph.intake.record import Record
from graph.intake.wall import walled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graph.intake.corrections import Answers
    from graph.intake.limits import IntakeLimits

__all__ = ["Outcome", "look_at", "look_at_safely"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import would do, and the marked copy of the file where it was asked for."""

    proposal: Preview
    marked: bytes | None = None


def look_at(  # noqa: PLR0913 - each is one choice of whoever brings the file
    path: Path,
    record: Record,
    *,
    mark: bool = False,
    answers: Answers = NO_ANSWERS,
    limits: IntakeLimits = DEFAULT_LIMITS,
    progress: Callable[[float, str], None] = lambda done, sentence: None,
) -> Outcome:
    """What taking in a file would do; nothing is written.

    Args:
        path: the file, or a folder of tables.
        record: the tables as they are.
        mark: whether to make the marked copy too; there is one only where something is found.
        answers: what was answered where a row may be a correction.
        limits: what the file may take.
        progress: called with how much is done, from 0 to 1, and what is being done.

    Raises:
        FileRefused: the file cannot be read, or may not be.
        DataError: the tables themselves cannot be read.
    """
    progress(0.02, f"reading {path.name}")
    if path.is_dir():
        parts = list(in_folder(path, limits))
        content = b"".join(part for _, part in parts)
        incoming = joined(
            path.name, parts, lambda name, of: read_file(name, of, record, limits, answers)
        )
    else:
        limits.check_size(path.stat().st_size)
        content = path.read_bytes()
        incoming = read_file(path.name, content, record, limits, answers)
    proposal = replace(
        propose(incoming, record, progress, answers), sha256=hashlib.sha256(content).hexdigest()
    )
    copy = None
    if mark and proposal.findings:
        progress(0.95, "marking the cells")
        workbook = content if path.is_file() and is_workbook(path.name, content) else None
        copy = marked(workbook, incoming, proposal.findings, limits)
    progress(1.0, "done")
    return Outcome(proposal, copy)


def look_at_safely(  # noqa: PLR0913 - as above
    path: Path,
    record: Record,
    *,
    mark: bool = False,
    answers: Answers = NO_ANSWERS,
    limits: IntakeLimits = DEFAULT_LIMITS,
    progress: Callable[[float, str], None] = lambda done, sentence: None,
) -> Outcome:
    """The same as ``look_at``, in a process that is ended when it takes too much.

    Raises:
        FileRefused: the file cannot be read, may not be, or took too much.
        DataError: the tables themselves cannot be read.
    """
    return walled(
        lambda tell: look_at(
            path, record, mark=mark, answers=answers, limits=limits, progress=tell
        ),
        limits,
        progress,
    )
