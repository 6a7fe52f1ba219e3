"""Whether a row that was brought corrects one on record, or says something besides it.

A row is asked about where all but one part of it stands on record for the same document (its
object, its role, its dates or its place), or where the document is made to say two values of what
has only one. Nobody but the reader of the document can tell, so it is a question.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from graph.building.literals import labelled
from graph.dates import PartialDate, overlap
from graph.errors import DataError
from graph.intake.cleaning.signs import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.building.terms import Terms
    from graph.intake.incoming import IncomingRow
    from graph.intake.table_draft import TableDraft

__all__ = [
    "ANSWERS",
    "NO_ANSWERS",
    "Answers",
    "Candidate",
    "Candidates",
    "CorrectionAnswer",
    "CorrectionQuestion",
    "Unlike",
    "compared",
    "differing",
    "parts",
    "question",
    "read_answers",
]

CorrectionAnswer: TypeAlias = Literal["correction", "second"]
ANSWERS: Final[tuple[CorrectionAnswer, ...]] = get_args(CorrectionAnswer)
"""What can be answered: it takes the place of the row on record, or both are said."""

_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "object": ("object",),
    "role": ("role",),
    "dates": ("from", "until"),
    "place in the document": ("locator",),
}
_WORDS: Final = {"locator": "place", "from": "since", "until": "until"}


@dataclass(frozen=True, slots=True)
class Unlike:
    """A cell that a row on record and a row that was brought have otherwise."""

    column: str
    before: str
    after: str

    def __str__(self) -> str:
        """The two in words, as in ``role: observer → host``."""
        name = _WORDS.get(self.column, self.column)
        return f"{name}: {self.before or 'empty'} → {self.after or 'empty'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionQuestion:
    """A row that may correct another one: where both stand, and in what they differ.

    ``other_row`` is the row in ``other_sheet``, which is a table of the record or a sheet of the
    file; ``answer`` is "" until somebody has answered.
    """

    sheet: str
    row: int
    other_sheet: str
    other_row: int
    differences: tuple[Unlike, ...]
    sentence: str
    answer: CorrectionAnswer | Literal[""] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was answered: for single rows by sheet and row, and for all that are not named.

    ``names`` are the keys that were chosen for names of the file, and for keys of it that are on
    record under another one. Of a file in the form of others, ``document`` is the key of the
    document that it is, and ``profile`` the profile to read it with, where that was said.
    """

    rows: Mapping[tuple[str, int], CorrectionAnswer] = field(
        default_factory=lambda: MappingProxyType({})
    )
    others: CorrectionAnswer | Literal[""] = ""
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    document: str = ""
    profile: str = ""
    new_keys: bool = False
    """Whether addresses of others are taken as new things, with the keys that were proposed."""

    def to(self, entry: IncomingRow) -> CorrectionAnswer | Literal[""]:
        """The answer for a row, "" where there is none."""
        return self.rows.get((entry.sheet, entry.row), self.others)


NO_ANSWERS: Final = Answers()


