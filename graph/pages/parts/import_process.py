"""What pages ask of the import, and of the other commands that change the record."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from graph.home import HOME
from graph.pages.parts.command_process import (
    ImportFailed,
    as_file,
    pass_on,
    reply,
    run_command,
    silent,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = [
    "DATA",
    "SWITCH",
    "FileChoices",
    "Looked",
    "allowed_to_apply",
    "carry_out",
    "edit_workbook",
    "look_at",
    "map_table",
    "planned",
    "read_text",
    "take_in",
    "template",
]

SWITCH: Final = "CBRN_GRAPH_ALLOW_APPLY"
"""The environment variable with which the server's owner allows adding from the page."""

DATA: Final = HOME / "data"
"""The folder of the tables that the build was made from; it may be absent on a server."""
_MOST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Looked:
    """What the import command told of a file, and the marked copy where something is to mend."""

    proposal: Mapping[str, Any]
    marked: bytes | None


@dataclass(frozen=True, slots=True)
class FileChoices:
    """What a reader said of a file that was brought.

    ``names`` are the keys that were chosen for names of the file, ``document`` is the key of the
    document that a file in the form of others is, ``profile`` the text of a profile to read it
    with, ``answers`` those of rows that may be corrections, as the command takes them.
    """

    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    document: str = ""
    profile: str = ""
    answers: tuple[str, ...] = ()

    def options(self, folder: Path) -> list[str]:
        """The options of the command; a profile is written into the folder."""
        found = [f"--answer={one}" for one in self.answers]
        found += [f"--choose={name}={key}" for name, key in self.names.items()]
        if self.document:
            found.append(f"--document={self.document}")
        if self.profile:
            file = folder / "mapped.toml"
            file.write_text(self.profile, "utf-8")
            found.append(f"--profile={file}")
        return found


NOTHING_CHOSEN: Final = FileChoices()


def allowed_to_apply() -> bool:
    """Whether the server's owner lets readers add to the record from the page."""
    return os.environ.get(SWITCH) == "1"


def template() -> bytes:
    """The workbook to fill in, made from the tables as they are now.

    Raises:
        ImportFailed: it could not be made.
    """
    return run_command(["template", "-"], lambda line: None)


def edit_workbook(document: str) -> bytes:
    """The workbook of all that a document says, to mend and bring back.

    Args:
        document: the key of the document.

    Raises:
        ImportFailed: it could not be made.
    """
    return run_command(["edit", document, "-"])


def planned(
    change: Sequence[str], progress: Callable[[float, str], None] = silent
) -> Mapping[str, Any]:
    """What a change of the record would do; nothing is written.

    Args:
        change: the command and its arguments, such as ``("undo", "12")`` or ``("merge", A, B)``.
        progress: called with how much is done, from 0 to 1, and what is being done.

    Raises:
        ImportFailed: it cannot be done; the sentence says why.
    """
    return reply(
        run_command([*change, "--json", "--progress"], lambda line: pass_on(line, progress))
    )


def carry_out(
    change: Sequence[str],
    by: str,
    why: str,
    progress: Callable[[float, str], None] = silent,
) -> int:
    """Makes a change of the record, and builds the graph anew; the number of its entry.

    Args:
        change: as for ``planned``.
        by: who does it, for the journal.
        why: why, for the journal.
        progress: called with how much is done, from 0 to 1, and what is being done.

    Raises:
        ImportFailed: that is not allowed here, or one of the two steps failed.
    """
    _check_allowed()
    signed = ["--apply", "--by", by, "--why", why]
    told = reply(
        run_command(
            [*change, "--json", "--progress", *signed],
            lambda line: pass_on(line, lambda done, stage: progress(done / 2, stage)),
        )
    )
    if not told["applied"]:
        raise ImportFailed("; ".join(told["errors"]) or "Nothing had to be changed.")
    _build(lambda done, stage: progress(0.5 + done / 2, stage))
    return int(told["entry"])


