"""A line that people bring, as a row and as a table, and what is to be mended in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.intake.worker import Outcome

__all__ = ["ROW", "SHEET", "STATEMENT", "found"]

ROW = ["gazette-2020", "project/001", "coversCountry", "country/AAA", "paragraph 9"]
STATEMENT = "subject,property,object,locator\nproject/001,coversCountry,country/AAA,paragraph 9\n"
SHEET = "xl/worksheets/sheet1.xml"
"""The part of a workbook that its first sheet is in."""


def found(outcome: Outcome) -> list[str]:
    """What is to be mended, a line each."""
    return [str(finding) for finding in outcome.proposal.findings if finding.fatal]
