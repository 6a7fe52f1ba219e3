"""Conditions of questions that no card asks: days, lists, parts played, what there is not."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from graph.store import Question
from graph.views.asking.reading import understood
from graph.views.asking.untold import as_built, untold
from tests.views.asking.worked_out import PARTS, names, things, triples

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph


def test_a_day_counts(kg: KnowledgeGraph) -> None:
    """What began on the day itself did not begin after it."""
    said = triples(kg)
    online = {s for s, p, o in said if (p, o) == ("format", "online")}
    begun = {(s, o) for s, p, o in said if p == "startDate" and s in online}
    days = sorted(day for _, day in begun if len(day) == len("2020-01-01"))
    middle = datetime.date.fromisoformat(days[len(days) // 2])
    day = f"{middle.day} {middle:%B} {middle.year}"
    since = {s for s, day in begun if day >= f"{middle}"}
    assert things(kg, f"meetings held online since {day}") == since != set()
    after = {s for s, day in begun if day > f"{middle}"}
    assert things(kg, f"meetings held online after {day}") == after < since


def test_list_that_ends_in_or(kg: KnowledgeGraph) -> None:
    """Any of three will do; of three that are joined by "and" each is meant."""
    said = triples(kg)
    based = {s for s, p, o in said if p == "basedIn" and o in {"country/POL", "country/BEL"}}
    based |= {s for s, p, o in said if (p, o) == ("basedIn", "country/FRA")}
    assert things(kg, "organisations from Poland, Belgium or France") == based != set()
    covered = [
        {s for s, p, o in said if (p, o) == ("coversCountry", f"country/{code}")}
        for code in ("GEO", "UKR", "MDA")
    ]
    both = {one for one in set.intersection(*covered) if one.startswith("project/")}
    assert things(kg, "projects in Georgia, Ukraine and Moldova since 2005") <= both


def test_years_one_by_one_are_no_span(kg: KnowledgeGraph) -> None:
    """What was in 2019 is neither in 2018 nor in 2021: each is answered by itself."""
    found = understood(kg, kg.questions, "meetings in Kenya in 2018 and 2021")
    assert found.is_each
    assert [one.question[-4:] for one in found.answered] == ["2018", "2021"]


def test_part_that_is_told_last(kg: KnowledgeGraph) -> None:
    """Those of some countries that lead, or are partners of, any project."""
    said = triples(kg)
    there = {s for s, p, o in said if (p, o) == ("basedIn", "country/ITA")}
    partners = {o for s, p, o in said if p in PARTS}
    assert things(kg, "Which organisations from Italy are partners?") == there & partners != set()


def test_no_partner_beside_a_lead(kg: KnowledgeGraph) -> None:
    """Who leads a project is not its partner."""
    said = triples(kg)
    led = {s for s, p, o in said if p == "ledBy" and s.startswith("project/")}
    partnered = {s for s, p, o in said if p in {"hasPartner", "implementedWith"}}
    asked = "Which projects have a lead organisation but no partner recorded?"
    assert things(kg, asked) == led - partnered != set()


def test_so_many_shared_projects(kg: KnowledgeGraph) -> None:
    """The number is of the projects that they share, not of all in which somebody is."""
    said = triples(kg)
    unicri = {s for s, p, o in said if p in PARTS and o == "organisation/unicri"}
    shared: dict[str, set[str]] = {}
    for s, p, o in said:
        if p in PARTS and s in unicri:
            shared.setdefault(o, set()).add(s)
    bodies = {o for o, projects in shared.items() if len(projects) >= 3}
    found = things(kg, "partners of UNICRI in at least three projects")
    assert found - {"organisation/unicri"} == bodies - {"organisation/unicri"} != set()


def test_second_condition_shuts_out_of_the_first_kind(kg: KnowledgeGraph) -> None:
    """Countries have no plan, not the meetings that were held there."""
    said, called = triples(kg), names(kg)
    needs = {key for key, name in called.items() if "needs assessment" in name}
    held = {o for s, p, o in said if p in {"hostCountry", "hostedBy"} and s in needs}
    plans = {key for key in called if key.startswith("plan/")}
    planned = {o for s, p, o in said if p == "coversCountry" and s in plans}
    found = things(kg, "countries with a needs assessment but no action plan")
    assert found == {one for one in held - planned if one.startswith("country/")} != set()


def test_ministries_are_told_by_their_matter(kg: KnowledgeGraph) -> None:
    """What a ministry is of its name holds."""
    said, called = triples(kg), names(kg)
    foreign = {one.short for one in kg.names.things(["Organisation"]) if one.kind == "Ministry"}
    foreign = {one for one in foreign if "foreign affairs" in called[one]}
    hosts = {o for s, p, o in said if p == "hostedBy"}
    asked = "ministries of foreign affairs that hosted meetings"
    assert things(kg, asked) == foreign & hosts != set()


def test_meetings_of_projects_are_told_by_their_names(kg: KnowledgeGraph) -> None:
    """A project's kick-off is a meeting, not a project."""
    said, called = triples(kg), names(kg)
    kick_offs = {key for key, name in called.items() if "kick-off" in name}
    delegations = {key for key, name in called.items() if "delegation" in name}
    came = {o for s, p, o in said if p == "attendedBy" and s in kick_offs}
    asked = "Which EU Delegations were present at project kick-offs?"
    assert things(kg, asked) == delegations & came


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("OPCW meetings attended since 2018", "attendedBy=organisation/opcw"),
        ("projects where UNICRI is partner and Morocco is covered", "coversCountry=country/MAR"),
        (
            "Which hazards do projects in Kenya concern?",
            "^hazard=(Project~coversCountry=country/KEN",
        ),
        ("which projects with Georgia run until 2027", "endDate=2027..2027"),
        ("meetings held between 3 May 2019 and 10 June 2021", "startDate=2019-05-03..2021-06-10"),
    ],
)
def test_condition_is_put_together(kg: KnowledgeGraph, asked: str, address: str) -> None:
    """What is said behind a kind, or beside "where", is said of it."""
    found = understood(kg, kg.questions, asked)
    assert found.sure
    assert address in found.readings[0].address["build"]


