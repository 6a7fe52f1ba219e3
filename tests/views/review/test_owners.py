"""Whose a proposal is, who may take it back or decide on it, and what is kept of both."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from graph.building.draft import drafted
from graph.building.release import build
from graph.cli import main
from graph.reviews import LEDGER, Proposal
from graph.views.review.review_file import (
    LOG,
    may_take_back,
    propose,
    read_proposals,
    take_back,
)
from graph.vocabulary import CBRN, thing
from tests.mini_world import mini_project

if TYPE_CHECKING:
    from pathlib import Path

MADE = Proposal(
    statement="0123456789abcdef0123",
    says="it says",
    review="disputed",
    why="Why not",
    by="A. R.",
    on="2026-11-25T14:30:00Z",
)
MINE, THEIRS = replace(MADE, owner="aaaa"), replace(MADE, owner="bbbb")
BEFORE = "statement,says,review,why,by,on\n0123456789abcdef0123,it says,disputed,Why not,A. R.,"


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing proposals is switched on."""
    monkeypatch.setenv("CBRN_GRAPH_ALLOW_PROPOSALS", "1")


def test_a_file_from_before_there_were_owners_is_read(tmp_path: Path) -> None:
    """The columns that came later may be missing; what was made then is nobody's."""
    file = tmp_path / "proposals.csv"
    file.write_text(f"{BEFORE}2026-11-25T14:30:00Z\n")
    assert list(read_proposals(file).values()) == [MADE]
    assert MADE.signature == "A. R."


@pytest.mark.parametrize(
    ("proposal", "owner", "is_owner", "may"),
    [
        (MINE, "aaaa", False, True),
        (MINE, "bbbb", False, False),
        (MINE, "", False, False),
        (MINE, "bbbb", True, True),
        (MADE, "bbbb", False, True),
    ],
    ids=["own", "another's", "nobody", "an owner of the record", "from before"],
)
def test_who_may_take_it_back(proposal: Proposal, owner: str, is_owner: bool, may: bool) -> None:
    """Who made it and an owner of the record may, and nobody else."""
    assert may_take_back(proposal, owner, is_owner=is_owner) is may


@pytest.mark.usefixtures("allowed")
def test_two_of_one_name_do_not_write_over_each_other(tmp_path: Path) -> None:
    """A name that nobody checked may be that of two people: both proposals stay."""
    file = tmp_path / "proposals.csv"
    propose(MINE, file)
    propose(THEIRS, file)
    assert set(read_proposals(file).values()) == {MINE, THEIRS}
    assert MINE.signature == "A. R. (name not checked)"
    assert replace(MINE, checked="signed in").signature == "A. R."


@pytest.mark.usefixtures("allowed")
def test_what_was_taken_back_is_kept(tmp_path: Path) -> None:
    """The log has a row for each act, and no act takes one away."""
    file = tmp_path / "proposals.csv"
    propose(MINE, file)
    first = (tmp_path / LOG).read_bytes()
    take_back(MINE, file, by="An owner")
    assert read_proposals(file) == {}
    log = (tmp_path / LOG).read_bytes()
    assert log.startswith(first)
    rows = list(csv.reader(log.decode().splitlines()))
    assert [row[1:3] for row in rows[1:]] == [["proposed", "A. R."], ["taken back", "An owner"]]


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """The mini-world with one proposal to withdraw a statement."""
    root = mini_project(tmp_path)
    statement = next(
        str(one.iri).rpartition("/")[2]
        for one in drafted(root).statements
        if one.predicate == CBRN.attendedBy and one.object == thing("country/BBB")
    )
    made = replace(MADE, statement=statement, review="withdrawn", owner="aaaa")
    (root / "data" / "proposals.csv").write_bytes(LEDGER.written([made]))
    return root


def taken_up(world: Path, *options: str) -> tuple[int, str]:
    """What taking up says, and its exit code."""
    done = CliRunner().invoke(main, ["review", "--apply", "--root", str(world), *options])
    return done.exit_code, done.output


def test_another_person_decides_where_that_is_set(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the setting nobody takes up what they proposed, nor does somebody without a name."""
    monkeypatch.setenv("CBRN_GRAPH_REVIEW_BY_ANOTHER", "1")
    for options in ((), ("--by", "a. r.")):
        code, told = taken_up(world, *options)
        assert code == 1
        assert "another person has to decide" in told
    assert not (world / "data" / "reviews.csv").exists()
    assert taken_up(world, "--by", "B. Maintainer")[0] == 0
    (review,) = LEDGER.load(world / "data" / "reviews.csv").values()
    assert (review.by, review.taken_by, review.taken_on[:2]) == ("A. R.", "B. Maintainer", "20")


def test_a_review_can_be_taken_back(world: Path) -> None:
    """Back to unreviewed: the cell is empty, the graph tells no review, the file keeps both."""
    assert taken_up(world)[0] == 0
    withdrawn = build(world)
    assert any("#Withdrawn>" in line and "#review>" in line for line in withdrawn.lines)
    (review,) = LEDGER.load(world / "data" / "reviews.csv").values()
    back = replace(review, review="unreviewed", by="C. D.", taken_by="", taken_on="")
    (world / "data" / "proposals.csv").write_bytes(LEDGER.written([back]))
    # A moment is as exact as a second: the later decision has to be later.
    decided = replace(review, taken_on="2026-11-26T08:00:00Z")
    (world / "data" / "reviews.csv").write_bytes(LEDGER.written([decided]))
    assert taken_up(world)[0] == 0
    release = build(world)
    assert not release.fatal
    assert not any("#Withdrawn>" in line and "#review>" in line for line in release.lines)
    assert not any("#proposalOn>" in line and "/statement/" in line for line in release.lines)
    kept = LEDGER.load(world / "data" / "reviews.csv").values()
    assert {one.review for one in kept} == {"withdrawn", "unreviewed"}
    assert not [one for one in release.findings if "bring the two together" in one.sentence]
