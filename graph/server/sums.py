"""The numbers of two processes as those of one server: `Counts`, and their `added` sum."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from prometheus_client.registry import Collector
from prometheus_client.samples import Sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client import CollectorRegistry
    from prometheus_client.metrics_core import Metric

__all__ = ["TURNS", "Counts", "Sum", "added", "counts", "from_json", "to_json"]

Counts: TypeAlias = "dict[tuple[str, frozenset[tuple[str, str]]], float]"
"""Numbers by their names and labels."""
_BEGUN: Final = "_created"
_ENDS: Final = ("", "_total", "_bucket", "_count", "_sum", _BEGUN)
TURNS: Final = "cbrn_turns_taken"
"""The number that is of this moment, and goes with the process that told it."""
_OF_ONE_PROCESS: Final = "cbrn_process"


def counts(registry: CollectorRegistry) -> Counts:
    """Return what counters and histograms have counted, and how many turns are taken."""
    told: Counts = {}
    for family in registry.collect():
        if _is_counted(family):
            told |= _of(family)
    return told


def added(one: Counts, other: Counts) -> Counts:
    """Return the sum of two; of the moments at which two began to count, the first."""
    both = dict(one)
    for (name, labels), value in other.items():
        before = both.get((name, labels), value if name.endswith(_BEGUN) else 0)
        both[name, labels] = min(before, value) if name.endswith(_BEGUN) else before + value
    return both


@dataclass(frozen=True, slots=True)
class Sum(Collector):
    """The numbers of a registry, those of other processes added."""

    registry: CollectorRegistry
    more: Counts

    def collect(self) -> Iterator[Metric]:
        """Give each family of numbers."""
        for family in self.registry.collect():
            if _is_counted(family):
                names = {family.name + end for end in _ENDS}
                more = {key: value for key, value in self.more.items() if key[0] in names}
                family.samples = [
                    Sample(name, dict(labels), value)
                    for (name, labels), value in added(_of(family), more).items()
                ]
            yield family


def to_json(numbers: Counts) -> bytes:
    """Return numbers as a process tells them."""
    return json.dumps(
        [[name, [*labels], value] for (name, labels), value in numbers.items()]
    ).encode()


def from_json(words: bytes) -> Counts:
    """Return numbers that a process has told."""
    return {
        (name, frozenset((label, given) for label, given in labels)): value
        for name, labels, value in json.loads(words)
    }


def _of(family: Metric) -> Counts:
    return {(one.name, frozenset(one.labels.items())): one.value for one in family.samples}


def _is_counted(family: Metric) -> bool:
    is_counted = family.type in {"counter", "histogram"} or family.name == TURNS
    return is_counted and not family.name.startswith(_OF_ONE_PROCESS)
