"""RDF in the words of schema.org, FOAF, ORG and Dublin Core, as things and statements of ours.

Addresses of others are no keys: each thing is asked for, with those on record that are called so
and a new key made of its name. What was said in terms that nothing of ours is near is counted.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from graph.intake.alignments import LABELS, OTHER_LABELS, plainly
from graph.intake.incoming import COLUMNS, Incoming, Sheet
from graph.intake.limits import FileRefused
from graph.plurals import counted
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.intake.alignments import Alignments
    from graph.intake.corrections import Answers
    from graph.intake.record import Record
    from graph.intake.triples import Node, Told, Triples
    from graph.store.replies.limits import Term

__all__ = ["rdf_of_others"]

_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_DAY: Final = re.compile(r"(\d{4}(-\d{2}){0,2})([T ].*|Z|[+-]\d{2}:\d{2})?")


def rdf_of_others(
    name: str, read: Triples, record: Record, near: Alignments, answers: Answers
) -> Incoming | None:
    """What a file says of things of classes that ours are near; None where there are none.

    Args:
        name: the file's name.
        read: its triples.
        record: the tables as they are.
        near: the alignments.
        answers: which document on record the file is.

    Raises:
        FileRefused: nobody said which document it is.
    """
    reader = _Reader(read, near)
    if not reader.classes:
        return None
    document = (answers.document or PurePath(name).stem).removeprefix("source/")
    if document not in record.dates:
        msg = (
            f"'{name}' has {counted(len(reader.classes), 'thing')} in the form of other "
            "vocabularies (schema.org, FOAF, ORG, Dublin Core). Say which document on record it is "
            f"(--document KEY; '{document}' is none), or name the file after the document's key; "
            "a new document is first entered on the sheet Documents."
        )
        raise FileRefused(msg)
    things = tuple(enumerate(reader.things(), start=2))
    said = tuple(enumerate(reader.statements(document), start=2))
    sheets = [
        Sheet(
            name="Things",
            kind="things",
            columns=("key", "type", "label", "other_labels"),
            rows=things,
        ),
        Sheet(
            name="Statements", kind="statements", columns=COLUMNS["statements"].required, rows=said
        ),
    ]
    return Incoming(
        name=name, sheets=tuple(one for one in sheets if one.rows), notes=tuple(reader.notes())
    )


class _Reader:
    """Knows the things of a file by their classes, and what it says of them."""

    def __init__(self, read: Triples, near: Alignments) -> None:
        self._read = read
        self._near = near
        self._left: Counter[str] = Counter()
        self.classes = {
            node: kind
            for node, told in read.nodes.items()
            if (kind := near.class_of([one.value for one in told.get(_TYPE, []) if _named(one)]))
            and _label(told)
        }

    def things(self) -> Iterator[tuple[str, ...]]:
        """Key, class, name and other names of each thing; the address stands for the key."""
        for node, kind in self.classes.items():
            told = self._read.nodes[node]
            label = _label(told)
            others = [
                _tagged(one)
                for iri, values in told.items()
                if plainly(iri) in (*LABELS, *OTHER_LABELS)
                for one in values
                if isinstance(one, Literal) and one.value.strip() != label and "|" not in one.value
            ]
            yield self._key(node), kind, label, " | ".join(dict.fromkeys(others))

    def statements(self, document: str) -> Iterator[tuple[str, ...]]:
        """What is said of the things in properties that ours are near."""
        for node, kind in self.classes.items():
            place = f"entry {_label(self._read.nodes[node])}"[:80]
            for iri, values in self._read.nodes[node].items():
                if iri == _TYPE or plainly(iri) in (*LABELS, *OTHER_LABELS):
                    continue
                for value in values:
                    made = self._statement(kind, iri, value)
                    if made is None:
                        self._left[iri] += 1
                    else:
                        yield document, self._key(node), *made, place

    def notes(self) -> Iterator[str]:
        """What was made of the file, and what was left out of it."""
        yield (
            "It is written in terms of other vocabularies; what is near ours was taken "
            "(ontology/alignments.ttl). Look at each line: theirs may mean more."
        )
        if self._left:
            listed = ", ".join(
                f"{iri.rstrip('/').rpartition('/')[2].rpartition('#')[2]} ({number})"
                for iri, number in self._left.most_common(10)
            )
            yield f"Not taken, since no term of ours is near or several are: {listed}."

    def _statement(self, kind: str, iri: str, value: Term) -> tuple[str, str] | None:
        """Property and value; None where none of ours fits."""
        if isinstance(value, Literal):
            name = self._near.property_of(iri, kind, "", is_link=False)
            day = _DAY.fullmatch(value.value)
            return (name, day[1] if day else value.value) if name else None
        end = self.classes.get(value, "")
        ours = isinstance(value, NamedNode) and value.value.startswith(str(THINGS))
        if not end and not ours:
            return None
        name = self._near.property_of(iri, kind, end, is_link=True)
        return (name, self._key(value)) if name else None

    def _key(self, node: Node) -> str:
        """The address by which a thing is asked for; one of ours is its own key."""
        if isinstance(node, BlankNode):
            return f"_:{_label(self._read.nodes[node])}"
        return node.value.removeprefix(str(THINGS))


def _named(term: Term) -> bool:
    return isinstance(term, NamedNode)


def _label(told: Told) -> str:
    """What a thing is called, in English where it is told in several languages."""
    plain = {plainly(iri): values for iri, values in told.items()}
    for iri in LABELS:
        texts = [one for one in plain.get(iri, []) if isinstance(one, Literal)]
        texts.sort(key=lambda one: one.language not in {"en", None})
        if texts:
            return texts[0].value.strip()
    return ""


def _tagged(text: Literal) -> str:
    return f"{text.value}@{text.language}" if text.language not in {None, "en"} else text.value
