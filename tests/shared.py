"""What the processes of one run of the tests share: the first that needs it makes it.

Where a system has no locks of this kind, each process has all for itself.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

__all__ = ["common_folder", "made_once", "started_once"]


def common_folder(own: Path) -> Path:
    """The folder for what the processes share, which lies around the own one of each."""
    if fcntl is None:
        return own
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def made_once(folder: Path, make: Callable[[Path], object]) -> Path:
    """A folder that was filled by the process that asked for it first, for all to read."""
    with _locked(folder.with_suffix(".lock")):
        if not folder.exists():
            made = Path(mkdtemp(dir=folder.parent))
            make(made)
            made.rename(folder)
    return folder


@contextmanager
def started_once(file: Path, start: Callable[[], AbstractContextManager[str]]) -> Iterator[str]:
    """The address of a server, which stands in a file while the server runs.

    The process that asked for it first has started it, and ends it when nobody needs it any more.
    """
    with ExitStack() as server, _locked(file.with_suffix(".use"), alone=False) as wait_for_others:
        with _locked(file.with_suffix(".lock")):
            if starts := not file.exists():
                file.write_text(server.enter_context(start()))
            address = file.read_text()
        yield address
        if starts:
            wait_for_others()
            file.unlink()
            server.close()


@contextmanager
def _locked(file: Path, *, alone: bool = True) -> Iterator[Callable[[], None]]:
    """Holds a lock against the other processes, or with them; what it gives makes it the former."""
    if fcntl is None:
        yield lambda: None
        return
    handle = os.open(file, os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield lambda: fcntl.flock(handle, fcntl.LOCK_EX)
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)
        os.close(handle)
