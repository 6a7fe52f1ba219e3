"""How each number and sentence of a report that no document states is worked out."""

from __future__ import annotations

from typing import Final

from graph.views.report.content import Method

__all__ = [
    "ABSENCE",
    "COUNTED",
    "DATED",
    "DISAGREEING",
    "DRAWN",
    "EDITION",
    "GAPS",
    "INCLUDED",
    "MATRIX",
    "MET",
    "OVERLAP",
    "PROPOSED",
    "RESTING",
    "SHARED",
    "TYPE",
]

TYPE: Final = Method(
    "type",
    "kind of thing",
    "The kind of a thing is set where the record lists it, by its own number, code or key; it is "
    "not taken from one document.",
)
COUNTED: Final = Method(
    "counted",
    "things counted",
    "A thing is counted if a statement that stands ties it to a thing of this report by a line of "
    "any kind, in either direction. Each is counted once, however many lines or documents there "
    "are. Statements that were withdrawn or outranked by another do not count; nor do documents.",
)
RESTING: Final = Method(
    "documents",
    "documents counted",
    "The documents with at least one statement that has a thing of this report as its subject or "
    "object, whether it stands or not. Dates are those of publication.",
)
DRAWN: Final = Method(
    "drawn",
    "network drawn",
    "The things of this report and what they have a line to, with every line on record among all "
    "of these. Where there are more things than a page can show, those with most lines to the "
    "things of this report are kept, then those named by most documents; the rest is counted. "
    "Two documents that state the same make one line. Places have no meaning but nearness.",
)
MATRIX: Final = Method(
    "matrix",
    "lines counted",
    "A number says how many kinds of line run from the row to the column, such as covering a "
    "country or having it as a partner; several documents that state one line count once. Rows "
    "and columns stand in an order that brings together what has the same lines.",
)
MET: Final = Method(
    "met",
    "meetings counted",
    "A number says in how many meetings on record both took part, in whatever role. Rows and "
    "columns stand in an order that brings together what met at the same meetings.",
)
DATED: Final = Method(
    "dated",
    "dates set out",
    "A bar runs from the start to the end on record, each as exactly as it is known: a year alone "
    "takes up that whole year. A project without an end on record ends in an open bar; a meeting "
    "without one is taken to last for its start. What has no start is not drawn and stands in the "
    "table as not on record.",
)
SHARED: Final = Method(
    "shared",
    "what is shared",
    "Two or more things of this report share another thing if each has a line to it that stands, "
    "of any kind and in either direction.",
)
OVERLAP: Final = Method(
    "overlap",
    "times compared",
    "From the start and the end on record. A start or an end that is not on record leaves the "
    "time open on that side; a meeting without an end is taken to last for its start.",
)
DISAGREEING: Final = Method(
    "disagreeing",
    "values compared",
    "A property that can have one value only has statements with different values for the same "
    "time, or a reviewer disputed or withdrew a statement. The value shown in the graph is that "
    "of the statement which ranks first: reviewed before unreviewed, stated before worked out, "
    "then the newest.",
)
PROPOSED: Final = Method(
    "proposed",
    "open proposals",
    "What reviewers propose to make of a statement, from the file of proposals, with their reasons "
    "and the place of the statement. A proposal counts for nothing, here as in the graph, until "
    "it is taken up and built.",
)
GAPS: Final = Method(
    "gaps",
    "review questions",
    "Each line is a row of the answer to a review question, put to the whole record and kept "
    "where it names a thing of this report, or, for a region or an initiative, one that has a "
    "line to it. Who would know is worked out too: the one or two publishers with most statements "
    "about it. A mark, where there is one, is what a reviewer noted in the file of marks.",
)
ABSENCE: Final = Method(
    "absence",
    "absence",
    "The register holds a selection of public documents. What none of them states is not on "
    "record here; it may have happened, or be written elsewhere.",
)
EDITION: Final = Method(
    "edition",
    "data identified",
    "The checksum is the SHA-256 of all triples of the graph as N-Triples, in the order of their "
    "bytes; it is that of the built file. The date is that of the newest document in the "
    "register, the version that of the ontology. No clock has a part in this report: the same "
    "selection from the same data, with the same marks and proposals of reviewers, gives the same "
    "bytes.",
)
INCLUDED: Final = Method(
    "included",
    "selection",
    "What a reader picked for this report, by the addresses of the things.",
)