def test_what_has_ended_by_today(kg: KnowledgeGraph) -> None:
    """Nothing needs to tell the day: it is that of the question."""
    said = triples(kg)
    today = str(datetime.datetime.now(tz=datetime.UTC).date())
    led = {s for s, p, o in said if (p, o) == ("ledBy", "organisation/expertise-france")}
    ended = {s for s, p, o in said if p == "endDate" and o <= today}
    ended |= {s for s, p, o in said if (p, o) == ("status", "closed")}
    asked = "Which projects led by Expertise France have already ended?"
    assert things(kg, asked) == led & ended != set()
    begun = {s for s, p, o in said if p == "startDate" and o[:4] == "2023"}
    runs = {s for s, p, o in said if p == "endDate" and o >= today[: len(o)]}
    with_end = {s for s, p, _ in said if p == "endDate"}
    runs |= {s for s, p, o in said if (p, o) == ("status", "ongoing")} - with_end
    projects = {one for one in begun & runs if one.startswith("project/")}
    assert things(kg, "Which projects started in 2023 and are still running?") == projects != set()
    begun = {s for s, p, o in said if p == "startDate" and o <= today}
    until = {s for s, p, o in said if p == "endDate" and o >= today[: len(o)]}
    over = {s for s, p, o in said if (p, o) == ("status", "closed")}
    goes_on = {s for s, p, o in said if (p, o) == ("status", "ongoing")} - with_end - over
    this = {s for s, p, o in said if p == "startDate" and o == today[: len(o)]} - with_end
    running = begun & (until | goes_on) | this
    projects = {one for one in running if one.startswith("project/")}
    assert things(kg, "Which projects are still running?") == projects != set()


def test_only_one_and_so_many(kg: KnowledgeGraph) -> None:
    """Projects of one country alone, and those of exactly two regions."""
    covered: dict[str, dict[str, set[str]]] = {"coversCountry": {}, "coversRegion": {}}
    for s, p, o in triples(kg):
        if p in covered and s.startswith("project/"):
            covered[p].setdefault(s, set()).add(o)
    alone = {s for s, there in covered["coversCountry"].items() if there == {"country/LBN"}}
    assert things(kg, "projects that cover only Lebanon") == alone
    assert things(kg, "projects only in Lebanon") == alone
    two = {s for s, there in covered["coversRegion"].items() if len(there) == 2}
    assert things(kg, "projects that cover exactly two regions") == two != set()


def test_who_came_is_shown_beside(kg: KnowledgeGraph) -> None:
    """A second question of the same things is a column; those without an answer are listed too."""
    said = triples(kg)
    hosted = {s for s, p, o in said if p in {"hostCountry", "hostedBy"} and o == "country/KEN"}
    assert things(kg, "Which meetings did Kenya host and who attended them?") == hosted != set()


def test_who_leads_several_leads_any_of_them(kg: KnowledgeGraph) -> None:
    """Hardly anybody leads three projects; asked is who leads each."""
    said = triples(kg)
    asked = {"project/046", "project/048", "project/060"}
    leads = {o for s, p, o in said if p == "ledBy" and s in asked}
    assert things(kg, "Who leads projects 46, 48 and 60?") == leads != set()


