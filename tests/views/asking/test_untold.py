"""What stands beside an answer, of ends, names and venues that documents do not tell."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from graph.store import Limits
from graph.views.asking import asked_beside
from graph.views.asking.page_ways import Page
from graph.views.asking.reading import understood
from graph.views.asking.untold import as_built, told_beside
from tests.views.asking.worked_out import names, triples

if TYPE_CHECKING:
    import pytest

    from graph.knowledge_graph import KnowledgeGraph

NO_TITLE = "project/waste-sea-2013"


def sentences(kg: KnowledgeGraph, text: str) -> list[str]:
    """The sentences beside the answer of a text, which a card gives or a question put together."""
    found = understood(kg, kg.questions, text)
    assert found.sure
    first = found.readings[0]
    assert not isinstance(first.target, Page)
    answer = kg.engine.query(first.target.sparql, first.target.bind(first.values))
    asked = first.built or as_built(kg.names, first.target, first.values)
    return [*told_beside(kg.engine, kg.names, answer, asked)]


def dated(kg: KnowledgeGraph, relation: str) -> dict[str, str]:
    """The latest date of each thing that has one so."""
    asked = f"SELECT ?thing (STR(?its) AS ?day) WHERE {{ ?thing cbrn:{relation} ?its }}"
    found: dict[str, str] = {}
    for row in kg.engine.query(asked).records():
        key = (row["thing"] or "").rpartition("/id/")[2]
        found[key] = max(found.get(key, ""), row["day"] or "")
    return found


def closed(kg: KnowledgeGraph) -> set[str]:
    """The projects that a document calls closed."""
    return {s for s, p, o in triples(kg) if (p, o) == ("status", "closed") and "project/" in s}


def test_ends_to_come_and_states_stand_beside_what_ended(kg: KnowledgeGraph) -> None:
    """What ends later is told apart; what is called closed without an end is not forgotten."""
    told = sentences(kg, "Which projects have been closed since 2020?")
    month = f"{datetime.datetime.now(tz=datetime.UTC):%Y-%m}"
    ends = dated(kg, "endDate")
    later = sum(end >= month for key, end in ends.items() if "project/" in key)
    without = len(closed(kg) - ends.keys())
    assert later > 1
    assert without > 1
    assert any(one.startswith(f"Of those listed, {later} end") for one in told), told
    assert any(one.startswith(f"{without} without an end on record") for one in told), told


def test_an_end_that_is_not_on_record_is_said(kg: KnowledgeGraph) -> None:
    """Of a project whose beginning alone is told; of one with both nothing is said."""
    ends = dated(kg, "endDate")
    assert "project/065" in closed(kg) - ends.keys()
    assert sentences(kg, "When did Project 65 end?") == [
        "No end of it is on record.",
        "A document calls it closed, and does not tell when it ended.",
    ]
    assert "project/067" in ends
    assert sentences(kg, "When did Project 67 end?") == []


def test_words_in_a_name_alone_are_said(kg: KnowledgeGraph) -> None:
    """A project with no title on record is told by its name here, beside the others."""
    titled = {s for s, p, _ in triples(kg) if p.endswith("title")}
    by_name = {
        key: called
        for key, called in names(kg).items()
        if key.startswith("project/") and {"chemical", "waste"} <= {*called.split()}
    }
    assert NO_TITLE in by_name.keys() - titled
    told = sentences(kg, "Projects on chemical waste")
    assert told[0].startswith("1 more has these words in its name alone")
    assert by_name[NO_TITLE] in told[1].lower()


def test_meetings_without_a_venue_are_said(kg: KnowledgeGraph) -> None:
    """Of a region, where those held in a country of it are asked for."""
    said = triples(kg)
    venues = {s for s, p, _ in said if p == "hostCountry"}
    there = {s for s, p, o in said if (p, o) == ("coversRegion", "region/CA")}
    begun = dated(kg, "startDate")
    nowhere = [
        key for key in there - venues if key.startswith("meeting/") and begun.get(key, "") >= "2022"
    ]
    assert len(nowhere) == 1
    told = sentences(kg, "What meetings happened in Central Asia since 2022?")
    assert told[-1].startswith("1 more is of that region, but in which country it was")


def test_what_is_not_counted_in_time_is_said(
    kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A count that was stopped is not a count of none."""
    text = "Which projects cover both Georgia and Ukraine?"
    late = "Whether more belongs here could not be counted in time."
    assert sentences(kg, text) != [late]
    monkeypatch.setattr(asked_beside, "_LIMITS", Limits(seconds=1e-6))
    assert sentences(kg, text) == [late]


def test_projects_of_regions_alone_stand_beside_those_of_three_countries(
    kg: KnowledgeGraph,
) -> None:
    """Projects of which documents name the regions of all three, and no country there, are told."""
    told = sentences(kg, "Which projects cover Jordan, Lebanon and Iraq?")
    lines = triples(kg)
    home = {o for s, p, o in lines if p == "inRegion" and s in {"country/JOR", "country/LBN"}}
    there = {s for s, p, o in lines if p == "inRegion" and o in home}
    of_region = {s for s, p, o in lines if p == "coversRegion" and o in home and "project/" in s}
    alone = of_region - {s for s, p, o in lines if p == "coversCountry" and o in there}
    assert len(home) == 1
    assert len(alone) > 1
    assert f"{len(alone)} more fit all else that is asked; documents name only the region" in (
        " ".join(told)
    )


def test_what_is_only_planned_is_told(kg: KnowledgeGraph) -> None:
    """Of what has no other state on record, beside any answer that does not tell the state."""
    states: dict[str, set[str]] = {}
    for thing, relation, state in triples(kg):
        if relation == "status":
            states.setdefault(thing, set()).add(state)
    planned = {thing for thing, told in states.items() if told == {"planned"}}
    assert {"meeting/rfx-seee-2025", "project/091"} <= planned
    exercise = "Regional field exercise for South East and Eastern Europe, 2025"
    said = f"One of these is told of only as planned: {exercise}."
    for text in ("Which meetings were held in 2025?", "regional field exercises"):
        assert said in sentences(kg, text)
    assert not any("planned" in one for one in sentences(kg, "Which meetings were held in 2019?"))
    assert not any(
        "only as planned" in one for one in sentences(kg, "What is known of Project 91?")
    )


def test_projects_of_a_region_stand_beside_those_of_its_countries(kg: KnowledgeGraph) -> None:
    """Where any country of a region is asked for, projects that name the region alone are told."""
    told = sentences(kg, "Which projects cover any of the GCC countries?")
    lines = triples(kg)
    there = {s for s, p, o in lines if (p, o) == ("inRegion", "region/GCC")}
    named = {s for s, p, o in lines if (p, o) == ("coversRegion", "region/GCC") if "project/" in s}
    alone = named - {s for s, p, o in lines if p == "coversCountry" and o in there}
    assert len(alone) > 1
    assert any(one.startswith(f"{len(alone)} more fit all else that is asked; doc") for one in told)
