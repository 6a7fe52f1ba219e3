"""What a benchmark measures: figures with their spread, and how they are printed.

See README.md beside this file for how a benchmark plugs in.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import statistics
import sys
import time
from collections import defaultdict
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

__all__ = [
    "Record",
    "Spread",
    "Suite",
    "absent",
    "by_case",
    "compared",
    "main",
    "number",
    "read_records",
    "table",
    "timed",
    "timed_in_turn",
    "written",
]


@dataclass(frozen=True, slots=True)
class Spread:
    """What several runs of one thing gave: the median, the lowest and the highest."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """The spread of some values."""
        return cls(statistics.median(values), min(values), max(values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One line of the tables: what an engine took for a case at a size.

    ``ratio`` is the median divided by that of the engine ``to``, at the same case and size; it is
    None where that one was not measured.
    """

    suite: str
    case: str
    size: int
    engine: str
    median: float
    low: float
    high: float
    unit: str
    ratio: float | None = None
    to: str = ""


@dataclass(frozen=True, kw_only=True)
class Suite:
    """A benchmark as the page shows it.

    ``sized`` says what the sizes count; ``base`` is the engine that the others are compared with.
    ``follow`` are the engines whose cost per item is followed from size to size, the base where
    none is named; ``reasons`` says why it grows where it does, by case.
    """

    name: str
    title: str
    about: str
    base: str
    sized: str = "triples"
    follow: tuple[str, ...] | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def followed(self) -> tuple[str, ...]:
        """The engines whose growth is followed."""
        return (self.base,) if self.follow is None else self.follow

    def record(  # noqa: PLR0913, PLR0917 - the columns of a line
        self, case: str, size: int, engine: str, spread: Spread, unit: str, scale: float = 1.0
    ) -> Record:
        """A line of this suite; ``scale`` says how many of the unit make one of the spread's."""
        median, low, high = (
            float(f"{value * scale:.4g}") for value in (spread.median, spread.low, spread.high)
        )
        return Record(
            suite=self.name,
            case=case,
            size=size,
            engine=engine,
            median=median,
            low=low,
            high=high,
            unit=unit,
        )


def timed(act: Callable[[], object], times: int = 5, *, patience: float = 4.0) -> Spread:
    """The seconds that an act takes, over several runs, the first not counted.

    Where one run takes longer than the patience, in seconds, it is the only one; and there are no
    more runs once all of them together have taken longer.
    """
    [spread] = timed_in_turn([act], times, patience=patience)
    return spread


def timed_in_turn(
    acts: Sequence[Callable[[], object]], times: int = 5, *, patience: float = 4.0
) -> list[Spread]:
    """The seconds that each of some acts takes, as by `timed`, one run of each after another.

    So what a busy machine adds is added to all of them alike, and their ratio can be trusted.
    """
    taken: list[list[float]] = [[] for _ in acts]
    for _ in range(times + 1):
        for act, own in zip(acts, taken, strict=True):
            gc.collect()
            started = time.perf_counter()
            act()
            own.append(time.perf_counter() - started)
        if sum(map(sum, taken)) > patience * len(acts):
            break
    return [Spread.of(own[1:] or own) for own in taken]


def absent(what: str, how: str) -> None:
    """Says that a peer is left out, and how to have it measured."""
    sys.stderr.write(f"{what} is not installed, so it is left out ({how}).\n")


def compared(records: Iterable[Record], base: str) -> list[Record]:
    """The records, each with its ratio to the base at the same case and size."""
    records = list(records)
    bases = {(one.case, one.size): one.median for one in records if one.engine == base}
    return [
        replace(one, ratio=float(f"{one.median / bases[key]:.3g}"), to=base)
        if bases.get(key := (one.case, one.size)) and one.engine != base
        else one
        for one in records
    ]


def by_case(records: Iterable[Record]) -> dict[str, list[Record]]:
    """The records by case, in the order in which the cases came."""
    found: dict[str, list[Record]] = defaultdict(list)
    for one in records:
        found[one.case].append(one)
    return found


def number(value: float) -> str:
    """A figure with as many digits as it deserves: three, and no tail of noughts."""
    if value and math.isfinite(value) and abs(value) < 1_000:
        return f"{float(f'{value:.3g}'):g}"
    return f"{value:,.0f}"


def table(records: Sequence[Record]) -> str:
    """The records as lines of text, for a terminal."""
    rows: list[tuple[str, ...]] = [
        ("case", "size", "engine", "median", "lowest", "highest", "unit", "ratio")
    ]
    rows += [
        (
            one.case,
            f"{one.size:,}",
            one.engine,
            *map(number, (one.median, one.low, one.high)),
            one.unit,
            f"{number(one.ratio)} × {one.to}" if one.ratio else "",
        )
        for one in records
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    words = {0, 2, 6, 7}
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place in words else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def written(records: Iterable[Record]) -> str:
    """The records as lines of JSON."""
    return "".join(f"{json.dumps(asdict(one), ensure_ascii=False)}\n" for one in records)


def read_records(text: str) -> list[Record]:
    """The records of lines of JSON."""
    return [Record(**json.loads(line)) for line in text.splitlines() if line]


def main(suite: Suite, run: Callable[[bool], Iterator[Record]]) -> None:
    """Runs one benchmark from the command line and prints its table."""
    parser = argparse.ArgumentParser(description=suite.title)
    parser.add_argument("--full", action="store_true", help="the large sizes too")
    parser.add_argument("--records", type=Path, help="write the records to this file")
    chosen = parser.parse_args()
    records: list[Record] = []
    for one in run(chosen.full):
        records.append(one)
        sys.stderr.write(
            f"  {one.case} · {one.size:,} · {one.engine}: {number(one.median)} {one.unit}\n"
        )
        if chosen.records:
            # After each line, so that a run that is ended early keeps what it has.
            chosen.records.write_text(written(compared(records, suite.base)), encoding="utf-8")
    sys.stdout.write(f"{suite.title}\n{table(compared(records, suite.base))}\n")
