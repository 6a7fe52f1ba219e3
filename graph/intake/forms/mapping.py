"""A table of somebody else's made readable: which heading is what, kept as a profile.

What each heading may be is guessed by its words and is there to be changed; a profile is the same
TOML file that ``graph.intake.forms.profile`` reads, so a mapping that was made once is used again.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from rdflib import RDFS, Graph

from graph.building.terms import KINDS as PROMISED
from graph.intake.explaining import allowed_values
from graph.intake.forms.records import from_table, values
from graph.intake.limits import FileRefused
from graph.intake.wide import WideTables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from graph.building.terms import Terms

__all__ = [
    "Heading",
    "MappedColumns",
    "MappedTable",
    "Target",
    "profile_text",
    "table_to_map",
    "targets",
    "types_of_rows",
]

_EXAMPLES: Final = 3
_DISTINCT: Final = 30
"""A column with more values than this holds no codes."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a table, what stands below it, and the column of ours that it may be."""

    heading: str
    examples: tuple[str, ...]
    codes: tuple[str, ...]
    """Its different values, where they are few."""
    column: str


@dataclass(frozen=True, slots=True)
class Target:
    """What a heading can be: a column of ours, in words, with the values that are allowed there."""

    column: str
    label: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MappedTable:
    """A table with its headings, and how many records it has."""

    name: str
    records: int
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedColumns:
    """What was decided: the class of the rows, which heading is their key, which is what.

    ``columns`` has our column by heading, ``values`` our word by column and code.
    """

    name: str
    type: str
    key: str
    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))


def table_to_map(name: str, content: bytes, terms: Terms) -> MappedTable:
    """A table with its headings, each with what it may be.

    Raises:
        FileRefused: the file is no table with headings, or has no rows.
    """
    records = from_table(content)
    headings = list(dict.fromkeys(heading for one in records for heading in one))
    if not records or not headings:
        msg = f"'{name}' has no rows below its headings, so there is nothing to map."
        raise FileRefused(msg)
    wide = WideTables(terms)
    taken: set[str] = set()
    found = []
    for heading in headings:
        below = list(dict.fromkeys(text for one in records for text in values(one, heading)))
        column = wide.meant(heading)
        if column in taken:
            column = ""
        taken.add(column)
        codes = tuple(below) if len(below) <= _DISTINCT else ()
        found.append(Heading(heading, tuple(below[:_EXAMPLES]), codes, column))
    return MappedTable(name, len(records), tuple(found))


def targets(terms: Terms, ontology: Path) -> tuple[Target, ...]:
    """Every column that a heading can be: those of things first, then the properties by label.

    Args:
        terms: the ontology.
        ontology: the folder of ``shapes.ttl``, which names the values that are allowed.
    """
    allowed = allowed_values(Graph().parse(ontology / "shapes.ttl", format="turtle"))
    properties = [
        Target(name, str(terms.graph.value(term, RDFS.label) or name), allowed.get(term, ()))
        for name, term in terms.properties.items()
    ]
    return (*_OWN, *sorted(properties, key=lambda one: one.label.lower()))


_OWN: Final = (
    Target("label", "its name in English"),
    Target("other labels", "further names or acronyms"),
    Target("type", "its class"),
    Target("locator", "the place in the document"),
    Target("remark", "a remark"),
)


def types_of_rows(terms: Terms) -> dict[str, str]:
    """The classes that rows can be about, by name with their labels, in the order of these."""
    kinds = frozenset(PROMISED.values())
    found = {
        name: str(terms.graph.value(term, RDFS.label) or name)
        for name, term in terms.classes.items()
        if terms.above(term, RDFS.subClassOf) & kinds
    }
    return dict(sorted(found.items(), key=lambda one: one[1].lower()))


def profile_text(table: MappedTable, mapped: MappedColumns, terms: Terms) -> str:
    """A profile as TOML 1.0: what ``Profile.read`` takes.

    Raises:
        FileRefused: nothing says what the rows are about, or a heading is not in the table.
    """
    there = {one.heading: one for one in table.headings}
    strange = [one for one in (mapped.key, *mapped.columns) if one and one not in there]
    if strange:
        msg = f"'{table.name}' has no heading '{strange[0]}'; it has {', '.join(there)}."
        raise FileRefused(msg)
    columns = {column: heading for heading, column in mapped.columns.items() if column}
    _complete(mapped, columns, terms)
    lines = [
        f"name = {_quoted(mapped.name)}", 'form = "csv"',
        f"needs = [{', '.join(map(_quoted, _needs(mapped, columns)))}]", "", "[columns]",
    ]  # fmt: skip
    if mapped.key:
        lines.append(f"key = {_quoted(_key(mapped, there[mapped.key], terms))}")
    if mapped.type and "type" not in columns:
        lines.append(f"type = {_quoted('=' + mapped.type)}")
    lines += [f"{_quoted(column)} = {_quoted(heading)}" for column, heading in columns.items()]
    if "locator" not in columns:
        lines.append('locator = "=table"')
    for column, codes in mapped.values.items():
        kept = {code: word for code, word in codes.items() if code and word}
        if kept and column in columns:
            lines += ["", f"[values.{_quoted(column)}]"]
            lines += [f"{_quoted(code)} = {_quoted(word)}" for code, word in kept.items()]
    return "\n".join(lines) + "\n"


def _complete(told: MappedColumns, columns: Mapping[str, str], terms: Terms) -> None:
    """Refuses what cannot become rows.

    Raises:
        FileRefused: it cannot.
    """
    known = {*(one.column for one in _OWN), *terms.properties}
    strange = sorted(set(columns) - known)
    if strange:
        msg = f"'{strange[0]}' is no column here: {', '.join(one.column for one in _OWN)}, or a "
        msg += "property of the ontology such as attendedBy."
        raise FileRefused(msg)
    if not told.key and "label" not in columns:
        msg = "Say which heading has the key or the name of what a row is about."
        raise FileRefused(msg)
    if told.key and not told.type and "type" not in columns:
        msg = "Say what the rows are about: a project, a meeting, an organisation …"
        raise FileRefused(msg)
    if told.type and told.type not in terms.classes:
        msg = f"'{told.type}' is no class of the ontology; use one of {', '.join(terms.classes)}."
        raise FileRefused(msg)


def _needs(told: MappedColumns, columns: Mapping[str, str]) -> list[str]:
    """The headings by which a file of this form is known again."""
    return list(dict.fromkeys(filter(None, (told.key, *columns.values()))))


def _key(told: MappedColumns, heading: Heading, terms: Terms) -> str:
    """The pattern that makes keys: keys of ours as they are, codes and numbers in our form."""
    if all(re.fullmatch(r"[a-z]+/\S+", one) for one in heading.examples):
        return f"{{{heading.heading}}}"
    if not told.type:  # a column says the class, row by row
        msg = f"Say with the type what keys made of '{heading.heading}' are of."
        raise FileRefused(msg)
    kind = _kind_of(told.type, terms)
    form = "key"
    if kind == "country":
        form = "country"
    elif kind == "project" and all(one.isdecimal() for one in heading.examples):
        form = "padded"
    return f"{kind}/{{{heading.heading}|{form}}}"


def _kind_of(type_: str, terms: Terms) -> str:
    """The kind in the key of a thing of a class: that of the nearest class that promises one."""
    term = terms.classes[type_]
    above = terms.above(term, RDFS.subClassOf)
    return next((kind for kind, promised in PROMISED.items() if promised in above), "organisation")


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    return json.dumps(text, ensure_ascii=False)
