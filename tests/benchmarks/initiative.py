"""An invented Initiative of any size, drawn from a seed: the same seed gives the same bytes.

It speaks the ontology of the record and has its shape: regions and countries that do not grow
beyond the world's, and with the size projects, meetings, plans, organisations and persons, each
with the documents that say what is known of it, in part the same, in part something else. How near
that comes to the record `bench_shape` measures.

Everything said of one thing is drawn together (`tests.benchmarks.chapters`), so no size needs
memory: a chapter is written as rows of tables or as triples, and forgotten. The triples are those
that a build of the tables makes; a test holds the two together.

``python -m tests.benchmarks.initiative SIZE FOLDER`` writes tables that ``cbrn-graph`` can build.
"""

from __future__ import annotations

import csv
import hashlib
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rdflib import DCTERMS, FOAF, RDF, RDFS, SKOS, Literal, URIRef

from graph.building.derive import days, derived, supertypes
from graph.building.findings import Place
from graph.building.known_names import KnownNames
from graph.building.literals import dated, labelled
from graph.building.resolve import resolve
from graph.building.statements import KnownDocument, interpret
from graph.building.tables import DOCUMENTS, EXPECTATIONS, STATEMENTS, THINGS, Row
from graph.building.terms import Terms
from graph.dates import PartialDate
from graph.vocabulary import CBRN, thing
from tests.benchmarks.chapters import Sizes, chapters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from graph.building.statements import Statement, StatementTriple
    from graph.building.tables import Columns
    from tests.benchmarks.chapters import Chapter

__all__ = ["project", "world", "write_tables", "write_triples"]

ROOT: Final = Path(__file__).parents[2]
SEED: Final = 1


def write_tables(triples: int, folder: Path, seed: int = SEED) -> None:
    """Writes the tables of an Initiative into a folder: what ``data/`` is in the project.

    Args:
        triples: about how many triples a build makes of them, those of the ontology not counted.
        folder: where to write; what is there is not looked at.
        seed: what the Initiative is drawn from.
    """
    sizes = Sizes.of(triples)
    for name in ("things", "statements"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    total = {"type": "Region", "at_least": str(sizes.regions), "why": "so many were drawn"}
    _table(folder / "expectations.csv", EXPECTATIONS, [total])
    with ExitStack() as stack:
        files: dict[str, TextIO] = {}

        def add(name: str, columns: Columns, row: dict[str, str]) -> None:
            if name not in files:
                file = (folder / name).open("w", encoding="utf-8", newline="")
                files[name] = stack.enter_context(file)
                _writer(files[name], columns).writeheader()
            _writer(files[name], columns).writerow(row)

        for chapter in chapters(sizes, seed):
            for row in chapter.documents:
                add("documents.csv", DOCUMENTS, row)
            for row in chapter.things:
                add(f"things/{row['key'].partition('/')[0]}.csv", THINGS, row)
            for document, rows in chapter.statements.items():
                path = folder / "statements" / f"{document}.csv"
                _table(path, STATEMENTS, rows, more=path.exists())


def project(triples: int, folder: Path, seed: int = SEED) -> Path:
    """Makes a whole project in a folder, tables and ontology, ready to be built; returns it."""
    write_tables(triples, folder / "data", seed)
    (folder / "ontology").symlink_to(ROOT / "ontology")
    return folder


def write_triples(triples: int, file: Path, seed: int = SEED) -> None:
    """Writes the N-Triples that a build of the tables of `write_tables` makes, in another order."""
    terms = Terms.load(ROOT / "ontology")
    with file.open("w", encoding="utf-8", newline="\n") as out:
        for triples_of_terms in (terms.graph, terms.abroad):
            out.writelines(map(_line, triples_of_terms))  # type: ignore[arg-type]
        dates: dict[str, KnownDocument] = {}
        for chapter in chapters(Sizes.of(triples), seed):
            out.writelines(map(_line, _triples(chapter, dates, terms)))
            if len(dates) > len(chapter.documents):
                # Only the documents of the first chapter are spoken from in later ones.
                for row in chapter.documents:
                    del dates[row["key"]]


def world(triples: int, seed: int = SEED) -> Path:
    """The file of N-Triples of a size, made once and kept in this machine's temporary folder."""
    made_by = hashlib.sha256()
    for path in (Path(__file__), Path(__file__).with_name("chapters.py")):
        made_by.update(path.read_bytes())
    for path in sorted((ROOT / "ontology").glob("*.ttl")):
        made_by.update(path.read_bytes())
    folder = Path(tempfile.gettempdir()) / "cbrn-graph-worlds" / made_by.hexdigest()[:12]
    file = folder / f"{triples}-{seed}.nt"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}.part")
        write_triples(triples, draft, seed)
        draft.replace(file)
    return file


