"""What a map of an answer shows for each country: a number, or how many rows name it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from graph.plurals import counted
from graph.texts import gettext
from graph.views.answers.columns import number
from graph.views.record.country_codes import country_codes
from graph.views.record.tables import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Answer, Engine
    from graph.views.answers.showing import Axes
    from graph.views.record.names import Names

__all__ = ["STEPS", "CountryValue", "Mapped", "country_values"]

STEPS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryValue:
    """A country: its address, its name, its numeric code, its number in words, its step of five."""

    iri: str
    label: str
    code: str
    told: str
    step: int


@dataclass(frozen=True, slots=True)
class Mapped:
    """The countries of a map in the order of their names, what is shown, and the key to it."""

    countries: tuple[CountryValue, ...]
    shows: str
    key: tuple[tuple[int, str], ...]


def country_values(engine: Engine, answer: Answer, axes: Axes, names: Names) -> Mapped:
    """The countries of an answer with their numbers.

    The number is that of the column of numbers where each country has one row with one; otherwise
    it is how many rows name the country.
    """
    column = axes.country
    assert column is not None  # `graph.views.answers.showing.missing` has been asked
    rows: dict[str, list[int]] = {}
    for place, row in enumerate(answer.rows):
        cell = row[column.place]
        if isinstance(cell, NamedNode):
            rows.setdefault(cell.value, []).append(place)
    value = axes.value
    single = value is not None and all(len(places) == 1 for places in rows.values())
    sizes: dict[str, float] = {}
    told: dict[str, str] = {}
    for iri, places in rows.items():
        if single and value is not None:
            cell = answer.rows[places[0]][value.place]
            size = number(cell)
            if size is None:
                continue
            sizes[iri], told[iri] = size, f"{text(cell, names)} {value.heading}"
        else:
            sizes[iri], told[iri] = len(places), counted(len(places), "row")
    codes = country_codes(engine)
    ends = _ends(list(sizes.values()))
    countries = [
        CountryValue(
            iri=iri,
            label=names[iri].label,
            code=codes.get(iri) or "",
            told=told[iri],
            step=_step(size, ends),
        )
        for iri, size in sizes.items()
    ]
    shows = value.heading if single and value is not None else gettext("how many rows name it")
    return Mapped(
        tuple(sorted(countries, key=lambda one: (one.label, one.iri))),
        gettext("Map: each {thing} by {number}.", thing=column.heading, number=shows),
        _key(list(sizes.values()), ends),
    )


def _ends(sizes: Sequence[float]) -> list[float]:
    """The largest value of each step: every step has about as many different values."""
    different = sorted(Counter(sizes))
    steps = min(STEPS, len(different))
    return [different[(place + 1) * len(different) // steps - 1] for place in range(steps)]


def _step(size: float, ends: Sequence[float]) -> int:
    """The step of a value among the five; fewer steps are spread over them, up to the strongest."""
    place = next(at for at, end in enumerate(ends) if size <= end)
    if len(ends) == 1:
        return STEPS // 2
    return round(place * (STEPS - 1) / (len(ends) - 1))


def _key(sizes: Sequence[float], ends: Sequence[float]) -> tuple[tuple[int, str], ...]:
    """Which step stands for which values."""
    key = []
    for place, end in enumerate(ends):
        within = [size for size in sizes if size <= end and (place == 0 or size > ends[place - 1])]
        first, last = f"{min(within):,g}", f"{max(within):,g}"
        key.append(
            (
                _step(end, ends),
                first if first == last else gettext("{first} to {last}", first=first, last=last),
            )
        )
    return tuple(key)
