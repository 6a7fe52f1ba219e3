"""What a question would be answered for, where it is not: other things in place of those chosen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from graph.errors import EngineUnavailable, QueryStopped
from graph.store import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Question
    from graph.store.cards.questions import Parameter
    from graph.views.record.names import Name, NamedGraph

__all__ = ["Instead", "instead"]

_SHOWN: Final = 8
_LIMITS: Final = Limits(seconds=5, rows=10_000)


@dataclass(frozen=True, slots=True)
class Instead:
    """Things for which a question has an answer, in place of one that was chosen.

    Attributes:
        parameter: what the thing is chosen for.
        chosen: the thing that was chosen.
        others: those with an answer, the ones with most rows first.
    """

    parameter: str
    chosen: Name
    others: tuple[Name, ...]

    def __str__(self) -> str:
        """The same in a sentence, with the first of the others."""
        if not self.others:
            return f"Nor is there an answer for anything else in place of {self.chosen.label}."
        named = ", ".join(one.label for one in self.others[:_SHOWN])
        more = len(self.others) - _SHOWN
        rest = f" and {more:,} more" if more > 0 else ""
        return f"There is an answer in place of {self.chosen.label} for: {named}{rest}."


def instead(kg: NamedGraph, question: Question, values: Mapping[str, str]) -> list[Instead]:
    """For each thing that was chosen, which others there is an answer for, all else the same.

    Raises:
        EngineUnavailable: the engine does not answer.
    """
    bindings = question.bind(values)
    found = []
    for parameter in question.parameters:
        chosen = kg.names.find(values.get(parameter.name, ""))
        if parameter.kind != "thing" or chosen is None:
            continue
        rest = {name: term for name, term in bindings.items() if name != parameter.name}
        try:
            answer = kg.engine.query(question.sparql, rest, _LIMITS)
        except EngineUnavailable:
            raise
        except QueryStopped:
            continue
        if parameter.name not in answer.variables:
            continue
        at = answer.variables.index(parameter.name)
        cells = [row[at] for row in answer.rows]
        counts = Counter(cell.value for cell in cells if isinstance(cell, NamedNode))
        ranked = sorted(counts, key=lambda iri: (-counts[iri], kg.names[iri].label))
        others = [kg.names[iri] for iri in ranked if iri in kg.names and kg.names[iri].family]
        other_ends = {kg.names.find(value) for value in values.values()}
        kind = parameter.type_iri.rpartition("#")[2]
        others = [one for one in others if one not in other_ends and _is_of(one, kind)]
        if not others and not _is_found(kg, question, parameter):
            continue  # its query asks of a thing and finds none: nothing can be said of others
        found.append(Instead(parameter.name, chosen, tuple(others)))
    return found


def _is_found(kg: NamedGraph, question: Question, parameter: Parameter) -> bool:
    """Whether the query of a card finds what a parameter may be: it does its own example."""
    if any(one.default is None for one in question.parameters):
        return False
    rest = dict(question.bind({}))
    own = rest.pop(parameter.name)
    try:
        answer = kg.engine.query(question.sparql, rest, _LIMITS)
    except QueryStopped:
        return False
    at = answer.variables.index(parameter.name)
    return any(row[at] == own for row in answer.rows)


def _is_of(name: Name, kind: str) -> bool:
    """Whether a thing is of a class, by its local name."""
    own = name.kind.replace(" ", "").casefold()
    return kind in {"Thing", name.family} or kind.casefold() == own
