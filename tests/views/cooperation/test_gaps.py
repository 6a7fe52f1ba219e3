"""The gap list: its questions worked out a second time by plain loops, its lines, and its marks.

The first part uses neither the graph nor SPARQL nor the build: only the CSV tables.
"""

from __future__ import annotations

import csv
import threading
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph import KnowledgeGraph, open_graph
from graph.errors import DataError
from graph.store import load_questions
from graph.views.cooperation.gaps import TITLES, evidence_of, gaps
from graph.views.record.names import load_names
from graph.views.review import marks
from graph.views.review.marks import Mark, as_file, marked, read_marks, write_mark
from tests.mini_world import mini_world

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
Row = dict[str, str]

INVOLVED = {
    "involves",
    "ledBy",
    "hasPartner",
    "fundedBy",
    "implementedWith",
    "hostedBy",
    "organisedBy",
    "openedBy",
    "attendedBy",
    "addressedBy",
}
MEETINGS = {"Meeting", "RoundTable", "Training", "Exercise"}
PLANS = {"ActionPlan", "NationalActionPlan", "RegionalActionPlan"}


def table(path: Path) -> list[Row]:
    """The rows of one CSV file."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def answer(card: str) -> list[tuple[str, ...]]:
    """The rows that the card's test expects of SPARQL."""
    return [tuple(row.values()) for row in table(ROOT / "tests" / "answers" / f"{card}.csv")]


DOCUMENTS = {row["key"]: row for row in table(ROOT / "data" / "documents.csv")}
SAID = [
    row | {"document": path.stem}
    for path in sorted((ROOT / "data" / "statements").glob("*.csv"))
    for row in table(path)
]
TYPES = {
    row["key"]: row["type"]
    for path in sorted((ROOT / "data" / "things").glob("*.csv"))
    for row in table(path)
}


def standing(*properties: str) -> list[Row]:
    """The statements of some properties that no reviewer has taken back."""
    return [row for row in SAID if row["property"] in properties and not (row.get("review") or "")]


def values(*properties: str) -> dict[str, set[str]]:
    """The objects of each subject."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in standing(*properties):
        found[row["subject"]].add(row["object"])
    return found


def dated(row: Row) -> str:
    """The date of the document of a row, or the day on which it was read."""
    document = DOCUMENTS[row["document"]]
    return document["issued"] or document["read"]


def single(property_: str) -> dict[str, str]:
    """The one value of each subject: stated before worked out, then from the newest document."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in standing(property_):
        found[row["subject"]].append(row)
    return {
        subject: max(rows, key=lambda row: (row["basis"] in {"", "stated"}, dated(row)))["object"]
        for subject, rows in found.items()
    }


def not_before(one: str, other: str) -> bool:
    """Whether a date is at or after another, as exactly as both are given."""
    exact = min(len(one), len(other))
    return one[:exact] >= other[:exact]


def two_years_before(date: str) -> str:
    """The date two years earlier, as exact as it is."""
    return f"{int(date[:4]) - 2}{date[4:]}"


def series() -> dict[str, dict[int, str]]:
    """The round tables of each region by number."""
    regions, ordinals = values("coversRegion"), single("ordinal")
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for meeting, ordinal in ordinals.items():
        if TYPES[meeting] == "RoundTable":
            for region in regions[meeting]:
                found[region][int(ordinal)] = meeting
    return found


def test_missing_round_tables() -> None:
    """Every number below the highest of its region that no round table has."""
    found = [
        (region, str(number), str(max(held)))
        for region, held in sorted(series().items())
        for number in range(1, max(held))
        if number not in held
    ]
    assert found == answer("missing-round-tables")


def test_countries_not_at_round_tables() -> None:
    """Partner countries that no round table of the last two years names, region by region."""
    regions, homes, began = values("coversRegion"), values("inRegion"), single("startDate")
    held = [meeting for meeting in began if TYPES.get(meeting) == "RoundTable"]
    present = values(*INVOLVED)
    found = []
    for region in sorted({region for meeting in held for region in regions[meeting]}):
        own = [meeting for meeting in held if region in regions[meeting]]
        newest = max(began[meeting] for meeting in own)
        for country in sorted(one for one, home in homes.items() if region in home):
            dates = [began[meeting] for meeting in own if country in present[meeting]]
            if not any(not_before(date, two_years_before(newest)) for date in dates):
                found.append((region, country, newest, max(dates, default="")))
    assert found == answer("countries-not-at-round-tables")


def test_incomplete_projects() -> None:
    """Projects for which no document gives a lead, a start, an end or a country."""
    known = {
        "lead": values("ledBy"),
        "start": values("startDate"),
        "end": values("endDate"),
        "country": values("coversCountry"),
    }
    found = sorted(
        (project, missing)
        for project, class_ in TYPES.items()
        if class_ == "Project"
        for missing, told in known.items()
        if not told[project]
    )
    assert found == answer("incomplete-projects")


