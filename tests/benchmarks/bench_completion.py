"""How long the editor waits for things by name: ``python -m tests.benchmarks.bench_completion``.

The names are made up, five words of a vocabulary of 20,000 each, the same in every run.
"""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from graph.views.answers.completion import suggestions
from graph.views.record.names import Name, Names
from graph.vocabulary import THINGS
from tests.benchmarks.figures import Record, Suite, main, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SUITE", "run"]

SUITE = Suite(
    name="completion",
    title="Completing a thing by its name",
    about="What the editor asks for while one types: the 30 things that the words can mean, best "
    "first. Beside it rapidfuzz over every name, without an index, as the obvious way to do it. "
    "The first search folds and sorts all names, once for each graph that is opened.",
    base="cbrn-graph",
    sized="things",
    reasons={
        "with a slip": "each word is compared with every word that there is, up to 20,000 of them"
    },
)

_LETTERS = "abcdefghijklmnoprstuvwyz"


def things(number: int) -> Names:
    """So many projects with made-up names."""
    dice = random.Random(number)
    words = ["".join(dice.choices(_LETTERS, k=dice.randint(4, 10))) for _ in range(20_000)]
    named = [
        Name(
            iri=str(THINGS[f"project/{key}"]),
            label=" ".join(dice.choices(words, k=5)).title(),
            family="Project",
        )
        for key in range(number)
    ]
    return Names({name.iri: name for name in named})


def run(full: bool) -> Iterator[Record]:
    """The times at 1,000, 10,000 and 100,000 things; in a full run also at 300,000."""
    for number in (1_000, 10_000, 100_000, *((300_000,) if full else ())):
        yield from compared_at(number)


def compared_at(number: int) -> Iterator[Record]:
    """The times at one size."""
    names = things(number)
    every = list(names.by_iri.values())
    label = every[number // 2].label
    # Names are known by their identity, so that each of these is searched for the first time.
    first = timed(lambda: suggestions(Names(names.by_iri), [label]), times=1)
    yield SUITE.record("the first search", number, "cbrn-graph", first, "ms", 1_000)
    assert suggestions(names, [label])[0].label == label
    cases = {
        "three letters": label[:3],
        "two words": " ".join(label.split()[:2]),
        "with a slip": f"{label[:2]}q{label[3:]}",
    }
    labels = [name.label.lower() for name in every]
    for case, typed in cases.items():
        found = [one.label for one in suggestions(names, [typed])]
        assert label in found or case == "three letters"
        ours = timed(partial(suggestions, names, [typed]))
        yield SUITE.record(case, number, "cbrn-graph", ours, "ms", 1_000)
        look = partial(process.extract, typed.lower(), labels, scorer=fuzz.WRatio, limit=30)
        yield SUITE.record(case, number, "rapidfuzz over all", timed(look), "ms", 1_000)


if __name__ == "__main__":
    main(SUITE, run)
