"""Review as data: proposals in a file, taken up by the maintainers, told by the build."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import PROV, RDFS, Graph, URIRef

from graph.building.release import build
from graph.building.reviews import reviewed
from graph.errors import DataError
from graph.ledger import Slip
from graph.reviews import LEDGER, Proposal
from graph.views.review import review_file
from graph.vocabulary import CBRN, thing
from tests.command_line import run
from tests.views.review.proposed import WHEN, key, proposal, write


def test_an_open_proposal_changes_nothing_that_is_built(world: Path) -> None:
    """The built file has the same bytes with a proposal that nobody has taken up."""
    before = build(world)
    write(world, proposal(key(world, "project/001", "ledBy", "agency", "gazette-2020")))
    after = build(world)
    assert after.text == before.text
    assert after.findings == before.findings


def test_taking_up_writes_the_row_and_nothing_else(world: Path) -> None:
    """The statement's row gets its review; other rows and tables keep their bytes."""
    data = world / "data"
    statement = key(world, "meeting/rtm-e-01", "attendedBy", "BBB")
    before = {path: path.read_text() for path in data.rglob("*.csv")}
    other = proposal(key(world, "project/001", "ledBy", "agency", "herald-2021"), "accepted")
    write(world, proposal(statement), other)
    code, output = run("review", "--only", statement[:8], "--apply", "--root", world, "--table")
    assert code == 0, output
    assert "1 proposal taken up. Run 'cbrn-graph build'" in output
    gazette = data / "statements" / "gazette-2020.csv"
    old, new = before.pop(gazette).splitlines(), gazette.read_text().splitlines()
    assert new[0] == f"{old[0]},review"
    changed = [line for line, was in zip(new[1:], old[1:], strict=True) if line != was]
    assert changed == ["meeting/rtm-e-01,attendedBy,country/BBB,paragraph 2,,,,,,withdrawn"]
    assert all(path.read_text() == text for path, text in before.items())
    assert list(LEDGER.load(data / "proposals.csv").values()) == [other]
    taken = list(LEDGER.load(data / "reviews.csv").values())
    assert [replace(one, taken_by="", taken_on="") for one in taken] == [proposal(statement)]
    assert taken[0].taken_on >= proposal(statement).on


def test_what_was_taken_up_is_in_the_graph_with_who_when_and_why(world: Path) -> None:
    """The line is gone from the plain graph; its statement stays, and PROV tells who did it."""
    statement = key(world, "meeting/rtm-e-01", "attendedBy", "BBB")
    write(world, proposal(statement))
    assert run("review", "--apply", "--root", world)[0] == 0
    release = build(world)
    assert not release.fatal, release.findings
    graph = Graph().parse(data=release.text, format="nt")
    line = thing("meeting/rtm-e-01"), CBRN.attendedBy, thing("country/BBB")
    node = thing(f"statement/{statement}")
    assert line not in graph
    assert (node, CBRN.review, CBRN.Withdrawn) in graph
    made = graph.value(predicate=CBRN.proposalOn, object=node)
    assert (made, None, URIRef(PROV.Entity)) in graph
    assert graph.value(made, CBRN.proposes) == CBRN.Withdrawn
    assert str(graph.value(made, PROV.generatedAtTime)) == "2026-11-25T14:30:00+00:00"
    assert str(graph.value(made, RDFS.comment)) == "=1+1, or not"
    maker = graph.value(made, PROV.wasAttributedTo)
    assert str(graph.value(maker, RDFS.label)) == "A reviewer"


def test_two_who_disagree_are_named_and_nothing_is_written(world: Path) -> None:
    """Of two verdicts on one statement neither is taken up; a third proposal waits with them."""
    statement = key(world, "meeting/rtm-e-01", "attendedBy", "BBB")
    third = proposal(key(world, "meeting/rtm-e-01", "attendedBy", "AAA"), "accepted")
    write(world, proposal(statement), proposal(statement, "accepted", "Another"), third)
    before = {path: path.read_bytes() for path in world.rglob("*.csv")}
    code, output = run("review", "--apply", "--root", world, "--table")
    assert code == 1
    assert "Another proposes otherwise; take one of the two out first" in output
    assert {path: path.read_bytes() for path in world.rglob("*.csv")} == before


def test_what_the_build_would_refuse_is_refused_before_it_is_written(world: Path) -> None:
    """A total that we stand by keeps its last statement from being withdrawn."""
    table = world / "data" / "expectations.csv"
    table.write_text(
        "type,property,object,at_least,at_most,why\nRoundTable,hostCountry,,0,,x\n"
        "Meeting,attendedBy,country/BBB,1,,The gazette names it\n"
    )
    write(world, proposal(key(world, "meeting/rtm-e-01", "attendedBy", "BBB")))
    assert not build(world).fatal
    before = {path: path.read_bytes() for path in world.rglob("*.csv")}
    code, output = run("review", "--apply", "--root", world, "--table")
    assert code == 1
    assert "the graph would break a rule" in output
    assert "data/expectations.csv, row 3" in output
    assert {path: path.read_bytes() for path in world.rglob("*.csv")} == before