def test_projects_without_later_meeting() -> None:
    """Closed projects that no meeting at or after their end discussed."""
    ended, status, began = single("endDate"), single("status"), single("startDate")
    discussed: dict[str, list[str]] = defaultdict(list)
    for row in standing("discussed"):
        if row["subject"] in began:
            discussed[row["object"]].append(began[row["subject"]])
    found = sorted(
        (project, end)
        for project, end in ended.items()
        if TYPES.get(project) == "Project"
        and status.get(project) == "closed"
        and not any(not_before(date, end) for date in discussed[project])
    )
    assert found == answer("projects-without-later-meeting")


def test_countries_outside_regions() -> None:
    """Countries of a project that are in none of the regions that it covers."""
    regions, homes = values("coversRegion"), values("inRegion")
    found = sorted(
        (project, country)
        for project, countries in values("coversCountry").items()
        if TYPES.get(project) == "Project" and regions[project]
        for country in countries
        if not homes[country] & regions[project]
    )
    assert found == answer("countries-outside-regions")


def test_overlapping_projects() -> None:
    """Projects that share a country and a topic, with dates that overlap."""
    countries, topics = values("coversCountry"), values("hasTopic")
    began, ended = single("startDate"), single("endDate")
    projects = sorted(key for key, class_ in TYPES.items() if class_ == "Project")
    found = []
    for place, one in enumerate(projects):
        for other in projects[place + 1 :]:
            shared = countries[one] & countries[other], topics[one] & topics[other]
            known = {one, other} <= began.keys() & ended.keys()
            if not (all(shared) and known):
                continue
            if not_before(ended[other], began[one]) and not_before(ended[one], began[other]):
                found.append((one, other, *(str(len(each)) for each in shared)))
    assert found == answer("overlapping-projects")


def test_plan_topics_without_project() -> None:
    """Topics of plans that no project in the same place has; plans without topics."""
    topics, places = values("hasTopic"), values("coversRegion", "coversCountry")
    found = []
    for plan in sorted(key for key, class_ in TYPES.items() if class_ in PLANS):
        covered = {
            topic
            for project, class_ in TYPES.items()
            if class_ == "Project" and places[project] & places[plan]
            for topic in topics[project]
        }
        found += [(plan, topic) for topic in sorted(topics[plan] - covered)]
        found += [] if topics[plan] else [(plan, "")]
    assert found == answer("plan-topics-without-project")


def test_posts_without_holder() -> None:
    """Heads of secretariats and focal points whom no document of the last two years names."""
    newest = max(document["issued"] for document in DOCUMENTS.values())
    since = two_years_before(newest)
    held: dict[tuple[str, str], list[str]] = defaultdict(list)
    for secretariat, class_ in TYPES.items():
        if class_ == "RegionalSecretariat":
            held["Head of Regional Secretariat", secretariat] = []
    for row in standing("worksFor", "represents"):
        role = row["role"]
        if TYPES[row["object"]] == "RegionalSecretariat" and role.lower().startswith("head"):
            held["Head of Regional Secretariat", row["object"]].append(row["until"] or dated(row))
        if TYPES[row["object"]] == "Country" and role == "National Focal Point":
            held[role, row["object"]].append(row["until"] or dated(row))
    found = [
        (post, role, max(dates, default=""))
        for (role, post), dates in sorted(held.items())
        if not (dates and not_before(max(dates), since))
    ]
    assert found == answer("posts-without-holder")


def test_known_from_one_document() -> None:
    """Projects, meetings and plans about which one document alone says anything."""
    said: dict[str, list[Row]] = defaultdict(list)
    for row in SAID:
        if TYPES.get(row["subject"]) in {"Project", *MEETINGS, *PLANS}:
            said[row["subject"]].append(row)
    found = [
        (thing, f"source/{rows[0]['document']}", str(len(rows)))
        for thing, rows in sorted(said.items())
        if len({row["document"] for row in rows}) == 1
    ]
    assert found == answer("known-from-one-document")


@pytest.fixture(scope="module")
def kg() -> Iterator[KnowledgeGraph]:
    """The real graph, opened behind the guard as the app opens it."""
    with open_graph() as opened:
        yield opened


def test_every_row_of_a_question_is_a_gap_with_a_key_of_its_own(kg: KnowledgeGraph) -> None:
    """No gap is lost or doubled, each has a sentence without addresses, and most have evidence."""
    found = gaps(kg.engine, kg.names, kg.questions)
    assert len({gap.key for gap in found}) == len(found)
    for question in TITLES:
        rows = len({tuple(row) for row in answer(question)})
        listed = [gap for gap in found if gap.question == question]
        assert 0 < len(listed) <= rows
        if question != "documents-that-disagree":
            assert len(listed) == rows
    assert not [gap.sentence for gap in found if "w3id.org" in gap.sentence]
    assert all(gap.sentence.endswith(".") for gap in found)
    assert found == gaps(kg.engine, kg.names, kg.questions)


