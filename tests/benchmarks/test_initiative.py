"""The invented Initiative of the benchmarks: sound, the same for the same seed, at any size."""

from __future__ import annotations

import tracemalloc
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from graph.building.release import build
from graph.building.terms import Terms
from tests.benchmarks.bench_shape import BUILT, shape
from tests.benchmarks.chapters import Sizes, chapters
from tests.benchmarks.initiative import ROOT, project, write_tables, write_triples

if TYPE_CHECKING:
    from pathlib import Path


def lines(path: Path) -> list[str]:
    """The lines of a file in order."""
    return sorted(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("size", [2_000, 8_000])
def test_the_triples_are_those_that_a_build_of_the_tables_makes(tmp_path: Path, size: int) -> None:
    """A build of the tables finds nothing to mend and writes, line by line, the same triples."""
    release = build(project(size, tmp_path))
    assert [str(found) for found in release.findings] == []
    write_triples(size, tmp_path / "world.nt")
    assert lines(tmp_path / "world.nt") == list(release.lines)
    terms = Terms.load(ROOT / "ontology")
    assert len(release.lines) - len(terms.graph) - len(terms.abroad) == pytest.approx(size, rel=0.1)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_ends_before_it_starts_at_a_larger_size(seed: int) -> None:
    """Of all dates that are told of a thing, where documents disagree too, none is out of order."""
    wrong = []
    for chapter in chapters(Sizes.of(100_000), seed):
        told: dict[tuple[str, str], list[str]] = defaultdict(list)
        for rows in chapter.statements.values():
            for row in rows:
                told[row["subject"], row["property"]].append(row["object"])
        wrong += [
            (subject, start, end)
            for (subject, property_), starts in told.items()
            if property_ == "startDate"
            for start in starts
            for end in told.get((subject, "endDate"), ())
            if end[: len(start)] < start[: len(end)]
        ]
    assert wrong == []


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """Tables and triples are the same for one seed, and others for another one."""
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_tables(2_000, tmp_path / name, seed)
    files = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.csv")]
    assert len(files) > 10
    one, again, other = (
        [
            (tmp_path / name / file).read_bytes()
            for file in files
            if (tmp_path / name / file).exists()
        ]
        for name in ("one", "again", "other")
    )
    assert one == again
    assert one != other


def test_no_size_needs_memory(tmp_path: Path) -> None:
    """Ten times the triples take no more memory to write."""
    peaks = []
    write_triples(1_000, tmp_path / "first.nt")  # what is loaded once is loaded now
    for size in (1_000, 10_000):
        tracemalloc.start()
        write_triples(size, tmp_path / "world.nt")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.2


def test_the_shape_is_that_of_the_record(tmp_path: Path) -> None:
    """Statements of a document, documents behind a triple and lines of things are much the same."""
    write_triples(29_000, tmp_path / "world.nt")
    record, invented = shape(BUILT), shape(tmp_path / "world.nt")
    for case, (values, _) in record.items():
        middle, other = (sorted(each)[len(each) // 2] for each in (values, invented[case][0]))
        assert other == pytest.approx(middle, rel=0.5), case