@pytest.mark.parametrize(
    "text",
    [
        "Did Mongolia attend every Central Asia round table?",
        "Which countries attended all round tables of Central Asia?",
    ],
)
def test_all_of_them_is_asked_back(kg: KnowledgeGraph, text: str) -> None:
    """Who came to some did not come to all."""
    found = understood(kg, kg.questions, text)
    assert not found.sure
    assert {"all", "every"} & {*" ".join(found.unknown).split()}


def test_number_of_all_there_are_says_nothing(kg: KnowledgeGraph) -> None:
    """There are eight regions; that there are four is not so, and stays not understood."""
    assert understood(kg, kg.questions, "Where are the eight regional secretariats?").sure
    assert "four" in understood(kg, kg.questions, "Where are the four secretariats?").unknown


def test_who_speaks_for_a_body_speaks_for_no_country(kg: KnowledgeGraph) -> None:
    """A body in a country, or one that serves it, is not the country."""
    found = understood(kg, kg.questions, "who spoke for the OPCW at the round tables")
    assert not any("represents=(Country" in str(one.address) for one in found.readings)


def test_matter_of_projects_takes_no_part_in_them(kg: KnowledgeGraph) -> None:
    """It is the country that does."""
    said = triples(kg)
    there = {s for s, p, o in said if (p, o) == ("coversCountry", "country/GEO")}
    found = things(kg, "Does Georgia take part in any biosecurity project?")
    assert set() != found <= there


@pytest.mark.parametrize("key", ["projects-about-words", "documents-about-words"])
def test_a_letter_is_one_word_with_what_it_is_tied_to(kg: KnowledgeGraph, key: str) -> None:
    """No title on record is about e-waste; several are about waste."""
    card = kg.questions[key]
    found = {
        words: kg.engine.query(card.sparql, card.bind({"words": words})).rows
        for words in ("e-waste", "waste")
    }
    assert not found["e-waste"]
    assert found["waste"]
    assert things(kg, "Projects about e-waste") == set()


def test_countries_and_organisations_are_those_who_act(kg: KnowledgeGraph) -> None:
    """Two kinds beside each other are looked for together where one kind is of both."""
    came = {o for s, p, o in triples(kg) if (s, p) == ("meeting/rtm-ca-14", "attendedBy")}
    asked = "countries and organisations at the 14th round table of Central Asia"
    assert things(kg, asked) == came != set()


@pytest.mark.parametrize(("asked", "years_on"), [("last year", -1), ("this year", 0)])
def test_a_year_is_told_from_today(kg: KnowledgeGraph, asked: str, years_on: int) -> None:
    """The year before this one, and this one; of one to come only a date can be on record."""
    year = str(datetime.datetime.now(tz=datetime.UTC).year + years_on)
    found = understood(kg, kg.questions, f"What happened in Central Asia {asked}?")
    assert found.sure
    assert found.readings[0].values == {"thing": "region/CA", "year": year}
    assert not understood(kg, kg.questions, "projects next year").sure


def test_what_is_left_out_for_want_of_a_record_is_said(kg: KnowledgeGraph) -> None:
    """Partners without a seat on record are counted beside those of the country asked for."""
    said = triples(kg)
    parts = {"hasPartner", "implementedWith", "involves", "ledBy"}
    partners = {o for s, p, o in said if s == "project/035" and p in parts}
    seated = {s for s, p, _ in said if p == "basedIn"}
    number = len(partners - seated)
    asked = understood(kg, kg.questions, "Spanish partners of P35?").readings[0].built
    assert asked is not None
    assert list(untold(kg.engine, asked)) == [
        f"{number} more fit all else that is asked, but their seats are not on record.",
    ]


def test_those_named_after_the_country_are_said(kg: KnowledgeGraph) -> None:
    """A body without a seat on record whose name holds the country in brackets is named."""
    text = "Have any Dutch institutes taken part in a project in Central Asia?"
    asked = understood(kg, kg.questions, text).readings[0].built
    assert asked is not None
    name = "National Institute for Public Health and the Environment (Netherlands)"
    assert [*untold(kg.engine, asked)][1:2] == [
        f"Of these, the name holds that country in brackets: {name}.",
    ]


