"""Every sentence of ten reports: what it rests on, out of how many, and as of when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from graph.views.report.methods import COUNTED, DATED, GAPS, MATRIX, RESTING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.views.report.content import Report, Sentence

ABOUT: Final = (
    "region/CA",
    "region/SEEE",
    "region/SEA",
    "region/MIE",
    "country/KAZ",
    "country/GEO",
    "project/053",
    "project/065,project/087",
    "plan/rap-mie",
    "organisation/rs-sea",
)
COUNTING: Final = {COUNTED, DATED, GAPS, MATRIX, RESTING}
# A number of a whole, of all there are, or of a list that stands beside it.
DENOMINATOR: Final = re.compile(
    r"\bof (these |its |the )?\d|\d+ of \d|on record|as in the figure|gap list|"
    r"Absence is of the record|of \d+ kinds?\b|beside these|documents? of|"
    r"read from left to right|earliest first",
    re.IGNORECASE,
)
STATES: Final = r"(ongoing|launched|closed|planned|completed|under \w+|presented)"
TIME: Final = re.compile(r"as of|from |until |no time given|since|the reading of")
BLAME: Final = re.compile(r"\b(failed|neglected|refused|should have|did not attend|absent from)\b")


def complaints(report: Report, one: Sentence) -> Iterator[str]:
    """What is wrong with a sentence."""
    if not one.references and one.how not in report.methods:
        yield "rests on nothing"
    if one.how in COUNTING and re.search(r"\d", one.text) and not DENOMINATOR.search(one.text):
        yield "counts without saying of how many"
    for state in re.finditer(rf"status: {STATES}[^;.]*", one.text):
        if not TIME.search(state[0]):
            yield "tells a state without its time"
    if re.search(rf"\bis {STATES}\b", one.text) and not TIME.search(one.text):
        yield "tells a state without its time"
    if BLAME.search(one.text):
        yield "blames somebody"
    if not one.text.endswith("."):
        yield "is no sentence"


@pytest.mark.parametrize("about", ABOUT)
def test_every_sentence_can_be_defended(report: Report) -> None:
    """Source or derivation, a denominator where it counts, a date where it tells a state."""
    sentences = list(report.sentences)
    found = [(wrong, one.text) for one in sentences for wrong in complaints(report, one)]
    assert found == []
    assert len(sentences) > 8


@pytest.mark.parametrize("about", ABOUT)
def test_every_state_in_a_table_has_its_time(report: Report) -> None:
    """A row of a sheet that tells a state says as of when."""
    for table in report.tables:
        if table.key.startswith("record-"):
            for row in table.rows:
                if row.cells[0] == "status":
                    assert TIME.search(str(row.cells[2])), row
