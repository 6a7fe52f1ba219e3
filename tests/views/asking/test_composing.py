"""Questions that no card asks are put together, and answer as the record says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.views.asking.built_address import decoded, encoded
from graph.views.asking.built_query import answering, any_answer
from graph.views.asking.reading import understood
from tests.views.asking.worked_out import PARTS, names, things, triples

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

ADDRESSES = [
    "Project~coversCountry=country/GEO~startDate=2016..",
    "Project~coversRegion=region/AAF|region/ECA",
    'Meeting~place="Tbilisi~startDate=2013..2013',
    'Meeting~place="Tbilisi %28old town%29',
    "Project~budget=>3000000~budget=<=9000000",
    "Organisation~basedIn=country/FRA~-^hasPartner|ledBy=(Project~coversCountry=country/MAR)",
    "Country~+^coversCountry=(Project~coversRegion=region/SEA~startDate=..2015)",
    "Project~+>=10coversCountry=(Country)",
    "Organisation~^ledBy=(Project~http://purl.org/dc/terms/title|hasTopic|hazard=*biosafety)",
    "Country~^coversCountry=(NationalActionPlan~adoptedOn)",
    "Meeting~=*steering committee~startDate=2018..2022",
    "Country~inRegion=(Region)~-^hostCountry=(Meeting~=*needs assessment)",
    "Exercise~-=*field~hostCountry=country/LBN",
    "Exercise~startDate=2019..~!hostCountry=(Country)~!endDate",
    "Meeting~=*workshop~!place",
    "Meeting~startDate=2019-05-03..2021-06-10",
    "Project~+=3coversCountry=(Country)",
    "Country~=country/KEN|country/UGA~+^coversCountry=(Project)",
]


@pytest.mark.parametrize("told", ADDRESSES)
def test_a_link_opens_the_same_question(kg: KnowledgeGraph, told: str) -> None:
    """A question goes into an address and comes back, and its queries can be asked."""
    question = decoded(told, kg.names)
    assert question is not None
    assert encoded(question) == told
    answer = kg.engine.query(answering(question))
    assert kg.engine.query(any_answer(question)).boolean is bool(answer.rows)


@pytest.mark.parametrize(
    "told",
    [
        "Project~ledBy=(Project~ledBy=organisation/nowhere)",
        "Project~ledBy=(Project",
        "Project~startDate=..",
        "Project~startDate=2020-13..",
        "Project~startDate=..2021-02-30",
        "Project~title=*",
        "Project~budget=>",
        "Project~+>=coversCountry",
        "Project~coversRegion=region/CA|region/nowhere",
    ],
)
def test_what_is_cut_or_unknown_is_no_question(kg: KnowledgeGraph, told: str) -> None:
    """A part of an address that cannot be read makes none of it a question."""
    assert decoded(told, kg.names) is None


def test_words_are_words_and_no_pattern(kg: KnowledgeGraph) -> None:
    """Signs of a regular expression find nothing that the words alone would not find."""
    question = decoded("Project~http://purl.org/dc/terms/title=*bio|nothing like it", kg.names)
    assert question is not None
    assert not kg.engine.query(any_answer(question)).boolean


def test_two_conditions_with_a_year(kg: KnowledgeGraph) -> None:
    """Projects that one body leads and that began since a year."""
    said = triples(kg)
    led = {s for s, p, o in said if (p, o) == ("ledBy", "organisation/istc")}
    begun = {s for s, p, o in said if p == "startDate" and o[:4] >= "2016"}
    assert things(kg, "Which projects led by ISTC started after 2015?") == led & begun != set()


def test_bodies_of_one_country_at_work_in_another(kg: KnowledgeGraph) -> None:
    """Who works somewhere is in a project there."""
    said = triples(kg)
    based = {s for s, p, o in said if (p, o) == ("basedIn", "country/FRA")}
    there = {s for s, p, o in said if (p, o) == ("coversCountry", "country/MAR")}
    at_work = {o for s, p, o in said if p in PARTS and s in there}
    assert things(kg, "Which French organisations work in Morocco?") == based & at_work != set()


def test_what_is_not_on_record_is_not_what_has_a_gap_inside(kg: KnowledgeGraph) -> None:
    """Who never led a project somewhere may have led others; who led one there is shut out."""
    said = triples(kg)
    there = {s for s, p, o in said if (p, o) == ("coversCountry", "country/GEO")}
    led = {o for s, p, o in said if p == "ledBy" and s in there}
    found = things(kg, "Which organisations never led a project in Georgia?")
    assert found
    assert not found & led
    assert {o for _, p, o in said if p == "ledBy"} - led <= found


def test_number_of_different_things(kg: KnowledgeGraph) -> None:
    """More than ten countries are counted once each, however many documents name them."""
    said = triples(kg)
    projects = {s for s, p, _ in said if p == "coversCountry" and s.startswith("project/")}
    many = {
        one
        for one in projects
        if len({o for s, p, o in said if s == one and p == "coversCountry"}) > 10
    }
    assert things(kg, "Which projects cover more than 10 countries?") == many != set()


def test_what_has_none_has_fewer_too(kg: KnowledgeGraph) -> None:
    """Fewer than three projects are also those of a country that is in none."""
    said = triples(kg)
    every = {s for s, p, o in said if p == "inRegion" and o == "region/GCC"}
    projects = {one: {s for s, p, o in said if p == "coversCountry" and o == one} for one in every}
    fewer = {one for one, in_these in projects.items() if len(in_these) < 3}
    question = "Countries in the Gulf region that are in fewer than three projects"
    assert things(kg, question) == fewer != set()
    none = {s for s, p, _ in said if p == "inRegion"} - {
        o for _, p, o in said if p == "coversCountry"
    }
    few = things(kg, "Which countries are in less than 1 project?")
    assert none <= few


def test_partners_are_those_of_a_region(kg: KnowledgeGraph) -> None:
    """Other countries are on record too, which are no partners of the Initiative."""
    said = triples(kg)
    partners = {s for s, p, _ in said if p == "inRegion"}
    hosts = {o for s, p, o in said if p == "hostCountry" and s.startswith("meeting/rtm-")}
    asked = things(kg, "Which partner countries have never hosted a round table?")
    assert asked == partners - hosts != set()


def test_second_condition_is_of_what_is_looked_for(kg: KnowledgeGraph) -> None:
    """Who leads projects but is in none somewhere, not who leads projects that are not there."""
    said = triples(kg)
    lead = {o for s, p, o in said if p == "ledBy" and s.startswith("project/")}
    there = {s for s, p, o in said if (p, o) == ("coversRegion", "region/CA")}
    at_work = {o for s, p, o in said if s in there and p in {"ledBy", "implementedWith"}}
    question = "Which organisations lead projects but do not implement in Central Asia?"
    assert things(kg, question) == lead - at_work != set()


def test_any_of_two_and_all_but_one(kg: KnowledgeGraph) -> None:
    """An "or" joins what covers either; an "except" shuts out the thing itself."""
    said = triples(kg)
    either = {s for s, p, o in said if p == "coversCountry" and o in {"country/GEO", "country/UKR"}}
    assert things(kg, "projects in Georgia or Ukraine") == {
        one for one in either if one.startswith("project/")
    }
    came = {o for s, p, o in said if p == "attendedBy" and s == "meeting/rtm-ca-14"}
    countries = {one for one in came if one.startswith("country/")}
    others = things(
        kg, "Which countries attended the 14th round table for Central Asia except Kazakhstan?"
    )
    assert others == countries - {"country/KAZ"}
    assert "country/KAZ" in countries


def test_place_and_part_of_those_who_came(kg: KnowledgeGraph) -> None:
    """Countries at meetings in a town."""
    said = triples(kg)
    there = {s for s, p, o in said if (p, o) == ("place", "Tbilisi")}
    came = {o for s, p, o in said if p == "attendedBy" and s in there and o.startswith("country/")}
    assert things(kg, "Which countries attended meetings in Tbilisi?") == came != set()


def test_one_row_for_each_line_that_says_so(kg: KnowledgeGraph) -> None:
    """Each line that makes a thing an answer has its document; they are not multiplied."""
    target = understood(kg, kg.questions, "Which countries of South East Asia are in Project 46?")
    answer = kg.engine.query(target.readings[0].target.sparql)  # type: ignore[union-attr]
    assert answer.variables[1:] == ("document", "locator", "subject", "relation", "object")
    assert len(set(answer.rows)) == len(answer.rows)
    assert all(None not in row for row in answer.rows)


def test_some_of_a_kind_are_told_by_their_names(kg: KnowledgeGraph) -> None:
    """Steering committees and table-top exercises are no kinds of their own: their names tell."""
    said, called = triples(kg), names(kg)
    begun = {s for s, p, o in said if p == "startDate" and "2018" <= o[:4] <= "2022"}
    committees = {key for key, name in called.items() if "steering committee" in name}
    asked = "steering committee meetings 2018-2022"
    assert things(kg, asked) == {one for one in committees if one.startswith("meeting/")} & begun
    assert things(kg, asked)
    exercises = {key for key, name in called.items() if "table-top exercise" in name}
    there = {s for s, p, o in said if (p, o) == ("hostCountry", "country/UKR")}
    assert things(kg, "tabletop exercises in Ukraine since 2016") == exercises & there
    delegations = {key for key, name in called.items() if "delegation" in name}
    came = {o for s, p, o in said if p == "attendedBy"}
    assert things(kg, "Which EU delegations attended meetings?") == delegations & came != set()


def test_words_that_no_name_holds_are_asked_back(kg: KnowledgeGraph) -> None:
    """That no meeting is called so does not say that there was none."""
    assert not understood(kg, kg.questions, "Which secret handshake workshops were held?").sure


def test_what_is_asked_for_beside_shuts_nothing_out(kg: KnowledgeGraph) -> None:
    """Meetings "with place and date" are also those of which no document tells them."""
    asked = "List the national focal points meetings with place and date"
    called = names(kg)
    held = {"national", "focal", "points"}
    meetings = {key for key, name in called.items() if held <= {*name.replace(",", "").split()}}
    assert things(kg, asked) == {one for one in meetings if one.startswith("meeting/")} != set()
    sparql = understood(kg, kg.questions, asked).readings[0].target.sparql  # type: ignore[union-attr]
    answer = kg.engine.query(sparql)
    said = triples(kg)
    places = {(s, o) for s, p, o in said if p == "place" and s in meetings}
    told = {
        (
            (one["meeting"] or "").rpartition("/id/")[2],
            one["place"] or "",
        )
        for one in answer.records()
        if one["place"]
    }
    assert told == places
    assert all(one["document"] for one in answer.records() if one["place"])


def test_partners_of_projects_beside_them(kg: KnowledgeGraph) -> None:
    """A project that one body leads alone is listed, too."""
    said = triples(kg)
    led = {s for s, p, o in said if (p, o) == ("ledBy", "organisation/istc")}
    assert things(kg, "projects led by ISTC with their partners") == led != set()


def test_two_are_compared_by_a_number(kg: KnowledgeGraph) -> None:
    """Both are told, also where one has none: "more round tables than Togo"."""
    said = triples(kg)
    asked = "Did Georgia host more round tables than Togo?"
    assert things(kg, asked) == {"country/GEO", "country/TGO"}
    sparql = understood(kg, kg.questions, asked).readings[0].target.sparql  # type: ignore[union-attr]
    numbers = {
        (one["country"] or "").rpartition("/id/")[2]: int(one["number"] or 0)
        for one in kg.engine.query(sparql).records()
    }
    tables = {
        key: {s for s, p, o in said if p == "hostCountry" and o == key and "/rtm-" in s}
        for key in numbers
    }
    assert numbers == {key: len(held) for key, held in tables.items()}
    assert 0 in numbers.values()


def test_numbers_of_one_series(kg: KnowledgeGraph) -> None:
    """Only the last of two numbers names its series."""
    said = triples(kg)
    came = [
        {o for s, p, o in said if (s, p) == (f"meeting/rtm-ca-{number}", "attendedBy")}
        for number in (14, 16)
    ]
    asked = "Which countries attended both the 14th and 16th round table for Central Asia?"
    countries = {one for one in came[0] & came[1] if one.startswith("country/")}
    assert things(kg, asked) == countries != set()


def test_who_was_at_a_meeting_attended_it(kg: KnowledgeGraph) -> None:
    """To be at a round table is not to have it in one's country."""
    said = triples(kg)
    came = {s for s, p, o in said if (p, o) == ("attendedBy", "country/LBY")}
    of_region = {s for s, p, o in said if (p, o) == ("coversRegion", "region/NAS")}
    tables = {one for one in came & of_region if one.startswith("meeting/rtm-")}
    asked = "Was Libya at any round table for North Africa and Sahel?"
    assert things(kg, asked) == tables
    bodies = {
        o
        for s, p, o in said
        if (s, p) == ("meeting/rtm-sea-19", "attendedBy") and o.startswith("organisation/")
    }
    asked = "Which organisations were at the 19th round-table for South East Asia?"
    assert things(kg, asked) == bodies


