"""Several files replaced at once: all of them or none, also when the program is killed.

The new files are first written beside the old ones, into a folder that no table is read from.
Renaming that folder to ``.pending`` is the one step that decides: before it nothing has happened,
after it everything will, because whoever reads or writes the tables next finishes the work first.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from graph.errors import DataError

try:
    import fcntl
except ImportError:  # not on Windows, where two programs at once are not kept apart
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

__all__ = ["reading", "replace_all"]

_PENDING: Final = ".pending"
_LIST: Final = "list.json"
_PATIENCE: Final = 20.0


def replace_all(
    folder: Path,
    contents: Mapping[str, bytes | None],
    agreed: Callable[[], None] = lambda: None,
) -> None:
    """Writes and takes away files below a folder, by their path there: all of them or none.

    Args:
        folder: the folder, on one file system.
        contents: the new bytes of each file, None for one that is to go; folders are made where
            they are missing.
        agreed: called when nobody else can write any more, and may still refuse by raising.

    Raises:
        DataError: another program has been using the folder for too long.
    """
    with _locked(folder, alone=True):
        _finish(folder)
        agreed()
        draft = folder / f".draft-{os.getpid()}"
        for stale in folder.glob(".draft-*"):  # left by a program that was killed before it decided
            shutil.rmtree(stale)
        draft.mkdir()
        for number, content in enumerate(contents.values()):
            if content is not None:
                _write(draft / str(number), content)
        listed = [(name, content is not None) for name, content in contents.items()]
        _write(draft / _LIST, json.dumps(listed).encode())
        _settle(draft)
        draft.rename(folder / _PENDING)
        _settle(folder)
        _finish(folder)


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """While it lasts, the files below the folder are whole and nobody replaces them.

    What a killed program had decided to write is written first.
    """
    if (folder / _PENDING).exists():
        with _locked(folder, alone=True):
            _finish(folder)
    with _locked(folder, alone=False):
        yield


def _finish(folder: Path) -> None:
    """Moves what is pending to its place; doing it again after a kill changes nothing."""
    pending = folder / _PENDING
    if not pending.exists():
        return
    listed = pending / _LIST
    if listed.exists():
        for number, (name, stays) in enumerate(json.loads(listed.read_text("utf-8"))):
            waiting, target = pending / str(number), folder / name
            if not stays:
                target.unlink(missing_ok=True)
            elif waiting.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                waiting.replace(target)
                _settle(target.parent)
        listed.unlink()
    pending.rmdir()
    _settle(folder)


def _write(path: Path, content: bytes) -> None:
    """Writes a file and waits until the disk has it."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Waits until the disk has what happened in a folder, where the system can."""
    if fcntl is None:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _locked(folder: Path, *, alone: bool) -> Iterator[None]:
    """Keeps writers away, and readers too where ``alone``; a kill sets the lock free."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _wait_for(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int, lock: int) -> None:
    """Takes a lock as soon as nobody else holds one against it.

    Raises:
        DataError: somebody still does after a while.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(handle, lock | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                msg = "Another program is using the tables; try again when it is done."
                raise DataError(msg) from None
            time.sleep(0.05)
        else:
            return
