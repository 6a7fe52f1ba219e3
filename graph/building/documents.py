"""The register of documents: when each speaks, and what the graph says of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pyoxigraph
from rdflib import DCTERMS, FOAF, RDF, RDFS, Literal, URIRef

from graph.building.literals import dated
from graph.building.passages import copy_faults
from graph.building.statements import KnownDocument
from graph.building.tables import DOCUMENTS
from graph.dates import PartialDate
from graph.vocabulary import CBRN, thing

if TYPE_CHECKING:
    from pathlib import Path

    from graph.building.findings import Finding
    from graph.building.tables import Row
    from graph.building.workshop import Workshop

__all__ = ["documents"]


def documents(shop: Workshop, data: Path) -> dict[str, KnownDocument]:
    """The day each document of the register is dated or was read, by the document's key."""
    dates: dict[str, KnownDocument] = {}
    for row in shop.table(data / "documents.csv", DOCUMENTS):
        try:
            node = thing(f"source/{row['key']}")
        except ValueError as error:
            shop.findings.append(row.error("key", str(error)))
            continue
        date = _date_of(row, shop.findings)
        if date is None or not shop.register(node, row):
            continue
        if not _is_web_address(row["address"]):
            sentence = f"'{row['address']}' is not a web address; write it as https://…"
            shop.findings.append(row.error("address", sentence))
            continue
        if "@" in urlsplit(row["address"]).netloc:
            sentence = "the address holds a user's name or password; write it without them"
            shop.findings.append(row.error("address", sentence))
            continue
        dates[row["key"]] = replace(date, page=row["address"])
        shop.graph.add((node, RDF.type, CBRN.SourceDocument))
        shop.graph.add((node, RDFS.label, Literal(row["title"], lang="en")))
        shop.graph.add((node, DCTERMS.publisher, Literal(row["publisher"])))
        if not date.undated:
            shop.graph.add((node, DCTERMS.issued, dated(date.day)))
        shop.graph.add((node, FOAF.page, URIRef(row["address"])))
        if row["language"]:
            shop.graph.add((node, DCTERMS.language, Literal(row["language"])))
        if row["retracted"]:
            shop.retracted.add(node)
            shop.graph.add((node, CBRN.retracted, Literal(row["retracted"])))
        if row["copy"] or row["copy_on"]:
            wrong = copy_faults(row)
            shop.findings += wrong
            if not wrong:
                shop.graph.add((node, CBRN.copyHash, Literal(row["copy"])))
                shop.graph.add((node, CBRN.copyKeptOn, dated(PartialDate.parse(row["copy_on"]))))
        if row["places"]:
            shop.graph.add((node, RDFS.comment, Literal(row["places"], lang="en")))
    return dates


def _is_web_address(text: str) -> bool:
    """Whether it is an address of the web that every engine reads (RFC 3987)."""
    try:
        pyoxigraph.NamedNode(text)
    except ValueError:
        return False
    return re.match("https?://.", text) is not None


def _date_of(row: Row, findings: list[Finding]) -> KnownDocument | None:
    """When a document is dated, else when it was read, or nothing and why it has neither."""
    found: dict[str, PartialDate] = {}
    for column in ("issued", "read"):
        try:
            if row[column]:
                found[column] = PartialDate.parse(row[column])
        except ValueError as error:
            findings.append(row.error(column, str(error)))
            return None
    if "issued" in found:
        return KnownDocument(found["issued"])
    if "read" in found:
        return KnownDocument(found["read"], undated=True)
    sentence = (
        "fill in the document's date, or leave it empty and say under 'read' when it was read"
    )
    findings.append(row.error("issued", sentence))
    return None
