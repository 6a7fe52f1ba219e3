"""What the tables say, before it is checked: read, resolved, and each piece with its row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pyoxigraph
from rdflib import DCTERMS, FOAF, RDF, RDFS, SKOS, Graph, Literal, URIRef

from graph.building.derive import days, derived, supertypes
from graph.building.findings import Finding, Place, Severity
from graph.building.known_names import KnownNames
from graph.building.literals import dated, labelled
from graph.building.names import chosen_names
from graph.building.origins import Origins
from graph.building.passages import copy_faults
from graph.building.replaced import replaced
from graph.building.replacing import reading
from graph.building.resolve import resolve, undecided
from graph.building.reviews import proposal_triples, reviewed
from graph.building.statements import KnownDocument, Statement, interpret
from graph.building.tables import (
    DOCUMENTS,
    EXPECTATIONS,
    NAMES,
    STATEMENTS,
    THINGS,
    Row,
    read_table,
)
from graph.building.terms import KINDS, Terms
from graph.building.topics import astray, circular, topic_triples
from graph.dates import PartialDate
from graph.vocabulary import CBRN, thing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from graph.building.statements import StatementTriple
    from graph.building.tables import Columns

__all__ = ["Draft", "drafted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the tables say, before the checks, and the row that each piece of it came from.

    ``whole`` is false where a table could not be read, so that what it holds seems to be missing.
    ``graph`` holds the terms, the documents, the things with their names, and the plain triples;
    ``statements`` are resolved, and their own nodes are not in the graph yet.
    """

    root: Path
    terms: Terms
    graph: Graph
    statements: tuple[Statement, ...]
    asserted: frozenset[StatementTriple]
    origins: Origins
    known: Mapping[URIRef, Place]
    whole: bool
    documents: Mapping[str, KnownDocument]
    expectations: tuple[Row, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True, kw_only=True)
class _Workshop:
    """What the stages pass on while one release is made."""

    root: Path
    terms: Terms
    # One graph and no named ones: the store that keeps none takes half of the time.
    graph: Graph = field(default_factory=lambda: Graph(store="SimpleMemory"))
    origins: Origins = field(default_factory=Origins)
    findings: list[Finding] = field(default_factory=list)
    known: dict[URIRef, Place] = field(default_factory=dict)
    whole: bool = True
    retracted: set[URIRef] = field(default_factory=set)

    def table(self, path: Path, columns: Columns) -> list[Row]:
        if not path.exists():
            sentence = "this table is missing"
            place = Place(path.relative_to(self.root).as_posix())
            self.findings.append(Finding(Severity.ERROR, place, "", sentence))
            self.whole = False
            return []
        rows, findings = read_table(path, self.root, columns)
        self.findings += findings
        if any(found.place.row == 0 for found in findings):
            self.whole = False
        return rows

    def register(self, iri: URIRef, row: Row) -> bool:
        """Whether the key is new; a key that is there already is a finding that says where."""
        if iri in self.known:
            first = self.known[iri]
            where = f"{first.file}, row {first.row}" if first.row else first.file
            self.findings.append(row.error("key", f"'{row['key']}' is already in {where}"))
            return False
        self.known[iri] = row.place
        self.origins.nodes[iri] = row.place
        return True


def drafted(
    root: Path,
    progress: Callable[[str], None] = lambda stage: None,
    terms: Terms | None = None,
    objection: Callable[[Graph, Statement], str] = lambda graph, statement: "",
) -> Draft:
    """What the tables below ``root`` say, resolved, with what is wrong with single rows.

    Args:
        root: the folder that holds ``data`` and, where the terms are not given, ``ontology``.
        progress: called with a sentence as each stage begins.
        terms: the terms of the ontology, where they were read already.
        objection: why a statement is not to enter, "" for one that may; a finding of its property.
    """
    data = root / "data"
    shop = _Workshop(root=root, terms=terms or Terms.load(root / "ontology"))
    shop.graph += shop.terms.graph
    shop.known |= dict.fromkeys(shop.terms.topics, Place("ontology/topics.ttl"))
    progress("reading the register of documents and the tables of things")
    with reading(data):
        documents = _documents(shop, data)
        _things(shop, data)
        statements = _statements(shop, data, documents, progress, objection)
        expectations = shop.table(data / "expectations.csv", EXPECTATIONS)
        _reviews(shop, data, statements)
        _replaced(shop, data, statements)
    progress(f"resolving {len(statements):,} statements")
    # What a retracted document says is kept, and asserts nothing.
    counted = [
        replace(one, review=CBRN.Withdrawn) if one.document in shop.retracted else one
        for one in statements
    ]
    shop.findings += [
        Finding(
            Severity.WARNING,
            other.place,
            "object",
            f"the document says '{other.object}' here and '{one.object}' in row {one.place.row}, "
            "of what has one value: review one of the two",
        )
        for one, other in undecided(counted, shop.terms)
    ]
    resolution = resolve(counted, shop.terms)
    for triple in (*resolution.triples, *derived(resolution.triples, shop.terms)):
        shop.graph.add(triple)
    published = [
        (document, DCTERMS.issued, date)
        for document, date in shop.graph.subject_objects(DCTERMS.issued)
        if isinstance(document, URIRef) and isinstance(date, Literal)
    ]
    for triple in days([*resolution.triples, *published], shop.terms):
        shop.graph.add(triple)
    for statement in resolution.statements:
        shop.origins.note(statement)
    rows = {path.stem: shop.table(path, NAMES) for path in sorted((data / "names").glob("*.csv"))}
    names, findings = chosen_names(rows, shop.graph, resolution.statements, documents)
    shop.findings += findings
    for triple in names:
        shop.graph.add(triple)
    return Draft(
        root=root,
        terms=shop.terms,
        graph=shop.graph,
        statements=resolution.statements,
        asserted=resolution.triples,
        origins=shop.origins,
        known=shop.known,
        whole=shop.whole,
        documents=documents,
        expectations=tuple(expectations),
        findings=tuple(shop.findings),
    )