@pytest.mark.parametrize("question", TITLES)
def test_evidence_is_about_the_gap(kg: KnowledgeGraph, question: str) -> None:
    """The statements beside the first gap of each kind are about its things."""
    found = gaps(kg.engine, kg.names, kg.questions)
    gap = next(gap for gap in found if gap.question == question)
    evidence = evidence_of(kg.engine, gap)
    assert evidence
    assert gap.who
    things = {name.iri for name in gap.things}
    if question != "missing-round-tables":
        assert all({one.subject, one.value} & things for one in evidence)


def test_a_missing_number_shows_its_neighbours(kg: KnowledgeGraph) -> None:
    """Beside number 8 of Central Asia stand the numbers 7 and 9."""
    found = {gap.key: gap for gap in gaps(kg.engine, kg.names, kg.questions)}
    evidence = evidence_of(kg.engine, found["missing-round-tables~region/CA~8"])
    ordinals = {one.value for one in evidence if one.predicate.endswith("#ordinal")}
    assert ordinals == {"7", "9"}


def test_gaps_of_the_mini_world(tmp_path: Path) -> None:
    """The gaps of a world of two documents, by key."""
    engine = mini_world(tmp_path)
    found = gaps(engine, load_names(engine), load_questions())
    assert [gap.key for gap in found] == [
        "incomplete-projects~project/001~country",
        "incomplete-projects~project/001~end",
        "incomplete-projects~project/001~start",
        "incomplete-projects~project/002~country",
        "incomplete-projects~project/002~end",
        "incomplete-projects~project/002~lead",
        "incomplete-projects~project/002~start",
        "known-from-one-document~meeting/rtm-e-01",
        "known-from-one-document~meeting/rtm-e-02",
        "known-from-one-document~meeting/training-e",
        "known-from-one-document~project/002",
        "documents-that-disagree~project/001~status~-~ongoing~source/gazette-2020"
        "~source/herald-2021",
        "documents-that-disagree~initiative/mini~partnerCount~-~3~source/herald-2021"
        "~source/gazette-2020",
    ]


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing marks is switched on."""
    monkeypatch.setenv("CBRN_GRAPH_ALLOW_MARKS", "1")


SEEN = Mark("one~project/001", "seen", "asked, with a comma", "A reviewer", "2026-11-22")


@pytest.mark.usefixtures("allowed")
def test_a_mark_is_read_again_and_replaced(tmp_path: Path) -> None:
    """A second mark of a gap takes the place of the first; others stay; nothing else is left."""
    file = tmp_path / "marks.csv"
    assert read_marks(file) == {}
    write_mark(SEEN, file)
    other = Mark("two", "explained", "=1+1", "'quoted", "2026-11-21")
    write_mark(other, file)
    write_mark(Mark(SEEN.gap, "explained", "found in the annex", "", "2026-11-23"), file)
    assert read_marks(file) == {
        SEEN.gap: Mark(SEEN.gap, "explained", "found in the annex", "", "2026-11-23"),
        "two": other,
    }
    assert [path.name for path in tmp_path.iterdir()] == ["marks.csv"]
    assert ",'=1+1," in file.read_text()


def test_marks_are_not_written_unless_switched_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the owner's word nothing is written."""
    monkeypatch.delenv("CBRN_GRAPH_ALLOW_MARKS", raising=False)
    with pytest.raises(PermissionError, match="CBRN_GRAPH_ALLOW_MARKS"):
        write_mark(SEEN, tmp_path / "marks.csv")
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("allowed")
def test_marks_made_at_once_are_all_kept(tmp_path: Path) -> None:
    """Twenty visitors who mark at the same moment lose nothing."""
    file = tmp_path / "marks.csv"
    told = [Mark(f"gap {number}", "seen", "", "", "2026-11-22") for number in range(20)]
    threads = [threading.Thread(target=write_mark, args=(mark, file)) for mark in told]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(read_marks(file)) == sorted(mark.gap for mark in told)


def test_the_file_has_the_same_bytes_for_the_same_marks() -> None:
    """The order in which marks were made does not matter."""
    other = Mark("a", "open", "", "", "2026-01-01")
    one_way, other_way = marked({"a": other}, SEEN), marked({SEEN.gap: SEEN}, other)
    assert as_file(one_way.values()) == as_file(other_way.values())


@pytest.mark.parametrize(
    "row",
    ["one,seen-it,,,2026-11-22", "one,seen,,,yesterday", "one,seen"],
    ids=["no mark", "no day", "too short"],
)
def test_a_file_that_is_wrong_names_its_row(tmp_path: Path, row: str) -> None:
    """A mark that cannot be read is told with file and row."""
    file = tmp_path / "marks.csv"
    file.write_text(f"gap,mark,note,by,on\n{row}\n")
    with pytest.raises(DataError, match=r"marks\.csv, row 2"):
        read_marks(file)


def test_marks_of_this_checkout_can_be_read() -> None:
    """Whatever marks travel with the data are marks."""
    read_marks(marks.MARKS)