def test_what_may_have_run_is_said(kg: KnowledgeGraph) -> None:
    """Projects that began and have no end on record: those said to go on count, others may have."""
    said = triples(kg)
    there = {s for s, p, o in said if (p, o) == ("coversRegion", "region/MIE")}
    begun, ended = ({s for s, p, _ in said if p == date} for date in ("startDate", "endDate"))
    going, closed = (
        {s for s, p, o in said if (p, o) == ("status", state)} for state in ("ongoing", "closed")
    )
    is_open = {one for one in there & begun - ended if one.startswith("project/")}
    asked = understood(kg, kg.questions, "ongoing projects in the Middle East").readings[0].built
    assert asked is not None
    told = [*untold(kg.engine, asked)]
    for number, words in (
        (len(is_open - going - closed), "{} more began before that"),
        (len(is_open & going), "Of those listed, {} ha"),
    ):
        assert number > 0
        assert any(one.startswith(words.format(number)) for one in told), told
    assert told[-1].startswith("The oldest of these documents that has a date is of ")


def test_a_side_of_which_nothing_is_found_is_said(kg: KnowledgeGraph) -> None:
    """Of words told with "or", those that no project holds are named."""
    text = "Which projects deal with border security or illicit trafficking?"
    asked = understood(kg, kg.questions, text).readings[0].built
    assert asked is not None
    assert [*untold(kg.engine, asked)] == [
        "None of their titles and topics holds “border security”."
    ]


def test_projects_that_name_only_the_region_are_said(kg: KnowledgeGraph) -> None:
    """Beside projects of a country, those that may cover it too; a card tells it as well."""
    said = triples(kg)
    home = {o for s, p, o in said if (s, p) == ("country/MAR", "inRegion")}
    there = {s for s, p, o in said if p == "inRegion" and o in home}
    projects = {s for s, p, o in said if p == "coversRegion" and o in home and "project/" in s}
    number = len(projects - {s for s, p, o in said if p == "coversCountry" and o in there})
    assert number > 20
    text = f"{number} more fit all else that is asked; documents name only the region that they"
    found = understood(kg, kg.questions, "projects in Morocco").readings[0]
    assert isinstance(found.target, Question)
    asked = as_built(kg.names, found.target, found.values)
    assert asked is not None
    assert [*untold(kg.engine, asked)] == [f"{text} cover, and no country there."]
    found = understood(kg, kg.questions, "which organisations work in Morocco").readings[0]
    assert isinstance(found.target, Question)
    asked = as_built(kg.names, found.target, found.values)
    assert asked is not None
    assert [one.split(" of which")[1] for one in untold(kg.engine, asked)] == [
        " documents name only the region there, and no country, are not counted in."
    ]


def test_what_has_no_date_is_said(kg: KnowledgeGraph) -> None:
    """Beside projects begun since a year, how many have no beginning on record."""
    said = triples(kg)
    there = {s for s, p, o in said if (p, o) == ("coversCountry", "country/GEO")}
    projects = {one for one in there if one.startswith("project/")}
    number = len(projects - {s for s, p, _ in said if p == "startDate"})
    asked = understood(kg, kg.questions, "projects in Georgia since 2018").readings[0]
    assert asked.built is not None
    assert [*untold(kg.engine, asked.built)][:1] == [
        f"{number} more fit all else that is asked, but when they began is not on record."
    ]


@pytest.mark.parametrize(
    ("text", "first", "told"),
    [
        (
            "EU member states in Project 46",
            "Countries: seat of organisation (involved in Project 46)",
            "Which countries are “EU member states” is not on record.",
        ),
        (
            "projects in the Caucasus",
            "",
            "“Caucasus” is no region of the Initiative; these are: African Atlantic Facade,",
        ),
    ],
)
def test_what_no_document_tells_apart_is_said(
    kg: KnowledgeGraph, text: str, first: str, told: str
) -> None:
    """Which countries are meant is not on record: that is said, and what comes near is offered."""
    found = understood(kg, kg.questions, text)
    assert not found.sure
    assert any(one.startswith(told) for one in found.remarks), found.remarks
    assert found.readings[0].question == first or not first


def test_meetings_that_name_no_region_are_said(kg: KnowledgeGraph) -> None:
    """Exercises in a country of a region are counted where no document names the region."""
    said = triples(kg)
    there = {s for s, p, o in said if (p, o) == ("inRegion", "region/MIE")}
    covered = {s for s, p, o in said if (p, o) == ("coversRegion", "region/MIE")}
    held = {s for s, p, o in said if p == "hostCountry" and o in there}
    exercises = {one.short for one in kg.names.things() if one.kind.lower() == "exercise"}
    number = len(exercises & held - covered)
    asked = understood(kg, kg.questions, "exercises in the Middle East").readings[0].built
    assert asked is not None
    assert number == 1
    assert list(untold(kg.engine, asked)) == [
        f"{number} more was held in a country of the region, but no document names the region.",
    ]
