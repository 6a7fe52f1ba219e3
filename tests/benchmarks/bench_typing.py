"""How the list below the box keeps up with typing: ``python -m tests.benchmarks.bench_typing``.

Each letter asks anew for what the text so far can mean, a name or a question. What is told is the
usual letter and the slowest one, of a name, of a question and of a name with a slip, all of it as
the server answers it (``/read``), the way to the browser left out.
"""

from __future__ import annotations

import gc
import time
from functools import partial
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from graph.knowledge_graph import open_graph
from graph.views.asking.reading import understood
from graph.views.record.names import NamedGraph
from graph.views.record.search import find
from tests.benchmarks.bench_completion import things
from tests.benchmarks.figures import Record, Spread, Suite, main, timed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graph.store import Question

__all__ = ["SUITE", "run"]

SUITE = Suite(
    name="typing",
    title="Typing into the box",
    about="What one letter costs while a name, a question or a name with a slip is typed: the "
    "names and the questions that the text so far can mean. The slowest letter is told with the "
    "usual one, since it is that which a reader feels. Beside it rapidfuzz over every name for the "
    "same letters, which reads no questions. Aim: 100 ms at 10,000 names, 200 ms at 100,000.",
    base="cbrn-graph",
    sized="names",
)

_FOUND = 8


def run(full: bool) -> Iterator[Record]:
    """The times at 1,000, 10,000 and 100,000 names; there is no larger size in a full run."""
    del full
    with open_graph() as kg:
        for number in (1_000, 10_000, 100_000):
            names = things(number)
            yield from compared_at(NamedGraph(kg.engine, names), kg.questions, number)


def compared_at(kg: NamedGraph, questions: Mapping[str, Question], number: int) -> Iterator[Record]:
    """The times at one size."""
    label = list(kg.names.by_iri.values())[number // 2].label
    typed = list(_letters(label))
    # Folds and sorts all names, once for each graph and language, as entering the box does.
    _answer(kg, questions, label[:1])
    gc.collect()
    gc.freeze()  # as the app does after opening
    ours = _spread([timed(partial(_answer, kg, questions, text), times=3) for text in typed])
    labels = [name.label.lower() for name in kg.names.by_iri.values()]
    beside = typed[:: max(1, len(typed) // 12)]
    theirs = _spread([timed(partial(_look, labels, text), times=1) for text in beside])
    gc.unfreeze()
    for case in ("the usual letter", "the slowest letter"):
        yield SUITE.record(case, number, "cbrn-graph", ours[case], "ms", 1_000)
        yield SUITE.record(case, number, "rapidfuzz over all", theirs[case], "ms", 1_000)
    work = _spread([_of_processor(partial(_answer, kg, questions, text)) for text in typed])
    slowest = "the slowest letter"
    yield SUITE.record(
        f"{slowest}, time of the processor", number, "cbrn-graph", work[slowest], "ms", 1_000
    )


def _letters(label: str) -> Iterator[str]:
    """What stands in the box after each letter of what is typed."""
    slip = f"{label[:2]}q{label[3:24]}"
    for text in (label[:24], f"projects of {label[:16]}", slip):
        for end in range(1, len(text) + 1):
            yield text[:end]


def _answer(kg: NamedGraph, questions: Mapping[str, Question], text: str) -> None:
    understood(kg, questions, text)
    find(kg.names, text, most=_FOUND)


def _look(labels: list[str], text: str) -> None:
    process.extract(text.lower(), labels, scorer=fuzz.WRatio, limit=_FOUND)


def _of_processor(act: Callable[[], object]) -> Spread:
    """The time of the processor that an act takes, which a busy machine hardly changes."""
    taken = []
    for _ in range(3):
        started = time.process_time()
        act()
        taken.append(time.process_time() - started)
    return Spread.of(taken)


def _spread(letters: list[Spread]) -> dict[str, Spread]:
    """The usual letter and the slowest of some."""
    usual = sorted(letters, key=lambda one: one.median)
    return {
        "the usual letter": Spread.of([one.median for one in letters]),
        "the slowest letter": usual[-1],
    }


if __name__ == "__main__":
    main(SUITE, run)
