"""The import as the pages reach it: the command line in a process of its own.

So no file from outside is opened in the app's process, and the reading half stays free of the
writing half. The command limits what a file may take; here its time is limited once more, and how
many run at once.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, Final

from graph.errors import CbrnGraphError
from graph.home import HOME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = [
    "DATA",
    "SWITCH",
    "FileChoices",
    "ImportFailed",
    "Looked",
    "allowed_to_apply",
    "carry_out",
    "edit_workbook",
    "look_at",
    "map_table",
    "planned",
    "read_text",
    "silent",
    "take_in",
    "template",
]

SWITCH: Final = "CBRN_GRAPH_ALLOW_APPLY"
"""The environment variable with which the server's owner allows adding from the page."""

_ROOT: Final = HOME
DATA: Final = _ROOT / "data"
"""The folder of the tables that the build was made from; it may be absent on a server."""
_MOST: Final = 2_000
_SECONDS: Final = 660.0
_AT_ONCE: Final = threading.BoundedSemaphore(2)
_ODD: Final = re.compile(r"[^\w .()-]+")


class ImportFailed(CbrnGraphError):
    """The import could not be run to its end; the sentence says why."""


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


def silent(done: float, stage: str) -> None:
    """Tells nobody how far the work is."""


def allowed_to_apply() -> bool:
    """Whether the server's owner lets readers add to the record from the page."""
    return os.environ.get(SWITCH) == "1"


def template() -> bytes:
    """The workbook to fill in, made from the tables as they are now.

    Raises:
        ImportFailed: it could not be made.
    """
    return _run(["template", "-"], lambda line: None)


def edit_workbook(document: str) -> bytes:
    """The workbook of all that a document says, to mend and bring back.

    Args:
        document: the key of the document.

    Raises:
        ImportFailed: it could not be made.
    """
    return _run(["edit", document, "-"])


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
    return _told(_run([*change, "--json", "--progress"], lambda line: _follow(line, progress)))


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
    told = _told(
        _run(
            [*change, "--json", "--progress", *signed],
            lambda line: _follow(line, lambda done, stage: progress(done / 2, stage)),
        )
    )
    if not told["applied"]:
        raise ImportFailed("; ".join(told["errors"]) or "Nothing had to be changed.")
    _build(lambda done, stage: progress(0.5 + done / 2, stage))
    return int(told["entry"])


def _build(progress: Callable[[float, str], None]) -> None:
    """Builds the graph from the tables."""
    _run(["build", "--progress"], lambda line: _follow(line, progress))


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
    with _as_file(name, content) as file:
        marked = file.parents[1] / "marked.xlsx"
        output = _run(
            [
                "import", str(file), "--json", "--progress", "--most", str(_MOST),
                "--marked", str(marked), *choices.options(marked.parent),
            ],
            lambda line: _follow(line, progress),
        )  # fmt: skip
        return Looked(_told(output), marked.read_bytes() if marked.exists() else None)


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
    with _as_file(name, content) as file:
        output = _run(
            ["read", str(file), "--format", "json", "--progress"],
            lambda line: _follow(line, progress),
        )
    return _told(output)


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
    with _as_file(name, content) as file:
        return _told(_run(["map", str(file), "--json", *decided]))


def _follow(line: str, progress: Callable[[float, str], None]) -> None:
    """Passes on how far a command says that it is."""
    told = json.loads(line) if line.startswith("{") else {}
    if "done" in told:
        progress(told["done"], told["stage"])


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
    with _as_file(name, content) as file:
        signed = ["--by", by, "--why", why, *choices.options(file.parents[1])]
        output = _run(
            ["import", str(file), "--json", "--apply", "--progress", "--most", "0", *signed],
            lambda line: _follow(line, lambda done, stage: progress(done / 2, stage)),
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


def _told(output: bytes) -> Mapping[str, Any]:
    """What a command told as JSON.

    Raises:
        ImportFailed: it refused; the sentence is its own.
    """
    told: Mapping[str, Any] = json.loads(output)
    if "refused" in told:
        raise ImportFailed(told["refused"])
    return told


@contextmanager
def _as_file(name: str, content: bytes) -> Iterator[Path]:
    """The content as a file of its name, in a folder of its own that goes away again."""
    with tempfile.TemporaryDirectory(prefix="cbrn-graph-upload-") as folder:
        file = Path(folder, "brought", _ODD.sub("_", Path(name).name).strip(". ") or "file")
        file.parent.mkdir()
        file.write_bytes(content)
        yield file


def _run(arguments: list[str], follow: Callable[[str], None] = lambda line: None) -> bytes:
    """What a command of ours writes to standard output; exit code 1 is an answer too.

    Raises:
        ImportFailed: it cannot start, takes too long, or fails in another way.
    """
    if not _AT_ONCE.acquire(timeout=30):
        msg = "Several files are being looked at at this moment; try again shortly."
        raise ImportFailed(msg)
    try:
        with tempfile.TemporaryFile() as output:
            _wait_for(arguments, output, follow)
            output.seek(0)
            return output.read()
    finally:
        _AT_ONCE.release()


def _wait_for(arguments: list[str], output: IO[bytes], follow: Callable[[str], None]) -> None:
    """Runs a command to its end, line by line of what it says on the way."""
    process = subprocess.Popen(
        [sys.executable, "-m", "graph.cli", *arguments, "--root", str(_ROOT)],
        cwd=_ROOT,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    watch = threading.Timer(_SECONDS, _end, [process])
    watch.start()
    said = ""
    try:
        for line in process.stderr or ():
            said = line
            follow(line)
        process.wait()
    finally:
        watch.cancel()
        _end(process)
    silent = os.fstat(output.fileno()).st_size == 0
    if process.returncode not in {0, 1} or (process.returncode == 1 and silent):
        msg = f"The import did not come to its end: {said.strip() or process.returncode}"
        raise ImportFailed(msg)


def _end(process: subprocess.Popen[str]) -> None:
    """Ends a command and whatever it started, where it still runs."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
