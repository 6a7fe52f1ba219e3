"""A bundle from outside, read so that it can do no harm: what it is about, and if it fits the data.

Nothing is unpacked to disk. Sizes are checked before anything is read, names are only compared,
and only the manifest is understood; of the other files the checksums are worked out.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from graph.errors import CbrnGraphError
from graph.views.report.bundle import FORMAT, MANIFEST, VERSION
from graph.views.report.selection import NothingSelected, picked, selection_of

if TYPE_CHECKING:
    from graph.views.record.names import Names
    from graph.views.report.edition import Edition
    from graph.views.report.selection import ReportSelection

__all__ = ["MOST_BYTES", "BundleRefused", "OpenedBundle", "opened"]

MOST_BYTES: Final = 50_000_000
_MOST_UNPACKED: Final = 400_000_000
_MOST_PARTS: Final = 500
_MOST_RATIO: Final = 200
_MANIFEST_BYTES: Final = 1_000_000
_LONGEST: Final = 8_000
_PIECE: Final = 1 << 20


class BundleRefused(CbrnGraphError):
    """The file is no bundle, or one that must not be read; the sentence says why."""


@dataclass(frozen=True, slots=True)
class OpenedBundle:
    """What a bundle is about, and sentences that a reader must know before trusting it.

    ``same_data`` says that it was made from the very data that is open now.
    """

    title: str
    selection: ReportSelection
    same_data: bool
    remarks: tuple[str, ...]


def opened(content: bytes, names: Names, state: Edition) -> OpenedBundle:
    """The bundle in some bytes, set against the graph that is open.

    Raises:
        BundleRefused: the bytes are no bundle, or hold what no bundle of ours holds.
    """
    if len(content) > MOST_BYTES:
        raise BundleRefused(
            f"The file has {len(content) / 1e6:,.0f} MB; a bundle has at most "
            f"{MOST_BYTES / 1e6:,.0f} MB."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as whole:
            parts = _checked(whole)
            told = _manifest(whole, parts)
            changed = _changed(whole, parts, told)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        RuntimeError,
        ValueError,
    ) as error:
        raise BundleRefused(
            "The file cannot be read as a bundle: it is no ZIP file, or it is damaged. Download "
            "the bundle again."
        ) from error
    return _against(told, changed, names, state)


def _checked(whole: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The parts by name, once nothing about them is out of the ordinary."""
    listed = whole.infolist()
    if len(listed) > _MOST_PARTS:
        raise BundleRefused(f"The file has {len(listed):,} parts; a bundle has fewer.")
    if sum(part.file_size for part in listed) > _MOST_UNPACKED:
        raise BundleRefused("The file would unpack to more than a bundle can be; it is not read.")
    for part in listed:
        steps = part.filename.split("/")
        if part.filename.startswith("/") or {"..", "."} & {*steps} or {*":\\\0"} & {*part.filename}:
            raise BundleRefused(
                f"The file has a part with a path that leads elsewhere ('{part.filename[:80]}'); "
                "it is not read."
            )
        if part.flag_bits & 1 or part.compress_type not in {
            zipfile.ZIP_STORED,
            zipfile.ZIP_DEFLATED,
        }:
            raise BundleRefused("The file is locked or packed in a way that no bundle is.")
        if part.file_size > _PIECE and part.file_size > _MOST_RATIO * max(1, part.compress_size):
            raise BundleRefused(
                f"The part '{part.filename[:80]}' would unpack to {part.file_size / 1e6:,.0f} MB "
                "from next to nothing; the file is not read."
            )
    parts = {part.filename: part for part in listed}
    if len(parts) < len(listed):
        raise BundleRefused("The file has two parts of one name; no bundle has.")
    return parts


def _manifest(whole: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> dict[str, Any]:
    """What the bundle says about itself."""
    part = parts.get(MANIFEST)
    if part is None or part.file_size > _MANIFEST_BYTES:
        raise BundleRefused(
            f"The ZIP file is no bundle of a report: it has no {MANIFEST} that could be read."
        )
    try:
        told = json.loads(whole.read(part))
    except (ValueError, RecursionError) as error:
        raise BundleRefused(f"The {MANIFEST} in the file cannot be read as JSON.") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise BundleRefused("The ZIP file is no bundle of a report of this graph.")
    if told.get("version") != VERSION:
        raise BundleRefused(
            f"The bundle is of version {str(told.get('version'))[:20]} of its format; this app "
            f"reads version {VERSION}."
        )
    return told


def _changed(
    whole: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], told: dict[str, Any]
) -> list[str]:
    """The files that are not what they were when the bundle was made, or are missing."""
    files = told.get("files")
    if not isinstance(files, dict):
        raise BundleRefused(f"The {MANIFEST} in the file does not list its files.")
    changed = []
    for name, wanted in sorted(files.items()):
        part = parts.get(name)
        if part is None or _checksum(whole, part) != wanted:
            changed.append(name)
    return changed


def _checksum(whole: zipfile.ZipFile, part: zipfile.ZipInfo) -> str:
    digest = hashlib.sha256()
    try:
        with whole.open(part) as content:
            while piece := content.read(_PIECE):
                digest.update(piece)
    except (zipfile.BadZipFile, zlib.error):
        return ""  # damaged, so it is not what it was
    return digest.hexdigest()


def _against(
    told: dict[str, Any], changed: list[str], names: Names, state: Edition
) -> OpenedBundle:
    """The bundle as it can be shown with the graph that is open."""
    asked, data = told.get("selection"), told.get("data")
    if not isinstance(asked, dict) or not isinstance(data, dict):
        raise BundleRefused(f"The {MANIFEST} in the file does not say what the report is about.")
    about, network, title, checksum = (
        value if isinstance(value, str) and len(value) <= _LONGEST else ""
        for value in (
            asked.get("about"),
            asked.get("network"),
            told.get("title"),
            data.get("checksum"),
        )
    )
    selection, complaints = selection_of(about, network)
    unknown = [short for short in selection.things if names.find(short) is None]
    if unknown:
        kept = ",".join(short for short in selection.things if short not in unknown)
        selection, _ = selection_of(kept, network)
    try:
        picked(names, selection)
    except NothingSelected as error:
        raise BundleRefused(
            f"Nothing that the bundle is about is on record in the graph open now. {error}"
        ) from error
    remarks = list(complaints)
    same = bool(checksum) and checksum == state.checksum
    if not same:
        remarks.append(_other_data(checksum, state))
    if unknown:
        listed = ", ".join(short[:80] for short in unknown)
        remarks.append(f"Not on record in the graph open now, so left out: {listed}.")
    if changed:
        listed = ", ".join(name[:80] for name in changed[:5])
        remarks.append(f"Files in the bundle were changed after it was made: {listed}.")
    return OpenedBundle(title, selection, same, tuple(remarks))


def _other_data(checksum: str, state: Edition) -> str:
    if not checksum or not state.checksum:
        return "Whether the bundle was made from the data that is open now cannot be told."
    return (
        f"The bundle was made from other data (checksum {checksum[:12]}…) than is open now "
        f"({state.checksum[:12]}…): numbers may differ from those in the bundle."
    )
