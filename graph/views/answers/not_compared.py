"""Rows that a query loses because it compares what does not compare, each with how to mend it.

By the standard a comparison of unlike types is an error, and a filter in error lets nothing
through: ``?start >= "2015-01-01"^^xsd:date`` loses each row whose start is a year or a month. ``=``
does not even err: a label is in a language, so it never equals a plain text. The answer is right
and looks whole, so what it left out is asked for beside it: the same pattern with the filter turned
round, in small queries behind the same guard.
"""

from __future__ import annotations

import re
import time
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from graph.errors import CbrnGraphError
from graph.plurals import counted, plural
from graph.store import Limits
from graph.store.text.loose_ends import loose_ends
from graph.store.text.patterns import declared, pattern
from graph.store.text.tokens import tokens
from graph.views.answers.comparisons import comparisons, constant_of, equals
from graph.views.answers.conditions_of_groups import having
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.store import Engine
    from graph.store.text.tokens import Token
    from graph.views.answers.comparisons import ComparingFilter

__all__ = ["may_lose", "not_compared", "remarks"]

_SECONDS: Final = 2.0
_EACH: Final = Limits(seconds=1.0, rows=50, output_bytes=20_000)
_MOST: Final = 5
_XSD: Final = PREFIXES["xsd"]
_DATES: Final = {
    "gYear": "a year",
    "gYearMonth": "a month",
    "date": "a day",
    "dateTime": "a moment",
}
_WORTH_A_LOOK: Final = re.compile(r"\bfilter\b|\border\s+by\b|\bhaving\b", re.IGNORECASE)
_ZONE: Final = '"(Z|[+-][0-9][0-9]:[0-9][0-9])$"'
_DAYS: Final = """
SELECT ?date ?day WHERE { ?day cbrn:firstDayOf|cbrn:lastDayOf ?date } ORDER BY ?date STR(?day)
"""


def not_compared(engine: Engine, sparql: str) -> tuple[str, ...]:
    """What a query lost by comparing unlike types, in sentences with line and mend; mostly nothing.

    Args:
        engine: what the query was asked of.
        sparql: a query that can be read.
    """
    if not may_lose(sparql):
        return ()
    return _not_compared(engine, sparql)  # type: ignore[arg-type]  # an engine equals itself only


def remarks(engine: Engine, sparql: str) -> list[str]:
    """What is to be said of a query whose answer looks whole, in sentences; mostly nothing.

    Names that nothing stands behind come first, then rows that a comparison left out.
    """
    return [*loose_ends(sparql), *not_compared(engine, sparql)]


def may_lose(sparql: str) -> bool:
    """Whether a query compares or sorts at all, so that it is worth a look."""
    return _WORTH_A_LOOK.search(sparql) is not None


@lru_cache(maxsize=256)
def _not_compared(engine: Engine, sparql: str) -> tuple[str, ...]:
    probe = _Probe(engine, sparql, time.monotonic() + _SECONDS)
    try:
        return tuple(dict.fromkeys(probe.told()))[:_MOST]
    except CbrnGraphError:  # built in a way that is not taken apart here, or too slow to look at
        return ()