def _triples(
    chapter: Chapter, dates: dict[str, KnownDocument], terms: Terms
) -> Iterator[StatementTriple]:
    """The triples of a chapter; ``dates`` is given those of its documents."""
    for row in chapter.documents:
        node = thing(f"source/{row['key']}")
        issued, read = row["issued"], row["read"]
        dates[row["key"]] = KnownDocument(PartialDate.parse(issued or read), undated=not issued)
        yield node, RDF.type, CBRN.SourceDocument
        yield node, RDFS.label, Literal(row["title"], lang="en")
        yield node, DCTERMS.publisher, Literal(row["publisher"])
        yield node, FOAF.page, URIRef(row["address"])
        yield node, DCTERMS.language, Literal(row["language"])
        if issued:
            published = node, DCTERMS.issued, dated(PartialDate.parse(issued))
            yield published
            yield from days([published], terms)
        if row["places"]:
            yield node, RDFS.comment, Literal(row["places"], lang="en")
    for row in chapter.things:
        node = thing(row["key"])
        yield from supertypes(node, terms.classes[row["type"]], terms)
        yield node, RDFS.label, Literal(row["label"], lang="en")
        for other in filter(None, (part.strip() for part in row["other_labels"].split("|"))):
            yield node, SKOS.altLabel, labelled(other)
    found = resolve(_statements(chapter, dates, terms), terms)
    yield from found.triples
    yield from derived(found.triples, terms) - found.triples
    yield from days(found.triples, terms)
    for statement in found.statements:
        yield from statement.triples()


def _statements(
    chapter: Chapter, dates: dict[str, KnownDocument], terms: Terms
) -> Iterator[Statement]:
    for document, rows in chapter.statements.items():
        for row in rows:
            told = Row(Place(""), row)
            source = thing(f"source/{document}")
            statement, findings = interpret(told, source, dates[document], _ANYTHING, terms)
            if statement is None:
                msg = f"an invented row is wrong: {findings}"
                raise AssertionError(msg)
            yield statement


class _Anything(KnownNames):
    """Whatever a row names is known: the things of other chapters were not kept."""

    def __contains__(self, iri: object) -> bool:
        return True


_ANYTHING: Final = _Anything({})


def _line(triple: StatementTriple) -> str:
    subject, term, value = triple
    told = f"<{value}>" if isinstance(value, URIRef) else value.n3()
    return f"<{subject}> <{term}> {told} .\n"


def _table(path: Path, columns: Columns, rows: list[dict[str, str]], *, more: bool = False) -> None:
    with path.open("a" if more else "w", encoding="utf-8", newline="") as file:
        writer = _writer(file, columns)
        if not more:
            writer.writeheader()
        writer.writerows(rows)


def _writer(file: TextIO, columns: Columns) -> csv.DictWriter[str]:
    names = [*columns.required, *columns.optional]
    return csv.DictWriter(file, names, restval="", lineterminator="\n")


if __name__ == "__main__":
    project(int(sys.argv[1]), Path(sys.argv[2]))