def _documents(shop: _Workshop, data: Path) -> dict[str, KnownDocument]:
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


def _things(shop: _Workshop, data: Path) -> None:
    """Adds what each table of things names: types and labels, and of topics their place."""
    broader: dict[URIRef, tuple[URIRef, Row]] = {}
    for path in sorted((data / "things").glob("*.csv")):
        for row in shop.table(path, THINGS):
            try:
                node = thing(row["key"])
            except ValueError as error:
                shop.findings.append(row.error("key", str(error)))
                continue
            kind = shop.terms.classes.get(row["type"])
            promised = KINDS.get(row["key"].partition("/")[0])
            if kind is None or promised is None:
                column = "key" if kind else "type"
                known = KINDS if kind else shop.terms.classes
                sentence = f"'{row[column]}' is not known; use one of {', '.join(known)}"
                shop.findings.append(row.error(column, sentence))
                continue
            types = supertypes(node, kind, shop.terms)
            if (node, RDF.type, promised) not in types:
                sentence = f"'{row['type']}' does not fit the key '{row['key']}'"
                shop.findings.append(row.error("type", sentence))
                continue
            wrong = list(astray(row))
            shop.findings += wrong
            if not shop.register(node, row):
                continue
            for triple in types:
                shop.graph.add(triple)
            shop.graph.add((node, RDFS.label, Literal(row["label"], lang="en")))
            if row["type"] == "Topic" and not wrong:
                for triple in topic_triples(node, row):
                    shop.graph.add(triple)
                if row["broader"]:
                    broader[node] = thing(row["broader"]), row
            for other in filter(None, (part.strip() for part in row["other_labels"].split("|"))):
                shop.graph.add((node, SKOS.altLabel, labelled(other)))
    shop.findings += circular(broader)


def _statements(
    shop: _Workshop,
    data: Path,
    documents: dict[str, KnownDocument],
    progress: Callable[[str], None],
    objection: Callable[[Graph, Statement], str],
) -> list[Statement]:
    """The statements of every document's table."""
    statements: dict[URIRef, Statement] = {}
    known = KnownNames(shop.known)
    paths = sorted((data / "statements").glob("*.csv"))
    for number, path in enumerate(paths, start=1):
        progress(f"reading the statements of document {number:,} of {len(paths):,}")
        if path.stem not in documents:
            if not shop.whole:  # the table that could not be read is the cause, and is told
                continue
            sentence = f"no document '{path.stem}' is in data/documents.csv; register it first"
            place = Place(path.relative_to(shop.root).as_posix())
            shop.findings.append(Finding(Severity.ERROR, place, "", sentence))
            continue
        document = thing(f"source/{path.stem}")
        for row in shop.table(path, STATEMENTS):
            statement, findings = interpret(row, document, documents[path.stem], known, shop.terms)
            shop.findings += (one for one in findings if shop.whole or not _of_a_name(one))
            if statement is None or not all(row[column] for column in STATEMENTS.required):
                continue  # an empty cell is told already
            refused = objection(shop.graph, statement)
            if refused:
                shop.findings.append(row.error("property", refused))
                continue
            if statement.iri in statements:
                first = statements[statement.iri].place
                shop.findings.append(row.error("", f"the row says the same as row {first.row}"))
                continue
            statements[statement.iri] = statement
    return list(statements.values())


def _of_a_name(found: Finding) -> bool:
    """Whether a finding may come from a thing that stands in a table that could not be read."""
    return found.column in {"subject", "object"}


def _reviews(shop: _Workshop, data: Path, statements: list[Statement]) -> None:
    """Adds the proposals that were taken up; open ones are only looked at."""
    taken, findings = reviewed(data, statements)
    shop.findings += findings
    for place, proposal in taken:
        for triple in proposal_triples(proposal):
            shop.graph.add(triple)
            shop.origins.nodes.setdefault(triple[0], place)


def _replaced(shop: _Workshop, data: Path, statements: list[Statement]) -> None:
    """Adds where old addresses lead."""
    live = {*shop.known, *(one.iri for one in statements)}
    leads, findings = replaced(data, shop.root, live)
    shop.findings += findings
    for old, (new, place) in leads.items():
        shop.graph.add((old, DCTERMS.isReplacedBy, new))
        shop.origins.nodes.setdefault(old, place)
