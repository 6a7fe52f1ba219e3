"""What leads where values change, and on what documents differ: the cases of the real record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph import KnowledgeGraph
from graph.dates import PartialDate
from graph.precedence import Precedence
from graph.views.cooperation.cooperation import side_by_side
from graph.views.cooperation.gaps import gaps
from graph.views.record.disagreement import differing, spelled_alike
from graph.views.record.evidence import told_with_date
from graph.views.record.overview import overview
from graph.views.record.publishers import independent, publisher_of
from graph.views.record.sheet import facts
from graph.views.record.statements import about, all_statements
from graph.views.report.compose import compose
from graph.views.report.selection import ReportSelection
from graph.vocabulary import thing

if TYPE_CHECKING:
    from graph.views.report.background import Background


@pytest.mark.parametrize(
    ("project", "value"),
    [("065", "closed (from May 2022)"), ("087", "closed (from July 2024)")],
)
def test_the_newest_state_leads_with_its_date(kg: KnowledgeGraph, project: str, value: str) -> None:
    """A state worked out for 2022 leads before one stated for 2021, and each shows its time."""
    iri = str(thing(f"project/{project}"))
    found = side_by_side(kg, [iri, str(thing("project/053"))])
    status = next(each for each in found.values if each.relation == "status")
    assert told_with_date(status.sides[0][0]) == value
    states = [one for one in facts(kg, iri) if one.relation == "status"]
    assert states[0].value == "closed"
    later = {"065": ["as of June 2021; as of August 2020"]}
    assert [one.period for one in states[1:]] == later.get(project, ["as of June 2021"])


def test_the_newest_state_of_a_plan_leads(kg: KnowledgeGraph) -> None:
    """The plan for the Middle East was completed in 2018 and under revision in July 2024."""
    iri = str(thing("plan/rap-mie"))
    states = [one for one in facts(kg, iri) if one.relation == "status"]
    assert [(one.value, one.period) for one in states] == [
        ("under revision", "as of July 2024"),
        ("completed", "as of 2018"),
    ]


def test_the_newest_host_leads_with_its_date(kg: KnowledgeGraph) -> None:
    """Of two hosts of a secretariat the later one comes first, and each has its time."""
    iri = str(thing("organisation/rs-sea"))
    hosts = [one for one in facts(kg, iri) if "hous" in one.relation]
    assert [one.period for one in hosts] == [
        "as of 2022; from 2022",
        "as of 3 September 2018, the document's date",
    ]


def test_one_title_in_each_language(kg: KnowledgeGraph) -> None:
    """Project 87 has two titles in print and one in the graph, and so has everything else."""
    titles = kg.query(
        "SELECT ?thing (LANG(?title) AS ?language) WHERE { ?thing a cbrn:Thing ; dct:title ?title }"
    ).records()
    told = [(one["thing"], one["language"]) for one in titles]
    assert len(told) == len(set(told)) > 50


@pytest.mark.parametrize(
    ("basis", "undated", "since", "until", "as_of"),
    [
        ("Stated", False, "", "", "2020"),
        ("Stated", False, "2018", "", "2020"),
        ("Stated", False, "2022", "", "2022"),
        ("Stated", False, "2018", "2019", "2019"),
        ("Stated", True, "2018", "", "2018"),
        ("Stated", True, "", "", ""),
        ("Derived", False, "", "", ""),
        ("Derived", False, "2018", "", "2018"),
    ],
)
def test_of_which_time_a_statement_speaks(
    basis: str, undated: bool, since: str, until: str, as_of: str
) -> None:
    """Its own time, or its document's day; neither a reading nor a working-out is a day."""
    dates = [PartialDate.parse(text) if text else None for text in (since, until, as_of)]
    claim = Precedence(
        since=dates[0],
        until=dates[1],
        on=PartialDate(2020),
        undated=undated,
        basis=basis,
        accepted=False,
        changes=True,
    )
    assert claim.as_of == dates[2]


