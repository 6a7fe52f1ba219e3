"""Queries made by chance from what the graph holds, the same ones for the same seed.

They walk along lines that exist, from kind to kind, and dress the walk with what SPARQL has:
OPTIONAL, UNION, FILTER, NOT EXISTS, MINUS, paths, VALUES, subqueries, aggregates, ORDER BY with
LIMIT, CONSTRUCT and ASK. What the standard leaves open (the order of equal rows, which value SAMPLE
takes, how a date without a day compares) is not asked.
"""

from __future__ import annotations

from itertools import count
from random import Random
from typing import TYPE_CHECKING, Final

from graph.store import Limits
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.store import Answer, Engine

__all__ = ["generated"]

_EDGES: Final = """
SELECT DISTINCT ?from ?line ?to WHERE {
  ?subject ?line ?object ; a ?from .
  ?object a ?to .
  ?from rdfs:subClassOf cbrn:Thing .
  ?to rdfs:subClassOf cbrn:Thing .
  FILTER(STRSTARTS(STR(?line), STR(cbrn:)))
}
ORDER BY ?from ?line ?to
"""
_THINGS: Final = "SELECT ?kind ?thing { ?thing a ?kind . ?kind rdfs:subClassOf cbrn:Thing }"
_ALL: Final = Limits(seconds=60, rows=1_000_000)
_VALUES: Final = {
    "cbrn:Project": ("cbrn:startDate", "cbrn:endDate", "cbrn:projectNumber", "dct:title"),
    "cbrn:Meeting": ("cbrn:startDate", "cbrn:place", "cbrn:ordinal", "cbrn:format"),
}
_MANY: Final = 3_000
_WORDS: Final = ("an", "CBRN", "centre", "Round", "o", "Tra", "é", "(")


class _Making:
    """One query in the making: the lines of its pattern and the variables that they bind."""

    def __init__(self, chance: Random, edges: Sequence[tuple[str, str, str]]) -> None:
        self.chance = chance
        self._edges = edges
        self.lines: list[str] = []
        self.kinds: dict[str, str] = {}
        self.texts: list[str] = []

    def walk(self, steps: int) -> None:
        """Begin with a kind and go along so many lines that things of the kind have."""
        start = self.chance.choice(self._edges)[0]
        self.kinds["?a"] = start
        self.lines.append(f"?a a {start} .")
        for _ in range(steps):
            at = self.chance.choice(list(self.kinds))
            step = self.step(at)
            if step:
                new = f"?{chr(ord('a') + len(self.kinds))}"
                self.lines.append(f"{self.triple(at, step, new)} .")
                self.kinds[new] = step[1]

    def step(self, at: str) -> tuple[str, str] | None:
        """A line that things of the kind have, and the kind at its far end."""
        kind = self.kinds[at]
        out = [(line, to) for one, line, to in self._edges if one == kind]
        into = [(f"^{line}", one) for one, line, to in self._edges if to == kind]
        found = out + into
        return self.chance.choice(found) if found else None

    @staticmethod
    def triple(at: str, step: tuple[str, str], new: str) -> str:
        """The line as a triple, turned round where it is followed backwards."""
        line = step[0]
        return f"{new} {line[1:]} {at}" if line.startswith("^") else f"{at} {line} {new}"

    def some(self) -> str:
        """One of the variables that are things."""
        return self.chance.choice(list(self.kinds))


def generated(engine: Engine, number: int, seed: int) -> dict[str, tuple[str, Answer]]:
    """So many queries with their answers, each by a name that says what is in it.

    Most queries made by chance find nothing: of those, one in ten stays.
    """
    found: dict[str, tuple[str, Answer]] = {}
    empty = 0
    for title, query in _candidates(engine, seed):
        answer = engine.query(query, limits=_ALL)
        if answer.rows or answer.triples or answer.boolean:
            if len(answer.rows) > _MANY:
                continue
        elif empty == number // 10:
            continue
        else:
            empty += 1
        found[title] = query, answer
        if len(found) == number:
            break
    return found


