"""What one query may take, and an answer written only as far as it may go."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypeVar

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "DEFAULT_LIMITS",
    "Cut",
    "Limits",
    "RawAnswer",
    "Reply",
    "Term",
    "rows_within",
    "triples_within",
    "whole_within",
    "within",
]

Term: TypeAlias = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal
RawAnswer: TypeAlias = pyoxigraph.QueryBoolean | pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples

_Taken = TypeVar("_Taken")
_BYTES_OF_A_CHARACTER: Final = 6
"""At most, where rows are written: an escaped control character takes the most."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one query may take: time, rows (or triples), bytes of output, bytes of memory."""

    seconds: float = 10.0
    rows: int = 10_000
    output_bytes: int = 50_000_000
    memory_bytes: int = 2_000_000_000


DEFAULT_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Which limit an answer was cut at; what is said of it is worded where it is shown.

    Attributes:
        limit: the field of `Limits` that it was.
        amount: how much of it was let through, rows (or triples) or bytes.
        counted: whether the rows that there are in all were counted since, or could not be.
        total: how many rows there are in all, where that is known.
    """

    limit: Literal["rows", "output_bytes"]
    amount: int
    counted: bool = False
    total: int | None = None

    @property
    def portion(self) -> str:
        """What was let through, with its unit: ``10,000 rows``."""
        return f"{self.amount:,} rows" if self.limit == "rows" else f"{self.amount / 1e6:,.0f} MB"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as an engine sends it: bytes in a format of the standard, and what cut it short."""

    media_type: str
    body: bytes
    cut: Cut | None = None


def within(answer: RawAnswer | Iterator[pyoxigraph.Triple], limits: Limits) -> Reply:
    """Return what a query found, cut at the limits of rows and bytes.

    Rows are written as tab-separated values and triples as N-Triples, because there a line is a
    row, so that an answer can be cut where a line ends; `graph.store.replies.formats` writes other
    formats. Nothing is read of what was found beyond the limits.
    """
    if isinstance(answer, pyoxigraph.QueryBoolean):
        boolean = QueryResultsFormat.JSON
        return Reply(boolean.media_type, answer.serialize(format=boolean) or b"")
    if isinstance(answer, pyoxigraph.QuerySolutions):
        output = _Output(limits, heading_lines=1)
        output.fill(answer, QueryResultsFormat.TSV)
        return Reply(QueryResultsFormat.TSV.media_type, output.kept(), output.cut)
    output = _Output(limits, heading_lines=0)
    output.fill(answer, RdfFormat.N_TRIPLES)
    return Reply(RdfFormat.N_TRIPLES.media_type, output.kept(), output.cut)


def whole_within(
    answer: pyoxigraph.QuerySolutions, form: QueryResultsFormat, limits: Limits
) -> bytes | None:
    """Return rows written at once in their format; None where they may pass a limit.

    Where one is passed, `within` finds the last row that does not; but most answers pass none, and
    to write them twice takes longer than to find them. What stands between two rows is counted: it
    can stand inside a value as well, so the rows are at most as many.
    """
    output = _Whole(_BETWEEN[form], limits)
    with suppress(_FullError):
        answer.serialize(output, form)  # type: ignore[arg-type]  # any `write` will do
        return output.kept()
    return None


def rows_within(
    solutions: pyoxigraph.QuerySolutions, limits: Limits
) -> tuple[list[tuple[Term | None, ...]], Cut | None] | None:
    """Return the rows within the limits as they are, and what cut them, without writing them.

    None where they may have more bytes than the limits let through: then `within` must write them
    to find the last row that does.
    """
    rows, characters = [], 0
    for row in islice(solutions, limits.rows):
        characters += len(str(row))
        rows.append(tuple(row))
    return _if_small(solutions, rows, characters + len(solutions.variables) * len(rows), limits)