def test_a_statement_that_is_gone_is_a_finding_and_never_an_error(world: Path) -> None:
    """Build and command name the proposal on it, by row and in its words."""
    write(world, proposal("0" * 20))
    found = [str(one) for one in build(world).findings if "proposals" in str(one)]
    assert len(found) == 1
    assert found[0].startswith("warning: data/proposals.csv, row 2, column statement: ")
    assert "no longer on record: “what it says”" in found[0]
    code, output = run("review", "--root", world, "--json")
    assert code == 1
    assert "no longer on record" in json.loads(output)["proposals"][0]["problem"]


def test_a_review_that_the_table_no_longer_has_is_a_finding(world: Path) -> None:
    """What was taken up and then changed by hand is told, and stays out of the graph."""
    statement = key(world, "project/001", "ledBy", "agency", "gazette-2020")
    (world / "data" / "reviews.csv").write_bytes(LEDGER.written([proposal(statement)]))
    release = build(world)
    found = [str(one) for one in release.findings if "reviews" in str(one)]
    assert found == [
        "warning: data/reviews.csv, row 2, column statement: the row says withdrawn, but "
        "data/statements/gazette-2020.csv, row 10 is not reviewed; bring the two together"
    ]
    assert "proposal/" not in release.text.replace("ontology#", "")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("abc,says,withdrawn,why,by,2026-11-25T14:30:00Z", "statement"),
        ("00000000000000000000,says,gone,why,by,2026-11-25T14:30:00Z", "review"),
        ("00000000000000000000,says,withdrawn,,by,2026-11-25T14:30:00Z", "why"),
        ("00000000000000000000,says,withdrawn,why,,2026-11-25T14:30:00Z", "by"),
        ("00000000000000000000,says,withdrawn,why,by,2026-11-25", "on"),
        ("00000000000000000000,says,withdrawn,why,by,2026-13-25T14:30:00Z", "on"),
        ("00000000000000000000,says,withdrawn", "why"),
    ],
)
def test_a_row_that_is_wrong_names_its_column(world: Path, row: str, column: str) -> None:
    """The file's mistakes are told by row and column; in a build they are warnings."""
    file = world / "data" / "proposals.csv"
    file.write_text(f"statement,says,review,why,by,on\n{row}\n")
    with pytest.raises(DataError, match=rf"proposals\.csv, row 2, column {column}: "):
        LEDGER.load(file)
    taken, findings = reviewed(world / "data", ())
    assert not taken
    assert [(str(one.severity), one.place.row, one.column) for one in findings] == [
        ("warning", 2, column)
    ]


def test_the_file_keeps_every_word_and_the_same_bytes(tmp_path: Path) -> None:
    """Formulas, quotes and line ends come back as they were; the order of making is no matter."""
    one = proposal("0" * 20)
    other = Proposal(
        statement="f" * 20, says='"says", so', review="disputed", why="'quoted", by="-B", on=WHEN
    )
    file = tmp_path / "proposals.csv"
    file.write_bytes(LEDGER.written([other, one]))
    assert list(LEDGER.load(file).values()) == [one, other]
    assert LEDGER.written([one, other]) == file.read_bytes()


def test_proposals_made_at_once_are_all_kept(tmp_path: Path) -> None:
    """Twenty reviewers who propose at the same moment lose nothing."""
    file = tmp_path / "proposals.csv"
    made = [proposal("0" * 20, by=f"Reviewer {number}") for number in range(20)]

    def add(one: Proposal) -> None:
        LEDGER.change(file, lambda known: [*known.values(), one])

    threads = [threading.Thread(target=add, args=(one,)) for one in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(LEDGER.load(file)) == sorted(one.key for one in made)
    assert [path.name for path in tmp_path.iterdir()] == ["proposals.csv"]


def test_who_and_why_are_asked_for() -> None:
    """A proposal without a reason is none."""
    with pytest.raises(Slip, match="says who makes it and why"):
        Proposal(
            statement="0" * 20, says="says", review="disputed", why="", by="A reviewer", on=WHEN
        )


def test_the_record_has_no_proposal_that_cannot_be_read(root: Path) -> None:
    """Whatever proposals and reviews travel with the data can be read."""
    for name in ("proposals.csv", "reviews.csv"):
        LEDGER.load(root / "data" / name)


def test_the_app_writes_only_where_its_owner_allows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the switch nothing is written; with it a proposal is kept, replaced, taken back."""
    file = tmp_path / "proposals.csv"
    one = proposal("0" * 20)
    monkeypatch.delenv(review_file.SWITCH, raising=False)
    with pytest.raises(PermissionError, match=review_file.SWITCH):
        review_file.propose(one, file)
    assert not file.exists()
    monkeypatch.setenv(review_file.SWITCH, "1")
    review_file.propose(one, file)
    review_file.propose(proposal("1" * 20), file)
    other = proposal("0" * 20, "accepted", "a REVIEWER")
    review_file.propose(other, file)
    assert list(review_file.read_proposals(file).values()) == [other, proposal("1" * 20)]
    review_file.take_back(other, file)
    review_file.take_back(other, file)
    assert list(review_file.read_proposals(file).values()) == [proposal("1" * 20)]