@pytest.mark.parametrize(
    ("about_what", "expected"),
    [
        (
            "project/053",
            {
                "value: official title",
                "list: covers region",
                "list: has topic",
                "list: covers country",
            },
        ),
        ("project/065", {"list: covers country", "list: has topic"}),
        ("project/087", {"value: official title"}),
        ("region/CA", {"list: in region"}),
        ("meeting/rtm-gcc-13", {"slip: number in its series"}),
        ("plan/rap-mie", set()),
    ],
)
def test_on_what_documents_differ(kg: KnowledgeGraph, about_what: str, expected: set[str]) -> None:
    """Single values, lists, and slips of one document's print are told apart."""
    iri = str(thing(about_what))
    found = differing(about(kg.engine, iri), iri)
    assert {f"{one.sort}: {kg.names[one.predicate].label}" for one in found} == expected


@pytest.mark.parametrize("about_what", ["project/053", "project/065", "project/087", "region/CA"])
def test_no_report_denies_what_documents_differ_on(whole: Background, about_what: str) -> None:
    """Where documents differ the report says on how much, and lists it."""
    made = compose(whole, ReportSelection((about_what,)))
    told = " ".join(sentence.text for sentence in made.sentences)
    assert "No two documents are on record as disagreeing" not in told
    assert any(table.key == "disagreement" for table in made.tables)


def test_spelling_is_no_disagreement() -> None:
    """Capitals, hyphens, and -ise or -ize do not make another value; a word does."""
    assert spelled_alike(["Specialised Bio-safety", "specialized biosafety"])
    assert not spelled_alike(["in Central Asia", "in Central Asia and elsewhere"])


def test_a_period_in_a_gap_has_both_its_ends(kg: KnowledgeGraph) -> None:
    """A budget for 2014 to 2020 is not one for 2014."""
    sentences = [gap.sentence for gap in gaps(kg, kg.questions)]
    budget = next(one for one in sentences if "budget" in one)
    assert "(from 2014, until 2020)" in budget


def test_a_publisher_and_its_copies_are_one() -> None:
    """A copy on another site is not a second voice."""
    told = ["UNICRI", "UNICRI (copy at pubt.io)", "UNICRI (copy at publicnow.com)", "ISTC"]
    assert independent(told) == {"UNICRI", "ISTC"}
    assert publisher_of("Institute (ipo.waw.pl)") == "Institute (ipo.waw.pl)"


def test_a_list_of_codes_is_not_the_newest_document(kg: KnowledgeGraph, whole: Background) -> None:
    """The newest document that says more than codes is of December 2025."""
    assert whole.edition.newest == "2025-12-12"
    assert overview(kg).newest == "12 December 2025"
    assert whole.edition.undated == 171


def test_denominators_stand_beside_counts(whole: Background) -> None:
    """Absence is told with how much there is that could have told it."""
    base = "78 of 136 meetings name countries that took part"
    assert base in whole.bases
    made = compose(whole, ReportSelection(("region/CA",)))
    told = " ".join(sentence.text for sentence in made.sentences)
    assert base in told
    assert "independent publisher" in told


def test_a_region_s_report_tells_what_covers_its_countries(whole: Background) -> None:
    """BOMCA names no region of the Initiative and covers countries of Central Asia."""
    made = compose(whole, ReportSelection(("region/CA",)))
    told = " ".join(sentence.text for sentence in made.sentences)
    assert "BOMCA" in told
    assert str(thing("project/bomca-10")) in {name.iri for name in whole.names.things(["Project"])}


def test_sources_say_when_an_undated_page_was_read(whole: Background) -> None:
    """A source has its date or the day of its reading, and says if only its beginning was read."""
    made = compose(whole, ReportSelection(("project/053",)))
    undated = [one for one in made.sources if not one.issued]
    assert undated
    assert all("not dated, read on 22 November 2026" in one.sentence for one in undated)
    assert any("Only its beginning was read." in one.sentence for one in made.sources)


def test_how_much_was_read_at_its_beginning_only(kg: KnowledgeGraph) -> None:
    """Of 158 documents only the beginning was read; 109 of their statements rest on titles."""
    said = all_statements(kg.engine)
    part = [one for one in said if one.in_part]
    documents = {one.document for one in part}
    assert len(documents) == 158
    assert (len([one for one in said if one.document in documents]), len(said)) == (2_249, 4_801)
    assert len(part) == 2_249 - 109
