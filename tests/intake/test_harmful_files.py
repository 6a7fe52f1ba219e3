"""Files that would do harm, are cut off, or are too large: each is refused with a sentence."""

from __future__ import annotations

import json
import struct
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from graph.building.release import build
from graph.intake.limits import FileRefused, IntakeLimits
from graph.intake.record import Record
from graph.intake.worker import look_at
from tests.intake.lines import ROW, SHEET, STATEMENT
from tests.intake.sheets import tampered, workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.intake.worker import Outcome
    from tests.intake.conftest import Listener

    Look = Callable[..., Outcome]


pytestmark = pytest.mark.usefixtures("untouched")


@cache
def bomb(name: str) -> bytes:
    """A small ZIP of which one part unpacks to 100 MB of nothing."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parts:
        if name != "xl/workbook.xml":
            parts.writestr("xl/workbook.xml", "<workbook/>")
        with parts.open(name, "w") as part:
            for _ in range(100):
                part.write(bytes(1_000_000))
    return target.getvalue()


def lying(content: bytes) -> bytes:
    """The same ZIP, its directory telling that each part unpacks to 10 bytes."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<L", changed, at + 24, 10)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def declared(xml: bytes, doctype: bytes) -> bytes:
    """The XML with a document type after its declaration."""
    start = xml.find(b"?>") + 2 if xml.startswith(b"<?xml") else 0
    return xml[:start] + doctype + xml[start:]


RDF_XML = (
    b'<?xml version="1.0"?>%s<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    b'xmlns:r="http://www.w3.org/2000/01/rdf-schema#"><rdf:Description rdf:about="http://x/">'
    b"<r:label>&%s;</r:label></rdf:Description></rdf:RDF>"
)


def book_with(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A harmless workbook of which one part was changed."""
    return tampered(workbook({"Statements": [ROW]}), part, change)


def outside(url: str) -> bytes:
    """A document type that points elsewhere."""
    return f'<!DOCTYPE x SYSTEM "{url}x.dtd" [<!ENTITY e SYSTEM "{url}e">]>'.encode()


def zipped(parts: dict[str, bytes]) -> bytes:
    """A ZIP of these parts."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as whole:
        for name, content in parts.items():
            whole.writestr(name, content)
    return target.getvalue()


# What each is: its name, its content (given an address that must not be asked), what is said.
HARMFUL: dict[str, tuple[str, Callable[[str], bytes], str]] = {
    "zip bomb": ("b.xlsx", lambda _: bomb(SHEET), "would grow from"),
    "zip bomb that lies": ("b.xlsx", lambda _: lying(bomb("xl/workbook.xml")), "not a whole Excel"),
    "entities": ("b.xlsx", lambda _: book_with(SHEET, lambda x: declared(x, ENTITIES)), "DOCTYPE"),
    "entities of the book": (
        "b.xlsx",
        lambda _: book_with("xl/workbook.xml", lambda x: declared(x, ENTITIES)),
        "DOCTYPE",
    ),
    "external entities": (
        "b.xlsx",
        lambda url: book_with(SHEET, lambda x: declared(x, outside(url))),
        "DOCTYPE",
    ),
    "entities in UTF-16": (
        "b.xlsx",
        lambda _: book_with(
            SHEET,
            lambda x: declared(x[x.find(b"?>") + 2 :], ENTITIES).decode().encode("utf-16"),
        ),
        "DOCTYPE",
    ),
    "RDF with entities": (
        "b.rdf",
        lambda _: RDF_XML % (ENTITIES.replace(b" x ", b" rdf:RDF "), b"b"),
        "DOCTYPE",
    ),
    "RDF with external entities": (
        "b.xml",
        lambda url: RDF_XML % (outside(url), b"e"),
        "DOCTYPE",
    ),
    "JSON-LD with its context elsewhere": (
        "b.jsonld",
        lambda url: json.dumps({"@context": f"{url}context", "a": "b"}).encode(),
        "takes its context from http://127.0.0.1",
    ),
    "JSON-LD that imports a context": (
        "b.json",
        lambda url: json.dumps([{"x": {"@context": {"@import": f"{url}context"}}}]).encode(),
        "takes its context from http://127.0.0.1",
    ),
    "nested JSON": ("b.json", lambda _: b"[" * 200_000, "is not whole JSON"),
    "RDF without a base": ("b.ttl", lambda _: b"<a> <b> <c> .", "cannot be read as Turtle"),
    "RDF-star": ("b.ttl", lambda _: b"<< <a:a> <a:b> <a:c> >> <a:d> 1 .", "RDF-star"),
    "another ZIP": ("b.zip", lambda _: zipped({"a.txt": b"hello"}), "has no tables in it"),
    "no XML": ("b.xlsx", lambda _: book_with(SHEET, lambda _: b"<row"), "not well-formed XML"),
}


@pytest.mark.parametrize("what", HARMFUL)
def test_harmful_file_is_refused_and_fetches_nothing(
    look: Look, listener: Listener, what: str
) -> None:
    """Bombs, entities and references to other places are refused before they can do anything."""
    name, content, sentence = HARMFUL[what]
    with pytest.raises(FileRefused) as refused:
        look(name, content(f"http://127.0.0.1:{listener.server_port}/"))
    assert sentence in str(refused.value)
    assert listener.heard == []


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_workbook_cut_in_the_middle_is_refused(look: Look, kept: float) -> None:
    """Of a workbook that was cut off nothing is taken."""
    book = workbook({"Statements": [ROW] * 50})
    with pytest.raises(FileRefused, match="cut off on its way"):
        look("book.xlsx", book[: int(len(book) * kept)])


@pytest.mark.parametrize("form", ["turtle", "json-ld", "xml", "nt"])
def test_rdf_cut_in_the_middle_is_refused(world: Path, look: Look, form: str) -> None:
    """Of RDF that was cut off nothing is taken."""
    graph = Graph().parse(data=build(world).text, format="nt")
    content = graph.serialize(format=form).encode()
    ending = {"turtle": "ttl", "json-ld": "jsonld", "xml": "rdf", "nt": "nt"}[form]
    with pytest.raises(FileRefused):
        look(f"cut.{ending}", content[: content.rindex(b":", 0, len(content) // 2)])


def test_limits_are_told(world: Path, tmp_path: Path) -> None:
    """A file with too many bytes, rows or triples is refused, with the limit in the sentence."""
    record = Record.load(world)
    table = tmp_path / "gazette-2020.csv"
    table.write_text(STATEMENT * 3)
    turtle = tmp_path / "x.ttl"
    turtle.write_text("<a:a> <a:b> 1, 2, 3 .")
    book = tmp_path / "book.xlsx"
    book.write_bytes(workbook({"Statements": [ROW] * 3}))
    with pytest.raises(FileRefused, match="is the most that is read at once; split it"):
        look_at(table, record, limits=IntakeLimits(file_bytes=100))
    for file in (table, book):
        with pytest.raises(FileRefused, match="has more than 2 rows"):
            look_at(file, record, limits=IntakeLimits(rows=2))
    with pytest.raises(FileRefused, match="has more than 2 triples"):
        look_at(turtle, record, limits=IntakeLimits(triples=2))
    with pytest.raises(FileRefused, match="would unpack to"):
        look_at(book, record, limits=IntakeLimits(unpacked_bytes=1_000))
    with pytest.raises(FileRefused, match=r"has \d+ parts"):
        look_at(book, record, limits=IntakeLimits(parts=3))
