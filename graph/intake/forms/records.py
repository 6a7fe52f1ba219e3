"""Files of others as records: XML, JSON, a calendar or a table, each a tree that paths lead into.

A path is names between strokes, as in ``activity-date[@type=2]/@iso-date``: attributes of XML begin
with ``@``, and what stands in brackets must hold of the element or the object.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from graph.intake.cells import grids
from graph.intake.forms.open_document import is_open_document, open_document_grids
from graph.intake.harmless import parse_xml
from graph.intake.limits import DEFAULT_LIMITS, FileRefused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.parsers import expat

__all__ = ["Tree", "from_calendar", "from_json", "from_table", "from_xml", "values"]

Tree: TypeAlias = dict[str, Any]
"""A record: texts, trees and lists of both by name; the text of an XML element is under ``#``."""

_STEP: Final = re.compile(r"(?P<name>[^\[\]]+)(?:\[(?P<field>[^=\]]+)=(?P<value>[^\]]*)\])?")
_DEEPEST: Final = 100
_CALENDAR_DAY: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(T\d{6}Z?)?")
_ESCAPES: Final = {"n": "\n", "N": "\n", ",": ",", ";": ";", "\\": "\\"}


def values(tree: object, path: str) -> list[str]:
    """The texts that a path leads to, in the order of the file."""
    if isinstance(tree, dict) and path in tree:  # a heading may hold the signs of paths
        return _texts(_items(tree, path))
    found: list[object] = [tree]
    for step in path.split("/"):
        form = _STEP.fullmatch(step)
        if form is None:
            return []
        found = [
            item
            for one in found
            for item in _items(one, form["name"])
            if form["field"] is None or form["value"] in _texts(_items(item, form["field"]))
        ]
    return _texts(found)


def from_xml(content: bytes, row: str) -> list[Tree]:
    """The elements of a name as trees, without their namespaces.

    Raises:
        FileRefused: it is no XML, or declares a document type.
    """
    found: list[Tree] = []
    open_: list[Tree] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if not open_ and name != row:
            return
        if len(open_) > _DEEPEST:
            msg = "The XML is nested too deeply to be read."
            raise FileRefused(msg)
        node: Tree = {f"@{key.rpartition('}')[2]}": value for key, value in attributes.items()}
        node["#"] = ""
        if open_:
            open_[-1].setdefault(name, []).append(node)
        else:
            found.append(node)
        open_.append(node)

    def end(_: str) -> None:
        if open_:
            open_.pop()

    def text(data: str) -> None:
        if open_:
            open_[-1]["#"] += data

    def read(parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        parser.Parse(content, True)

    parse_xml(read, "The file")
    return found


def from_json(content: bytes, row: str) -> list[Tree]:
    """The objects of a JSON file: those under a path, or all of a list.

    Raises:
        FileRefused: it is not whole JSON.
    """
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        msg = f"The file is not whole JSON ({error})."
        raise FileRefused(msg) from error
    found: list[object] = [told]
    for name in filter(None, row.split("/")):
        found = [item for one in found for item in _items(one, name)]
    flat = [each for one in found for each in (one if isinstance(one, list) else [one])]
    return [one for one in flat if isinstance(one, dict)]


def from_table(content: bytes) -> list[Tree]:
    """The rows of a CSV table, or of the first sheet of a workbook with any, by their headings.

    Raises:
        FileRefused: it is no text in UTF-8, or no whole workbook.
    """
    if content.startswith(b"PK"):
        return _from_workbook(content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        msg = "The table is not UTF-8; save it as 'CSV UTF-8' and try again."
        raise FileRefused(msg) from error
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        return [{key: value for key, value in row.items() if key and value} for row in rows]
    except csv.Error as error:
        msg = f"The table is not whole CSV ({error})."
        raise FileRefused(msg) from error


def _from_workbook(content: bytes) -> list[Tree]:
    """The rows of the first sheet that has some, by the first row with two texts or more."""
    pages = (
        open_document_grids(content, DEFAULT_LIMITS)
        if is_open_document(content)
        else grids(content, DEFAULT_LIMITS)
    )
    for page in pages:
        at = next((n for n, (_, cells) in enumerate(page.rows) if len(cells) > 1), None)
        if at is None or at + 1 == len(page.rows):
            continue
        headings = page.rows[at][1]
        return [
            {headings[place].strip(): text for place, text in cells.items() if place in headings}
            for _, cells in page.rows[at + 1 :]
        ]
    return []


def from_calendar(content: bytes) -> list[Tree]:
    """The events of an iCalendar file (RFC 5545), days as the tables write them.

    Of organisers and attendees only the name (CN) is read, never the address.
    """
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    lines = re.sub(r"\n[ \t]", "", text).split("\n")
    events: list[Tree] = []
    event: Tree | None = None
    for line in lines:
        head, parted, value = line.partition(":")
        name, *options = head.split(";")
        if line.strip() == "BEGIN:VEVENT":
            event = {}
        elif line.strip() == "END:VEVENT" and event is not None:
            events.append(event)
            event = None
        elif event is not None and parted:
            event.setdefault(name.upper(), []).append(_told(name.upper(), options, value))
    return events


def _told(name: str, options: list[str], value: str) -> str:
    """The value of a line of a calendar."""
    if name in {"ATTENDEE", "ORGANIZER"}:
        called = next((one for one in options if one.upper().startswith("CN=")), "CN=")
        return called[3:].strip('"')
    plain = re.sub(r"\\([nN,;\\])", lambda one: _ESCAPES[one[1]], value).strip()
    day = _CALENDAR_DAY.fullmatch(plain)
    return "-".join(day.groups()[:3]) if day and name.startswith("DT") else plain


def _items(one: object, name: str) -> Iterator[object]:
    """What stands under a name, each of a list."""
    if isinstance(one, dict) and name in one:
        found = one[name]
        yield from found if isinstance(found, list) else [found]


def _texts(found: list[object] | Iterator[object]) -> list[str]:
    told = []
    for one in found:
        text = one.get("#", "") if isinstance(one, dict) else one
        if isinstance(text, bool) or text is None or isinstance(text, list | dict):
            continue
        if str(text).strip():
            told.append(" ".join(str(text).split()))
    return told
