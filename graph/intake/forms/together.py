"""Several tables that are brought together, in a folder or a ZIP: looked at as one."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING

from graph.brought_files import TABLE_ENDINGS
from graph.intake.incoming import Incoming
from graph.intake.limits import FileRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from graph.intake.limits import IntakeLimits

__all__ = ["in_folder", "in_zip", "joined"]


def in_zip(content: bytes, limits: IntakeLimits) -> Iterator[tuple[str, bytes]]:
    """The tables in a ZIP by their names; other files in it are passed over.

    Raises:
        FileRefused: it would unpack to too much, or is locked or damaged.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            listed = [part for part in parts.infolist() if _is_table(part.filename)]
            size = sum(part.file_size for part in listed)
            if len(listed) > limits.parts or size > limits.unpacked_bytes:
                msg = f"The ZIP would unpack to {size / 1e6:,.0f} MB; bring fewer tables at once."
                raise FileRefused(msg)
            for part in listed:
                if part.file_size > max(10_000_000, limits.ratio * part.compress_size):
                    msg = f"{part.filename} would grow to {part.file_size:,} bytes; not opened."
                    raise FileRefused(msg)
                yield PurePath(part.filename).name, parts.read(part)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError) as error:
        msg = f"The ZIP cannot be read ({error}); pack it again, without a password."
        raise FileRefused(msg) from error


def in_folder(folder: Path, limits: IntakeLimits) -> Iterator[tuple[str, bytes]]:
    """The tables in a folder by their names."""
    size = 0
    for path in sorted(folder.iterdir()):
        if path.is_file() and _is_table(path.name):
            size += path.stat().st_size
            limits.check_size(size)
            yield path.name, path.read_bytes()


def joined(
    name: str, files: Iterable[tuple[str, bytes]], read: Callable[[str, bytes], Incoming]
) -> Incoming:
    """Everything that the files bring, as one; their sheets are named after them.

    Raises:
        FileRefused: there is no table among them, or one cannot be read.
    """
    whole = Incoming(name=name, sheets=())
    known: set[str] = set()
    count = 0
    for file, content in files:
        one = _named(file, read(file, content), known)
        known |= {sheet.name for sheet in one.sheets}
        count += 1
        whole = replace(
            whole,
            sheets=(*whole.sheets, *one.sheets),
            findings=(*whole.findings, *one.findings),
            notes=(*whole.notes, *one.notes),
            cleaned=(*whole.cleaned, *one.cleaned),
        )
    if not count:
        msg = f"'{name}' has no tables in it; bring workbooks, CSV or RDF."
        raise FileRefused(msg)
    return whole


def _named(file: str, one: Incoming, known: set[str]) -> Incoming:
    """What a file brings; sheets of a name that another file has too say which file they are of."""
    new = {
        sheet.name: f"{file}: {sheet.name}" if sheet.name in known else sheet.name
        for sheet in one.sheets
    }
    return replace(
        one,
        sheets=tuple(replace(sheet, name=new[sheet.name]) for sheet in one.sheets),
        findings=tuple(
            replace(found, sheet=new.get(found.sheet, found.sheet)) for found in one.findings
        ),
        cleaned=tuple(replace(each, sheet=new.get(each.sheet, each.sheet)) for each in one.cleaned),
    )


def _is_table(name: str) -> bool:
    path = PurePath(name)
    return path.suffix.lower() in TABLE_ENDINGS and not path.name.startswith((".", "~"))
