"""The gap list: its questions worked out a second time by plain loops, and its lines.

The first part uses neither the graph nor SPARQL nor the build: only the CSV tables.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from graph import KnowledgeGraph
from graph.store import load_questions
from graph.views.cooperation.gap_kinds import ranges
from graph.views.cooperation.gaps import TITLES, evidence_of, gaps
from graph.views.record.names import NamedGraph, load_names
from graph.views.review.marks import Mark, mark_of
from tests.mini_world import mini_world

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


def as_of(row: Row) -> str:
    """The latest time of which a row speaks: its own, or the document's where it states it."""
    stated = row["basis"] in {"", "stated"} and DOCUMENTS[row["document"]]["issued"]
    return row["until"] or max(row["from"], stated or "")


def single(property_: str) -> dict[str, str]:
    """The one value of each subject: stated before worked out, then from the newest document.

    A state is that of the latest time for which one is told, whatever it rests on.
    """
    found: dict[str, list[Row]] = defaultdict(list)
    for row in standing(property_):
        found[row["subject"]].append(row)
    leading = {
        subject: max(
            rows,
            key=lambda row: (
                as_of(row) if property_ == "status" else "",
                row["basis"] in {"", "stated"},
                DOCUMENTS[row["document"]]["issued"] > "",
                dated(row),
            ),
        )["object"]
        for subject, rows in found.items()
    }
    for subject, value in leading.items():
        exact = sorted(
            {row["object"] for row in found[subject] if row["object"].startswith(f"{value}-")}
        )
        leading[subject] = exact[0] if exact else value
    return leading


def newest_document() -> str:
    """The date of the newest document that says more than codes."""
    speaking = {row["document"] for row in SAID if row["property"] != "notation"}
    return max(document["issued"] for key, document in DOCUMENTS.items() if key in speaking)


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
    """Partner countries in no list of those present, where the last two years have a list."""
    regions, homes, began = values("coversRegion"), values("inRegion"), single("startDate")
    held = [meeting for meeting in began if TYPES.get(meeting) == "RoundTable"]
    present = values(*INVOLVED)
    found = []
    for region in sorted({region for meeting in held for region in regions[meeting]}):
        own = [meeting for meeting in held if region in regions[meeting]]
        newest = max(began[meeting] for meeting in own)
        recent = [one for one in own if not_before(began[one], two_years_before(newest))]
        lists = [
            one for one in recent if sum(each.startswith("country/") for each in present[one]) > 1
        ]
        for country in sorted(one for one, home in homes.items() if region in home):
            dates = [began[meeting] for meeting in own if country in present[meeting]]
            seen = any(not_before(date, two_years_before(newest)) for date in dates)
            if lists and not seen:
                counts = str(len(lists)), str(len(recent))
                found.append((region, country, newest, max(dates, default=""), *counts))
    assert found == answer("countries-not-at-round-tables")
    assert len(found) == 3, "the other twenty rest on round tables without a list"


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
    """Projects that ended, that nothing follows on from and no later meeting discussed."""
    ended, status, began = single("endDate"), single("status"), single("startDate")
    followed = {row["object"] for row in standing("followsOn")}
    discussed: dict[str, list[str]] = defaultdict(list)
    for row in standing("discussed"):
        if row["subject"] in began:
            discussed[row["object"]].append(began[row["subject"]])
    found = sorted(
        (project, end)
        for project, end in ended.items()
        if TYPES.get(project) == "Project"
        and (status.get(project) == "closed" or not_before(newest_document(), end))
        and project not in followed
        and not any(not_before(date, end) for date in discussed[project])
    )
    assert found == answer("projects-without-later-meeting")
    keys = {project for project, _ in found}
    assert not keys & {"project/036", "project/054", "project/medipiet-1"}, "they have a successor"
    assert {"project/097", "project/osa-rabat-2018"} <= keys, "they ended, called closed or not"


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
    """Projects that share a country and a topic, with the dates and states of each."""
    countries, topics = values("coversCountry"), values("hasTopic")
    told = [single(property_) for property_ in ("startDate", "endDate", "status")]
    projects = sorted(key for key, class_ in TYPES.items() if class_ == "Project")
    found = []
    for place, one in enumerate(projects):
        for other in projects[place + 1 :]:
            shared = countries[one] & countries[other], topics[one] & topics[other]
            if all(shared):
                mine, theirs = ([each.get(key, "") for each in told] for key in (one, other))
                counts = (str(len(each)) for each in shared)
                found.append((one, *mine, other, *theirs, *counts))
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
    since = two_years_before(newest_document())
    held: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for secretariat, class_ in TYPES.items():
        if class_ == "RegionalSecretariat":
            held["Head of Regional Secretariat", secretariat] = []
    for row in standing("worksFor", "represents"):
        role = row["role"]
        stated = row["basis"] in {"", "stated"} and DOCUMENTS[row["document"]]["issued"]
        when = row["until"] or stated or row["from"]
        if TYPES[row["object"]] == "RegionalSecretariat" and role.lower().startswith("head"):
            held["Head of Regional Secretariat", row["object"]].append((when, row["subject"]))
        if TYPES[row["object"]] == "Country" and role == "National Focal Point":
            held[role, row["object"]].append((when, row["subject"]))
    found = []
    for (role, post), told in sorted(held.items()):
        last = max((when for when, _ in told if when), default="")
        if not (last and not_before(last, since)):
            found.append((post, role, last, str(len({person for _, person in told}))))
    assert found == answer("posts-without-holder")
    assert "organisation/rs-ca" not in {row[0] for row in found}, "a list of codes is no news"


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


