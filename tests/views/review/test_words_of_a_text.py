"""What a reader makes of words of a text is a statement like those that were proposed."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from graph.views.review.read_text import (
    ReadText,
    filled,
    named_in,
    paragraphs,
    table,
    with_words,
)

TEXT = "A title\n\nAnn Bell of WHO came to Lyon.\n\nNothing here."


def told() -> dict[str, Any]:
    """What the command tells of the text, with nothing found but names."""
    return {
        "text": TEXT,
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "document": {"key": "news", "title": "A title", "text_hash": "0" * 64},
        "paragraphs": [
            {"start": 0, "end": 7, "locator": "title", "part": "title"},
            {"start": 9, "end": 39, "locator": "paragraph 1", "part": "body"},
            {"start": 41, "end": 54, "locator": "paragraph 2", "part": "body"},
        ],
        "names": [
            {"start": 9, "end": 17, "key": "person/ann-bell", "new": True},
            {"start": 21, "end": 24, "key": "organisation/who", "new": False},
            {"start": 33, "end": 37, "key": "2021", "new": False},
        ],
        "statements": [],
        "things": [{"key": "person/ann-bell", "type": "Person", "label": "Ann Bell"}],
    }


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