class _Probe:
    """One query, and what its filters lose."""

    def __init__(self, engine: Engine, sparql: str, until: float) -> None:
        self._engine = engine
        self._sparql = sparql
        self._until = until
        self._whole = pattern(sparql)
        self._known = {**PREFIXES, **declared(tokens(sparql))}

    def told(self) -> Iterator[str]:
        filters = list(comparisons(self._whole.parts, "", self._whole.prologue))
        for one in filters:
            if time.monotonic() > self._until:
                return
            yield from self._of_filter(one)
        yield from self._of_groups()
        yield from self._of_order()

    def _of_filter(self, one: ComparingFilter) -> Iterator[str]:
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

    def _unlike(self, one: ComparingFilter, lost: Sequence[Mapping[str, str | None]]) -> str:
        """The sentence on rows of which a condition is neither true nor false."""
        rows = sum(int(row["rows"] or 0) for row in lost)
        name = next(
            (each for each in one.variables if any(row[f"type_{each}"] for row in lost)),
            one.variables[0],
        )
        kinds = sorted({_kind(row[f"type_{name}"] or "", row[f"tag_{name}"] or "") for row in lost})
        subject = f"?{name} is {_or(kinds)}"
        if len(one.variables) > 1 and constant_of(one.text, name) is None and "^^" not in one.text:
            named = " and ".join(f"?{each}" for each in one.variables)
            subject = f"{named} are of unlike types"
        left = "a value is left out of" if one.optional else ""
        number = f"{left} {counted(rows, 'row')}" if left else counted(rows, "row")
        verb = "" if left else f" {plural(rows, 'is', 'are')} left out"
        mend = self._mend(one, name, kinds)
        return (
            f"Line {one.line}: {number}{verb}, because {subject} there, and such values do not "
            f"compare in {_quoted(one.text)}{mend}"
        )

    def _mend(self, one: ComparingFilter, name: str, kinds: Sequence[str]) -> str:
        """How to write the condition so that it compares; nothing where that is not known."""
        constant = constant_of(one.text, name)
        compared_with = constant.kind if constant else ""
        if set(kinds) & set(_DATES.values()):
            days = self._days().get(self._property_of(one.around, name), [])
            if days and compared_with != "number":
                verb = plural(len(days), "has", "have")
                return f". {' and '.join(days)} {verb} days in its place, which compare."
            return f". Compare the year: YEAR(?{name})."
        if "a number" in kinds and constant and compared_with == "string":
            written = constant.text.strip("\"'")
            return f". A number stands without quotation marks: {written}."
        if any(kind.startswith("a text") for kind in kinds):
            is_number = compared_with == "number"
            told = f"xsd:decimal(STR(?{name}))" if is_number else f"STR(?{name})"
            return f". {'Read the number first' if is_number else 'Compare'}: {told}."
        return "."

    def _alike(self, one: ComparingFilter) -> Iterator[str]:
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
                yield self._seems(one, name, constant, row)

    def _seems(
        self, one: ComparingFilter, name: str, constant: Token, row: Mapping[str, str | None]
    ) -> str:
        rows = int(row["rows"] or 0)
        kind = _kind(row["kind"] or "", row["tag"] or "")
        plain = re.sub(r"(Z|[+-]\d\d:\d\d)$", "", constant.text.strip("\"'"))
        if row["tag"]:
            mend = f'"{plain}"@{row["tag"]} or STR(?{name})'
        elif kind == "a number":
            mend = plain
        elif kind in _DATES.values():
            mend = f"YEAR(?{name}) = {plain}" if len(plain) == len("2015") else f"STR(?{name})"
        else:
            mend = f"STR(?{name})"
        return (
            f"Line {one.line}: {counted(rows, 'row')} {plural(rows, 'has', 'have')} “{plain}” in "
            f"?{name} as {kind}, which is not equal to {constant.text}. Write {mend}."
        )

    def _of_groups(self) -> Iterator[str]:
        """What HAVING is neither true nor false of."""
        body = "\n".join(part.text for part in self._whole.parts)
        for one in having(self._sparql):
            for name, call in one.too_early:
                yield (
                    f"Line {one.line}: ?{name} has no value in HAVING yet, so no group is let "
                    f"through. Write {call} in its place."
                )
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
            rows = sum(int(row["rows"] or 0) for row in lost)
            if rows:
                told = sorted({_kind(row[f"type_{names[0]}"] or "", "") for row in lost})
                is_number = told == ["a number"]
                yield (
                    f"Line {one.line}: {counted(rows, 'group')} {plural(rows, 'is', 'are')} left "
                    f"out, because {first} is {_or(told)} there, and such values do not compare in "
                    f"{_quoted(one.written)}. "
                    + (
                        "A number stands without quotation marks."
                        if is_number
                        else f"Compare STR({first})."
                    )
                )

    def _of_order(self) -> Iterator[str]:
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
            dated = f"DATATYPE(?{name}) IN ({', '.join(f'xsd:{local}' for local in _DATES)})"
            query = (
                f"SELECT ?kind (COUNT(*) AS ?rows) WHERE {{ SELECT (IF(isIRI(?{name}), 0, "
                f"IF(isNumeric(?{name}), 1, IF({dated}, 3, 2))) AS ?kind) WHERE "
                f"{{ {body} FILTER(BOUND(?{name})) }} }} "
                "GROUP BY ?kind"
            )
            found = {row["kind"] or "": int(row["rows"] or 0) for row in self._asked(query)}
            there = [
                f"{found[kind]:,} {plural(found[kind], *words)}"
                for kind, words in (
                    ("0", ("thing", "things")),
                    ("1", ("number", "numbers")),
                    ("3", ("date", "dates")),
                    ("2", ("text", "texts")),
                )
                if found.get(kind)
            ]
            if len(there) > 1:
                yield (
                    f"ORDER BY ?{name} sorts {_and(there)} apart. ORDER BY STR(?{name}) "
                    f"sorts "
                    "all of them as texts."
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


def _kind(datatype: str, tag: str) -> str:
    """What a value is, in words."""
    local = datatype.removeprefix(_XSD)
    if tag:
        return f"a text in a language ({tag})"
    if local in _DATES:
        return _DATES[local]
    if local in {"integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger"}:
        return "a number"
    return "a text" if local == "string" else "a thing" if not datatype else f"of {local}"


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]])


def _or(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if words[:-1] else words)


def _short(iri: str) -> str:
    return f"cbrn:{iri.removeprefix(PREFIXES['cbrn'])}" if PREFIXES["cbrn"] in iri else f"<{iri}>"


def _quoted(text: str) -> str:
    told = " ".join(text.strip("()").split())
    return f"“{told if len(told) <= 60 else told[:59] + '…'}”"  # noqa: PLR2004 - a line's length
