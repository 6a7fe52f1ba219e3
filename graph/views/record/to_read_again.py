"""What should be read again first: the documents on which most hangs and nobody looked again.

Only the beginning of most pages was read when the record was made, and pages change. A line that
rests on one document alone goes when that document turns out to be misread; so documents are ranked
by how many such lines they carry that nobody has read again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import SKOS

from graph.views.record.in_words import document_date
from graph.views.record.statements import all_statements
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.views.record.evidence import Evidence
    from graph.views.record.names import Name, NamedGraph

__all__ = ["ToReadAgain", "to_read_again"]

_WITHDRAWN = str(CBRN.Withdrawn)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToReadAgain:
    """A document with what hangs on it, each number of those that count.

    ``alone`` are the lines and values that no other document states, ``open`` those of them that
    nobody has read again since, ``statements`` all that the document states, ``in_part`` those of
    which only the beginning of the place was read, ``placed`` those whose passage is on record.
    """

    document: Name
    publisher: str
    dated: str
    page: str
    statements: int
    alone: int
    open: int
    in_part: int
    placed: int
    read_again: str
    """The day of the last reading again, "" where nobody has."""
    copy_on: str
    """The day on which a copy was put down, "" where none is on record."""

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """What sorts the one to read first to the front."""
        return -self.open, -self.alone, -self.in_part, self.document.label


def to_read_again(kg: NamedGraph) -> tuple[ToReadAgain, ...]:
    """Every document that states more than codes, the one to read again first at the front."""
    counting = [
        one
        for one in all_statements(kg.engine)
        if one.review != _WITHDRAWN and one.predicate != str(SKOS.notation)
    ]
    sayers: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    of_document: dict[str, list[Evidence]] = defaultdict(list)
    for one in counting:
        sayers[one.triple].add(one.document)
        of_document[one.document].append(one)
    alone = {triple for triple, documents in sayers.items() if len(documents) == 1}
    found = [_told(kg.names[iri], said, alone) for iri, said in of_document.items()]
    return tuple(sorted(found, key=lambda one: one.rank))


def _told(name: Name, said: Iterable[Evidence], alone: set[tuple[str, str, str]]) -> ToReadAgain:
    """What hangs on a document, by its statements."""
    listed = list(said)
    first = listed[0]
    # A line may be stated at several places of one document: read again at one, it is.
    seen = {one.triple for one in listed if one.read_again[0]}
    lines = {one.triple for one in listed if one.triple in alone and one.asserted}
    return ToReadAgain(
        document=name,
        publisher=first.publisher,
        dated=document_date(first.issued, first.on),
        page=first.page,
        statements=len(listed),
        alone=len(lines),
        open=len(lines - seen),
        in_part=sum(one.in_part for one in listed),
        placed=sum(bool(one.quote) for one in listed),
        read_again=max((one.read_again[0] for one in listed), default=""),
        copy_on=first.copy[1],
    )