def triples_within(
    answer: pyoxigraph.QueryTriples, limits: Limits
) -> tuple[list[pyoxigraph.Triple], Cut | None] | None:
    """Return the triples within the limits as they are, and what cut them; see `rows_within`."""
    triples = list(islice(answer, limits.rows))
    return _if_small(answer, triples, sum(map(len, map(str, triples))) + 3 * len(triples), limits)


def _if_small(
    found: pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples,
    taken: list[_Taken],
    characters: int,
    limits: Limits,
) -> tuple[list[_Taken], Cut | None] | None:
    if characters * _BYTES_OF_A_CHARACTER > limits.output_bytes:
        return None
    is_more = next(found, None) is not None
    return taken, Cut(limit="rows", amount=limits.rows) if is_more else None


class _Output:
    """A file for the engine to write to, which stops it once a limit is passed."""

    def __init__(self, limits: Limits, heading_lines: int) -> None:
        self._limits = limits
        self._heading_lines = heading_lines
        self._lines = 0
        self._bytes = bytearray()
        self.cut: Cut | None = None

    def fill(
        self, found: RawAnswer | Iterator[pyoxigraph.Triple], form: QueryResultsFormat | RdfFormat
    ) -> None:
        with suppress(_FullError):
            if isinstance(found, pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples):
                found.serialize(self, form)  # type: ignore[arg-type]  # any `write` will do
            else:
                pyoxigraph.serialize(found, self, form)  # type: ignore[arg-type]

    def write(self, chunk: bytes) -> int:
        self._bytes += chunk
        self._lines += chunk.count(b"\n")
        if self._lines - self._heading_lines > self._limits.rows:
            self.cut = Cut(limit="rows", amount=self._limits.rows)
            raise _FullError
        if len(self._bytes) > self._limits.output_bytes:
            self.cut = Cut(limit="output_bytes", amount=self._limits.output_bytes)
            raise _FullError
        return len(chunk)

    def flush(self) -> None:
        """Nothing waits to be written."""

    def kept(self) -> bytes:
        """Return the whole lines within the limits; the heading is always one of them."""
        if self.cut is None:
            return bytes(self._bytes)
        lines = self._bytes.splitlines(keepends=True)
        heading, rows = lines[: self._heading_lines], lines[self._heading_lines :]
        kept = b"".join(heading + rows[: self._limits.rows])
        room = max(self._limits.output_bytes, len(b"".join(heading)))
        return kept[: kept.rfind(b"\n", 0, room) + 1]


class _Whole:
    """A file for the engine to write to, which stops it once a limit may have been passed."""

    def __init__(self, between: bytes, limits: Limits) -> None:
        self._between = between
        self._limits = limits
        self._bytes = bytearray()
        self._rows = self._counted = 0

    def write(self, chunk: bytes) -> int:
        self._bytes += chunk
        if len(self._bytes) > self._limits.output_bytes or self._count() > self._limits.rows:
            raise _FullError
        return len(chunk)

    def flush(self) -> None:
        """Nothing waits to be written."""

    def kept(self) -> bytes:
        """Return everything.

        Raises:
            _FullError: there may be more rows than the limit lets through.
        """
        if self._count() >= self._limits.rows:
            raise _FullError
        return bytes(self._bytes)

    def _count(self) -> int:
        """Return how often there is what stands between rows; 0 while that cannot be too often.

        To count takes as long as to write, and in few bytes there is only room for few rows.
        """
        if len(self._bytes) < self._limits.rows * len(self._between):
            return 0
        begun = max(self._counted - len(self._between) + 1, 0)  # it may be split between two chunks
        self._rows += self._bytes.count(self._between, begun)
        self._counted = len(self._bytes)
        return self._rows


_BETWEEN: Final = {
    QueryResultsFormat.JSON: b"},{",
    QueryResultsFormat.XML: b"<result>",
    QueryResultsFormat.CSV: b"\n",
    QueryResultsFormat.TSV: b"\n",
}
"""What each row has before, after or between it and the next one."""


class _FullError(Exception):
    """The output has reached a limit."""
