"""XML and ZIP files of strangers, opened so that they can do no harm."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from graph.intake.limits import FileRefused

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable

    from graph.intake.limits import IntakeLimits

__all__ = ["check_parts", "parse_xml"]


def parse_xml(read: Callable[[expat.XMLParserType], None], called: str) -> None:
    """Lets ``read`` run a parser that refuses document types, so no entity is ever declared.

    Raises:
        FileRefused: the XML declares a document type, or is not well-formed.
    """

    def refuse(*_: object) -> None:
        msg = (
            f"{called} declares a document type (DOCTYPE), through which XML can pull in other "
            "files or grow without end; save it again without one."
        )
        raise FileRefused(msg)

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        read(parser)
    except expat.ExpatError as error:
        msg = f"{called} is not well-formed XML ({error}); it may have been cut off on its way."
        raise FileRefused(msg) from error


def check_parts(
    parts: zipfile.ZipFile, limits: IntakeLimits, main: str = "xl/workbook.xml"
) -> None:
    """Refuses a ZIP that would unpack to too much, by the sizes that its directory tells.

    Raises:
        FileRefused: it would, or it is locked, or lacks its main part (that of a workbook).
    """
    listed = parts.infolist()
    if len(listed) > limits.parts:
        msg = f"The file has {len(listed):,} parts; more than {limits.parts:,} is not read."
        raise FileRefused(msg)
    for part in listed:
        if part.flag_bits & 1:
            msg = "The file is locked with a password; save it without one."
            raise FileRefused(msg)
        if part.file_size > max(10_000_000, limits.ratio * part.compress_size):
            msg = (
                f"The part {part.filename} would grow from {part.compress_size:,} to "
                f"{part.file_size:,} bytes when unpacked; such a file is not opened."
            )
            raise FileRefused(msg)
    size = sum(part.file_size for part in listed)
    if size > limits.unpacked_bytes:
        msg = (
            f"The file would unpack to {size / 1e6:,.0f} MB and "
            f"{limits.unpacked_bytes / 1e6:,.0f} MB is the most that is opened; split it."
        )
        raise FileRefused(msg)
    if main not in parts.namelist():
        msg = (
            "The file is a ZIP but no Excel workbook (.xlsx); "
            "save the sheets as .xlsx, or each as CSV UTF-8."
        )
        raise FileRefused(msg)
