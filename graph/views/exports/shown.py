"""A view as it leaves the app: its lines, the statements behind them, the documents by number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.languages import Spoken
from graph.store import Limits
from graph.store.text.parameters import Parametrised
from graph.views.network.drawn_lines import BundleLine, DrawnLine, TieLine
from graph.views.network.drawn_nodes import DrawnThing, GroupNode
from graph.views.network.sentence import sentence
from graph.views.places.bends import bends
from graph.views.places.layout import positions
from graph.views.record.batches import batches
from graph.views.record.evidence import BEGINNING
from graph.views.record.grade import grade
from graph.views.record.in_words import document_date, worded
from graph.views.record.statements import behind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from graph.store import Engine
    from graph.views.network.drawn_lines import NetworkLine
    from graph.views.network.drawn_network import NetworkView
    from graph.views.network.drawn_nodes import NetworkNode
    from graph.views.network.line_looks import Tone
    from graph.views.places.label_boxes import Position
    from graph.views.record.evidence import Evidence
    from graph.views.record.grade import Grade
    from graph.views.record.lines import Triple
    from graph.views.record.names import NamedGraph, Names

__all__ = ["CitedDocument", "CitedLine", "Shown", "clean", "numbered", "shown", "sources"]

# What XML 1.0 cannot hold at all, not even escaped (section 2.2, production Char).
_NO_XML: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DOCUMENTS: Final = Parametrised("""
SELECT ?document ?title ?publisher ?issued ?page ?places (MAX(STR(?on)) AS ?read)
       (SUM(IF(?property = skos:notation, 0, 1)) AS ?more)
