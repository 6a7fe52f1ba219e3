"""``cbrn-graph backup`` and ``restore``: the record in one file, and back, all or nothing."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tarfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from graph.errors import CbrnGraphError
from graph.home import HOME
from graph.plurals import counted

try:
    import fcntl
except ImportError:
    CAN_LOCK = False  # on Windows, where two programs at once are not kept apart
else:
    CAN_LOCK = True

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BackupRefused", "back_up", "backup_command", "restore", "restore_command"]

_LIST: Final = "backup.json"
_FOLDERS: Final = ("data", "ontology")

_ROOT = click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    default=HOME,
    help="The folder that holds data/ and ontology/ (default: that of this installation).",
)


class BackupRefused(CbrnGraphError):
    """A backup that cannot be made or restored; nothing was changed."""


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_ROOT
def backup_command(file: Path, root: Path) -> None:
    """Write the record into FILE (.tar.gz): tables, ontology, build, reviews, marks, journal.

    While it is read, nobody writes to it, so it is of one moment. Secrets are not in it.
    """
    try:
        files = back_up(root, file)
    except (BackupRefused, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Wrote {file}: {counted(files, 'file')}, {file.stat().st_size / 1e6:,.1f} MB.")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_ROOT
def restore_command(file: Path, root: Path) -> None:
    """Put the record of a backup in the place of the one that is there.

    Every file is compared with the list in the backup first. What was there is kept beside it, in
    folders whose names end in the day and the time. A server that runs answers from the restored
    build by itself.
    """
    try:
        kept = restore(file, root)
    except (BackupRefused, OSError) as error:
        raise click.ClickException(str(error)) from error
    told = f" What was there is in {', '.join(path.name for path in kept)}." if kept else ""
    click.echo(f"Restored {root}.{told}")


def back_up(root: Path, file: Path) -> int:
    """Write a record into a file; return how many files it has.

    Raises:
        BackupRefused: there is no record.
    """
    if not (root / "data").is_dir():
        raise BackupRefused(f"There is no record in {root.resolve()}; name its folder with --root.")
    draft = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        with _nobody_writes(root / "data"), tarfile.open(draft, "w:gz") as archive:
            digests = {}
            for path in _files(root):
                name, content = path.relative_to(root).as_posix(), path.read_bytes()
                digests[name] = hashlib.sha256(content).hexdigest()
                _add(archive, name, content, path.stat().st_mtime)
            _add(archive, _LIST, json.dumps(digests, indent=1).encode(), time.time())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    return len(digests)


def restore(file: Path, root: Path) -> list[Path]:
    """Put the record of a backup into a folder; return where what was there is kept.

    Raises:
        BackupRefused: it is no backup, or a file in it is not the one that was backed up.
    """
    root.mkdir(parents=True, exist_ok=True)
    new = root / f".restoring-{os.getpid()}"
    try:
        _unpack(file, new)
        _check(new)
        kept = []
        stamp = time.strftime("%Y%m%d-%H%M%S")
        with _nobody_writes(root / "data"):
            for name in _FOLDERS:
                if (root / name).exists():
                    kept.append((root / name).rename(root / f"{name}.before-{stamp}"))
                (new / name).rename(root / name)
        return kept
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _unpack(file: Path, new: Path) -> None:
    try:
        with tarfile.open(file, "r:gz") as archive:
            archive.extractall(new, filter="data")
    except (tarfile.TarError, EOFError, OSError) as error:
        message = f"{file} is no whole backup: {str(error).rstrip('.')}. Nothing was changed."
        raise BackupRefused(message) from error


def _check(new: Path) -> None:
    try:
        digests = json.loads((new / _LIST).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BackupRefused("The file has no list of a backup. Nothing was changed.") from error
    there = {path.relative_to(new).as_posix() for path in _files(new)}
    for name in sorted(there ^ digests.keys()):
        raise BackupRefused(f"The backup and its list differ in {name}. Nothing was changed.")
    for name, digest in digests.items():
        if hashlib.sha256((new / name).read_bytes()).hexdigest() != digest:
            raise BackupRefused(f"{name} is not what was backed up. Nothing was changed.")


def _files(root: Path) -> Iterator[Path]:
    for folder in _FOLDERS:
        yield from sorted(path for path in (root / folder).rglob("*") if path.is_file())


def _add(archive: tarfile.TarFile, name: str, content: bytes, changed: float) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime = len(content), int(changed)
    archive.addfile(entry, io.BytesIO(content))


@contextmanager
def _nobody_writes(folder: Path) -> Iterator[None]:
    """Keep other programs from writing to a folder; whoever writes the tables holds this too."""
    if not CAN_LOCK or not folder.is_dir():
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system that knows no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