def read_answers(answers: Iterable[str], chosen: Iterable[str] = ()) -> Answers:
    """Answers as the command line takes them: ``second``, ``Statements!5=correction``.

    Args:
        answers: the answers.
        chosen: the keys of names, as in ``MFA of Serbia=organisation/srb-mfa``.

    Raises:
        DataError: one is written otherwise.
    """
    rows: dict[tuple[str, int], CorrectionAnswer] = {}
    others: CorrectionAnswer | Literal[""] = ""
    for one in answers:
        place, _, word = one.rpartition("=")
        sheet, _, row = place.rpartition("!")
        answer = next((each for each in ANSWERS if each == word.strip()), None)
        if answer is None or (place and not (sheet and row.isdecimal())):
            msg = (
                f"'{one}' is no answer; write {' or '.join(ANSWERS)}, or for one row "
                "Statements!5=correction."
            )
            raise DataError(msg)
        if place:
            rows[sheet, int(row)] = answer
        else:
            others = answer
    names: dict[str, str] = {}
    for one in chosen:
        name, parted, key = one.rpartition("=")
        if not parted or not name.strip() or not key.strip():
            msg = f"'{one}' chooses nothing; write NAME=KEY, as in 'MFA of Aland=organisation/mfa'."
            raise DataError(msg)
        names[name.strip()] = key.strip()
    return Answers(rows=rows, others=others, names=names)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may be meant: one of the record by its place, or one of the file."""

    place: int | None
    entry: IncomingRow | None
    cells: Mapping[str, str]


class Candidates:
    """The rows of one document that a row which is brought for it may correct."""

    def __init__(
        self, table: TableDraft, brought: Iterable[IncomingRow], terms: Terms, *, told_apart: bool
    ) -> None:
        """Know the rows of a table, and all rows that the file brings for it.

        Where the file says itself which rows correct others, they are ``told_apart``, and only two
        values of what has one are asked about.
        """
        self._told_apart = told_apart
        self._table = table
        self._terms = terms
        self._about: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        for place, line in enumerate(table.base.lines):
            self._put(Candidate(place, None, line.cells))
        on_record = {parts(line.cells) for line in table.base.lines}
        self._said = {parts(one.cells) for one in brought}
        self._brought_again = bool(self._said & on_record)

    def add(self, entry: IncomingRow) -> None:
        """Know a row of the file too, for the rows below it."""
        self._put(Candidate(None, entry, entry.cells))

    def _put(self, one: Candidate) -> None:
        if compared("review", one.cells.get("review", "")) != "withdrawn":
            about = one.cells.get("subject", ""), one.cells.get("property", "")
            self._about[about].append(one)

    def find(self, entry: IncomingRow) -> Candidate | None:
        """The row that a new one may correct; None where it says something of its own."""
        found = [
            one
            for one in self._about.get((entry["subject"], entry["property"]), ())
            if (one.place is None or self._table.is_there(one.place)) and self._asks(one, entry)
        ]
        return min(found, key=lambda one: len(differing(one.cells, entry.cells)), default=None)

    def _asks(self, one: Candidate, entry: IncomingRow) -> bool:
        """Whether the two are so near to each other that it has to be asked."""
        unlike = {
            part
            for part, columns in _PARTS.items()
            if any(_differ(column, one.cells, entry.cells) for column in columns)
        }
        term = self._terms.properties.get(entry["property"])
        if term is None or not unlike:
            return False
        apart = self._terms.one_in_each_language(term) and _other_language(one.cells, entry.cells)
        if "object" in unlike and self._terms.single_valued(term) and not apart:
            return _at_one_time(one.cells, entry.cells)
        if self._told_apart:
            return False
        # A row that the file brings word for word beside the new one is said as well.
        if one.place is None or parts(one.cells) in self._said or len(unlike) > 1:
            return False
        return self._brought_again or "object" not in unlike


def parts(cells: Mapping[str, str]) -> tuple[str, ...]:
    """What makes a statement what it is, as it is compared."""
    columns = ("subject", "property", *(one for each in _PARTS.values() for one in each))
    return tuple(compared(column, cells.get(column, "")) for column in columns)


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Unlike, ...]:
    """The cells of two rows of one statement that differ."""
    columns = ("subject", "property", *(one for each in _PARTS.values() for one in each))
    return tuple(
        Unlike(column, before.get(column, ""), after.get(column, ""))
        for column in columns
        if _differ(column, before, after)
    )


def compared(column: str, cell: str) -> str:
    """A cell as it is compared: 2.50 is 2.5, an English text needs no mark, codes have no case."""
    if column == "object" and cell[:1].isdigit() and "." in cell:
        try:
            return f"{Decimal(cell).normalize():f}"
        except InvalidOperation:
            return cell
    if column in {"basis", "review"}:
        return cell.lower() or ("stated" if column == "basis" else "")
    return clean_text(cell.removesuffix("@en")).text


def question(
    entry: IncomingRow, candidate: Candidate, table: str, answer: CorrectionAnswer | Literal[""]
) -> CorrectionQuestion:
    """The question about a row and the one that it may correct."""
    sheet, row = (
        (candidate.entry.sheet, candidate.entry.row)
        if candidate.entry
        else (table, (candidate.place or 0) + 2)
    )
    unlike = differing(candidate.cells, entry.cells)
    sentence = (
        f"correction of {sheet}, row {row}, or a second statement? {entry['subject']} · "
        f"{entry['property']} · {'; '.join(map(str, unlike))}"
    )
    return CorrectionQuestion(
        sheet=entry.sheet,
        row=entry.row,
        other_sheet=sheet,
        other_row=row,
        differences=unlike,
        sentence=sentence,
        answer=answer,
    )


def _differ(column: str, one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return compared(column, one.get(column, "")) != compared(column, other.get(column, ""))


def _other_language(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two rows give texts in two languages."""
    mine, theirs = (labelled(cells.get("object", "")).language for cells in (one, other))
    return mine != theirs


def _at_one_time(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two rows speak of a time that they share; also where a date cannot be read."""
    try:
        return overlap(_period(one), _period(other))
    except ValueError:
        return True


def _period(cells: Mapping[str, str]) -> tuple[PartialDate | None, PartialDate | None]:
    since, until = cells.get("from", ""), cells.get("until", "")
    return (
        PartialDate.parse(since) if since else None,
        PartialDate.parse(until) if until else None,
    )
