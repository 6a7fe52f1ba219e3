"""What leads a ranking that a text asks for, of which it then asks more: "and who led it"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.store import ask
from graph.store.text.head_and_end import head_and_end
from graph.texts import gettext
from graph.views.asking.page_ways import Page

if TYPE_CHECKING:
    from graph.views.asking.interpretation import Interpretation
    from graph.views.record.names import Name, NamedGraph

__all__ = ["first_rows", "leading_row", "only_one", "others_of_kind"]

_AT_LEAST: Final = "AtLeast"
_AT_MOST: Final = "AtMost"
_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(),  # noqa: SIM905
        start=1,
    )
} | {"twenty": 20}


def only_one(kg: NamedGraph, reading: Interpretation) -> Name | None:
    """The one thing that an answer lists; None where it lists several, or none.

    Args:
        kg: the graph, opened.
        reading: what lists them.
    """
    if isinstance(reading.target, Page):
        return None
    answer = ask(kg.engine, reading.target, dict(reading.values))
    first = next(iter(answer.variables), "")
    found = {one[first] or "" for one in answer.records()}
    return kg.names[found.pop()] if len(found) == 1 else None


def others_of_kind(kg: NamedGraph, reading: Interpretation) -> list[Name]:
    """What an answer has that is of the kind of the things asked of, in the order of its rows.

    Args:
        kg: the graph, opened.
        reading: what asks for others than those that it names.
    """
    if isinstance(reading.target, Page):
        return []
    asked = {one.iri: one for told in reading.values.values() if (one := kg.names.find(told))}
    families = {one.family for one in asked.values()}
    rows = ask(kg.engine, reading.target, dict(reading.values)).records()
    held = dict.fromkeys(value for row in rows for value in row.values() if value)
    others = (kg.names[one] for one in held if one in kg.names.by_iri and one not in asked)
    return [one for one in others if one.family in families]


def leading_row(kg: NamedGraph, reading: Interpretation) -> Name | None:
    """The one thing that stands first in an answer which ranks things; None where several do.

    Where it ranks by what is known as a span only, several do that can have the most.

    Args:
        kg: the graph, opened.
        reading: the ranking.
    """
    if isinstance(reading.target, Page):
        return None
    told = head_and_end(reading.target.sparql)
    chosen = {one.name for one in reading.target.parameters}
    columns = [one for one in told.columns if one not in chosen]
    ranked = next(iter(told.ordered_by), "")
    if not ranked or not columns or ranked == columns[0]:
        return None
    rows = ask(kg.engine, reading.target, dict(reading.values)).records()
    if not rows or ranked not in rows[0]:
        return None
    best = rows[0][ranked]
    leading = {one.get(columns[0]) or "" for one in rows if one[ranked] == best}
    least = rows[0].get(f"{ranked.removesuffix(_AT_MOST)}{_AT_LEAST}")
    if least is not None:
        leading |= {
            one.get(columns[0]) or "" for one in rows if int(one[ranked] or 0) >= int(least)
        }
    return kg.names[leading.pop()] if len(leading) == 1 else None


def first_rows(kg: NamedGraph, reading: Interpretation, as_said: str) -> tuple[str, ...]:
    """Which so many things stand first in an answer that ranks things, in a sentence.

    Those that are equal to the last of them are told, too. Nothing where no things are ranked.

    Args:
        kg: the graph, opened.
        reading: the ranking.
        as_said: how many, as a text says it.
    """
    number = int(as_said) if as_said.isdecimal() else _NUMBERS.get(as_said, 0)
    if isinstance(reading.target, Page) or not number:
        return ()
    head = head_and_end(reading.target.sparql)
    chosen = {one.name for one in reading.target.parameters}
    column = next((one for one in head.columns if one not in chosen), "")
    ranked = next(iter(head.ordered_by), "")
    rows = ask(kg.engine, reading.target, dict(reading.values)).records()
    if not rows or ranked not in rows[0] or ranked == column or ranked.endswith(_AT_MOST):
        return ()
    values: dict[str, str | None] = {}
    for row in rows:
        values.setdefault(row[column] or "", row[ranked])
    several = [*values]
    if len(several) <= number or not all(one in kg.names.by_iri for one in several):
        return ()
    last = values[several[number - 1]]
    first = several[:number] + [one for one in several[number:] if values[one] == last]
    names = ", ".join(kg.names[one].label for one in first)
    if len(first) > number:
        sentence = gettext(
            "These stand first, the last ones equal to each other: {names}.", names=names
        )
    else:
        sentence = gettext("These stand first: {names}.", names=names)
    return (sentence,)
