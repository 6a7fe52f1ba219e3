"""The record: its totals, its ledger, and the places where documents disagree."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, URIRef

from graph.building.terms import BORROWED
from graph.vocabulary import CBRN, THINGS, short, thing

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
COE = thing("initiative/eu-cbrn-coe")


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a table by heading."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


PAIRS = table(ROOT / "tests" / "record" / "pairs.csv")
REMARKS = table(ROOT / "tests" / "record" / "remarks.csv")
FILES = [row["file"] for row in table(DATA / "intake.csv")]


@pytest.fixture(scope="module")
def record() -> Graph:
    """The built file, read once for all tests of this module."""
    return Graph().parse(DATA / "built" / "cbrn.nt", format="nt")


def keys(record: Graph, kind: URIRef) -> set[str]:
    """The short names of all things of a class."""
    return {short(str(one)) for one in record.subjects(RDF.type, kind)}


def statements(record: Graph, subject: str, term: str, value: str, document: str) -> set[URIRef]:
    """The statements by which a document says that a thing has a value."""
    predicate = BORROWED.get(term) or CBRN[term]
    found = set()
    for node in record.subjects(RDF.subject, thing(subject)):
        said = record.value(node, RDF.object)
        told = short(str(said)) if str(said).startswith(str(THINGS)) else str(said)
        if (
            (node, RDF.predicate, predicate) in record
            and (node, CBRN.statedIn, thing(f"source/{document}")) in record
            and told == value
            and isinstance(node, URIRef)
        ):
            found.add(node)
    return found


def disputed(record: Graph, nodes: set[URIRef]) -> bool:
    """Whether each of the statements lost against another."""
    return all((node, CBRN.review, CBRN.Disputed) in record for node in nodes)


# ─── Totals ────────────────────────────────────────────────────────────────────────────────────


PARTNERS = {"AAF": 10, "CA": 7, "ECA": 11, "GCC": 5, "MIE": 3, "NAS": 7, "SEA": 10, "SEEE": 10}


@pytest.mark.parametrize(("region", "partners"), PARTNERS.items())
def test_partners_of_a_region(record: Graph, region: str, partners: int) -> None:
    """Each region has the partner countries that pages name one by one."""
    assert len(set(record.subjects(CBRN.inRegion, thing(f"region/{region}")))) == partners


def test_sixty_two_partners(record: Graph) -> None:
    """62 countries are partners, one of them (Morocco) in two regions; nineteen others are not."""
    partners = {
        short(str(one))
        for one in record.subjects(CBRN.partOfInitiative, COE)
        if (one, RDF.type, CBRN.Country) in record
    }
    memberships = Counter(short(str(one)) for one in record.subjects(CBRN.inRegion))
    assert len(partners) == 62
    assert set(memberships) == partners
    assert [one for one, regions in memberships.items() if regions > 1] == ["country/MAR"]
    others = keys(record, CBRN.Country) - partners
    assert {one.removeprefix("country/") for one in others} == {
        *("BEL", "ITA"),  # where meetings were held
        *("GIN", "NAM", "OMN", "TCD", "TKM"),  # attend, or are covered by a project
        *("BGR", "DEU", "ESP", "GRC"),  # a project that is none of the Initiative's
        "NGA",  # expected to join; only its codes are in
        *("EGY", "SDN", "TUR", "HRV"),  # attend, or are covered by a project
        *("FRA", "NLD", "POL"),  # where meetings were held, and seats
    }


def test_every_partnership_says_so(record: Graph) -> None:
    """No country counts as a partner unless a statement gives it that role."""
    for country in record.subjects(RDF.type, CBRN.Country):
        roles = {
            str(record.value(node, CBRN.role))
            for node in record.subjects(RDF.subject, country)
            if (node, RDF.predicate, CBRN.partOfInitiative) in record
        }
        assert roles <= {"partner country"}, country


def test_eight_regions_each_with_a_secretariat_and_its_host(record: Graph) -> None:
    """Every region is served by one secretariat, which sits in a town with a host."""
    regions = set(record.subjects(RDF.type, CBRN.Region))
    secretariats = set(record.subjects(RDF.type, CBRN.RegionalSecretariat))
    assert len(regions) == len(secretariats) == 8
    assert {record.value(one, CBRN.servesRegion) for one in secretariats} == regions
    for one in secretariats:
        assert all((one, term, None) in record for term in (CBRN.housedBy, CBRN.place))


@pytest.mark.parametrize(
    ("files", "kind", "besides"),
    [
        (
            ("projects.csv", "second-intake/projects.csv"),
            CBRN.Project,
            # programmes and actions that other tables name
            "aap-2020 bomca-10 masc-cbrn mc-5-01-15b osa-manila osa-rabat-2018 episouth-plus",
        ),
        # two round tables known from pages of their own
        (
            ("meetings.csv", "second-intake/meetings.csv"),
            CBRN.Meeting,
            "rtm-ca-20",
        ),
        (("regions.csv",), CBRN.Region, ""),
        (("people.csv", "second-intake/people.csv"), CBRN.Person, ""),
    ],
)
def test_things_are_those_of_the_gathered_rows_and_a_few_named_ones(
    record: Graph, files: tuple[str, ...], kind: URIRef, besides: str
) -> None:
    """Each gathered row names a thing; what the graph has beyond them is named here."""
    things = keys(record, kind)
    gathered = {
        row["statement"]
        for row in table(DATA / "entered.csv")
        if row["file"] in files and row["statement"] in things
    }
    assert {one.partition("/")[2] for one in things - gathered} == set(besides.split())


def test_a_row_on_a_person_names_one_person(record: Graph) -> None:
    """Several rows may speak of one person, and no row of two; spellings made nobody twice."""
    persons = keys(record, CBRN.Person)
    rows = Counter(
        (row["file"], row["row"])
        for row in table(DATA / "entered.csv")
        if row["file"].endswith("people.csv") and row["statement"] in persons
    )
    assert set(rows.values()) == {1}
    by_name = Counter(
        str(one) for node in persons for one in record.objects(thing(node), RDFS.label)
    )
    assert set(by_name.values()) == {1}


def test_numbered_projects(record: Graph) -> None:
    """72 projects carry a number, each the one in its address."""
    numbers = {
        short(str(one)): int(str(number))
        for one, number in record.subject_objects(CBRN.projectNumber)
    }
    assert len(numbers) == 72
    assert all(key == f"project/{number:03}" for key, number in numbers.items())


# ─── Evidence ──────────────────────────────────────────────────────────────────────────────────


def test_every_statement_names_a_document(record: Graph) -> None:
    """Each statement is stated in a document of the register, and each document states one."""
    documents = set(record.subjects(RDF.type, CBRN.SourceDocument))
    told = [record.value(node, CBRN.statedIn) for node in record.subjects(RDF.type, CBRN.Statement)]
    assert set(told) == documents
    assert None not in told


def test_nothing_rests_on_background(record: Graph) -> None:
    """General knowledge is no document: no statement has that basis."""
    assert list(record.subjects(CBRN.basis, CBRN.Background)) == []


def test_what_was_worked_out_says_how(record: Graph) -> None:
    """A derived statement carries a remark that tells how it was worked out."""
    silent = [
        str(node)
        for node in record.subjects(CBRN.basis, CBRN.Derived)
        if (node, RDFS.comment, None) not in record
    ]
    assert silent == []


# ─── The ledger ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("file", FILES)
def test_every_gathered_row_entered_or_was_left_out(file: str) -> None:
    """The rows of a gathered table are in one of the two lists each, and the numbers add up."""
    (intake,) = (row for row in table(DATA / "intake.csv") if row["file"] == file)
    entered = {int(row["row"]) for row in table(DATA / "entered.csv") if row["file"] == file}
    left_out = [int(row["row"]) for row in table(DATA / "left-out.csv") if row["file"] == file]
    assert len(left_out) == len(set(left_out))
    assert not entered & set(left_out)
    assert sorted(entered | set(left_out)) == list(range(2, int(intake["rows"]) + 2))
    assert (len(entered), len(left_out)) == (int(intake["entered"]), int(intake["left_out"]))


def test_ledger_names_no_other_table() -> None:
    """Each list speaks of the tables whose rows are counted, and of no other."""
    for name in ("entered.csv", "left-out.csv", "left-out-parts.csv"):
        assert {row["file"] for row in table(DATA / name)} <= set(FILES)


def test_what_entered_is_in_the_graph(record: Graph) -> None:
    """Each entered row names a statement, a thing or a document that the built graph holds."""
    known = {short(str(one)) for one in set(record.subjects()) if str(one).startswith(str(THINGS))}
    for row in table(DATA / "entered.csv"):
        key = row["statement"]
        assert (key if "/" in key else f"statement/{key}") in known, row


def test_what_was_left_out_has_its_reason() -> None:
    """Every row, cell or column that was left out is named with what it says and why."""
    entered = {(row["file"], row["row"]) for row in table(DATA / "entered.csv")}
    for row in table(DATA / "left-out.csv"):
        assert row["what"], row
        assert row["reason"], row
    for row in table(DATA / "left-out-parts.csv"):
        assert row["what"], row
        assert row["reason"], row
        assert not row["row"] or (row["file"], row["row"]) in entered, row


# ─── Disagreement ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case["case"])
def test_both_sides_are_kept(record: Graph, case: dict[str, str]) -> None:
    """Two documents that differ each keep their statement, and neither is given the other's."""
    sides = {}
    for side, opposite in (("one", "other"), ("other", "one")):
        about = (record, case["subject"], case["property"])
        sides[side] = statements(*about, case[side], case[f"{side}_document"])
        assert sides[side], f"{side} side is not in the graph"
        if case["one_document"] != case["other_document"]:
            assert not statements(*about, case[opposite], case[f"{side}_document"])
    if case["disputed"]:
        assert disputed(record, sides[case["disputed"]])


@pytest.mark.parametrize("case", REMARKS, ids=lambda case: f"{case['case']}: {case['document']}")
def test_a_difference_in_words_is_told(record: Graph, case: dict[str, str]) -> None:
    """Where no second value can be entered, the statement's remark tells what the pages say."""
    found = statements(record, case["subject"], case["property"], case["object"], case["document"])
    assert found
    told = [str(record.value(node, RDFS.comment) or "") for node in found]
    assert any(case["words"] in remark for remark in told), told
    if case["disputed"]:
        assert disputed(record, found)


def test_afghanistan_is_not_made_a_country_of_project_87(record: Graph) -> None:
    """Attending an overview of a project does not make a country one that it covers."""
    covered = set(record.objects(thing("project/087"), CBRN.coversCountry))
    assert len(covered) == 6
    assert thing("country/AFG") not in covered
