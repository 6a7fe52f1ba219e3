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
    "REACHING",
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
REACHING: Final = Method(
    "reaching",
    "countries of a region",
    "A project that covers two or more partner countries of a region is told here, with its gaps, "
    "dates and lines, also where no document says that it covers the region. A region is a "
    "grouping of the Initiative: covering its countries is not the same as covering it.",
)
RESTING: Final = Method(
    "documents",
    "documents counted",
    "The documents with at least one statement that has a thing of this report as its subject or "
    "object, whether it stands or not. A publisher and the sites that copy its documents count as "
    "one. Dates are those of publication. Of most pages only the beginning was read, as the "
    "register of documents says of each: what stands further down is not on record here.",
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
    "takes up that whole year. Where no end of a project is on record, the bar leads to the last "
    "day for which a document calls it launched or ongoing, and dashes lead on: to the day by "
    "which a document calls it closed, or for one year where nothing bounds them. A meeting "
    "without an end is taken to last for its start. What has no start is not drawn and stands in "
    "the table as not on record.",
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
    "From the start and the end on record, and from documents that call a project launched, "
    "ongoing or closed on a day: each bounds its time. Two ran at the same time if they did for "
    "every choice of days within these bounds, and at different times if they did for none; else "
    "it is not clear. An end that is not on record never makes a project run on. A meeting "
    "without an end is taken to last for its start.",
)
DISAGREEING: Final = Method(
    "disagreeing",
    "documents compared",
    "Single values differ where a property that can have one value only has statements with "
    "different values for the same time. Lists differ where two documents that each name two "
    "members or more do not name the same; a document that is silent on one does not deny it. A "
    "matter of print differs in spelling only, or stands twice in one document. The value shown "
    "in the graph is that of the statement which ranks first: reviewed before unreviewed; of what "
    "changes over time the one that speaks of the latest time; stated before worked out; then "
    "the newest.",
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
