"""Rows that a query loses because it compares what does not compare, found with how to mend it.

By the standard a comparison of unlike types is an error, and a filter in error lets nothing
through: ``?start >= "2015-01-01"^^xsd:date`` loses each row whose start is a year or a month. ``=``
does not even err: a label is in a language, so it never equals a plain text. The answer is right
and looks whole, so what it left out is asked for beside it: the same pattern with the filter turned
round, in small queries behind the same guard.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from graph.errors import CbrnGraphError
from graph.made_once import Kept
from graph.store import Limits
from graph.store.text.patterns import declared, pattern
from graph.store.text.tokens import tokens
from graph.views.answers.comparisons import comparisons, constant_of, equals
from graph.views.answers.conditions_of_groups import having
from graph.views.answers.losses import (
    Mend,
    NoValueYet,
    SeemingEqual,
    SortedApart,
    UnlikeValues,
)
from graph.views.answers.query_words import bare
from graph.views.answers.value_kinds import DATES, NUMBER, kind_of
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.store import Engine
    from graph.store.text.tokens import Token
    from graph.views.answers.comparisons import ComparingFilter
    from graph.views.answers.losses import Loss
    from graph.views.answers.value_kinds import ValueKind

__all__ = ["lost_by_comparing"]

_SECONDS: Final = 2.0
_EACH: Final = Limits(seconds=1.0, rows=50, output_bytes=20_000)
_MOST: Final = 5
_ZONE: Final = '"(Z|[+-][0-9][0-9]:[0-9][0-9])$"'
_DAYS: Final = """
SELECT ?date ?day WHERE { ?day cbrn:firstDayOf|cbrn:lastDayOf ?date } ORDER BY ?date STR(?day)
"""


def _lost(engine: Engine, sparql: str) -> tuple[Loss, ...]:
    probe = _Probe(engine, sparql, time.monotonic() + _SECONDS)
    try:
        return tuple(dict.fromkeys(probe.found()))[:_MOST]
    except CbrnGraphError:  # built in a way that is not taken apart here, or too slow to look at
        return ()


lost_by_comparing: Final = Kept(_lost, most=256)
"""What a query, which an engine can read, lost by comparing unlike types; mostly nothing.

