"""Tables with one row for each meeting or project: each cell under a property is a statement.

The headings are the properties' names or labels, and some words that people use for them. A row
becomes the row of a thing, where it has a name, and the statements that its cells make; each of
them remembers its heading, so that what is wrong is told where it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.building.findings import Severity
from graph.folding import words
from graph.intake.incoming import COLUMNS, HELP, Sheet, SheetFinding
from graph.intake.properties import Properties

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.building.terms import Terms

__all__ = ["WIDE_SHEETS", "WideTables"]

WIDE_SHEETS: Final[Mapping[str, tuple[str, ...]]] = {
    "meetings": (
        "ordinal", "coversRegion", "startDate", "endDate", "hostCountry", "place", "format",
        "organisedBy", "hostedBy", "openedBy", "attendedBy", "addressedBy", "participantCount",
        "discussed",
    ),
    "projects": (
        "projectNumber", "title", "coversRegion", "coversCountry", "ledBy", "hasPartner",
        "fundedBy", "implementedWith", "startDate", "endDate", "budget", "status", "hasTopic",
        "hazard", "followsOn",
    ),
}  # fmt: skip
"""The sheets of the template that have one row for each thing, with their properties."""

_OWN: Final = {
    "document": "document",
    "key": "key",
    "type": "type",
    "label": "label",
    "name": "label",
    "other labels": "other_labels",
    "acronym": "other_labels",
    "locator": "locator",
    "place in the document": "locator",
    "remark": "remark",
    "basis": "basis",
}
_CALLED: Final = {
    "number": "ordinal",
    "region": "coversRegion",
    "regions": "coversRegion",
    "countries": "coversCountry",
    "country": "hostCountry",
    "start": "startDate",
    "start date": "startDate",
    "date": "startDate",
    "end": "endDate",
    "end date": "endDate",
    "venue": "place",
    "participants": "participantCount",
    "organiser": "organisedBy",
    "host": "hostedBy",
    "speakers": "addressedBy",
    "projects": "discussed",
    "lead": "ledBy",
    "leader": "ledBy",
    "partner": "hasPartner",
    "partners": "hasPartner",
    "funder": "fundedBy",
    "topics": "hasTopic",
    "hazards": "hazard",
    "budget": "budget",
    "official title": "title",
}
_FEWEST: Final = 2
"""From so many columns of properties on, a table without a column for them is such a table."""


class WideTables:
    """Reads tables with one row for each thing."""

    def __init__(self, terms: Terms) -> None:
        """Know the properties by everything that people call them."""
        self._properties = Properties(terms)

    def fits(self, name: str, headings: Sequence[str]) -> bool:
        """Whether a table has one row for each thing."""
        told = [words(heading) for heading in headings]
        if "property" in told or not {"key", "label", "name"} & set(told):
            return False
        found = {self._property(heading) for heading in headings} - {""}
        return len(found) >= (1 if name.strip().lower() in WIDE_SHEETS else _FEWEST)

    def read(
        self,
        name: str,
        headings: Sequence[str],
        rows: Iterable[tuple[int, Sequence[str]]],
        heading_row: int,
    ) -> tuple[list[Sheet], list[SheetFinding], list[str]]:
        """The things and the statements of a table, a sheet for each column of a property."""
        own = {
            _OWN[words(heading)]: place
            for place, heading in enumerate(headings)
            if words(heading) in _OWN
        }
        said = {
            place: self._property(heading)
            for place, heading in enumerate(headings)
            if place not in own.values() and self._property(heading)
        }
        notes = [
            f"The column '{heading.strip()}' of '{name}' is not read: no property is called so."
            for place, heading in enumerate(headings)
            if heading.strip() and place not in own.values() and place not in said
        ]
        kept = [(number, cells) for number, cells in rows if _is_row(cells)]
        findings = list(_missing(name, own, heading_row, bool(said)))
        written = tuple(heading.strip() for heading in headings)
        sheets = [_things(name, own, kept, written)] if "label" in own else []
        for place, called in said.items():
            columns = ("document", "subject", "property", "object", "locator", "basis", "remark")
            made = [
                (number, _statement(cells, own, called, cells[place].strip()))
                for number, cells in kept
                if place < len(cells) and cells[place].strip()
            ]
            if made:
                sheets.append(
                    Sheet(
                        name=name,
                        kind="statements",
                        columns=columns,
                        rows=tuple(made),
                        heading=written[place],
                        written=written,
                    )
                )
        return sheets, findings, notes

    def meant(self, heading: str) -> str:
        """The column that a heading names: one of the thing itself, or a property; "" if none."""
        own = _OWN.get(words(heading), "")
        return own.replace("_", " ") or self._property(heading)

    def _property(self, heading: str) -> str:
        """The property that a heading names, "" where none is meant."""
        if words(heading) in _OWN:
            return ""
        called = _CALLED.get(words(heading))
        if called:
            return called
        meant = self._properties.meant(heading.strip()) if heading.strip() else None
        return meant.name if meant and not meant.turned else ""


def _is_row(cells: Sequence[str]) -> bool:
    first = next((cell for cell in cells if cell.strip()), "")
    return bool(first) and not first.strip().startswith(HELP)


def _cell(cells: Sequence[str], own: Mapping[str, int], column: str) -> str:
    place = own.get(column)
    return cells[place].strip() if place is not None and place < len(cells) else ""


def _things(
    name: str,
    own: Mapping[str, int],
    rows: Iterable[tuple[int, Sequence[str]]],
    written: tuple[str, ...],
) -> Sheet:
    """The things that the rows name; a row without a name is about one that is on record."""
    columns = (*COLUMNS["things"].required, *COLUMNS["things"].optional)
    made = tuple(
        (number, tuple(_cell(cells, own, column) for column in columns))
        for number, cells in rows
        if _cell(cells, own, "label") and _cell(cells, own, "key")
    )
    return Sheet(name=name, kind="things", columns=columns, rows=made, heading="", written=written)


def _statement(
    cells: Sequence[str], own: Mapping[str, int], called: str, value: str
) -> tuple[str, ...]:
    subject = _cell(cells, own, "key") or _cell(cells, own, "label")
    return (
        _cell(cells, own, "document").removeprefix("source/"),
        subject,
        called,
        value,
        _cell(cells, own, "locator"),
        _cell(cells, own, "basis"),
        _cell(cells, own, "remark"),
    )


def _missing(name: str, own: Mapping[str, int], row: int, some: bool) -> Iterator[SheetFinding]:
    for column in ("document", "locator"):
        if some and column not in own:
            sentence = f"the column '{column}' is missing; every statement needs it"
            yield SheetFinding(
                severity=Severity.ERROR,
                sheet=name,
                row=row,
                column=column,
                value="",
                sentence=sentence,
            )
