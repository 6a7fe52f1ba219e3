"""The frame of the benchmarks: how figures become the page, and that it is always the same page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.figures import Record, Spread, Suite, compared, read_records, written
from tests.benchmarks.report import FOLDER, Run, growths, page, suites
from tests.benchmarks.speed import README, speed, tell

SUITE = Suite(name="one", title="One", about="About it.", base="ours")


def line(size: int, engine: str, median: float, suite: str = "one") -> Record:
    """A record of one case."""
    return Record(
        suite=suite,
        case="case",
        size=size,
        engine=engine,
        median=median,
        low=median * 0.9,
        high=median * 1.1,
        unit="s",
    )


def test_a_spread_is_of_the_runs() -> None:
    """Median, lowest and highest are those of what was measured."""
    assert Spread.of([3.0, 1.0, 2.0, 10.0, 2.5]) == Spread(2.5, 1.0, 10.0)


def test_ratios_are_to_the_base_of_the_same_size() -> None:
    """An engine is compared with the base at its own size, and with nothing where there is none."""
    found = compared(
        [line(10, "ours", 2.0), line(10, "theirs", 6.0), line(100, "theirs", 7.0)], "ours"
    )
    assert [(one.ratio, one.to) for one in found] == [(None, ""), (3.0, "ours"), (None, "")]


def test_records_survive_the_file() -> None:
    """What is written as lines of JSON is read again as it was."""
    records = compared([line(10, "ours", 2.0), line(10, "theirs", 6.0)], "ours")
    assert read_records(written(records)) == records


def test_growth_is_of_the_cost_per_item() -> None:
    """A cost that grows with the data is 1, one with its square 10 per tenfold, by any step."""
    level = [line(1_000, "ours", 1.0), line(10_000, "ours", 10.0)]
    square = [line(1_000, "ours", 1.0), line(100_000, "ours", 10_000.0)]
    for records, expected in ((level, 1.0), (square, 10.0)):
        [(_, _, grown)] = growths(SUITE, records)
        assert grown == pytest.approx(expected)


def test_a_new_run_replaces_what_it_measured_anew() -> None:
    """Old figures stay beside new ones of other sizes, but never beside those of other versions."""
    name = next(iter(suites()))
    old = Run((line(10, "ours", 1.0, name), line(100, "ours", 2.0, name)), {"Python": "3"})
    new = [line(10, "ours", 5.0, name)]
    assert [one.median for one in old.with_new(new, {"Python": "3"}).records] == [5.0, 2.0]
    assert [one.median for one in old.with_new(new, {"Python": "4"}).records] == [5.0]


def test_every_benchmark_has_what_the_frame_needs() -> None:
    """Each module is found by the name of its suite."""
    found = suites()
    names = {path.stem.removeprefix("bench_") for path in Path(__file__).parent.rglob("bench_*.py")}
    assert set(found) == names


@pytest.mark.skipif(not (FOLDER / "records.jsonl").exists(), reason="nothing was measured yet")
def test_the_page_is_made_of_the_records() -> None:
    """Page and README tell what the records give, and nobody edited their figures by hand."""
    run = Run.read(FOLDER)
    assert FOLDER.with_suffix(".md").read_text(encoding="utf-8") == page(run)
    assert speed(run.records) in README.read_text(encoding="utf-8")


def test_readme_leaves_out_what_was_not_measured(tmp_path: Path) -> None:
    """A row stands in README's table only with all its figures."""
    readme = tmp_path / "README.md"
    readme.write_text("Before\n<!-- by make bench -->\nold\n<!-- so far -->\nafter\n")
    click = Record(
        suite="clicks",
        case="click to sheet",
        size=100_000,
        engine="cbrn-graph",
        median=0.187,
        low=0.1,
        high=0.2,
        unit="s",
    )
    tell([click], readme)
    rows = readme.read_text().splitlines()
    assert rows[:2] + rows[-2:] == ["Before", "<!-- by make bench -->", "<!-- so far -->", "after"]
    assert [row for row in rows if "0.187 s" in row] == rows[4:-2]
