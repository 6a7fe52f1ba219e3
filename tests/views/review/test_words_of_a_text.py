"""What a reader makes of words of a text is a statement like those that were proposed."""

from __future__ import annotations

import hashlib
from io import BytesIO

from openpyxl import load_workbook

from graph.views.review.read_text import (
    ReadText,
    filled,
    named_in,
    paragraphs,
    table,
    with_words,
)
from tests.views.review.read_text import told


def test_words_become_a_statement_with_their_passage() -> None:
    """Place, passage and its hash are those of the words; it is written like the others."""
    read = ReadText(told())
    assert named_in(read, 9, 24) == {"person/ann-bell": "Ann Bell", "organisation/who": "WHO"}
    said = {
        "subject": "person/ann-bell", "property": "worksFor", "object": "organisation/who",
        "role": "",
    }  # fmt: skip
    more = with_words(read, 9, 24, said)
    (row,) = table(more, [more.statements[0]["id"]])
    assert row["says"] == "Ann Bell · works for · WHO"
    assert (row["locator"], row["quote"], row["accept"]) == ("paragraph 1", "Ann Bell of WHO", True)
    book = load_workbook(BytesIO(filled(more, more.document, [row])))
    heading, cells = (list(one) for one in book["Statements"].values)
    written = dict(zip(heading, cells, strict=True))
    passage = hashlib.sha256(b"ann bell of who").hexdigest()
    assert (written["passage"], written["basis"]) == (passage, "stated")
    heading, cells = (list(one) for one in book["Documents"].values)
    assert dict(zip(heading, cells, strict=True))["text hash"] == "0" * 64
    assert [one["silent"] for one in paragraphs(more)] == [False, False, True]
    assert read.statements == []