@pytest.mark.parametrize(
    "text",
    [
        "Which projects led by UNICRI are the best in Kazakhstan?",
        "Which projects led by UNICRI made Kazakhstan safer?",
        "Which organisations from Italy hate projects in Kenya?",
        "Which sites of Project 53 in Georgia are open?",
        "Which countries of our region took part in TRACE ME?",
    ],
)
def test_word_that_says_no_tie_is_asked_back(kg: KnowledgeGraph, text: str) -> None:
    """A question is put together only where each of its words says a part of it."""
    assert not understood(kg, kg.questions, text).sure


def test_first_words_ask_for_a_column(kg: KnowledgeGraph) -> None:
    """The place is shown where it was asked for first; one without a place is listed, too."""
    said, called = triples(kg), names(kg)
    held = {key for key, name in called.items() if "final workshop" in name}
    there = {s for s, p, o in said if (p, o) == ("discussed", "project/018")}
    assert things(kg, "Where was the final workshop of Project 18 held?") == held & there != set()


def test_projects_that_ran_in_a_year(kg: KnowledgeGraph) -> None:
    """A project runs from its beginning to its end, or goes on where no end is on record."""
    said = triples(kg)
    with_end = {s for s, p, _ in said if p == "endDate"}
    over = {s for s, p, o in said if (p, o) == ("status", "closed")}
    goes_on = {s for s, p, o in said if (p, o) == ("status", "ongoing")} - with_end - over
    led = {s for s, p, o in said if (p, o) == ("ledBy", "organisation/expertise-france")}
    begun = {s for s, p, o in said if p == "startDate" and o[:4] <= "2019"}
    unended = goes_on | {s for s, p, o in said if p == "endDate" and o[:4] >= "2019"}
    asked = "projects led by Expertise France running in 2019"
    assert things(kg, asked) == led & begun & unended != set()
    there = {s for s, p, o in said if (p, o) == ("coversRegion", "region/CA")}
    dated = {s for s, p, _ in said if p == "startDate"}
    later = dated & (goes_on | {s for s, p, o in said if p == "endDate" and o[:4] >= "2023"})
    projects = {one for one in there & later if one.startswith("project/")}
    assert things(kg, "projects running in Central Asia after 2022") == projects != set()


