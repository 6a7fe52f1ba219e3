"""What an import would do, as values: pages draw them, the command line prints them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.intake.corrections import CorrectionQuestion
    from graph.intake.incoming import Rewritten, SheetFinding

__all__ = [
    "Contradiction",
    "CorrectedStatement",
    "LookAlike",
    "NewDocument",
    "NewStatement",
    "NewThing",
    "Preview",
    "RemovedStatement",
    "StatedValue",
    "SuggestedThing",
    "UnknownName",
    "ValueChange",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """A document that would enter the register."""

    sheet: str
    row: int
    key: str
    title: str
    publisher: str
    issued: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewThing:
    """A thing that would enter the record."""

    sheet: str
    row: int
    key: str
    type: str
    type_label: str
    label: str
    other_labels: str
    definition: str = ""
    broader: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStatement:
    """A statement that would enter the record, with the words to show for its keys."""

    sheet: str
    row: int
    subject: str
    subject_label: str
    property: str
    property_label: str
    object: str
    object_label: str
    is_link: bool
    document: str
    document_label: str
    locator: str
    since: str
    until: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChange:
    """A cell on record that would read otherwise."""

    sheet: str
    row: int
    key: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedValue:
    """What one statement says where several disagree; ``shown`` is the value in the plain graph."""

    value: str
    document: str
    locator: str
    stated_on: str
    new: bool
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A single value on which a new statement and another one disagree."""

    sheet: str
    row: int
    subject: str
    subject_label: str
    property: str
    property_label: str
    claims: tuple[StatedValue, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAlike:
    """A new thing whose name is much like that of another one."""

    sheet: str
    row: int
    key: str
    label: str
    other: str
    other_label: str
    score: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedStatement:
    """A statement on record that would say something else: its row there, and both in words."""

    sheet: str
    row: int
    table: str
    table_row: int
    before: str
    after: str
    unlike: str


@dataclass(frozen=True, slots=True)
class RemovedStatement:
    """A statement on record that would go, in words."""

    table: str
    table_row: int
    statement: str


@dataclass(frozen=True, slots=True)
class SuggestedThing:
    """A thing that a name may mean, and how likely, of 100."""

    key: str
    label: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownName:
    """A name that no thing on record has, or several have: where it stands, what it may mean.

    ``row`` is the first of its ``rows``; a choice holds for all of them.
    """

    sheet: str
    row: int
    name: str
    kinds: tuple[str, ...]
    rows: tuple[int, ...]
    suggestions: tuple[SuggestedThing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Everything that an import would add, change and contradict, and what is wrong with it.

    ``known`` counts the rows that are on record already; ``files`` are the tables as they would
    be, by their path below ``data``; ``sha256`` is that of the file's bytes; ``edits``
    are the documents that the file was made to edit.
    """

    file: str
    documents: tuple[NewDocument, ...] = ()
    things: tuple[NewThing, ...] = ()
    statements: tuple[NewStatement, ...] = ()
    changes: tuple[ValueChange, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    look_alikes: tuple[LookAlike, ...] = ()
    corrections: tuple[CorrectedStatement, ...] = ()
    removals: tuple[RemovedStatement, ...] = ()
    questions: tuple[CorrectionQuestion, ...] = ()
    findings: tuple[SheetFinding, ...] = ()
    notes: tuple[str, ...] = ()
    cleaned: tuple[Rewritten, ...] = ()
    taken: tuple[Rewritten, ...] = ()
    unknown: tuple[UnknownName, ...] = ()
    known: int = 0
    files: Mapping[str, bytes | None] = field(default_factory=dict, repr=False)
    sha256: str = ""
    edits: tuple[str, ...] = ()

    @property
    def fatal(self) -> bool:
        """Whether a finding keeps the import from being applied."""
        return any(finding.fatal for finding in self.findings)

    @property
    def open_questions(self) -> int:
        """How many questions nobody has answered, each of which keeps it from being applied."""
        return sum(not one.answer for one in self.questions)

    @property
    def replaces(self) -> bool:
        """Whether something on record would go or say something else, so that a reason is due."""
        return bool(self.corrections or self.removals)

    @property
    def empty(self) -> bool:
        """Whether there is nothing that would change."""
        return not self.files
