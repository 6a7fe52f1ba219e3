"""Answers of cards on what the documents of a publisher state, by loops over the tables alone.

Neither the graph nor its build nor SPARQL has a part in it; see ``tests/answers/tables.py``.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

from tests.answers.tables import DOCUMENTS, ELSEWHERE, SAID, TYPES, Row, Rows, expected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

IDS: Final = "https://w3id.org/cbrn-graph/id/"
TERMS: Final = "https://w3id.org/cbrn-graph/ontology#"
COURT: Final = "European Court of Auditors"
EEAS: Final = "European External Action Service"
COPY: Final = " (copy at "
BEGINNING: Final = "only the beginning was read"


def standing() -> Iterator[Row]:
    """The statements that nobody withdrew."""
    return (row for row in SAID if row.get("review") != "withdrawn")


def by(publisher: str, year: str = "") -> list[Row]:
    """The statements of the documents of a publisher, of a year where one is given."""
    return [
        row
        for row in standing()
        if (document := DOCUMENTS[row["document"]])
        if f"{document['publisher']} (".startswith(f"{publisher} (")
        if document["issued"].startswith(year)
    ]


def at(row: Row) -> tuple[str, str, str]:
    """Where a statement stands, and who published it."""
    return row["document"], DOCUMENTS[row["document"]]["publisher"], row["locator"]


def about(row: Row) -> str:
    """A property as it is written in answers."""
    return ELSEWHERE.get(row["property"], row["property"])


def value(row: Row) -> str:
    """A value without the mark of its language."""
    return row["object"].rpartition("@")[0] or row["object"]


def address(term: str) -> str:
    """A term in full, as rows are put in order by it."""
    return term if "://" in term else f"{TERMS}{term}"


def full(told: str) -> str:
    """A value as rows are put in order by it: a thing by its address, a text as it is."""
    return f"{IDS}{told}" if told in TYPES else told


def everything(publisher: str, year: str = "") -> Rows:
    """What the documents of a publisher state."""
    rows = [(row["subject"], about(row), value(row), *at(row)) for row in by(publisher, year)]
    return sorted(rows, key=lambda row: (row[3], row[0], address(row[1]), full(row[2]), row[5]))


def both_ways(publisher: str, year: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each end of each statement of a publisher's documents, and what is said of it."""
    for row in by(publisher, year):
        yield row["subject"], (about(row), value(row), "", *at(row))
        yield row["object"], (about(row), "", row["subject"], *at(row))


def in_order(told: tuple[str, ...]) -> tuple[str, ...]:
    """What rows on one thing are put in order by."""
    term, its, far, document, _, locator = told
    return (address(term), far, full(its), document, locator)


def on_thing(publisher: str, thing: str, year: str = "") -> Rows:
    """What the documents of a publisher state about a thing, from either end."""
    return sorted((told for end, told in both_ways(publisher, year) if end == thing), key=in_order)


def on_kind(publisher: str, kind: str, year: str = "") -> Rows:
    """What the documents of a publisher state about things of a kind."""
    rows = [(end, *told) for end, told in both_ways(publisher, year) if TYPES.get(end) == kind]
    return sorted(rows, key=lambda row: (row[0], in_order(row[1:])))


def statements_by_publisher() -> Rows:
    """How many documents each publisher has, and how many statements are taken from them."""
    found: Counter[str] = Counter()
    documents: dict[str, set[str]] = {}
    for row in standing():
        who = DOCUMENTS[row["document"]]["publisher"].partition(COPY)[0]
        documents.setdefault(who, set()).add(row["document"])
        found[who] += 1
    rows = [(who, str(len(documents[who])), str(number)) for who, number in found.items()]
    return sorted(rows, key=lambda row: (-int(row[2]), row[0]))


def read_in_part() -> Rows:
    """The documents of which the register says that only the beginning of a place was read."""
    found = Counter(row["document"] for row in SAID)
    return sorted(
        (key, row["publisher"], row["issued"], row["places"], str(found[key]))
        for key, row in DOCUMENTS.items()
        if BEGINNING in row["places"]
    )


CARDS: Final[dict[str, Callable[[], Rows]]] = {
    "documents-read-in-part": read_in_part,
    "statements-by-publisher": statements_by_publisher,
    "statements-of-organisation": lambda: everything(COURT),
    "statements-of-organisation-in-year": lambda: everything(COURT, "2018"),
    "statements-of-organisation-on-kind": lambda: on_kind(COURT, "Person"),
    "statements-of-organisation-on-kind-in-year": lambda: on_kind(COURT, "Person", "2018"),
    "statements-of-organisation-on-thing": lambda: on_thing(EEAS, "meeting/hos-08"),
    "statements-of-organisation-on-thing-in-year": lambda: on_thing(EEAS, "project/069", "2019"),
}


@pytest.mark.parametrize("card", CARDS)
def test_answer_is_the_same_by_loops(card: str) -> None:
    """What the card's test expects of SPARQL is what the tables give."""
    assert CARDS[card]() == expected(card)
