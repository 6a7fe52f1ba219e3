"""The page about the benchmarks, made of their records: same records, same bytes.

``python -m tests.benchmarks.report`` writes it, and the table in README.md, again from the records
of the last run.
"""

from __future__ import annotations

import csv
import importlib
import json
import math
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.figures import by_case, number, read_records, written
from tests.benchmarks.speed import README, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tests.benchmarks.figures import Record, Suite

__all__ = ["FOLDER", "Run", "growths", "page", "suites", "write"]

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "benchmarks"
_TOO_STEEP = 1.5
"""A cost per item may grow by half per tenfold of data; beyond, the page names the reason."""
_TOO_SHORT = {"s": 0.005, "ms": 5.0, "µs": 5_000.0}
"""Below this a figure is more set-up than work, and says nothing about growth."""


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured, and on what."""

    records: tuple[Record, ...]
    machine: Mapping[str, str]

    @classmethod
    def read(cls, folder: Path) -> Run:
        """What a folder keeps of earlier runs; nothing where it keeps nothing."""
        records, machine = folder / "records.jsonl", folder / "machine.json"
        if not records.exists() or not machine.exists():
            return cls((), {})
        return cls(
            tuple(read_records(records.read_text(encoding="utf-8"))),
            json.loads(machine.read_text(encoding="utf-8")),
        )

    def with_new(self, records: Sequence[Record], machine: Mapping[str, str]) -> Run:
        """These records in the place of those of the same suite and size.

        Records of another machine, or of other versions, are dropped: one table never mixes two.
        """
        new = {(one.suite, one.size) for one in records}
        same = self.machine.items() - {("load", self.machine.get("load"))} == (
            machine.items() - {("load", machine.get("load"))}
        )
        old = self.records if same else ()
        kept = [one for one in old if (one.suite, one.size) not in new]
        order = {name: place for place, name in enumerate(suites())}
        merged = sorted(
            [*kept, *records], key=lambda one: (order.get(one.suite, len(order)), one.size)
        )
        return Run(tuple(merged), machine)


def suites() -> dict[str, Suite]:
    """Every benchmark by name."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    found = [importlib.import_module(f"tests.benchmarks.{name}").SUITE for name in names]
    return {suite.name: suite for suite in found}


def write(run: Run, folder: Path) -> None:
    """Writes the records, the plots and the page beside the folder."""
    from tests.benchmarks.plots import draw  # noqa: PLC0415 - only a run has the plotting library

    folder.mkdir(parents=True, exist_ok=True)
    told = json.dumps(dict(run.machine), indent=2, ensure_ascii=False)
    (folder / "machine.json").write_text(f"{told}\n", encoding="utf-8")
    (folder / "records.jsonl").write_text(written(run.records), encoding="utf-8")
    for suite, records in _by_suite(run.records):
        draw(suite, records, folder / f"{suite.name}.svg")
    folder.with_suffix(".md").write_text(page(run), encoding="utf-8")


def page(run: Run) -> str:
    """The whole page as Markdown."""
    machine = dict(run.machine)
    kind = ", ".join(
        [
            machine.pop("processor", "unknown processor"),
            f"{machine.pop('cores', '?')} cores",
            machine.pop("memory", "?"),
            machine.pop("system", ""),
        ]
    )
    load = machine.pop("load", "1")
    versions = " · ".join(f"{name} {told}" for name, told in machine.items())
    parts = [
        "# Benchmarks",
        "Written by `make bench` (up to 100,000 triples, minutes) and `make bench-full` (up to "
        "10,000,000), which run every benchmark in [tests/benchmarks](../tests/benchmarks) in turn "
        "and put what they measured here. Nobody edits this page by hand. A figure is the median "
        "of several runs, with the lowest and the highest behind it; a ratio is between medians "
        "of one run: that is what counts, the times themselves depend on the machine.",
        f"- Machine: {kind}.\n"
        f"- Load at the end of the last run: programs that wanted a core: {load}. Times by the "
        "clock are longer than on an idle machine by as much as there were more of them than "
        "cores; what was measured in one run shared the load, so the ratios are what counts.\n"
        f"- Versions: {versions}.\n"
        f"- Data: invented Initiatives of the shape of the record as read by {_data_date()}, drawn "
        "from a seed, so that everyone measures the same.",
        *(_section(suite, records) for suite, records in _by_suite(run.records)),
        _growth(run.records),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _by_suite(records: Iterable[Record]) -> Iterator[tuple[Suite, list[Record]]]:
    known = suites()
    found: dict[str, list[Record]] = {}
    for one in records:
        found.setdefault(one.suite, []).append(one)
    for name, suite in known.items():
        if name in found:
            yield suite, found[name]


def _section(suite: Suite, records: Sequence[Record]) -> str:
    rows = [
        f"| Case | {suite.sized.capitalize()} | Engine | Median | Lowest to highest | Ratio |",
        "|---|--:|---|--:|--:|--:|",
    ]
    for case, those in by_case(records).items():
        rows += [
            f"| {case} | {one.size:,} | {one.engine} | {number(one.median)} {one.unit} "
            f"| {number(one.low)} to {number(one.high)} "
            f"| {number(one.ratio) if one.ratio else ''} |"
            for one in those
        ]
    told = f" Ratios are to *{suite.base}*." if any(one.ratio for one in records) else ""
    picture = f"![{suite.title}](benchmarks/{suite.name}.svg)"
    return "\n\n".join([f"## {suite.title}", f"{suite.about}{told}", picture, "\n".join(rows)])


def growths(suite: Suite, records: Iterable[Record]) -> Iterator[tuple[Record, Record, float]]:
    """By how much the cost per item grew per tenfold of data, from each size to the next.

    What takes too little to tell work from set-up is left out, as is what is no cost.
    """
    tracks: dict[tuple[str, str], list[Record]] = {}
    for one in records:
        tracks.setdefault((one.case, one.engine), []).append(one)
    for (_, engine), track in tracks.items():
        if engine not in suite.followed:
            continue
        ordered = sorted(track, key=lambda one: one.size)
        for less, more in pairwise(ordered):
            if less.size == more.size or less.median < _TOO_SHORT.get(less.unit, math.inf):
                continue
            tenfolds = math.log10(more.size / less.size)
            grown = (more.median / more.size) / (less.median / less.size)
            yield less, more, grown ** (1 / tenfolds)


def _growth(records: Sequence[Record]) -> str:
    rows = []
    for suite, those in _by_suite(records):
        for less, more, grown in growths(suite, those):
            steep = grown > _TOO_STEEP
            reason = suite.reasons.get(less.case, "no reason known") if steep else ""
            rows.append(
                f"| {suite.title} | {less.case} | {less.size:,} → {more.size:,} "
                f"| {number(grown)} | {reason} |"
            )
    if not rows:
        return ""
    return "\n\n".join(
        [
            "## Growth",
            "The cost per item, and by what it is multiplied when the data grow tenfold: 1 is a "
            "cost in step with the data, less is better, and above 1.5 the reason is named. "
            "Only the project's own engine, and only what takes longer than five milliseconds.",
            "| Benchmark | Case | From → to | Per item | Reason |\n|---|---|--:|--:|---|\n"
            + "\n".join(rows),
        ]
    )


def _data_date() -> str:
    """The newest day on which a document of the record was read."""
    with (ROOT / "data" / "documents.csv").open(encoding="utf-8", newline="") as file:
        return max(row["read"] or row["issued"] for row in csv.DictReader(file))


if __name__ == "__main__":
    run = Run.read(FOLDER)
    write(run, FOLDER)
    tell(run.records, README)