def _build(progress: Callable[[float, str], None]) -> None:
    """Builds the graph from the tables."""
    run_command(["build", "--progress"], lambda line: pass_on(line, progress))


def look_at(
    name: str,
    content: bytes,
    progress: Callable[[float, str], None],
    choices: FileChoices = NOTHING_CHOSEN,
) -> Looked:
    """What taking in a file would do, with the marked copy of it.

    Args:
        name: the file's name, as the reader's machine has it.
        content: its bytes.
        progress: called with how much is done, from 0 to 1, and what is being done.
        choices: what the reader said of it.

    Raises:
        ImportFailed: the file was refused, or the process did not come to its end.
    """
    with as_file(name, content) as file:
        marked = file.parents[1] / "marked.xlsx"
        output = run_command(
            [
                "import", str(file), "--json", "--progress", "--most", str(_MOST),
                "--marked", str(marked), *choices.options(marked.parent),
            ],
            lambda line: pass_on(line, progress),
        )  # fmt: skip
        return Looked(reply(output), marked.read_bytes() if marked.exists() else None)


def read_text(
    name: str, content: bytes, progress: Callable[[float, str], None]
) -> Mapping[str, Any]:
    """What a text names and says, as the command ``read`` tells it.

    Args:
        name: the file's name, as the reader's machine has it.
        content: its bytes.
        progress: called with how much is done, from 0 to 1, and what is being done.

    Raises:
        ImportFailed: the text was refused, or the process did not come to its end.
    """
    with as_file(name, content) as file:
        output = run_command(
            ["read", str(file), "--format", "json", "--progress"],
            lambda line: pass_on(line, progress),
        )
    return reply(output)


def map_table(name: str, content: bytes, decided: Sequence[str] = ()) -> Mapping[str, Any]:
    """What the columns of a table may be, and the profile that was decided on.

    Args:
        name: the file's name, as the reader's machine has it.
        content: its bytes.
        decided: options of the command ``map``: what a row is about, which heading is what.

    Raises:
        ImportFailed: it is no table, or what was decided cannot be; the sentence says why.
    """
    if "--keep" in decided:
        _check_allowed()
    with as_file(name, content) as file:
        return reply(run_command(["map", str(file), "--json", *decided]))


def take_in(  # noqa: PLR0913, PLR0917 - each is one thing that the visitor says
    name: str,
    content: bytes,
    by: str = "",
    why: str = "",
    choices: FileChoices = NOTHING_CHOSEN,
    progress: Callable[[float, str], None] = silent,
) -> int:
    """Adds what a file brings to the tables, and builds the graph from them.

    Args:
        name: the file's name, as the reader's machine has it.
        content: its bytes.
        by: who brings it, for the journal.
        why: why, for the journal; needed where it corrects what is on record.
        choices: what the reader said of it.
        progress: called with how much is done, from 0 to 1, and what is being done.

    Returns:
        The number of the entry in the journal.

    Raises:
        ImportFailed: adding is not allowed here, or one of the two steps failed.
    """
    _check_allowed()
    with as_file(name, content) as file:
        signed = ["--by", by, "--why", why, *choices.options(file.parents[1])]
        output = run_command(
            ["import", str(file), "--json", "--apply", "--progress", "--most", "0", *signed],
            lambda line: pass_on(line, lambda done, stage: progress(done / 2, stage)),
        )
    told = json.loads(output)
    if not told.get("applied"):
        raise ImportFailed(told.get("refused") or told["summary"])
    _build(lambda done, stage: progress(0.5 + done / 2, stage))
    return int(told["entry"])


def _check_allowed() -> None:
    """Refuses where the server's owner lets nobody change the record from the pages.

    Raises:
        ImportFailed: it is so.
    """
    if not allowed_to_apply():
        msg = "Adding from this page is switched off."
        raise ImportFailed(msg)
