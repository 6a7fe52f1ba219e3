"""RDF as people bring it: the graph's own vocabulary, turned into the rows it would be in a table.

Nothing is fetched: the parsers resolve no address, a JSON-LD context elsewhere is refused, and so
is a document type in XML. What does not fit (a plain triple that no statement supports, a property
that the ontology does not know) is a finding, never left out in silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.intake.alignments import Alignments
from graph.intake.corrections import NO_ANSWERS
from graph.intake.incoming import Incoming
from graph.intake.limits import FileRefused
from graph.intake.rdf_cells import (
    types_of,
)
from graph.intake.rdf_of_others import rdf_of_others
from graph.intake.rdf_rows import RdfRows
from graph.intake.triples import triples
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from pyoxigraph import RdfFormat

    from graph.intake.corrections import Answers
    from graph.intake.limits import IntakeLimits
    from graph.intake.record import Record
    from graph.intake.triples import Triples

__all__ = ["read_rdf"]


def read_rdf(  # noqa: PLR0913, PLR0917 - a file, the record, and what was said of the file
    name: str,
    content: bytes,
    form: RdfFormat,
    record: Record,
    limits: IntakeLimits,
    answers: Answers = NO_ANSWERS,
) -> Incoming:
    """What an RDF file brings, as the tables Documents, Things and Statements.

    Args:
        name: the file's name.
        content: its bytes.
        form: the format it is in.
        record: the terms, and the documents that are known already.
        limits: how many triples are read.
        answers: of a file in other vocabularies, which document on record it is.

    Raises:
        FileRefused: it is not RDF in that format, or points to something elsewhere.
    """
    read = triples(name, content, form, limits)
    if not _is_ours(read):
        near = Alignments(record.root / "ontology", record.terms)
        found = rdf_of_others(name, read, record, near, answers)
        if found is not None:
            return found
    if read.unknown and not read.nodes:
        named = ", ".join(read.unknown[:5])
        msg = (
            f"'{name}' is JSON without a context (@context) that says what its keys mean "
            f"({named}). Write the context of ontology/context.jsonld into it, or fill in the "
            "workbook."
        )
        raise FileRefused(msg)
    incoming = RdfRows(record, name).read(read)
    if not incoming.sheets and not incoming.findings and not _empty(read):
        msg = (
            f"'{name}' is {form.name}, but nothing in it is said in the terms of the ontology. "
            "Write it with our terms (in JSON with the context of ontology/context.jsonld), or "
            "fill in the workbook."
        )
        raise FileRefused(msg)
    return incoming


def _is_ours(read: Triples) -> bool:
    """Whether a file says anything in the terms of the ontology."""
    return any(
        iri.startswith(str(CBRN)) or any(one.startswith(str(CBRN)) for one in types_of(told))
        for told in read.nodes.values()
        for iri in told
    )


def _empty(read: Triples) -> bool:
    return not read.nodes and not read.unknown
