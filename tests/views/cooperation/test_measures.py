"""Measures: exact on a drawn chain, and checked by brute force on the real record."""

from __future__ import annotations

from collections import defaultdict

import networkx as nx
import pytest

from graph.store import EmbeddedEngine
from graph.views.cooperation.leave_one_out import hanging_on
from graph.views.cooperation.matrix import matrix
from graph.views.cooperation.matrix_cell import cell
from graph.views.cooperation.measures import (
    WEIGHTS,
    Measure,
    Parts,
    bridges,
    groups,
    pairs,
    parts,
    single_points,
)
from graph.views.record.names import NamedGraph, Names, load_names
from graph.vocabulary import THINGS


def chain() -> Parts:
    """A – 1 – B – 2 – C, where two documents state the last line and one each of the others."""
    told = {
        ("project/1", "organisation/a"): ["d1"],
        ("project/1", "organisation/b"): ["d2"],
        ("project/2", "organisation/b"): ["d3"],
        ("project/2", "organisation/c"): ["d4", "d5"],
    }
    return Parts(
        {(f"{THINGS}{one}", f"{THINGS}{two}"): frozenset(said) for (one, two), said in told.items()}
    )


def told(measure: Measure) -> list[tuple[list[str], float, list[str]]]:
    """What was found: things, value and the documents that it hangs on."""
    return [
        (
            [name.short for name in one.things],
            round(one.value, 3),
            [document.iri for document in one.changed_by],
        )
        for one in measure.findings
    ]


def test_the_part_says_what_it_is() -> None:
    """The sentence has the true sizes, and only documents that alone carry a line are tried."""
    assert "the 4 lines between 2 projects and 3 organisations" in chain().sentence
    assert chain().documents == ["d1", "d2", "d3"]


def test_bridge_of_a_chain() -> None:
    """B stands on four of the six ways between others, and hangs on its two lines."""
    measure = bridges(chain(), Names({}))
    assert told(measure) == [(["organisation/b"], 0.667, ["d2", "d3"])]
    assert (measure.tried, measure.newly) == (3, ())


def test_single_point_of_a_chain() -> None:
    """Without B there would be one piece more; projects are no organisations, so not named."""
    assert told(single_points(chain(), Names({}))) == [(["organisation/b"], 1.0, ["d2", "d3"])]


def test_groups_of_two_islands() -> None:
    """Two islands are two groups, whichever document is left out."""
    lines = {
        (f"{THINGS}project/{island}{project}", f"{THINGS}organisation/{island}{body}"): frozenset(
            [f"d{island}{project}{body}"]
        )
        for island in "xy"
        for project in range(3)
        for body in range(3)
    }
    measure = groups(Parts(lines), Names({}))
    assert [(len(one.things), one.holds) for one in measure.findings] == [(6, True), (6, True)]
    assert measure.tried == 18
    assert measure.newly == ()


@pytest.mark.parametrize("measure", [bridges, single_points, groups])
def test_nothing_is_found_in_nothing(measure: object) -> None:
    """A part without lines has no findings."""
    assert callable(measure)
    assert measure(Parts({}), Names({})).findings == ()


def pieces(lines: set[tuple[str, str]], without: str = "") -> int:
    """How many connected pieces some lines make, by plain search; isolated ends do not count."""
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in lines:
        near[one].add(other)
        near[other].add(one)
    for other in near.pop(without, set()):
        near[other].discard(without)
    found, seen = 0, set()
    for start in near:
        if start in seen:
            continue
        found += 1
        waiting = [start]
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                waiting += near[node]
    return found


def test_single_points_on_record_by_brute_force(record: EmbeddedEngine) -> None:
    """Leaving out every document in turn, by plain search, changes exactly what is named."""
    part = parts(record)
    measure = single_points(part, load_names(record))
    documents = {document for said in part.lines.values() for document in said}

    def found(document: str) -> set[str]:
        lines = {pair for pair, said in part.lines.items() if said != {document}}
        whole = pieces(lines)
        return {body for _, body in lines if pieces(lines, body) > whole}

    whole = found("")
    assert {one.things[0].iri for one in measure.findings} == whole
    without = {document: found(document) for document in documents}
    for one in measure.findings:
        lost = {document for document in documents if one.things[0].iri not in without[document]}
        assert {name.iri for name in one.changed_by} == lost
    new = {document for document in documents if without[document] - whole}
    assert {name.iri for name in measure.newly} == new


def test_what_hangs_on_a_document_is_what_changes_without_it(record: EmbeddedEngine) -> None:
    """Every document that changes a measure is named with it, and no other document is."""
    names, part = load_names(record), parts(record)
    measure = single_points(part, names)
    found = hanging_on([measure, bridges(part, names)])
    whole = {one.things for one in measure.findings}
    for document in part.documents:
        left = points_without(part, document)
        lost = {one for one in whole if one[0].iri not in left}
        told = found.get(names[document], {}).get(measure.title)
        assert {one.things for one in told.lost} == lost if told else not lost
        if told is not None:
            assert told.others is bool(left - {one[0].iri for one in whole})
    assert found.keys() <= {names[document] for document in part.documents}


def points_without(part: Parts, document: str) -> set[str]:
    """The organisations that hold pieces together without a document, by networkx itself."""
    points = set(nx.articulation_points(part.without(document)))
    return {one for one in points if "/organisation/" in one}


def test_a_score_is_the_sum_of_its_counts(record: EmbeddedEngine) -> None:
    """Each number of the best pairs is that of the matrix, and the score follows the weights."""
    names = load_names(record)
    best = pairs(NamedGraph(record, names), most=5)
    for pair in best:
        total = 0.0
        for kind, number in pair.counts.items():
            opened = cell(
                NamedGraph(record, names),
                matrix(NamedGraph(record, names), "Project", "Project", by=kind),
                pair.one.iri,
                pair.other.iri,
            )
            assert opened.count == number
            total += WEIGHTS[kind] * number
        assert pair.score == total
    by_meetings = pairs(NamedGraph(record, names), {"meetings": 1.0}, most=1)[0]
    assert by_meetings.score == by_meetings.counts["meetings"] == 2
