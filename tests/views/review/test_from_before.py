"""What people wrote before proposals had owners and gaps stood together in lines still counts.

The files in ``from_before`` were written by the program of that time, about the mini-world: a mark
of every gap there was, two open proposals, and one that was taken up.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner

from graph.building.release import build
from graph.cli import main
from graph.reviews import LEDGER
from graph.store.cards.card_files import load_questions
from graph.views.cooperation.gaps import gaps
from graph.views.record.names import NamedGraph, load_names
from graph.views.review.marks import as_file, mark_of, read_marks
from tests.mini_world import mini_project, mini_world

BEFORE = Path(__file__).with_name("from_before")
WITHDRAWN = "meeting/rtm-e-01,attendedBy,country/BBB,paragraph 2,,,,,"


def test_marks_from_before_still_count(tmp_path: Path) -> None:
    """Every mark is read as it was written, and each belongs to a line, which shows the newest."""
    marks = read_marks(BEFORE / "marks.csv")
    assert as_file(marks.values()) == (BEFORE / "marks.csv").read_bytes()
    engine = mini_world(tmp_path)
    found = gaps(NamedGraph(engine, load_names(engine)), load_questions())
    assert {part for gap in found for part in gap.parts} == set(marks)
    for gap in found:
        newest = max((marks[part] for part in gap.parts), key=lambda mark: mark.on)
        assert mark_of(gap, marks) == newest


def test_proposals_and_reviews_from_before_still_count(tmp_path: Path) -> None:
    """The review is in what is built; the proposals find their statements and are taken up."""
    world = mini_project(tmp_path)
    data = world / "data"
    for name in ("proposals.csv", "reviews.csv"):
        shutil.copy(BEFORE / name, data)
    table = data / "statements" / "gazette-2020.csv"
    said = table.read_text()
    assert WITHDRAWN in said
    head, _, rows = said.replace(WITHDRAWN, f"{WITHDRAWN},withdrawn").partition("\n")
    table.write_text(f"{head},review\n{rows}")
    release = build(world)
    assert not release.fatal
    (review,) = LEDGER.load(data / "reviews.csv").values()
    proposals = LEDGER.load(data / "proposals.csv")
    told = [line for line in release.lines if "#proposalOn>" in line and "/id/statement/" in line]
    assert len(told) == 1
    assert review.statement in told[0]
    assert review.digest in told[0]
    assert not [one for one in release.findings if one.place.file == "data/reviews.csv"]

    done = CliRunner().invoke(main, ["review", "--apply", "--root", str(world)])
    assert done.exit_code == 0, done.output
    assert not LEDGER.load(data / "proposals.csv")
    taken = LEDGER.load(data / "reviews.csv").values()
    assert {(one.statement, one.by, one.why) for one in taken} == {
        (one.statement, one.by, one.why) for one in [review, *proposals.values()]
    }
    built = build(world)
    assert not built.fatal
    assert all(any(one.digest in line for line in built.lines) for one in taken)