WHERE {
  VALUES ?document { }
  ?document rdfs:label ?title ; dct:publisher ?publisher ; foaf:page ?page .
  OPTIONAL { ?document dct:issued ?issued }
  OPTIONAL { ?document rdfs:comment ?places }
  OPTIONAL { ?said cbrn:statedIn ?document ; cbrn:statedOn ?on ; rdf:predicate ?property }
}
GROUP BY ?document ?title ?publisher ?issued ?page ?places
""")
_LIMITS: Final = Limits(seconds=30, rows=1_000_000)
_NAMELESS: Final = "without a name"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedDocument:
    """A document behind the lines that are shown, with the number it has in every export.

    ``read`` is the day on which it was read, where it bears no date; ``codes`` says that it holds
    nothing but codes, and so is no news of the field however new it is.
    """

    number: int
    iri: str
    title: str
    publisher: str
    issued: str
    page: str
    read: str = ""
    places: str = ""
    codes: bool = False

    @property
    def dated(self) -> str:
        """When it is dated, in words; where it bears no date, when it was read."""
        return document_date(self.issued, self.read)

    @property
    def in_part(self) -> bool:
        """Whether only the beginning was read of some place in it."""
        return BEGINNING in self.places

    @property
    def sentence(self) -> str:
        """The document as a list of sources names it."""
        part = " Only its beginning was read." if self.in_part else ""
        return f"{self.title}. {self.publisher}, {self.dated}.{part}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedLine:
    """A line of the view with the statements behind it; those that say otherwise come last."""

    id: str
    source: str
    target: str
    property: str
    label: str
    inverse: str
    documents: int
    disputed: bool
    evidence: tuple[Evidence, ...]
    tied: bool = False
    """Whether no document states it: it follows from lines to what both ends share."""
    weight: float = 1.0
    tone: str = ""
    """The key of the tone that says what the line's look means; "" where it means nothing."""
    count: int = 1
    """How many lines it is: more where an end is a group, and never told by its property alone."""
    triples: tuple[Triple, ...] = ()
    """What documents state so that it is there."""

    def grade(self) -> Grade:
        """How good the evidence is for what the line says."""
        return grade(one for one in self.evidence if self.rests_on(one))

    def rests_on(self, document: Evidence) -> bool:
        """Whether a statement says what the line says, or something that it follows from."""
        return self.tied or document.triple in self.triples


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Everything that an export needs, fetched once.

    ``title`` and ``sentence`` say what is in view; ``places`` holds a point for each thing, in
    pixels with y pointing down; ``sources`` are numbered from 1 in the order of their dates.
    """

    view: NetworkView
    names: Names
    title: str
    sentence: str
    places: Mapping[str, Position]
    lines: tuple[CitedLine, ...]
    sources: tuple[CitedDocument, ...]
    tones: tuple[tuple[Tone, int], ...] = ()
    """The looks that lines are told apart by, with how many lines have each."""

    def tone(self, line: CitedLine) -> Tone | None:
        """What the look of a line says; None where lines look alike."""
        return next((tone for tone, _ in self.tones if tone.key == line.tone), None)

    @property
    def number(self) -> Mapping[str, int]:
        """The number of each document, by its address."""
        return {one.iri: one.number for one in self.sources}

    @property
    def bends(self) -> Mapping[str, float]:
        """How far lines bend aside, by line, for those that do."""
        return bends([(line.id, line.source, line.target) for line in self.lines], self.places)

    @property
    def language(self) -> str:
        """In which language names are, as a sentence; empty where all are those of the record."""
        return self.names.told_language

    @property
    def date(self) -> str:
        """The date of the data, as a sentence: that of the newest document behind it."""
        newest = max((one.issued for one in self.sources if not one.codes), default="")
        if not newest:
            return "Date of the data: not on record."
        return f"Date of the data: its newest document is of {worded(newest)}."

    def label(self, thing: str) -> str:
        """The name of a thing in view."""
        return self.view.node(thing).label

    def held(self, node: str) -> tuple[str, ...]:
        """The names of what a node is drawn for, where it is a group."""
        match self.view.node(node):
            case GroupNode(group=group):
                return tuple(clean(self.names[one].label) for one in group.things)
        return ()

    def things(self) -> Iterator[tuple[str, str, str, str]]:
        """Address, label, kind and kind in words of each thing, in the order of addresses."""
        for node in sorted(self.view.nodes, key=lambda node: node.id):
            yield node.id, node.label, node.kind, node.kind_label


def shown(
    kg: NamedGraph,
    view: NetworkView,
    *,
    places: Mapping[str, Position] | None = None,
    title: str = "",
    tones: Sequence[tuple[Tone, int]] = (),
) -> Shown:
    """The view with all that stands behind it, ready for any format.

    Args:
        kg: the graph, opened.
        view: what is on the screen.
        places: where each thing stands; worked out as the canvas does where not given.
        title: a heading; the thing in the middle, or the number of things, where not given.
        tones: the looks that lines are told apart by in the picture, if it has them.
    """
    triples = {line: [each for each in _stated(line) if each[1]] for line in view.lines}
    evidence = behind(kg.engine, [one for those in triples.values() for one in those])
    lines = [
        CitedLine(
            id=line.id,
            source=line.source,
            target=line.target,
            property=line.predicate,
            label=clean(line.label),
            inverse=clean(line.inverse),
            documents=line.documents,
            disputed=line.disputed,
            evidence=tuple(said for each in those for said in evidence.get(each, ())),
            tied=line.sort == "tie",
            weight=line.weight,
            tone=line.tone if isinstance(line, DrawnLine) else "",
            count=line.count,
            triples=tuple(those),
        )
        for line, those in triples.items()
    ]
    cited = {one.document for line in lines for one in line.evidence}
    many = view.graph.number_of_nodes()
    around = f"Network around {view.title}" if view.focus else f"Network of {many} things"
    return Shown(
        view=_cleaned(view),
        names=kg.names,
        title=clean(title or around),
        sentence=clean(sentence(view)),
        places=places if places is not None else positions(view.graph, view.focus),
        lines=tuple(sorted(lines, key=lambda line: (line.source, line.property, line.target))),
        sources=numbered(kg.engine, cited),
        tones=tuple(tones),
    )


def sources(engine: Engine, view: NetworkView) -> list[CitedDocument]:
    """The documents behind the lines of a view, numbered from 1, the oldest first."""
    lines = [each for line in view.lines for each in _stated(line)]
    found = behind(engine, [line for line in lines if line[1]])
    return list(numbered(engine, {one.document for group in found.values() for one in group}))


def numbered(engine: Engine, cited: Collection[str]) -> tuple[CitedDocument, ...]:
    """The documents by their addresses, numbered from 1, the oldest first."""
    found = []
    for part in batches(sorted(cited)):
        answer = engine.query(_DOCUMENTS.filled(document=part), limits=_LIMITS)
        found += [
            {name: value or "" for name, value in record.items()} for record in answer.records()
        ]
    found.sort(key=lambda one: (not one["issued"], one["issued"], one["title"], one["document"]))
    return tuple(
        CitedDocument(
            number=number,
            iri=one["document"],
            title=clean(one["title"]),
            publisher=clean(one["publisher"]),
            issued=one["issued"],
            page=one["page"],
            read="" if one["issued"] else one["read"],
            places=one["places"],
            codes=one["more"] == "0",
        )
        for number, one in enumerate(found, start=1)
    )


def _stated(line: NetworkLine) -> tuple[Triple, ...]:
    """What documents state so that the line is there."""
    match line:
        case DrawnLine():
            return (line.triple,)
        case TieLine():
            return line.tied.triples
        case BundleLine():
            return tuple(dict.fromkeys(one for each in line.lines for one in _stated(each)))
        case _:
            return ()


def _cleaned(view: NetworkView) -> NetworkView:
    """The view with labels that any format can hold."""
    return view.having(map(_clean_node, view.nodes), view.lines)


def _clean_node(node: NetworkNode) -> NetworkNode:
    if not isinstance(node, DrawnThing):
        return node
    return replace(node, label=clean(node.label), kind_label=clean(node.kind_label))


def clean(label: str) -> str:
    """A label without what XML cannot hold; never empty. One that knows its language still does."""
    told = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", label).strip() or _NAMELESS
    return Spoken(told, label.language) if isinstance(label, Spoken) else told
