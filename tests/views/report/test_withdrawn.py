"""A withdrawal takes back one statement, and makes nothing else in a report disputed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.intake.record import Record
from graph.intake.signature import Signature
from graph.keeping.retracting import retract
from graph.knowledge_graph import open_graph
from graph.manifest import Manifest, manifest_of
from graph.views.record.statements import about
from graph.views.report.background import background
from graph.views.report.compose import compose
from graph.views.report.selection import ReportSelection
from graph.vocabulary import CBRN, thing

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.report.content import Report

ROOT = Path(__file__).parents[3]
PROJECT = "project/053"


@pytest.fixture(scope="module")
def reports(
    kg: KnowledgeGraph,
    reported: Callable[[str], Report],
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Report, Report, str]:
    """The report on a project before and after one of its countries is withdrawn, and which."""
    before = reported(PROJECT)
    said = [
        each
        for each in about(kg.engine, str(thing(PROJECT)))
        if each.predicate == str(CBRN.coversCountry)
    ]
    times = Counter(each.value for each in said)
    one = next(each for each in said if times[each.value] == 1)
    country = kg.names[one.value].label
    signature = Signature("A reviewer", "the page names it as an observer")
    plan = retract(Record.load(ROOT), f"statement/{one.statement_key}", signature)
    assert not plan.errors
    file = tmp_path_factory.mktemp("withdrawn") / "cbrn.nt"
    file.write_bytes(plan.graph)
    manifest_of(file).write_bytes(Manifest.of(plan.graph).to_json())
    with open_graph(file) as without:
        after = compose(background(without, without.questions), ReportSelection((PROJECT,)))
    return before, after, country


def disputed(report: Report) -> set[tuple[str, str]]:
    """The lines of the report's network on which documents are said to disagree."""
    return {(line.label, line.target) for line in report.network.lines if line.disputed}


def test_the_other_countries_stay_undisputed(reports: tuple[Report, Report, str]) -> None:
    """Neither the network nor the table of differences says otherwise of them than before."""
    before, after, country = reports
    assert disputed(after) <= disputed(before)
    rows = [
        {tuple(row.cells[:3]) for table in report.tables if table.key == "disagreement"
         for row in table.rows}
        for report in (before, after)
    ]  # fmt: skip
    assert rows[0] == rows[1]
    told = [sentence.text for sentence in after.sentences if sentence.text.startswith("Documents")]
    assert told == [one.text for one in before.sentences if one.text.startswith("Documents")]
    assert country


def test_what_was_withdrawn_is_told_and_counts_no_more(
    reports: tuple[Report, Report, str],
) -> None:
    """It stands among what was taken back, and its pair is gone from the countries."""
    before, after, country = reports
    pairs = [
        {str(row.cells[1]) for table in report.tables if table.key == "covered"
         for row in table.rows}
        for report in (before, after)
    ]  # fmt: skip
    assert pairs[0] - pairs[1] == {country}
    assert pairs[1] < pairs[0]
    taken_back = [
        row
        for table in after.tables
        for row in table.rows
        if any("withdrawn" in str(cell).lower() for cell in row.cells)
    ]
    assert any(country in str(cell) for row in taken_back for cell in row.cells)