def test_meeting_is_told_by_its_place_and_month(kg: KnowledgeGraph) -> None:
    """Of several round tables in a town it is the one that was held then."""
    asked = "What was discussed at the round table in Almaty in June 2021?"
    found = understood(kg, kg.questions, asked)
    assert found.sure
    assert found.readings[0].values == {"meeting": "meeting/rtm-ca-14"}


def test_second_of_two_numbers_is_of_the_same_series(kg: KnowledgeGraph) -> None:
    """Who came to one round table and not to another."""
    said = triples(kg)
    came = [
        {o for s, p, o in said if (s, p) == (f"meeting/rtm-ca-{number}", "attendedBy")}
        for number in (14, 16)
    ]
    partners = {one for one in came[0] if one.startswith("country/")}
    asked = "Which countries attended the 14th round table of Central Asia but not the 16th?"
    assert things(kg, asked) == partners - came[1] != set()


def test_spans_of_months_and_years(kg: KnowledgeGraph) -> None:
    """Both ends of a span are of one condition."""
    said = triples(kg)
    begun = {
        s
        for s, p, o in said
        if p == "startDate" and s.startswith("meeting/rtm-") and "2018-03" <= o[:7] <= "2019-05"
    }
    asked = "Which round tables were held between March 2018 and May 2019?"
    assert things(kg, asked) == begun != set()
    online = {s for s, p, o in said if (p, o) == ("format", "online")}
    then = {s for s, p, o in said if p == "startDate" and o[:4] in {"2020", "2021"}}
    assert things(kg, "Which meetings were held online in 2020 or 2021?") == online & then != set()
