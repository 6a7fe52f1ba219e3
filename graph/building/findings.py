"""What a check found, as values: the command line prints them, pages show them, CI counts them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Finding", "Place", "Severity", "fatal", "in_order"]


class Severity(StrEnum):
    """How bad a finding is: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A row of a table: the file below the project's root, and the row as a spreadsheet counts.

    The heading is row 1; ``row`` 0 means the file as a whole.
    """

    file: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: where it is, and a sentence that says what is wrong and what to do."""

    severity: Severity
    place: Place
    column: str
    sentence: str

    def __str__(self) -> str:
        """One line for people: place first, as editors and spreadsheets find it."""
        where = self.place.file
        if self.place.row:
            where += f", row {self.place.row}"
        if self.column:
            where += f", column {self.column}"
        return f"{self.severity}: {where}: {self.sentence}"


def fatal(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings stops the build."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without repeats, errors first, then by file, row and column."""
    return tuple(
        sorted(
            set(findings),
            key=lambda found: (
                found.severity is not Severity.ERROR,
                found.place,
                found.column,
                found.sentence,
            ),
        )
    )