def _candidates(engine: Engine, seed: int) -> Iterator[tuple[str, str]]:
    """Yield queries without end, each with its name."""
    edges = [
        (_short(row["from"]), _short(row["line"]), _short(row["to"]))
        for row in engine.query(_EDGES, limits=_ALL).records()
    ]
    things: dict[str, list[str]] = {}
    for row in engine.query(_THINGS, limits=_ALL).records():
        things.setdefault(_short(row["kind"]), []).append(_short(row["thing"]))
    for listed in things.values():
        listed.sort()
    for index in count():
        # A seed for each, so that a change in one of them leaves the others as they are.
        making = _Making(Random(f"{seed}-{index}"), edges)
        making.walk(making.chance.randint(1, 3))
        named = [
            dress.__name__.removeprefix("_")
            for dress in making.chance.sample(_DRESSES, making.chance.randint(1, 3))
            if dress(making, things)
        ]
        form = making.chance.choice(_FORMS)
        yield f"{index:03} {form.__name__.removeprefix('_')} {' '.join(named)}", form(making)


def _optional(one: _Making, _: object) -> bool:
    at = one.some()
    values = _VALUES.get(one.kinds[at], ("skos:altLabel", "rdfs:label"))
    text = f"?v{len(one.texts)}"
    inner = one.chance.choice(("", f" FILTER(STRLEN(STR({text})) > 6)"))
    one.lines.append(f"OPTIONAL {{ {at} {one.chance.choice(values)} {text} .{inner} }}")
    one.texts.append(text)
    return True


def _union(one: _Making, _: object) -> bool:
    at = one.some()
    first, second = one.step(at), one.step(at)
    if not first or not second:
        return False
    new = "?u"
    sides = [f"{{ {one.triple(at, side, new)} }}" for side in (first, second)]
    one.lines.append(" UNION ".join(sides))
    one.kinds[new] = first[1] if first[1] == second[1] else "cbrn:Thing"
    return True


def _filter_text(one: _Making, _: object) -> bool:
    word = one.chance.choice(_WORDS)
    at = one.some()
    test = one.chance.choice(
        (
            f'CONTAINS(STR(?name), "{word}")',
            f'CONTAINS(LCASE(STR(?name)), "{word.lower()}")',
            f'STRSTARTS(STR(?name), "{word[0]}")',
            f'REGEX(STR(?name), "{word.replace("(", "[(]")}", "i")',
            f'STRLEN(STR(?name)) > {one.chance.randint(5, 40)} && LANG(?name) = "en"',
            f'STRBEFORE(STR(?name), " ") != "" || STRENDS(STR(?name), "{word}")',
        )
    )
    one.lines.append(f"{at} rdfs:label ?name . FILTER({test})")
    one.texts.append("?name")
    return True


def _filter_date(one: _Making, _: object) -> bool:
    at = next((name for name, kind in one.kinds.items() if kind in _VALUES), None)
    if at is None:
        return False
    year = one.chance.randint(2012, 2023)
    test = one.chance.choice(
        (
            f'STR(?date) >= "{year}"',
            f'SUBSTR(STR(?date), 1, 4) IN ("{year}", "{year + 1}")',
            f'STR(?date) < "{year}-06" && DATATYPE(?date) != xsd:gYear',
            f"xsd:integer(SUBSTR(STR(?date), 1, 4)) = {year}",
        )
    )
    one.lines.append(f"{at} cbrn:startDate ?date . FILTER({test})")
    one.texts.append("?date")
    return True


def _not_exists(one: _Making, _: object) -> bool:
    at = one.some()
    step = one.step(at)
    if not step:
        return False
    word = one.chance.choice(("NOT EXISTS", "EXISTS"))
    one.lines.append(f"FILTER {word} {{ {one.triple(at, step, '?n')} }}")
    return True


def _minus(one: _Making, _: object) -> bool:
    at = one.some()
    step = one.step(at)
    if not step:
        return False
    one.lines.append(f"MINUS {{ {one.triple(at, step, '?m')} }}")
    return True


def _values(one: _Making, things: object) -> bool:
    at = one.some()
    assert isinstance(things, dict)
    listed = things.get(one.kinds[at], [])
    if not listed:
        return False
    chosen = one.chance.sample(listed, min(len(listed), one.chance.randint(1, 40)))
    one.lines.insert(0, f"VALUES {at} {{ {' '.join(sorted(chosen))} }}")
    return True


