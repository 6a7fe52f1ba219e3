"""What reviewers marked and proposed, as a report tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.reviews import Proposal
from graph.views.record.statements import about
from graph.views.report.compose import compose
from graph.views.report.html import html
from graph.views.report.selection import ReportSelection
from graph.views.review.marks import Mark

if TYPE_CHECKING:
    from graph.views.report.background import Background


ON: Final = "2026-03-01T10:00:00Z"


def test_marks_of_reviewers_stand_beside_gaps(whole: Background) -> None:
    """A gap that a reviewer explained says so with the note, not with the reviewer's name."""
    selection = ReportSelection(("organisation/rs-mie",))
    plain = next(one for one in compose(whole, selection).tables if one.key == "gaps")
    assert "Mark" not in plain.columns
    gap = next(one for one in whole.gaps if one.sentence == plain.rows[0].cells[1])
    mark = Mark(
        gap=gap.key, mark="explained", note="Told by letter", by="A. Reviewer", on="2026-03-01"
    )
    report = compose(whole, selection, marks={gap.key: mark})
    table = next(one for one in report.tables if one.key == "gaps")
    assert table.rows[0].cells[-1] == "explained, 1 March 2026: Told by letter"
    assert b"A. Reviewer" not in html(report)


def test_open_proposals_are_told_and_do_not_count(whole: Background) -> None:
    """A proposal about a statement of the report stands in it, and changes nothing else."""
    selection = ReportSelection(("organisation/rs-ca",))
    plain = compose(whole, selection)
    one = about(whole.engine, plain.things[0].iri)[0]
    made = Proposal(
        statement=one.statement_key,
        says="as it was",
        review="withdrawn",
        why="Names <b>another</b>",
        by="A. R.",
        on=ON,
    )
    other = Proposal(
        statement="0" * 20,
        says="of something else",
        review="disputed",
        why="Why not",
        by="A. R.",
        on=ON,
    )
    report = compose(whole, selection, proposals=[other, made])
    table = next(each for each in report.tables if each.key == "proposals")
    assert [row.cells[1:3] for row in table.rows] == [("withdrawn", "Names <b>another</b>")]
    assert table.rows[0].cells[0] == one.sentence(whole.names)
    assert (table.rows[0].references[0].document, table.rows[0].references[0].place) == (
        one.document,
        one.locator,
    )
    assert [each for each in report.tables if each is not table] == list(plain.tables)
    assert b"<b>another" not in html(report)
