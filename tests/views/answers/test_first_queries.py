"""What a data engineer writes at first: the answer that was meant, and no row lost in silence.

The cases are in ``first_queries.toml``.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.errors import QueryError
from graph.texts import speaking
from graph.views.answers.not_compared import not_compared, remarks
from graph.views.answers.why_empty import why_empty

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

CASES = tomllib.loads((Path(__file__).parent / "first_queries.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_first_query(case: dict[str, Any], kg: KnowledgeGraph) -> None:
    """Each query tells what it lost, and the one that was meant gives it."""
    found = 0
    if "wrong" in case:
        with pytest.raises(QueryError) as told:
            kg.query(case["sparql"])
        assert re.search(case["wrong"], str(told.value)), told.value
    else:
        found = len(kg.query(case["sparql"]).rows)
        said = "\n".join(remarks(kg.engine, case["sparql"]))
        assert re.search(case["told"], said) if "told" in case else not said, said
        assert (found == 0) is case.get("none", False)
        if "empty" in case:
            assert re.search(case["empty"], "\n".join(why_empty(kg, case["sparql"])))
    if "meant" in case:
        meant = len(kg.query(case["meant"]).rows)
        assert meant == 0 if case.get("meant_none") else meant > 0
        # What is left out and told is what the query that was meant has more.
        assert found <= meant
        assert remarks(kg.engine, case["meant"]) == []


def test_what_is_left_out_is_counted(kg: KnowledgeGraph) -> None:
    """Of the projects since 2015, counted by hand, each is found at first or told as left out."""
    started = [
        str(row["date"])
        for row in kg.query("SELECT ?date { ?p a cbrn:Project ; cbrn:startDate ?date }").records()
    ]
    days = [date for date in started if len(date) == 10]
    case = CASES["projects-since-2015-as-a-day"]
    assert len(kg.query(case["sparql"]).rows) == sum(date >= "2015" for date in days)
    (told,) = not_compared(kg.engine, case["sparql"])
    assert f"{len(started) - len(days)} rows are left out" in told
    assert len(kg.query(case["meant"]).rows) == sum(date[:4] >= "2015" for date in started)


def test_everyone_is_told_in_their_language(kg: KnowledgeGraph) -> None:
    """What was lost is found once for all: whoever asks first, each is told in their language."""
    sparql = f"{CASES['projects-since-2015-as-a-day']['sparql']} # as no other test asks it"
    with speaking("fr"):
        (french,) = not_compared(kg.engine, sparql)
    (english,) = not_compared(kg.engine, sparql)
    assert re.search(
        r"^Ligne 1 de la requête\u00a0: \d+ lignes sont laissées de côté, car \?d y est un mois ou "
        r"une année, .* À sa place, cbrn:startsOnOrAfter et cbrn:startsOnOrBefore donnent",
        french,
    )
    assert re.search(r"^Line 1: \d+ rows are left out, because \?d is a month or a year", english)


def test_there_are_forty() -> None:
    """The table holds forty queries and more, each another one."""
    assert len({case["sparql"] for case in CASES.values()}) == len(CASES) >= 40


def test_every_date_of_a_project_compares(kg: KnowledgeGraph) -> None:
    """The days that the build works out are those of the dates, for each thing that has one."""
    found = kg.query(
        "SELECT ?date ?first ?last { ?thing cbrn:startDate ?date ; cbrn:startsOnOrAfter ?first ; "
        "cbrn:startsOnOrBefore ?last }"
    ).records()
    dated = kg.query("SELECT ?thing { ?thing cbrn:startDate ?date }").rows
    assert len(found) == len(dated) > 90
    for row in found:
        date, first, last = (row[name] or "" for name in ("date", "first", "last"))
        assert first.startswith(date)
        assert last.startswith(date)
        assert (first == last) is (len(date) == 10)
        assert first <= last


def test_a_slow_look_is_given_up(kg: KnowledgeGraph) -> None:
    """A query whose pattern takes too long to ask again is answered without a remark."""
    endless = "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c > 3) } LIMIT 1"
    assert not_compared(kg.engine, endless) == ()
