"""How long a text takes to be read, by words: ``python -m tests.benchmarks.bench_reading``.

The texts are the tests' own English ones, one after the other as often as it takes. The time per
word must not grow with the words.
"""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph.intake.record import tables
from graph.reading.known import known
from graph.reading.reading import read_text
from tests.benchmarks.figures import Record as Line
from tests.benchmarks.figures import Spread, Suite, main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.reading.known import KnownThings

__all__ = ["SUITE", "run"]

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "tests" / "reading" / "texts"

SUITE = Suite(
    name="reading",
    title="Reading a text",
    about="News, project pages, action plans and lists of participants of our own, one after "
    "the other, are read against the record: names, dates, numbers, and the statements proposed.",
    base="cbrn-graph",
    sized="words",
)


@cache
def on_record() -> KnownThings:
    """What is on record, read once."""
    return known(tables(ROOT))


def text(words: int) -> str:
    """A text of so many words or a few more."""
    body = "\n\n".join(path.read_text("utf-8") for path in sorted(TEXTS.glob("en-*.txt")))
    return "\n\n".join([body] * (words // len(body.split()) + 1))


def seconds(words: int) -> float:
    """The seconds that a text of so many words takes, until its statements are proposed."""
    told = text(words)
    started = time.perf_counter()
    found = read_text(told, on_record(), ROOT / "ontology")
    took = time.perf_counter() - started
    assert len(found.claims) > words // 20, "the text says much more"
    return took


def run(full: bool) -> Iterator[Line]:
    """The times for 10,000 and 100,000 words."""
    on_record()
    for words in (10_000, 100_000):
        spread = Spread.of([seconds(words) for _ in range(3 if full or words < 100_000 else 1)])
        yield SUITE.record("read", words, "cbrn-graph", spread, "s")


if __name__ == "__main__":
    main(SUITE, run)