def test_every_row_of_a_question_is_a_gap_with_a_key_of_its_own(kg: KnowledgeGraph) -> None:
    """No gap is lost or doubled, each has a sentence without addresses, and most have evidence."""
    found = gaps(kg, kg.questions)
    assert len({gap.key for gap in found}) == len(found)
    for question in TITLES:
        rows = {tuple(row) for row in answer(question)}
        listed = [gap for gap in found if gap.question == question]
        parts = [part for gap in listed for part in gap.parts]
        assert len(parts) == len(set(parts))
        assert 0 < len(parts) <= len(rows)
        if question not in {"documents-that-disagree", "overlapping-projects"}:
            assert len(parts) == len(rows)
    lines = Counter(gap.question for gap in found)
    assert lines["missing-round-tables"] == 7, "the numbers of each region are one line"
    assert lines["plan-topics-without-project"] == 1, "all plans without a topic are one line"
    assert lines["overlapping-projects"] == 6, "of the pairs that are alike six ran together"
    assert not [gap.sentence for gap in found if "w3id.org" in gap.sentence]
    assert all(gap.sentence.endswith(".") for gap in found)
    assert found == gaps(kg, kg.questions)


@pytest.mark.parametrize("question", TITLES)
def test_evidence_is_about_the_gap(kg: KnowledgeGraph, question: str) -> None:
    """The statements beside the first gap of each kind are about its things."""
    found = gaps(kg, kg.questions)
    gap = next(gap for gap in found if gap.question == question)
    evidence = evidence_of(kg.engine, gap)
    assert evidence
    assert gap.who
    things = {name.iri for name in gap.things}
    if question != "missing-round-tables":
        assert all({one.subject, one.value} & things for one in evidence)


def test_missing_numbers_show_their_neighbours(kg: KnowledgeGraph) -> None:
    """Beside the missing numbers of Central Asia stand those on record just before and after."""
    found = {gap.key: gap for gap in gaps(kg, kg.questions)}
    gap = found["missing-round-tables~region/CA"]
    assert "8 are on record; round tables 1–6, 8, 10, 12 and 17–19 are not" in gap.sentence
    ordinals = {
        one.value for one in evidence_of(kg.engine, gap) if one.predicate.endswith("#ordinal")
    }
    assert ordinals == {"7", "9", "11", "13", "16", "20"}


def test_numbers_stand_as_ranges() -> None:
    """Runs of numbers are told by their first and last."""
    assert ranges([3]) == "3"
    assert ranges([4, 1, 2, 2, 8]) == "1–2, 4 and 8"


def test_a_mark_made_on_a_row_counts_for_its_line(kg: KnowledgeGraph) -> None:
    """A line has the newest of the marks of its rows, once each of them was marked."""
    gap = next(
        gap for gap in gaps(kg, kg.questions) if gap.key == "incomplete-projects~project/001"
    )
    older = Mark(gap=gap.parts[0], mark="seen", note="", by="A reviewer", on="2026-11-20")
    newer = Mark(
        gap=gap.parts[1], mark="explained", note="in the annex", by="A reviewer", on="2026-11-21"
    )
    assert len(gap.parts) == 2
    assert mark_of(gap, {older.gap: older}) is None
    assert mark_of(gap, {older.gap: older, newer.gap: newer}) == newer
    own = Mark(gap=gap.key, mark="open", note="", by="", on="2026-11-19")
    assert mark_of(gap, {older.gap: older, newer.gap: newer, own.gap: own}) == own


def test_gaps_of_the_mini_world(tmp_path: Path) -> None:
    """The gaps of a world of two documents, by key."""
    engine = mini_world(tmp_path)
    found = gaps(NamedGraph(engine, load_names(engine)), load_questions())
    assert [gap.key for gap in found] == [
        "incomplete-projects~project/001",
        "incomplete-projects~project/002",
        "known-from-one-document~meeting/rtm-e-01",
        "known-from-one-document~source/herald-2021",
        "documents-that-disagree~project/001~status~-~ongoing~source/gazette-2020"
        "~source/herald-2021",
        "documents-that-disagree~initiative/mini~partnerCount~-~3~source/herald-2021"
        "~source/gazette-2020",
    ]
