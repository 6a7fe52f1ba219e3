"""What the tables say, before it is checked: read, resolved, and each piece with its row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rdflib import DCTERMS, Graph, Literal, URIRef

from graph.building.derive import days, derived
from graph.building.documents import documents
from graph.building.findings import Finding, Place, Severity
from graph.building.known_names import KnownNames
from graph.building.names import chosen_names
from graph.building.origins import Origins
from graph.building.replaced import replaced
from graph.building.replacing import reading
from graph.building.resolve import resolve, undecided
from graph.building.reviews import proposal_triples, reviewed
from graph.building.statements import KnownDocument, Statement, interpret
from graph.building.tables import (
    EXPECTATIONS,
    NAMES,
    STATEMENTS,
    Row,
)
from graph.building.terms import Terms
from graph.building.things import things
from graph.building.workshop import Workshop
from graph.vocabulary import CBRN, thing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from graph.building.statements import StatementTriple

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
    shop = Workshop(root=root, terms=terms or Terms.load(root / "ontology"))
    shop.graph += shop.terms.graph
    shop.known |= dict.fromkeys(shop.terms.topics, Place("ontology/topics.ttl"))
    progress("reading the register of documents and the tables of things")
    with reading(data):
        registered = documents(shop, data)
        things(shop, data)
        statements = _statements(shop, data, registered, progress, objection)
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
    names, findings = chosen_names(rows, shop.graph, resolution.statements, registered)
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
        documents=registered,
        expectations=tuple(expectations),
        findings=tuple(shop.findings),
    )


def _statements(
    shop: Workshop,
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


def _reviews(shop: Workshop, data: Path, statements: list[Statement]) -> None:
    """Adds the proposals that were taken up; open ones are only looked at."""
    taken, findings = reviewed(data, statements)
    shop.findings += findings
    for place, proposal in taken:
        for triple in proposal_triples(proposal):
            shop.graph.add(triple)
            shop.origins.nodes.setdefault(triple[0], place)


def _replaced(shop: Workshop, data: Path, statements: list[Statement]) -> None:
    """Adds where old addresses lead."""
    live = {*shop.known, *(one.iri for one in statements)}
    leads, findings = replaced(data, shop.root, live)
    shop.findings += findings
    for old, (new, place) in leads.items():
        shop.graph.add((old, DCTERMS.isReplacedBy, new))
        shop.origins.nodes.setdefault(old, place)