def _path(one: _Making, _: object) -> bool:
    at = one.some()
    step = one.step(at)
    if not step:
        return False
    line = step[0]
    text = "?end"
    path = one.chance.choice(
        (
            f"{line}/rdfs:label",
            f"({line}|rdf:type)",
            "rdf:type/rdfs:subClassOf*",
            "rdf:type/rdfs:subClassOf+",
            f"{line}/a",
            f"({line}|^cbrn:involves)/rdfs:label",
        )
    )
    one.lines.append(f"{at} {path} {text} .")
    one.texts.append(text)
    return True


def _bind(one: _Making, _: object) -> bool:
    at = one.some()
    text = one.chance.choice(
        (
            f"STRAFTER(STR({at}), '/id/')",
            f"IF(CONTAINS(STR({at}), 'a'), 'with', 'without')",
            f"CONCAT(STR({at}), ' · ', UCASE('é'))",
            f"STRLEN(STR({at})) * 2 - 1",
            f"REPLACE(STR({at}), '[0-9]+', '#')",
            f"COALESCE(?none, STR({at}))",
        )
    )
    one.lines.append(f"BIND({text} AS ?made)")
    one.texts.append("?made")
    return True


def _subquery(one: _Making, _: object) -> bool:
    at = one.some()
    step = one.step(at)
    if not step:
        return False
    inner = one.triple(at, step, "?x")
    one.lines.append(
        f"{{ SELECT {at} (COUNT(DISTINCT ?x) AS ?many) WHERE {{ {inner} }} GROUP BY {at} }}"
    )
    one.texts.append("?many")
    return True


def _select(one: _Making) -> str:
    return f"SELECT {' '.join([*one.kinds, *one.texts])} WHERE {{\n{_pattern(one)}\n}}"


def _distinct(one: _Making) -> str:
    kept = one.chance.sample(list(one.kinds), one.chance.randint(1, len(one.kinds)))
    return f"SELECT DISTINCT {' '.join([*kept, *one.texts])} WHERE {{\n{_pattern(one)}\n}}"


def _page(one: _Making) -> str:
    every = [*one.kinds, *one.texts]
    order = " ".join(f"{one.chance.choice(('', '', 'DESC'))}(STR({name}))" for name in every)
    limits = f"LIMIT {one.chance.randint(3, 30)} OFFSET {one.chance.choice((0, 0, 2, 7))}"
    chosen = " ".join(every)
    return f"SELECT DISTINCT {chosen} WHERE {{\n{_pattern(one)}\n}} ORDER BY {order} {limits}"


def _aggregate(one: _Making) -> str:
    by = one.some()
    other = one.chance.choice([*one.kinds, *one.texts])
    what = one.chance.choice(
        (
            "COUNT(*)",
            f"COUNT({other})",
            f"COUNT(DISTINCT {other})",
            f"MIN(STR({other}))",
            f"MAX(STR({other}))",
            f"SUM(STRLEN(STR({by})))",
        )
    )
    having = one.chance.choice(("", "", " HAVING (COUNT(*) > 1)"))
    return f"SELECT {by} ({what} AS ?found) WHERE {{\n{_pattern(one)}\n}} GROUP BY {by}{having}"


def _construct(one: _Making) -> str:
    names = list(one.kinds)
    first, last = names[0], names[-1]
    return (
        f"CONSTRUCT {{ {first} cbrn:relatedTo {last} . {last} rdf:type cbrn:Thing }} "
        f"WHERE {{\n{_pattern(one)}\n}}"
    )


def _ask(one: _Making) -> str:
    return f"ASK {{\n{_pattern(one)}\n}}"


_DRESSES: Final = (
    _optional,
    _union,
    _filter_text,
    _filter_date,
    _not_exists,
    _minus,
    _values,
    _path,
    _bind,
    _subquery,
)
_FORMS: Final = (
    _select,
    _select,
    _distinct,
    _page,
    _page,
    _aggregate,
    _aggregate,
    _construct,
    _ask,
)


def _pattern(one: _Making) -> str:
    return "\n".join(f"  {line}" for line in one.lines)


def _short(iri: str | None) -> str:
    """An address with one of our prefixes, or in brackets where none will do."""
    address = iri or ""
    for prefix, start in sorted(PREFIXES.items(), key=lambda item: -len(item[1])):
        rest = address.removeprefix(start)
        if rest != address and rest.replace("-", "").isalnum():
            return f"{prefix}:{rest}"
    return f"<{address}>"
