"""What a build finds in the copy of the tables, led back to the sheet, row and cell of the file."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from graph.building.check import everything
from graph.building.findings import Severity
from graph.intake.incoming import COLUMNS, SheetFinding
from graph.intake.sheets import serial

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from graph.building.draft import Draft
    from graph.building.findings import Finding
    from graph.intake.incoming import Incoming
    from graph.intake.merge import Merged
    from graph.intake.proposal import UnknownName

__all__ = ["traced"]

_COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    "documents": {
        "label": "title",
        "page": "address",
        "comment": "places",
        "copyHash": "copy",
        "copyKeptOn": "copy_on",
    },
    "things": {"altLabel": "other_labels"},
    "statements": {
        "statedIn": "document",
        "statedOn": "stated_on",
        "predicate": "property",
        "comment": "remark",
        "passageHash": "passage",
        "readAgainOn": "read_again_on",
        "readAgainBy": "read_again_by",
    },
}
"""The column that a property of RDF stands in, where the two are not of one name."""


def traced(
    incoming: Incoming,
    merged: Merged,
    draft: Draft,
    ontology: Path,
    unknown: Iterable[UnknownName] = (),
) -> list[SheetFinding]:
    """Everything that is wrong with a file, errors first; of each cell what was found first."""
    read = [*incoming.findings, *merged.gathered.findings]
    told = {(one.sheet, one.row, one.column) for one in read if one.fatal}
    tracer = _Tracer(merged, unknown)
    later: list[SheetFinding] = []
    of_rows = ((found, False) for found in draft.findings)
    of_all = everything(draft, ontology) if draft.whole else ()
    for found, at_start in chain(of_rows, of_all):
        one = tracer.lead_back(found, at_start)
        if one is None or (one.column and (one.sheet, one.row, one.column) in told):
            continue
        later.append(one)
        if found.sentence.startswith("the cell is empty"):  # it is enough to say so once
            told.add((one.sheet, one.row, one.column))
    order = {sheet.name: place for place, sheet in enumerate(incoming.sheets)}
    return sorted(
        dict.fromkeys((*read, *later)),
        key=lambda one: (
            not one.fatal, order.get(one.sheet, -1), one.sheet, one.row, one.column, one.sentence,
        ),
    )  # fmt: skip


class _Tracer:
    """Knows where each row of the copy came from, and what people may have meant."""

    def __init__(self, merged: Merged, unknown: Iterable[UnknownName]) -> None:
        self._merged = merged
        self._suggested = {one.name: one.suggestions for one in unknown}

    def lead_back(self, found: Finding, at_start: bool) -> SheetFinding | None:
        """A finding at the cell it came from; None for a warning about what is on record."""
        place = found.place.file, found.place.row
        entry = self._merged.places.get(place)
        if entry is None:
            if found.severity is not Severity.ERROR:
                return None
            row = self._merged.moved.get(place, found.place.row)
            sentence = found.sentence
            if found.place.file == "data/expectations.csv":
                sentence += "; if the new number is right, change the total there first"
            return SheetFinding(
                severity=found.severity,
                sheet=found.place.file,
                row=row,
                column=found.column,
                value="",
                sentence=sentence,
            )
        column = _COLUMNS[entry.kind].get(found.column, found.column)
        columns = COLUMNS[entry.kind]
        if column not in {*columns.required, *columns.optional}:
            line = ("subject" if at_start else "object") if column else ""
            column = line if entry.kind == "statements" else "key"
        value = entry[column]
        sentence = self._for_people(found.sentence, column, value)
        return entry.finding(found.severity, column, sentence)

    def _for_people(self, sentence: str, column: str, value: str) -> str:
        """A sentence of the build in terms of the sheets, with the thing that may be meant."""
        if column == "object" and "is not a date" in sentence:
            return serial(value) or sentence
        if column in {"subject", "object"} and "is not the short name of a thing" in sentence:
            meant = self._meant(value)
            if meant:
                return f"'{value}' is not a key such as country/KAZ; {meant}"
            if value in self._suggested and "/" not in value:
                return (
                    f"nothing on record is called '{value}'; write its key, such as country/KAZ, "
                    "or add it to the sheet Things"
                )
        return sentence.replace("add it to a table in data/things", "add it to the sheet Things")

    def _meant(self, name: str) -> str:
        """A question after the things that a name in words may mean, "" where none is alike."""
        found = self._suggested.get(name, ())
        if not found:
            return ""
        if len(found) > 1 and found[0].score == found[1].score:
            likely = [one for one in found if one.score == found[0].score]
            return "it can be " + " or ".join(f"{one.key} ({one.label})" for one in likely[:3])
        return f"is it {found[0].key} ({found[0].label})?"
