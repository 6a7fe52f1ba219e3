"""What hangs on single documents: the measures that change when one is left out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.views.record.names import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.views.cooperation.measures import Measure, Measured
    from graph.views.record.names import Name

__all__ = ["Hanging", "hanging_on"]


@dataclass(frozen=True, slots=True)
class Hanging:
    """What of a measure hangs on one document: the findings that go, and whether others come."""

    lost: tuple[Measured, ...]
    others: bool


def hanging_on(measures: Iterable[Measure]) -> dict[Name, dict[str, Hanging]]:
    """By document, the measures that change when it alone is left out: what is lost, what comes.

    Documents on which nothing hangs are not among them.
    """
    found: dict[Name, dict[str, Hanging]] = defaultdict(dict)
    for measure in measures:
        lost: dict[Name, list[Measured]] = defaultdict(list)
        for one in measure.findings:
            for document in one.changed_by:
                lost[document].append(one)
        for document in sorted({*lost, *measure.newly}, key=_order):
            hanging = Hanging(tuple(lost[document]), document in measure.newly)
            found[document][measure.title] = hanging
    return dict(sorted(found.items(), key=lambda each: _order(each[0])))


def _order(name: Name) -> tuple[str, str]:
    return plain(name.label), name.iri