It is kept for readers of every language, so it is not in words yet.
"""


class _Probe:
    """One query, and what its filters lose."""

    def __init__(self, engine: Engine, sparql: str, until: float) -> None:
        self._engine = engine
        self._sparql = sparql
        self._until = until
        self._whole = pattern(sparql)
        self._known = {**PREFIXES, **declared(tokens(sparql))}

    def found(self) -> Iterator[Loss]:
        filters = list(comparisons(self._whole.parts, "", self._whole.prologue))
        for one in filters:
            if time.monotonic() > self._until:
                return
            yield from self._of_filter(one)
        yield from self._of_groups()
        yield from self._of_order()

    def _of_filter(self, one: ComparingFilter) -> Iterator[Loss]:
        """What a condition is neither true nor false of, and what only seems to differ."""
        bound = " && ".join(f"BOUND(?{name})" for name in one.variables)
        types = " ".join(
            f"(DATATYPE(?{name}) AS ?type_{name}) (LANG(?{name}) AS ?tag_{name})"
            for name in one.variables
        )
        groups = " ".join(f"?type_{name} ?tag_{name}" for name in one.variables)
        errors = (
            f"SELECT {groups} (COUNT(*) AS ?rows) WHERE {{ SELECT {types} WHERE {{ {one.around}\n"
            f"FILTER({bound} && COALESCE(IF({one.text}, 1, 0), -1) = -1) }} }} GROUP BY {groups}"
        )
        lost = [row for row in self._asked(errors) if row["rows"] != "0"]
        if lost:
            yield self._unlike(one, lost)
            return
        yield from self._alike(one)

    def _unlike(
        self, one: ComparingFilter, lost: Sequence[Mapping[str, str | None]]
    ) -> UnlikeValues:
        """The rows of which a condition is neither true nor false."""
        name = next(
            (each for each in one.variables if any(row[f"type_{each}"] for row in lost)),
            one.variables[0],
        )
        kinds = sorted({kind_of(row[f"type_{name}"], row[f"tag_{name}"]) for row in lost})
        are_two = (
            len(one.variables) > 1 and constant_of(one.text, name) is None and "^^" not in one.text
        )
        return UnlikeValues(
            line=one.line,
            lost="value" if one.optional else "row",
            number=sum(int(row["rows"] or 0) for row in lost),
            compared=tuple(f"?{each}" for each in (one.variables if are_two else (name,))),
            kinds=() if are_two else tuple(kinds),
            condition=bare(one.text),
            mend=self._mend(one, name, kinds),
        )

    def _mend(self, one: ComparingFilter, name: str, kinds: Sequence[ValueKind]) -> Mend | None:
        """How to write the condition so that it compares; None where that is not known."""
        constant = constant_of(one.text, name)
        compared_with = constant.kind if constant else ""
        if set(kinds) & set(DATES.values()):
            days = self._days().get(self._property_of(one.around, name), [])
            if days and compared_with != "number":
                return Mend("days", tuple(days))
            return Mend("year", (f"YEAR(?{name})",))
        if NUMBER in kinds and constant and compared_with == "string":
            return Mend("number", (constant.text.strip("\"'"),))
        if any(kind.name.startswith("text") for kind in kinds):
            if compared_with == "number":
                return Mend("text as a number", (f"xsd:decimal(STR(?{name}))",))
            return Mend("text", (f"STR(?{name})",))
        return None

    def _alike(self, one: ComparingFilter) -> Iterator[Loss]:
        """Values that an = passes over though they read the same: a language, a type or a zone."""
        for name, constant in equals(one.text):
            if name not in one.variables:
                continue
            wanted = f'REPLACE(STR({constant.text}), {_ZONE}, "")'
            there = f'REPLACE(STR(?{name}), {_ZONE}, "")'
            # A year stands at the beginning of each of its months and days.
            of_year = (
                f"DATATYPE(?{name}) IN (xsd:gYear, xsd:gYearMonth, xsd:date) && "
                f'STRSTARTS({there}, CONCAT({wanted}, "-"))'
            )
            query = (
                f"SELECT ?kind ?tag (COUNT(*) AS ?rows) WHERE "
                f"{{ SELECT (DATATYPE(?{name}) AS ?kind) "
                f"(LANG(?{name}) AS ?tag) WHERE {{ {one.around}\nFILTER(isLiteral(?{name}) && "
                f"({there} = {wanted} || ({of_year})) && "
                f"!COALESCE(?{name} = {constant.text}, false)) }} }} GROUP BY ?kind ?tag"
            )
            for row in self._asked(query):
                if row["rows"] == "0":
                    continue
                yield _seeming(one, name, constant, row)

    def _of_groups(self) -> Iterator[Loss]:
        """What HAVING is neither true nor false of."""
        body = "\n".join(part.text for part in self._whole.parts)
        for one in having(self._sparql):
            for name, call in one.too_early:
                yield NoValueYet(one.line, f"?{name}", call)
            values = " ".join(f"({call} AS ?{name})" for name, call in one.values)
            names, first = [name for name, _ in one.values], one.values[0][1]
            bound = " && ".join(f"BOUND(?{name})" for name in names)
            kinds = " ".join(f"(DATATYPE(?{name}) AS ?type_{name})" for name in names)
            groups = " ".join(f"?type_{name}" for name in names)
            lost = self._asked(
                f"SELECT {groups} (COUNT(*) AS ?rows) WHERE {{ SELECT {kinds} WHERE {{ "
                f"{{ SELECT {values} WHERE {{ {body} }} {one.grouped} }}\n"
                f"FILTER({bound} && COALESCE(IF({one.text}, 1, 0), -1) = -1) }} }} "
                f"GROUP BY {groups}"
            )
            if rows := sum(int(row["rows"] or 0) for row in lost):
                told = sorted({kind_of(row[f"type_{names[0]}"]) for row in lost})
                constant = constant_of(one.text, names[0])
                mend = Mend("group", (f"STR({first})",))
                if constant and told == [NUMBER]:
                    mend = Mend("number", (constant.text.strip("\"'"),))
                yield UnlikeValues(
                    line=one.line,
                    lost="group",
                    number=rows,
                    compared=(first,),
                    kinds=tuple(told),
                    condition=bare(one.written),
                    mend=mend,
                )

    def _of_order(self) -> Iterator[Loss]:
        """Where ORDER BY meets unlike values in one column, which it sorts apart.

        Years, months and days the engine sorts by time, each by its beginning.
        """
        read = tokens(self._whole.tail)
        for at, token in enumerate(read[:-1]):
            if token.text.upper() != "BY" or not at or read[at - 1].text.upper() != "ORDER":
                continue
            name = next((one.text[1:] for one in read[at + 1 :] if one.kind == "variable"), "")
            body = "\n".join(part.text for part in self._whole.parts)
            if not name or not any(name in part.variables for part in self._whole.parts):
                return
            dated = f"DATATYPE(?{name}) IN ({', '.join(f'xsd:{local}' for local in DATES)})"
            query = (
                f"SELECT ?kind (COUNT(*) AS ?rows) WHERE {{ SELECT (IF(isIRI(?{name}), 0, "
                f"IF(isNumeric(?{name}), 1, IF({dated}, 3, 2))) AS ?kind) WHERE "
                f"{{ {body} FILTER(BOUND(?{name})) }} }} "
                "GROUP BY ?kind"
            )
            found = {row["kind"] or "": int(row["rows"] or 0) for row in self._asked(query)}
            things, numbers, texts, dates = (found.get(kind, 0) for kind in "0123")
            if max(things, numbers, texts, dates) < things + numbers + texts + dates:
                yield SortedApart(
                    name=f"?{name}", things=things, numbers=numbers, dates=dates, texts=texts
                )
            return

    def _property_of(self, around: str, name: str) -> str:
        """The address of the property whose value a variable is, where it is a plain one."""
        read = tokens(around)
        for at, token in enumerate(read):
            if at and token.kind == "variable" and token.text[1:] == name:
                before = read[at - 1]
                if before.kind == "iri":
                    return before.text[1:-1]
                if before.kind == "name" and before.prefix in self._known:
                    return self._known[before.prefix] + before.text.partition(":")[2]
        return ""

    def _days(self) -> dict[str, list[str]]:
        """The properties with the days of each date, as queries write them."""
        days: dict[str, list[str]] = {}
        for date, day in self._engine.query(_DAYS, limits=_EACH).rows:
            if isinstance(date, NamedNode) and isinstance(day, NamedNode):
                days.setdefault(date.value, []).append(_short(day.value))
        return days

    def _asked(self, query: str) -> list[dict[str, str | None]]:
        """The rows of a small query; none where it cannot be answered in time."""
        try:
            return self._engine.query(f"{self._whole.prologue}\n{query}", limits=_EACH).records()
        except CbrnGraphError:
            return []


def _seeming(
    one: ComparingFilter, name: str, constant: Token, row: Mapping[str, str | None]
) -> SeemingEqual:
    """Rows whose value reads the same as what an = compares it with."""
    kind = kind_of(row["kind"], row["tag"])
    plain = re.sub(r"(Z|[+-]\d\d:\d\d)$", "", constant.text.strip("\"'"))
    mends: tuple[str, ...] = (f"STR(?{name})",)
    if row["tag"]:
        mends = (f'"{plain}"@{row["tag"]}', *mends)
    elif kind == NUMBER:
        mends = (plain,)
    elif kind in DATES.values() and len(plain) == len("2015"):
        mends = (f"YEAR(?{name}) = {plain}",)
    return SeemingEqual(
        line=one.line,
        number=int(row["rows"] or 0),
        name=f"?{name}",
        text=plain,
        kind=kind,
        constant=constant.text,
        mends=mends,
    )


def _short(iri: str) -> str:
    return f"cbrn:{iri.removeprefix(PREFIXES['cbrn'])}" if PREFIXES["cbrn"] in iri else f"<{iri}>"
